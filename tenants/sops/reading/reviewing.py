"""What was read, as a person looks it through: the working copy, where each field stood, what is unsure."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from runtut.database import db
from runtut.errors import Conflict, Invalid, NotFound
from runtut.permissions import here
from runtut.procedures import from_json
from runtut.procedures.checking import check
from runtut.procedures.reading.source import key_of
from tenants.people.service import official_names
from tenants.sops import service
from tenants.sops.editing import drafts
from tenants.sops.editing.acts import perform
from tenants.sops.editing.findings import field_of
from tenants.sops.editing.sheet import Document, Sheet
from tenants.sops.models import SopReading
from tenants.sops.reading.placing import Pane, Spot
from tenants.sops.reading.suggesting import Suggestion, known_steps, suggestions

FLOW = ("sop_ap", "sop_ap_table")
"""Kinds that have a flow table; from the others no steps are made up."""
GENERAL = "umum"
EMPTY = "Kosong atau tidak terbaca pada naskah."


@dataclass(frozen=True)
class Copy:
    """The working copy of one document: what was read until somebody mends it; `revision` counts these changes."""

    document: Document
    revision: int = 0
    by: str = ""


def read_document(row: SopReading, number: int) -> Document:
    """One of the documents as it was read."""
    found: list[Document] = (row.result or {}).get("documents", [])
    if row.state != "read" or not 0 <= number < len(found):
        raise NotFound("Tidak ada SOP dengan nomor itu dalam naskah ini.")
    return found[number]


def step_ids(row: SopReading, number: int) -> list[str]:
    """The ids that the steps will have in a draft; the same whenever they are asked for."""
    count = len(read_document(row, number).get("steps") or [])
    return [f"l-{sha256(f'{row.id}.{number}.{place}'.encode()).hexdigest()[:8]}" for place in range(count)]


def working_copy(row: SopReading, number: int) -> Copy:
    kept = (row.result or {}).get("work", {}).get(str(number))
    return Copy(kept["document"], kept["revision"], kept["by"]) if kept else Copy(as_read(row, number))


def as_read(row: SopReading, number: int) -> Document:
    """What was read in the shape of a draft: every step has its id, and targets name steps by id."""
    document, ids = read_document(row, number), step_ids(row, number)
    steps = [{**step, "id": id_} for step, id_ in zip(document.get("steps") or [], ids, strict=True)]
    return drafts.prepared({**document, "steps": steps})


def typed(form: Mapping[str, str], copy: Copy) -> Sheet:
    """The form, read onto the working copy; a box that is not ticked is not sent, a date that is a dash is none."""
    columns = range(len(copy.document["actors"]))
    rows = [name.removesuffix(".id") for name in form if name.startswith("steps.") and name.endswith(".id")]
    blank = {f"{row}.cells.{column}": "" for row in rows for column in columns}
    dashes = {name: "" for name in form if name.endswith("_on") and form[name].strip() in ("-", "–")}
    return Sheet({**blank, **form, **dashes}, copy.document)


def keep(row: SopReading, number: int, document: Document, revision: int) -> Copy:
    """Keep the working copy; Conflict where somebody else kept another one meanwhile."""
    db.session.refresh(row, with_for_update=True)
    before = working_copy(row, number)
    if revision != before.revision:
        raise Conflict(
            f"{who(before)} baru saja menyimpan pemeriksaan lain. Isian Anda tetap di halaman ini; "
            "simpan sekali lagi untuk memakai isian Anda, atau muat ulang untuk memakai yang tersimpan."
        )
    if document == before.document:
        return before
    drafts.checked(document)
    after = Copy(document, before.revision + 1, str(here().standing.official_id))
    kept = {"document": after.document, "revision": after.revision, "by": after.by}
    row.result = {**(row.result or {}), "work": {**(row.result or {}).get("work", {}), str(number): kept}}
    db.session.flush()
    return after


def who(copy: Copy) -> str:
    by = UUID(copy.by) if copy.by else None
    return official_names([by]).get(by, "Seseorang") if by else "Seseorang"


def act_on(document: Document, act: str) -> Document:
    """What a button does to the rows and columns; `accept:3` and `accept:all` take suggestions over."""
    deed, _, which = act.partition(":")
    if deed != "accept":
        return perform(document, act)
    offered = offers(document)
    chosen = offered if which == "all" else {row: one for row, one in offered.items() if str(row) == which}
    if not chosen:
        raise Invalid("Tidak ada usulan untuk langkah itu.", {"act": ["Tunjuk pelaksananya pada kotaknya."]})
    steps = [{**step, "actors": [chosen[row].actor]} if row in chosen else step for row, step in enumerate(document["steps"])]
    return {**document, "steps": steps}


def offers(document: Document) -> dict[int, Suggestion]:
    """Suggestions from the words of the steps and from the SOPs of this OPD."""
    own = ((sop.title, version.content) for sop, version in service.sops() if sop.opd_id == here().opd.id)
    return suggestions(document, known_steps(own))


def unsure(row: SopReading, number: int, copy: Copy) -> dict[str, list[str]]:
    """By the field of the page what to look at again; what was mended since is not unsure any more.

    What concerns no single cell stands under `GENERAL`.
    """
    before = as_read(row, number)
    was, now = list(by_id(before)), list(by_id(copy.document))
    found = {field: [EMPTY] for field in empty_cells(copy.document, set(was))}
    for finding in doubts(read_document(row, number)):
        field = moved(field_of(finding["at"]), was, now) if "[" in finding["at"] or "." in finding["at"] else GENERAL
        if field is None or value(copy.document, field) != value(before, field_of(finding["at"])) and field != GENERAL:
            continue
        said = found.setdefault(field, [])
        said += [finding["message"]] if finding["message"] not in said else []
    return found


def doubts(document: Document) -> list[dict[str, Any]]:
    """What the reader was not sure of; the rules of content come after it, in the draft."""
    plain = {key: part for key, part in document.items() if key not in ("findings", "sources")}
    rules = {(finding.code, finding.at) for finding in check(from_json(plain))}
    found: list[dict[str, Any]] = document.get("findings") or []
    return [one for one in found if (one["code"], one["at"]) not in rules]


def empty_cells(document: Document, read: set[str]) -> list[str]:
    """Cells of the steps that were read in which nothing stands."""
    steps = [(place, step) for place, step in enumerate(document["steps"]) if step["id"] in read]
    return [
        f"steps.{place}.{key}"
        for place, step in steps
        for key in ("text", "time", "output", "requirement")
        if not step.get(key)
    ]


def by_id(document: Document) -> dict[str, Document]:
    return {step["id"]: step for step in document["steps"]}


def moved(field: str, was: list[str], now: list[str]) -> str | None:
    """The field of a step where its row is now; None when the row is gone."""
    head, _, rest = field.partition(".")
    if head != "steps":
        return field
    place, _, key = rest.partition(".")
    id_ = was[int(place)] if int(place) < len(was) else ""
    return f"steps.{now.index(id_)}.{key}" if id_ in now else None


def value(document: Any, field: str) -> Any:
    """What stands in a field; all cells of a row are one value."""
    found = document
    for key in field.replace("cells.0", "actors").split("."):
        if isinstance(found, list):
            found = found[int(key)] if key.isdigit() and int(key) < len(found) else None
        else:
            found = (found or {}).get(key)
    return found


def spots(row: SopReading, number: int, copy: Copy, pane: Pane) -> dict[str, Spot]:
    """By the field of the page the pieces of the file that it was read from."""
    was, now = step_ids(row, number), [step["id"] for step in copy.document["steps"]]
    found: dict[str, Spot] = {}
    for at, place in (read_document(row, number).get("sources") or {}).items():
        field, spot = moved(field_of(at), was, now), pane.spot(place, key_of(place))
        if field and spot:
            name = field.replace(".cells.0", ".cells")
            found[name] = found[name].and_also(spot) if name in found else spot
    return found
