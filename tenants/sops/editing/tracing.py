"""Where the cells of a draft stood in the file that it came from, and which of them are still unsure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from runtut.database import db
from runtut.procedures.reading.source import key_of
from tenants.sops.models import SopOrigin, SopReading, SopVersion

READERS = "RD-"
"""Codes by which a reader says that it is not sure; all other findings are about what the SOP says."""


@dataclass(frozen=True)
class Trace:
    """Where each cell of a draft stood in the source, and which are unsure and why; by `<step id>.<field>` or `identity.…`.

    `values` are the values as they were read: whatever was mended since is not unsure any more.
    """

    places: dict[str, str] = field(default_factory=dict)
    unsure: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Mapping[str, Any], ids: list[str]) -> "Trace":
        trace = cls()
        for at, place in (document.get("sources") or {}).items():
            trace.places[named(at, ids)] = key_of(place)
        for place, step in enumerate(document.get("steps") or []):
            for key in ("text", "time", "output", "requirement"):
                if step.get(key) is None:
                    trace.unsure[f"{ids[place]}.{key}"] = "Kosong atau tidak terbaca pada naskah."
            if not step.get("actors"):
                trace.unsure[f"{ids[place]}.actors"] = "Tanda pelaksana tidak terbaca; tunjuk pelaksananya."
        for finding in document.get("findings") or []:
            if (finding.get("code") or "").startswith(READERS):
                trace.unsure.setdefault(named(finding["at"], ids), finding["message"])
        for at in trace.unsure:
            trace.values[at] = value_of(document, at, ids)
        return trace


def named(at: str, ids: list[str]) -> str:
    """`steps[3].time.unit` is the cell `<id of the fourth step>.time`."""
    head, _, rest = at.partition("].")
    if head.startswith("steps["):
        place = int(head.removeprefix("steps[").rstrip("]"))
        return f"{ids[place]}.{rest.partition('.')[0] or 'text'}" if place < len(ids) else at
    return at


def value_of(document: Mapping[str, Any], at: str, ids: list[str]) -> Any:
    """The value of a cell in a document; None for what is no cell."""
    id_, _, key = at.rpartition(".")
    if id_ in ids:
        steps = dict(zip(ids, document.get("steps") or [], strict=False))
        return steps[id_].get(key) if id_ in steps else None
    if id_ == "identity":
        return (document.get("identity") or {}).get(key)
    return None


def trace_of(version: SopVersion, content: Mapping[str, Any]) -> Trace:
    """Where the cells of a draft stood, and what of it is still unsure; empty for one that came from no file."""
    kept = db.session.scalar(select(SopOrigin.trace).where(SopOrigin.version_id == version.id))
    if kept is None:
        return Trace()
    ids = [step["id"] for step in content["steps"]]
    still = {
        at: said for at, said in kept["unsure"].items() if value_of(content, at, ids) == kept["values"].get(at)
    }  # fmt: skip
    return Trace(kept["places"], still, kept["values"])


def reading_of(version: SopVersion) -> SopReading | None:
    """The file that a draft came from."""
    mine = SopOrigin.reading_id == SopReading.id, SopOrigin.version_id == version.id
    return db.session.scalar(select(SopReading).join(SopOrigin, mine[0]).where(mine[1]))
