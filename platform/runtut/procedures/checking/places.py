"""Places such as `steps[12].time`: their value in the document, their order, and what they are called when steps move."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from hashlib import sha256

from runtut.procedures.model import Finding, Sop

TOKEN = re.compile(r"([a-z_]+)|\[(\d+)\]")
PLACE = re.compile(r"[a-z_]+(?:\[\d{1,6}\])?(?:\.[a-z_]+(?:\[\d{1,6}\])?)*")
STEP = re.compile(r"steps\[(\d{1,6})\]")
ORDER = (
    "header", "identity", "legal_basis", "qualifications", "related", "equipment", "warnings", "records", "actors", "steps",
)  # fmt: skip
IDENTITY = ("number", "title", "pemda", "opd", "created_on", "revised_on", "approved_on", "effective_on", "approved_by")
FIELDS = ("no", "text", "actors", "shape", "requirement", "time", "output", "note", "next", "on_return")
ABSENT = object()


def keys_of(at: str) -> list[str | int] | None:
    """`steps[12].time` as ["steps", 12, "time"]; None where it is no such place."""
    if PLACE.fullmatch(at) is None:
        return None
    return [match[1] or int(match[2]) for match in TOKEN.finditer(at)]


def value_at(sop: Sop, at: str) -> object:
    """What stands at the place; `ABSENT` where the document has no such place (the table head, say)."""
    value: object = sop
    for key in keys_of(at) or ["?"]:
        if isinstance(key, int):
            value = value[key] if isinstance(value, tuple) and key < len(value) else ABSENT
        elif isinstance(value, Mapping):
            value = value.get(key, ABSENT)
        else:
            value = getattr(value, key, ABSENT) if is_dataclass(value) else ABSENT
        if value is ABSENT or (value is None and at.startswith("identity.approved_by")):
            return value
    return value


def fingerprint(sop: Sop, finding: Finding) -> str:
    """SHA-256 of the value at the finding's place; of its evidence where the place is not in the document."""
    value = value_at(sop, finding.at)
    if value is ABSENT:
        value = finding.evidence or finding.message
    text = json.dumps(value, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> object:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def stable(sop: Sop, at: str) -> str:
    """The place by the step's own id, so that it stays the same when rows are added above: `steps[dinas-13].time`."""

    def by_id(match: re.Match[str]) -> str:
        place = int(match[1])
        step_id = sop.steps[place].id if place < len(sop.steps) else None
        return f"steps[{step_id}]" if step_id else match[0]

    return STEP.sub(by_id, at, count=1)


def in_order(at: str) -> tuple[int, int, int, str]:
    """Sorts findings as the document is read: head and identity first, then step by step, cell by cell."""
    first, second, third = (*(keys_of(at) or [at]), -1, "")[:3]
    number = second if isinstance(second, int) else _place(IDENTITY, second)
    return _place(ORDER, first), number, _place(FIELDS, third), at


def _place(names: tuple[str, ...], name: str | int) -> int:
    return names.index(str(name)) if name in names else len(names)
