"""The ground of a measurement: servers and a web server of its own, the demo, and many cycles waiting at step 1."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from runtut.app import create_app
from runtut.app.standing_in import stand_in
from runtut.auth.models import Account
from runtut.auth.service import open_session
from runtut.config import settings
from runtut.database import db
from runtut.servers.stack import start
from tenants.cycles.models import Cycle
from tenants.cycles.service import open_cycle
from tenants.sops import service as sops

HEAD, SECRETARY, ADMIN = "kadis@diskopnaker.13.01", "sekretaris@diskopnaker.13.01", "admin@setda.13.01"
NEIGHBOUR, NEIGHBOURS_SOP = "sekretaris@dishub.63.11", "monev-kinerja"
PERIODS = [f"{year}-TW{quarter}" for year in range(2001, 2100) for quarter in (1, 2, 3, 4)]


@dataclass
class Site:
    """A running product with cycles to spend; `address` of its web server, `token` of the Sekretaris.

    `neighbour` is the token of a Sekretaris whose office runs four cycles, as offices do.
    """

    app: Flask
    address: str
    token: str
    neighbour: str
    waiting: list[tuple[str, str]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def take(self, count: int) -> list[tuple[str, str]]:
        """SOP address and period of cycles that nobody has measured with yet."""
        taken, self.waiting = self.waiting[:count], self.waiting[count:]
        return taken


@contextlib.contextmanager
def ground(home: Path, cycles: int) -> Iterator[Site]:
    began = time.perf_counter()
    with start(home, outside={}, least_free=0) as stack:
        os.environ.update(stack.environment)
        settings.cache_clear()
        started = time.perf_counter()
        _run("migrate")
        _run("demo", "load")
        app = create_app(pool=4, statement_ms=60_000, idle_ms=60_000)
        loaded = time.perf_counter()
        _open_four(app)
        site = Site(app, "", token(app, SECRETARY), token(app, NEIGHBOUR), _open(app, cycles))
        with _web() as (site.address, first_page):
            site.seconds = {"servers": started - began, "tables and demo": loaded - started, "web": first_page}
            yield site
        with app.app_context():
            db.engine.dispose()


def _run(*command: str) -> None:
    """A command as `runtut up` runs it: a process of its own."""
    subprocess.run([sys.executable, "-P", "-m", "runtut.commands", *command], check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def token(app: Flask, login: str) -> str:
    with app.app_context():
        session = open_session(db.session.scalars(select(Account).where(Account.login == login)).one(), "bearer")
        db.session.commit()
        return session.token


def _open(app: Flask, count: int) -> list[tuple[str, str]]:
    """Clone as many SOPs as it takes and open their cycles."""
    opened: list[tuple[str, str]] = []
    for number in range(-(-count // len(PERIODS))):
        slug = f"ukur-{number + 1}"
        _ready(app, slug)
        for period in PERIODS[: count - len(opened)]:
            with app.app_context():
                stand_in(SECRETARY, "diskopnaker")
                open_cycle(slug, period)
                db.session.commit()
            opened.append((slug, period))
    return opened


def _open_four(app: Flask) -> None:
    for period in PERIODS[:4]:
        with app.app_context():
            stand_in(NEIGHBOUR, "dishub")
            open_cycle(NEIGHBOURS_SOP, period)
            db.session.commit()


def _ready(app: Flask, slug: str) -> None:
    with app.app_context():
        version = sops.clone(stand_in(ADMIN, "diskopnaker").opd.id, "dinas", slug, f"Pengukuran {slug}")
        roles = {actor: role.id for actor, role in sops.suggested_roles(version).items() if role}
        sops.map_actors(version, roles)
        db.session.commit()
        stand_in(HEAD, "diskopnaker")
        sops.put_into_force(version)
        db.session.commit()


def cycle_ids(app: Flask, slug: str, period: str) -> Cycle:
    with app.app_context():
        stand_in(SECRETARY, "diskopnaker")
        sop = sops.sop_by_slug(slug)
        return db.session.scalars(select(Cycle).where(Cycle.sop_id == sop.id, Cycle.period == period)).one()


@contextlib.contextmanager
def _web() -> Iterator[tuple[str, float]]:
    """granian as `runtut up` starts it, with one empty page more."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    argv = [sys.executable, "-P", "-m", "granian", "--interface", "wsgi", "--factory", "runtut.bench.server:create"]
    serving = [
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--workers",
        "2",
        "--blocking-threads",
        "8",
        "--log-level",
        "warning",
    ]
    began = time.perf_counter()
    web = subprocess.Popen([*argv, *serving], stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        yield f"http://127.0.0.1:{port}", _until_ready(f"http://127.0.0.1:{port}/sehat", began)
    finally:
        web.terminate()
        web.wait(20)


def _until_ready(address: str, began: float) -> float:
    for _ in range(600):
        with contextlib.suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(address, timeout=5):  # noqa: S310
            return time.perf_counter() - began
        time.sleep(0.05)
    raise TimeoutError(address)
