"""`runtut up`: the whole system on one machine, from nothing to the first page, until Ctrl-C."""

import json
import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import click

from runtut.config import default_home
from runtut.errors import CannotStart
from runtut.servers import ports
from runtut.servers.files import write_private
from runtut.servers.process import Child, Process, session_members
from runtut.servers.signals import Stopped, stopping_on_signals
from runtut.servers.stack import Stack, start
from runtut.servers.supervisor import Supervisor
from runtut.servers.version import own_version

RUNTUT = (sys.executable, "-P", "-m", "runtut.commands")
WEB = (sys.executable, "-P", "-m", "granian", "--interface", "wsgi", "--factory", "runtut.app:create_app")
SERVING = ("--host", "127.0.0.1", "--workers", "2", "--blocking-threads", "8", "--workers-kill-timeout", "10", "--no-ws")
NOTHING: frozenset[str] = frozenset()
OWNERS = frozenset({"DATABASE_OWNER_URL"})  # migrations alone
CONVEYORS = frozenset({"DATABASE_RELAY_URL", "DATABASE_BENCHMARK_URL"})
PATIENCE = 120.0  # seconds for the first page
CRASHES = 3  # before the first page: then it is not going to come


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Alamat web: 127.0.0.1:PORT.")
@click.option("--home", type=click.Path(path_type=Path), help="Folder data.  [default: RUNTUT_HOME]")
@click.option("--demo/--no-demo", default=None, help="Muat data contoh (sendirinya pada folder data baru).")
@click.option("--demo-cycle", is_flag=True, help="Jalankan satu siklus contoh sampai selesai, lalu berhenti.")
def up(port: int, home: Path | None, demo: bool | None, demo_cycle: bool) -> None:
    """Jalankan seluruh Runtut di mesin ini."""
    folder = (home or Path(os.environ.get("RUNTUT_HOME") or default_home())).expanduser()
    code = 130 if demo_cycle else 0
    try:
        with stopping_on_signals():
            code = _run(port, folder, demo, demo_cycle)
    except Stopped:
        pass
    say("Semua proses sudah berhenti.")
    sys.exit(code)


def _run(port: int, folder: Path, demo: bool | None, demo_cycle: bool) -> int:
    _check_port(port)
    say(f"Runtut {own_version()}; folder data {folder}")
    with start(folder, say=say, port=port) as stack, Supervisor(stack.home.log, say) as supervisor:
        supervisor.adopt(stack.servers)
        try:
            return _serve(stack, supervisor, port, demo, demo_cycle)
        finally:
            say("Menghentikan semua proses …")


def _serve(stack: Stack, supervisor: Supervisor, port: int, demo: bool | None, demo_cycle: bool) -> int:
    first = prepare(stack, supervisor, demo)
    say("Menyalakan web …")
    web = supervisor.start(child(stack, "web", (*WEB, *SERVING, "--port", str(port)), OWNERS | CONVEYORS))
    until = time.monotonic() + PATIENCE
    supervisor.keep_until(lambda: _ready(supervisor, web, port, until))
    for name in ("relay", "schedule", "work"):  # after the first page: they need the processors just as long
        supervisor.start(child(stack, name, (*RUNTUT, name), OWNERS))
    _greet(stack, first)
    if demo_cycle:
        return supervisor.run(child(stack, "demo cycle", (*RUNTUT, "demo", "cycle", "--address", _local(port))))
    say("Tekan Ctrl-C untuk berhenti.")
    supervisor.keep_until(lambda: False)
    return 0


def prepare(stack: Stack, supervisor: Supervisor, demo: bool | None) -> bool:
    """Tables and, where it is due, the demo; whether the demo was loaded just now."""
    say("Menyiapkan basis data …")
    _must(supervisor, child(stack, "migrate", (*RUNTUT, "migrate")))
    if not _demo_due(stack, demo):
        return False
    say("Memuat data contoh …")
    _must(supervisor, child(stack, "demo load", (*RUNTUT, "demo", "load")))
    write_private(_demo_mark(stack), "loaded")
    return True


def child(stack: Stack, name: str, argv: tuple[str, ...], hidden: frozenset[str] = NOTHING) -> Child:
    """A process of Runtut with the caller's environment and the stack's, less the addresses of roles it is not."""
    known = {**os.environ, **stack.environment, "PYTHONUNBUFFERED": "1"}
    return Child(name, argv, {name: value for name, value in known.items() if name not in hidden})


def say(sentence: str) -> None:
    click.echo(sentence)


def _check_port(port: int) -> None:
    problem = ports.problem_of(port)
    if isinstance(problem, PermissionError):
        raise CannotStart(f"Port {port} hanya boleh dibuka oleh root; pilih port lain, misalnya --port 8000.")
    if problem:
        raise CannotStart(f"Port {port} sedang dipakai program lain; pilih port lain, misalnya --port {port + 1}.")


def _demo_due(stack: Stack, demo: bool | None) -> bool:
    """Unasked only on a home of our own making with its own database, and only once; interrupted, it is due again."""
    mark = _demo_mark(stack)
    if not mark.exists():
        wanted = stack.admin_url is not None if demo is None else demo
        write_private(mark, "wanted" if wanted else "declined")
    state = mark.read_text()
    return state == "wanted" if demo is None else demo and state != "loaded"


def _demo_mark(stack: Stack) -> Path:
    return stack.home.folder / "demo"


def _must(supervisor: Supervisor, step: Child) -> None:
    code = supervisor.run(step)
    if code:
        raise CannotStart(f"Langkah `runtut {step.name}` gagal (kode {code}); lihat pesan di atas.")


def _local(port: int) -> str:
    """Where this machine reaches the web server, whatever address it has outside."""
    return f"http://127.0.0.1:{port}"


def _ready(supervisor: Supervisor, web: Process, port: int, until: float) -> bool:
    if supervisor.failures(web) >= CRASHES or time.monotonic() > until:
        raise CannotStart(f"Web tidak dapat dijalankan; sebabnya ada di {web.log}.")
    if not any(ports.listens(pid, port) for pid in session_members(web.pid)):
        return False
    try:
        with urllib.request.urlopen(f"{_local(port)}/sehat", timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _greet(stack: Stack, first: bool) -> None:
    accounts = stack.home.folder / "demo-accounts"
    say(f"\nRuntut siap: {stack.environment['RUNTUT_ADDRESS']}")
    if first and accounts.exists():
        say(_table(json.loads(accounts.read_text())))
    if accounts.exists():
        say(f"Akun contoh tersimpan di {accounts}")


def _table(accounts: dict[str, str]) -> str:
    wide = max(map(len, accounts))
    return "\n".join(f"  {name:<{wide}}  {word}" for name, word in accounts.items())
