"""What a paper's content says, in words: labels of its fields, and values as an office writes them."""

import json
import re
from collections.abc import Mapping, Sequence
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


@dataclass(frozen=True)
class Part:
    """A piece of a paper: paragraphs (`texts`), or a table of cells under `columns`."""

    label: str
    texts: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@cache
def _words() -> dict[str, Any]:
    text = resources.files("tenants.documents").joinpath("content/words.json").read_text("utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


def kind_label(kind: str) -> str:
    return str(_words()["kinds"].get(kind, kind))


def label(key: str) -> str:
    return str(_words()["fields"].get(key, key))


def is_said(key: str) -> bool:
    """Letterhead and signatories stand on the PDF; what changes in them is not a change of what the paper says."""
    return key not in _words()["unsaid"]


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


def outline(content: Mapping[str, Any]) -> list[Part]:
    """The content in its own order; what is empty is left out."""
    parts = (_part(key, value) for key, value in content.items() if is_said(key) and value not in (None, "", [], {}))
    return [part for part in parts if part is not None]


def _part(key: str, value: Any) -> Part | None:
    if isinstance(value, Mapping):
        return _facts(key, value)
    if not isinstance(value, list):
        return Part(label(key), tuple(_paragraphs(said(value))))
    if all(isinstance(item, Mapping) for item in value):
        return _table(key, value)
    return Part(label(key), tuple(said(item) for item in value))


def _paragraphs(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]


def _facts(key: str, value: Mapping[str, Any]) -> Part:
    rows = tuple((label(name), _cell(inner)) for name, inner in value.items() if is_said(name))
    return Part(label(key), columns=("Hal", "Isi"), rows=rows)


def _table(key: str, items: Sequence[Mapping[str, Any]]) -> Part:
    names = [name for name in items[0] if is_said(name) and any(item.get(name) not in (None, "", []) for item in items)]
    rows = tuple(tuple(_cell(item.get(name)) for name in names) for item in items)
    return Part(label(key), columns=tuple(label(name) for name in names), rows=rows)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_cell(item) for item in value) or "–"
    if isinstance(value, Mapping):
        return ", ".join(said(inner) for name, inner in value.items() if is_said(name) and inner not in (None, "", []))
    return said(value) or "–"
