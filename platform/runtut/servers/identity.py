"""Whom the embedded servers run as: the caller, or `nobody` when the caller is root."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class User:
    uid: int
    gid: int


def server_user() -> User:
    """PostgreSQL refuses root, and the other two need nothing that root has."""
    if os.geteuid() != 0:
        return User(os.geteuid(), os.getegid())
    nobody = pwd.getpwnam("nobody")
    return User(nobody.pw_uid, nobody.pw_gid)


def first_closed(path: Path, user: User) -> Path | None:
    """The first folder on the way to `path` (itself included when a folder) that `user` cannot pass through."""
    way = [*reversed(path.parents), path]
    return next((folder for folder in way if folder.is_dir() and not _may(folder, user, stat.S_IXOTH)), None)


def readable_by(path: Path, user: User) -> bool:
    """Whether `user` gets to the file and may read and run it."""
    return first_closed(path, user) is None and _may(path, user, stat.S_IROTH | stat.S_IXOTH)


def _may(path: Path, user: User, wanted: int) -> bool:
    found = path.stat()
    shift = 6 if found.st_uid == user.uid else 3 if found.st_gid == user.gid else 0
    return user.uid == 0 or (found.st_mode >> shift) & wanted == wanted
