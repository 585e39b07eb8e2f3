"""Passwords of a demo installation: random, told once, kept in a file that only its owner reads."""

import json
import secrets
from collections.abc import Mapping
from pathlib import Path

from runtut.servers.files import write_private

WORDS = [
    "angin",
    "awan",
    "bambu",
    "batu",
    "benang",
    "bintang",
    "bukit",
    "bulan",
    "bunga",
    "daun",
    "embun",
    "fajar",
    "garam",
    "gelas",
    "gunung",
    "hujan",
    "ikan",
    "jalan",
    "jati",
    "kabut",
    "kayu",
    "kelapa",
    "kerang",
    "kopi",
    "kuda",
    "laut",
    "lilin",
    "lontar",
    "madu",
    "malam",
    "mawar",
    "melati",
    "mutiara",
    "nelayan",
    "ombak",
    "padi",
    "pagi",
    "pandan",
    "pantai",
    "payung",
    "perahu",
    "pohon",
    "pulau",
    "rakit",
    "ranting",
    "rotan",
    "rumput",
    "sawah",
    "senja",
    "sungai",
    "surau",
    "tali",
    "tanjung",
    "teluk",
    "tenun",
    "tikar",
    "udara",
    "ulos",
    "wayang",
]  # noqa: SIM905  (words read better than a list of them)
FILE = "demo-accounts"


def phrase() -> str:
    """Four words and three digits: about 33 bits, for an installation that listens on loopback alone."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(4)), f"{secrets.randbelow(1000):03}"])


def keep(home: Path, accounts: Mapping[str, str]) -> Path:
    """Write the sign-ins below `home` with mode 0600."""
    path = home / FILE
    write_private(path, json.dumps(dict(accounts), indent=1))
    return path


def read(home: Path) -> dict[str, str]:
    """The sign-ins that `keep` wrote: password by login."""
    found: dict[str, str] = json.loads((home / FILE).read_text("utf-8"))
    return found
