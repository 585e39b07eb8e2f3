"""Passwords of a demo installation: random, told once, kept in a file that only its owner reads."""

import json
import secrets
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from runtut.servers.files import write_private

FILE = "demo-accounts"


@cache
def words() -> list[str]:
    return resources.files("runtut.demo").joinpath("content", "words.txt").read_text("utf-8").split()


def phrase() -> str:
    """Four words and three digits: about 33 bits, for an installation that listens on loopback alone."""
    return "-".join([*(secrets.choice(words()) for _ in range(4)), f"{secrets.randbelow(1000):03}"])


def keep(home: Path, accounts: Mapping[str, str]) -> Path:
    """Write the sign-ins below `home` with mode 0600."""
    path = home / FILE
    write_private(path, json.dumps(dict(accounts), indent=1))
    return path


def read(home: Path) -> dict[str, str]:
    """The sign-ins that `keep` wrote: password by login."""
    found: dict[str, str] = json.loads((home / FILE).read_text("utf-8"))
    return found
