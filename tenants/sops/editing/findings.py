"""What is still wrong with a draft, each with the field of the sheet where it is mended."""

import re
from dataclasses import dataclass
from typing import Any

from runtut.procedures import Sop, from_json, obstacles
from runtut.procedures.checking import Context, check

PLACE = re.compile(r"\[(\d+)\]")
FIELDS = {
    "actors": "cells.0", "parts": "cells.0", "id": "text", "next": "next", "on_return": "on_return", "time": "time",
    "activity": "activity", "closes": "closes", "text": "text", "requirement": "requirement", "output": "output",
    "note": "note", "shape": "shape",
}  # fmt: skip


@dataclass(frozen=True)
class Remark:
    """`blocks` keeps the draft from being run; `field` is the name of a field of the sheet."""

    message: str
    field: str
    code: str | None = None
    blocks: bool = False
    severity: str = "warning"


def remarks(document: dict[str, Any], context: Context | None = None) -> list[Remark]:
    """What keeps it from being run first, then what the catalogue of rules finds in the surroundings of the OPD."""
    sop = from_json(document)
    blocking = [Remark(said, field_of(at), None, True, "error") for at, found in obstacles(sop).items() for said in found]
    return blocking + [
        remark for remark in rules(sop, context or Context()) if remark.message not in {one.message for one in blocking}
    ]


def rules(sop: Sop, context: Context) -> list[Remark]:
    found = check(sop, context)
    return [Remark(finding.message, field_of(finding.at), finding.code, severity=finding.severity) for finding in found]


def field_of(at: str) -> str:
    """`steps[3].time.unit` is mended in the field `steps.3.time`."""
    head, *rest = PLACE.sub(r".\1", at).split(".")
    if head == "steps":
        if len(rest) < 1 or not rest[0].isdigit():
            return "steps.0.text"
        return f"steps.{rest[0]}.{FIELDS.get(rest[1] if len(rest) > 1 else 'text', 'text')}"
    if head == "actors":
        return f"actors.{rest[0]}" if rest else "actors.0"
    if head == "identity":
        if rest[:1] == ["approved_by"]:
            return f"identity.approved_by.{rest[1] if len(rest) > 1 else 'name'}"
        return f"identity.{rest[0]}" if rest else "identity.title"
    return head
