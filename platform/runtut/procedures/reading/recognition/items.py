"""A list as it stands in one cell or over several rows, cut into its items, without their numbers and bullets."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from runtut.procedures.reading.recognition.spelling import fold, value

LABEL = re.compile(r"\s*(?:\(?\d{1,2}\s*[.)]|\d{1,2}\s*,(?=\s)|\(?[a-zA-Z][.)](?=\s)|[-–—•*▪◦■□➢✓√✔>]+(?=\s)|o(?=\s))\s*")
ALONE = re.compile(r"\s*(?:\(?\d{1,2}\s*[.)]?|\(?[a-z][.)]|[-–—•*▪◦])\s*")
ENDED = re.compile(r"[.;:,]\s*$")
REFERENCE = r"(?<!No\. )(?<!no\. )(?<!Nomor )(?<!nomor )(?<!Pasal )(?<!pasal )(?<!ayat )(?<!ke-)"
"""Words before a number that is no number of a list."""
LONGEST = 4000
MOST = 200


def items_of(texts: Iterable[str], lines_are_items: bool) -> list[str]:
    """`lines_are_items`: whether a line break ends an item, as in a word processor, or may only be a wrapped line."""
    found: list[str] = []
    for text in texts:
        found += _items(text, lines_are_items)
    return [item for raw in found for item in [value(raw)] if item][:MOST]


def _items(text: str, lines_are_items: bool) -> list[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    if sum(bool(LABEL.match(line)) for line in lines) >= 2 or (lines and LABEL.match(lines[0])):
        lines = _by_labels(lines)
    elif not lines_are_items:
        lines = _by_sentences(lines)
    return [part for line in lines for part in run_together(line)]


def _by_labels(lines: Sequence[str]) -> list[str]:
    """A line without a number or bullet goes on with the item above it; a number alone takes the line below it."""
    found: list[str] = []
    for line in lines:
        opened = bool(found) and bool(ALONE.fullmatch(found[-1]))
        if opened:
            found[-1] = f"{found[-1].strip()} {line}"
        elif LABEL.match(line) or ALONE.fullmatch(line) or not found:
            found.append(line)
        else:
            found[-1] = f"{found[-1]} {line}"
    return found


def _by_sentences(lines: Sequence[str]) -> list[str]:
    longest = max((len(line) for line in lines), default=0)
    found: list[str] = []
    for line in lines:
        before = found[-1] if found else ""
        ended = not before or ENDED.search(before) or len(before.rsplit("\n", 1)[-1]) < 0.6 * longest
        if ended and not line.lstrip()[:1].islower():
            found.append(line)
        else:
            found[-1] = f"{before} {line}" if found else line
    return found


def run_together(line: str) -> list[str]:
    """`1. satu2. dua3. tiga` is three items: cut wherever the next number of the list stands."""
    first = LABEL.match(line)
    if first is None:
        return [line]
    number = re.match(r"\s*\(?(\d{1,2})", line)
    rest = line[first.end() :]
    if number is None:
        return [rest]
    found, wanted = [], int(number[1]) + 1
    while (cut := _next(wanted).search(rest)) is not None:
        found.append(rest[: cut.start()])
        wanted += int(cut[0].strip(" (.)")) == wanted  # a number that stands twice is followed by the next one
        rest = rest[cut.end() :]
    return [*found, rest]


@lru_cache(maxsize=256)
def _next(number: int) -> re.Pattern[str]:
    twice = rf"(?<=\s){REFERENCE}{number - 1}[.)]\s+(?=[A-Z])"
    return re.compile(
        rf"{twice}|(?:(?<!\d)(?<!\d[.,/])|(?<=19\d\d)|(?<=20\d\d))\s*{REFERENCE}\(?{number}[.)]\s*(?=[A-Za-z“\"(])"
    )


def folded(texts: Iterable[str]) -> list[str]:
    return [fold(text)[:LONGEST] for text in texts]
