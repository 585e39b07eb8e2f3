"""Closed loops: so many clients, each doing one thing after the other."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def closed(clients: int, items: Sequence[Item], begin: Callable[[], Callable[[Item], None]]) -> tuple[float, list[float]]:
    """Share `items` among `clients`, each with a doer of its own from `begin`; items per second, and each one's seconds."""
    shares = [items[number::clients] for number in range(clients)]
    times: list[float] = []
    failures: list[BaseException] = []
    ready = threading.Barrier(clients + 1)

    def work(share: Sequence[Item]) -> None:
        try:
            do = begin()
            ready.wait()
            for item in share:
                began = time.perf_counter()
                do(item)
                times.append(time.perf_counter() - began)
        except BaseException as failure:  # noqa: BLE001  (told by the main thread)
            failures.append(failure)
            ready.abort()

    threads = [threading.Thread(target=work, args=(share,)) for share in shares]
    for thread in threads:
        thread.start()
    ready.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return len(items) / (time.perf_counter() - began), times
