"""What a paper's content says, in words: labels of its fields, and values as an office writes them.

The order of "fields" in content/words.json is the order of reading: the database keeps none.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any

from runtut.calendar import Period, say_date

NUMBER = re.compile(r"-?\d+\.\d+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
PERIOD = re.compile(r"20\d\d-TW[1-4]")
ABSENT = "belum ada"
SHORT = 120
EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Part:
    """A piece of a paper: a `text` of paragraphs, `items`, or `rows` of cells under `columns` (none: facts in pairs)."""

    label: str
    text: str = ""
    items: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@cache
def _words() -> dict[str, Any]:
    text = resources.files("tenants.documents").joinpath("content/words.json").read_text("utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


@cache
def _order() -> dict[str, int]:
    return {key: place for place, key in enumerate(_words()["fields"])}


def kind_label(kind: str) -> str:
    return str(_words()["kinds"].get(kind, kind))


def label(key: str) -> str:
    return str(_words()["fields"].get(key, key))


def told(content: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The fields that say something, in the order of reading. Letterhead and signatories stand on the PDF; what changes in
    them is not a change of what the paper says."""
    said_ones = ((key, value) for key, value in content.items() if key not in _words()["unsaid"])
    return sorted(said_ones, key=lambda field: (_order().get(field[0], len(_order())), field[0]))


def said(value: Any) -> str:
    """A single value: numbers with a comma, days and moments in words, nothing as "belum ada"."""
    if value is None:
        return ABSENT
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if text in _words()["values"]:
        return str(_words()["values"][text])
    if MOMENT.match(text):
        moment = datetime.fromisoformat(text)
        return f"{say_date(moment.date())} {moment:%H.%M}"
    if DAY.fullmatch(text):
        return say_date(date.fromisoformat(text))
    if PERIOD.fullmatch(text):
        return Period.parse(text).label
    return text.replace(".", ",") if NUMBER.fullmatch(text) else text


def in_a_line(value: Any) -> str:
    """Any value in one line."""
    if isinstance(value, list):
        return "; ".join(in_a_line(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(in_a_line(inner) for _, inner in told(value) if inner not in EMPTY)
    return said(value)


def outline(content: Mapping[str, Any]) -> list[Part]:
    """Short facts together, then every part in the order of reading; what is empty is left out."""
    fields = [(key, value) for key, value in told(content) if value not in EMPTY]
    short = {key: said(value) for key, value in fields if _is_fact(key, value)}
    first = [Part("Pokok naskah", rows=tuple((label(key), text) for key, text in short.items()))] if short else []
    return first + [part for key, value in fields if key not in short for part in _parts(label(key), value)]


def _is_fact(key: str, value: Any) -> bool:
    return key not in _words()["prose"] and not isinstance(value, Mapping | list) and len(str(value)) <= SHORT


def _parts(name: str, value: Any) -> Iterator[Part]:
    if isinstance(value, Mapping):
        yield Part(name, rows=tuple((label(key), in_a_line(inner)) for key, inner in told(value) if inner not in EMPTY))
    elif not isinstance(value, list):
        yield Part(name, text=str(value))
    elif not all(isinstance(item, Mapping) for item in value):
        yield Part(name, items=tuple(said(item) for item in value))
    elif nested := _nested(value):
        for item in value:
            about = {key: inner for key, inner in item.items() if key != nested}
            yield _table(f"{name}: {in_a_line(about)}", item[nested])
    else:
        yield _table(name, value)


def _nested(items: Sequence[Mapping[str, Any]]) -> str | None:
    """The field of the items that is a table itself."""
    tables = (key for item in items for key, inner in item.items() if isinstance(inner, list) and _is_table(inner))
    return next(tables, None)


def _is_table(value: list[Any]) -> bool:
    return bool(value) and all(isinstance(item, Mapping) for item in value)


def _table(name: str, items: Sequence[Mapping[str, Any]]) -> Part:
    filled = {key for item in items for key, inner in item.items() if inner not in EMPTY}
    keys = [key for key, _ in told(dict.fromkeys(filled))]
    rows = tuple(tuple(in_a_line(item.get(key)) or "–" for key in keys) for item in items)
    return Part(name, columns=tuple(label(key) for key in keys), rows=rows)
