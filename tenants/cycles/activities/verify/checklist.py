"""What a verifier looks at, and what the system can already say about it."""

from collections.abc import Mapping, Sequence
from typing import Any

from tenants.cycles.report import compose, narrative_of
from tenants.cycles.work import Work
from tenants.documents.models import DocumentVersion
from tenants.reports import content_of

ITEMS = {
    "figures": "Angka laporan sama dengan data terolah",
    "evidence": "Bukti dukung setiap angka lengkap",
    "analyses": "Penyebab dan tindak lanjut jelas",
    "visits": "Temuan monev tercantum",
    "decisions": "Keputusan rapat ditindaklanjuti",
    "closing": "Kesimpulan dan saran sesuai dengan angka",
    "frame": "Kop, periode, dasar hukum, dan penanda tangan benar",
}
DATA = ("period", "figures", "units", "percent", "rating", "method", "bands", "analyses", "visits", "meeting")


def items(work: Work, version: DocumentVersion) -> list[dict[str, Any]]:
    """Each item with what the system found; `found` None where only a person can tell, else whether it is in order."""
    facts = {"figures": _figures(work, version), "evidence": _evidence(work), "decisions": _decisions(work)}
    facts |= {"visits": _visits(version), "analyses": _analyses(version)}
    return [
        {"id": key, "text": text, "found": facts.get(key, (None, ""))[0], "said": facts.get(key, (None, ""))[1]}
        for key, text in ITEMS.items()
    ]  # fmt: skip


def _figures(work: Work, version: DocumentVersion) -> tuple[bool, str]:
    now = content_of(compose(work, narrative_of(version.content)))
    differing = [key for key in DATA if now.get(key) != version.content.get(key)]
    return not differing, "Dicocokkan: sama dengan data." if not differing else "Berbeda dari data yang terakhir diserahkan."


def _evidence(work: Work) -> tuple[bool, str]:
    rows = [row for unit in work.content_of("process").get("units", ()) for row in unit["figures"] if row["actual"] is not None]
    proven = sum(bool(row["evidence"]) for row in rows)
    return proven == len(rows), f"{proven} dari {len(rows)} angka memiliki bukti."


def _decisions(work: Work) -> tuple[bool | None, str]:
    asked = work.content_of("meeting").get("decisions", ())
    followed = {row["id"] for row in work.content_of("revise").get("items", ()) if row["done"]}
    done = sum(row["id"] in followed for row in asked)
    return (
        (done == len(asked), f"{done} dari {len(asked)} keputusan ditindaklanjuti.")
        if asked
        else (None, "Tidak ada keputusan.")
    )


def _visits(version: DocumentVersion) -> tuple[None, str]:
    held = version.content.get("visits", ())
    return None, f"{len(held)} kunjungan, {sum(len(visit['findings']) for visit in held)} temuan dalam laporan."


def _analyses(version: DocumentVersion) -> tuple[None, str]:
    rows = version.content.get("analyses", ())
    return None, f"{len(rows)} indikator dijelaskan penyebab dan tindak lanjutnya."


def faults(said: Sequence[Mapping[str, Any]], outcome: str, reason: str | None) -> dict[str, list[str]]:
    """To accept, every item must be in order; to return, a reason is enough."""
    errors: dict[str, list[str]] = {}
    seen = [row["id"] for row in said]
    for place, row in enumerate(said):
        if row["id"] not in ITEMS or row["id"] in seen[:place]:
            errors[f"checks.{place}.id"] = ["Butir ini tidak ada, atau disebut dua kali."]
        elif outcome == "accepted" and not row["ok"]:
            errors[f"checks.{place}.ok"] = [f"“{ITEMS[row['id']]}” belum dicentang; periksa, atau kembalikan laporan."]
    if outcome == "accepted" and (left := [text for key, text in ITEMS.items() if key not in seen]):
        errors["checks"] = [f"Belum diperiksa: {'; '.join(left)}."]
    if outcome == "returned" and len((reason or "").strip()) < 10:
        errors["reason"] = ["Tulis alasan pengembalian, paling sedikit 10 huruf, supaya dapat ditindaklanjuti."]
    return errors
