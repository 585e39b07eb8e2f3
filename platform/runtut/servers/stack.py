"""All servers of one home together, and the environment in which the other processes of Runtut find them."""

import contextlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from runtut.errors import CannotStart
from runtut.servers import keys
from runtut.servers.files import write_private
from runtut.servers.home import LEAST_FREE_BYTES, Home, opened
from runtut.servers.postgres import Postgres
from runtut.servers.seaweed import Seaweed
from runtut.servers.server import Server
from runtut.servers.valkey import Valkey


@dataclass(frozen=True)
class Stack:
    """`environment` holds the variables of `runtut.config`; with an outside server that kind's are the caller's own."""

    home: Home
    environment: dict[str, str] = field(repr=False)
    servers: tuple[Server, ...]
    admin_url: str | None = field(repr=False)  # PostgreSQL's superuser; None with an outside server


def quiet(_sentence: str) -> None:
    """For callers who want no progress told."""


@contextlib.contextmanager
def start(
    folder: Path,
    outside: Mapping[str, str] | None = None,
    say: Callable[[str], None] = quiet,
    port: int | None = None,
    durable: bool = True,
    least_free: int = LEAST_FREE_BYTES,
) -> Iterator[Stack]:
    """Servers run while the context lasts.

    outside: the variables that may name servers of one's own (default: the process's environment).
    port: of the web server, told to the other commands as RUNTUT_ADDRESS where the caller's environment gives none.
    durable: False lets PostgreSQL skip fsync, for tests alone.
    """
    given = dict(os.environ if outside is None else outside)
    _check_outside(given)
    with opened(folder, least_free) as home, contextlib.ExitStack() as ending:
        secrets = keys.kept_in(home.folder)
        servers = _chosen(home, secrets, given, durable)
        ending.callback(_stop, servers)
        for server in servers:
            say(f"Menyalakan {TITLES[server.name]} …")
            server.launch()
        for server in servers:
            server.await_ready()
            server.furnish()
        environment = _environment(home, secrets, given, servers) | _address(given, port)
        stack = Stack(home, environment, tuple(servers), _admin_url(servers))
        ending.callback(_forget, home)
        write_private(home.environment, json.dumps(stack.environment))
        yield stack


TITLES = {"postgres": "PostgreSQL", "valkey": "Valkey (antrean)", "s3": "SeaweedFS (berkas)"}
DATABASE_NAMES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_RELAY_URL")
S3_NAMES = ("S3_ENDPOINT_URL", "S3_ACCESS_KEY", "S3_SECRET_KEY")

BUCKET_NAMES = ("S3_BUCKET_EVIDENCE", "S3_BUCKET_ARCHIVE")


def _check_outside(given: Mapping[str, str]) -> None:
    if not given.get("RUNTUT_ADDRESS", "https://").startswith(("https://", "http://")):
        raise CannotStart("RUNTUT_ADDRESS harus alamat lengkap, misalnya https://runtut.pesisirselatankab.go.id.")
    for names in (DATABASE_NAMES, S3_NAMES):
        missing = [name for name in names if not given.get(name)]
        if given.get(names[0]) and missing:
            raise CannotStart(f"{names[0]} terisi, tetapi {' dan '.join(missing)} belum; isi semuanya atau kosongkan semuanya.")


def _chosen(home: Home, secrets: Mapping[str, str], given: Mapping[str, str], durable: bool) -> list[Server]:
    servers: list[Server] = []
    if not given.get("S3_ENDPOINT_URL"):
        servers.append(Seaweed(home, secrets))
    if not given.get("REDIS_URL"):
        servers.append(Valkey(home, secrets))
    if not given.get("DATABASE_URL"):
        servers.append(Postgres(home, secrets, durable))
    return servers


def _environment(home: Home, secrets: Mapping[str, str], given: Mapping[str, str], servers: list[Server]) -> dict[str, str]:
    told: dict[str, str] = {"RUNTUT_HOME": str(home.folder)}
    for server in servers:
        told |= server.variables()
    kept = {"RUNTUT_FENCE_KEY": secrets["fence"], "RUNTUT_SECRET_KEY": secrets["cookies"]}
    names = (*DATABASE_NAMES, "DATABASE_BENCHMARK_URL", "REDIS_URL", *S3_NAMES, *BUCKET_NAMES, *kept)
    return kept | {name: given[name] for name in names if given.get(name)} | told


def _address(given: Mapping[str, str], port: int | None) -> dict[str, str]:
    """Under what address people reach the product: it stands on signed papers, so the operator's word counts first."""
    address = given.get("RUNTUT_ADDRESS") or (f"http://127.0.0.1:{port}" if port is not None else "")
    return {"RUNTUT_ADDRESS": address} if address else {}


def _stop(servers: list[Server]) -> None:
    """All are asked first, so that the slowest decides how long it takes."""
    for server in servers:
        server.ask_to_stop()
    for server in servers:
        server.stop()


def _admin_url(servers: list[Server]) -> str | None:
    return next((server.url("postgres") for server in servers if isinstance(server, Postgres)), None)


def _forget(home: Home) -> None:
    (home.environment).unlink(missing_ok=True)
