"""Everybody of the demo, each at a browser of his own, before the whole product running."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from runtut.demo.office import Office
from tests.conftest import Live
from tests.runtut.app.browser.people import PATIENCE, Crowd


@pytest.fixture(scope="module")
def crowd(browser: Browser, live: Live) -> Iterator[Crowd]:
    """`crowd("kadis@diskopnaker.13.01")`: him, signed in by the form. No browser may have complained in the end."""
    expect.set_options(timeout=PATIENCE)
    people = Crowd(browser, live)
    yield people
    people.leave()
    assert people.complaints == []


@pytest.fixture(scope="module")
def office(live: Live) -> Iterator[Office]:
    """The same people as programs: for the turns that a test does not look at."""
    people = Office(live.address, live.accounts)
    people.ready_sop()
    yield people
    people.leave()
