"""What was read, as a person looks it through: the working copy, where each field stood, what is unsure."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from runtut.database import db
from runtut.errors import Conflict, Invalid, NotFound
from runtut.procedures import from_json
from tenants.people.service import official_names
from runtut.permissions import here
from tenants.sops.editing import drafts
from tenants.sops.editing.acts import perform
from tenants.sops.editing.findings import field_of
from tenants.sops.editing.sheet import Document, Sheet
from tenants.sops.models import SopReading
from tenants.sops.reading.suggesting import suggestions

FLOW = ("sop_ap", "sop_ap_table")
"""Kinds that have a flow table; from the others no steps are made up."""
LIST = ("legal_basis", "qualifications", "related", "equipment", "warnings", "records")


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
    if kept:
        return Copy(kept["document"], kept["revision"], kept["by"])
    document, ids = read_document(row, number), step_ids(row, number)
    steps = [{**step, "id": id_} for step, id_ in zip(document.get("steps") or [], ids, strict=True)]
    return Copy(drafts.prepared({**document, "steps": steps}))


def typed(form: Mapping[str, str], copy: Copy) -> Sheet:
    """The form, read onto the working copy; a box that is not ticked is not sent, so it is empty."""
    columns = range(len(copy.document["actors"]))
    rows = [name.removesuffix(".id") for name in form if name.startswith("steps.") and name.endswith(".id")]
    blank = {f"{row}.cells.{column}": "" for row in rows for column in columns}
    return Sheet({**blank, **form}, copy.document)


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
    names = {str(key): name for key, name in official_names([copy.by]).items()} if copy.by else {}  # type: ignore[list-item]
    return names.get(copy.by, "Seseorang")


def act_on(document: Document, act: str) -> Document:
    """What a button does to the rows and columns; `accept:3` and `accept:all` take suggestions over."""
    deed, _, which = act.partition(":")
    if deed != "accept":
        return perform(document, act)
    offered = suggestions(document)
    chosen = offered if which == "all" else {row: one for row, one in offered.items() if str(row) == which}
    if not chosen:
        raise Invalid("Tidak ada usulan untuk langkah itu.", {"act": ["Tunjuk pelaksananya pada kotaknya."]})
    steps = [{**step, "actors": [chosen[row].actor]} if row in chosen else step for row, step in enumerate(document["steps"])]
    return {**document, "steps": steps}


def unsure(row: SopReading, number: int, copy: Copy) -> dict[str, list[str]]:
    """By the field of the page what to look at again; what was mended since is not unsure any more."""
    read, ids = read_document(row, number), step_ids(row, number)
    now = {step["id"]: place for place, step in enumerate(copy.document["steps"])}
    found: dict[str, list[str]] = {}
    for finding in read.get("findings") or []:
        field = moved(field_of(finding["at"]), ids, now)
        if field and not mended(field, finding["at"], read, copy.document):
            said = found.setdefault(field, [])
            said += [finding["message"]] if finding["message"] not in said else []
    for place, step in enumerate(copy.document["steps"]):
        if not step.get("text"):
            found.setdefault(f"steps.{place}.text", ["Uraian kegiatan kosong atau tidak terbaca pada naskah."])
    return found


def moved(field: str, ids: list[str], now: Mapping[str, int]) -> str | None:
    """The field of a step where its row is now; None when the row is gone."""
    head, _, rest = field.partition(".")
    if head != "steps":
        return field
    place, _, key = rest.partition(".")
    id_ = ids[int(place)] if int(place) < len(ids) else ""
    return f"steps.{now[id_]}.{key}" if id_ in now else None
