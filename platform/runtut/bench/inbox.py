"""The inbox page against an empty signed-in page plus the inbox's SQL alone."""

import time
from collections.abc import Callable, Iterator

import psycopg
import urllib3

from runtut.bench.ground import Site
from runtut.bench.lines import Line, middle
from runtut.bench.replay import recorded, say
from runtut.config import settings
from runtut.database.connections import OFTEN

TIMES, BAR = 100, 2.0


def measure(site: Site) -> Iterator[Line]:
    page = middle(timed(lambda: fetch(site, "/63.11/tugas")))
    empty = middle(timed(lambda: fetch(site, "/63.11/kosong")))
    sql = middle(timed(sql_alone(site)))
    limit = (empty + sql) * 1000
    note = f"empty page {empty * 1000:.1f} ms, SQL {sql * 1000:.1f} ms"
    yield Line("inbox page, median", page * 1000, "ms", limit, page * 1000 / limit, f"<= {BAR}", note)


def fetch(site: Site, path: str, pool: urllib3.PoolManager = urllib3.PoolManager(maxsize=1)) -> None:  # noqa: B008
    answer = pool.request("GET", site.address + path, headers={"Authorization": f"Bearer {site.neighbour}"})
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")


def timed(do: Callable[[], None]) -> list[float]:
    """Seconds of each of many repetitions, after a few to warm up."""
    for _ in range(10):
        do()
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        do()
        times.append(time.perf_counter() - began)
    return times


def sql_alone(site: Site) -> Callable[[], None]:
    with recorded(site.app) as said:
        site.app.test_client().get("/63.11/tugas", headers={"Authorization": f"Bearer {site.neighbour}"})
    connection = psycopg.connect(settings().database_url, prepare_threshold=OFTEN)
    return lambda: say(connection, said)
