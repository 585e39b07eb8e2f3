"""Many people who press a button at the same moment."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from werkzeug.test import TestResponse


def at_once(count: int, act: Callable[[int], TestResponse]) -> list[TestResponse]:
    """Everybody waits for everybody else, then all begin."""
    barrier = threading.Barrier(count)

    def one(number: int) -> TestResponse:
        barrier.wait(30)
        return act(number)

    with ThreadPoolExecutor(count) as crowd:
        return list(crowd.map(one, range(count)))
