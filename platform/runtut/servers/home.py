"""The folder that holds everything of an installation: who may use it, one at a time, and of which version it is."""

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from runtut.errors import CannotStart
from runtut.servers.files import write_private
from runtut.servers.identity import User, first_closed, server_user
from runtut.servers.version import check_version

LEAST_FREE_BYTES = 500_000_000


@dataclass(frozen=True)
class Home:
    folder: Path
    user: User  # the owner of the servers' data folders
    new: bool  # this start made it

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def run(self) -> Path:
        return self.folder / "run"

    @property
    def programs(self) -> Path:
        return self.folder / "programs"

    @property
    def environment(self) -> Path:
        """The variables of the running system as JSON: how a command given beside it finds the servers."""
        return self.run / "environment"

    def data(self, name: str) -> Path:
        """A folder of a server, closed to everybody else."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            os.chown(folder, self.user.uid, self.user.gid)
        folder.chmod(0o700)
        return folder

    def give(self, file: Path, text: str) -> None:
        """Write a file that only the servers' user can read."""
        write_private(file, text)
        if os.geteuid() == 0:
            os.chown(file, self.user.uid, self.user.gid)


@contextlib.contextmanager
def opened(folder: Path, least_free: int = LEAST_FREE_BYTES) -> Iterator[Home]:
    """The home, checked and locked for as long as the context lasts."""
    folder = folder.absolute()
    user = server_user()
    _make(folder, user)
    _check_space(folder, least_free)
    with _locked(folder):
        new = check_version(folder)
        home = Home(folder, user, new)
        for private in (home.log, home.run):
            private.mkdir(exist_ok=True)
            private.chmod(0o700)
        yield home


def holder(folder: Path) -> int | None:
    """The pid of whoever runs this home now."""
    with contextlib.suppress(FileNotFoundError, PermissionError), (folder / "lock").open("r") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(lock.read() or 0)
    return None


def running_environment(folder: Path) -> dict[str, str] | None:
    """The variables of the system that runs on this home now, if one does and the caller may read them."""
    if holder(folder) is None:
        return None
    try:
        found = json.loads((folder / "run/environment").read_text())
    except (FileNotFoundError, PermissionError):
        return None
    return {str(name): str(value) for name, value in found.items()}


def _make(folder: Path, user: User) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _check_owner(folder)
        folder.chmod(0o711)  # the servers' user passes through, nobody lists it
    except OSError as problem:
        raise CannotStart(f"Folder data {folder} tidak dapat dibuat: {_reason(folder, problem)}") from None
    closed = first_closed(folder, user)
    if closed:
        raise CannotStart(
            f"Folder {closed} tertutup bagi pengguna yang menjalankan server, sehingga {folder} tidak dapat dipakai; "
            f"buka dengan `chmod o+x {closed}` atau pilih folder lain dengan --home."
        )


def _check_owner(folder: Path) -> None:
    owner = folder.stat().st_uid
    if owner != os.geteuid():
        raise CannotStart(
            f"Folder data {folder} milik pengguna lain (uid {owner}); jalankan sebagai pengguna itu, "
            "atau pilih folder lain dengan --home."
        )


def _reason(folder: Path, problem: OSError) -> str:
    nearest = next(parent for parent in [folder, *folder.parents] if os.path.exists(parent))  # noqa: PTH110 - closed: no
    if not nearest.is_dir():
        return f"{nearest} bukan folder; pilih folder lain dengan --home."
    if isinstance(problem, PermissionError):
        return f"Anda tidak berhak menulis di {nearest}; pilih folder lain dengan --home."
    return f"{problem.strerror} ({nearest}); pilih folder lain dengan --home."


def _check_space(folder: Path, least: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < least:
        raise CannotStart(
            f"Ruang kosong di {folder} tinggal {free // 1_000_000} MB, padahal perlu sedikitnya {least // 1_000_000} MB; "
            "kosongkan sebagian disk, atau pilih folder lain dengan --home."
        )


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise CannotStart(
                f"Runtut sudah berjalan pada folder {folder} (proses {lock.read() or 'lain'}); "
                "hentikan yang itu dahulu, atau pilih folder lain dengan --home."
            ) from None
        lock.seek(0)
        lock.truncate()
        lock.write(str(os.getpid()))
        lock.flush()
        yield
