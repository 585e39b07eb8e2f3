"""What has to be worked through: the decisions of the meeting, and each return of the report with its reason."""

from collections.abc import Mapping, Sequence
from typing import Any

from tenants.cycles.report import sent_back
from tenants.cycles.work import Work

Remark = dict[str, Any]
Errors = dict[str, list[str]]


def remarks(work: Work) -> list[Remark]:
    """Each with an id that stays the same in every round."""
    decisions = [
        {"id": row["id"], "source": "Keputusan rapat", "text": row["text"], "person": row["person"], "due": row["due"]}
        for row in work.content_of("meeting").get("decisions", ())
    ]
    returns = [
        {"id": f"P{no}", "source": f"Pengembalian ke-{no}", "text": row["reason"], "person": "", "due": None}
        for no, row in enumerate(sent_back(work), 1)
    ]
    return [*decisions, *returns]


def faults(open_: Sequence[Remark], said: Sequence[Mapping[str, Any]]) -> Errors:
    """Every remark once, followed up, with a word on what was changed."""
    waiting, errors = {row["id"]: row for row in open_}, Errors()
    for place, row in enumerate(said):
        if waiting.pop(row["id"], None) is None:
            errors[f"items.{place}.id"] = ["Catatan ini tidak ada, atau disebut dua kali."]
            continue
        if not row["done"]:
            errors[f"items.{place}.done"] = ["Tandai setelah catatan ini ditindaklanjuti."]
        if not (row["note"] or "").strip():
            errors[f"items.{place}.note"] = ["Tulis apa yang diubah pada laporan."]
    if waiting:
        left = "; ".join(f"{row['source']} {row['id']}" for row in waiting.values())
        errors["items"] = [f"Belum dijawab: {left}."]
    return errors
