"""The two forms as they are laid down, and what is still missing in one that is filled in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from runtut.procedures import Sop

MONITORING, EVALUATION = "monitoring", "evaluation"
WORDS = {MONITORING: "Pemantauan", EVALUATION: "Evaluasi"}
METHODS = {
    "observation": "Observasi oleh atasan", "performers": "Wawancara pelaksana", "customers": "Wawancara pengguna layanan",
    "meeting": "Pertemuan atau diskusi kelompok kerja", "direction": "Pengarahan pelaksana",
}  # fmt: skip
CRITERIA = {
    "performance": "Mampu mendorong peningkatan kinerja",
    "understood": "Mudah dipahami",
    "done": "Mudah dilaksanakan",
    "roles": "Semua orang dapat menjalankan perannya",
    "problems": "Mampu mengatasi permasalahan dalam proses",
    "needs": "Mampu menjawab kebutuhan peningkatan kinerja organisasi",
    "synergy": "Sinergi satu dengan yang lain",
}
CONCLUSIONS = {"keep": "Dipertahankan", "revise": "Direvisi", "revoke": "Dicabut"}
YES, NO = "ya", "tidak"


def period_of(kind: str, day: date) -> str:
    """`2025-S1` for the first half-year, `2025` for the year."""
    return f"{day.year}-S{1 if day.month < 7 else 2}" if kind == MONITORING else str(day.year)


def said_period(period: str) -> str:
    year, _, half = period.partition("-S")
    return f"Semester {'I' if half == '1' else 'II'} {year}" if half else f"Tahun {year}"


def blank(kind: str, sop: Sop) -> dict[str, Any]:
    """One row for each step, or for each criterion; nothing is answered beforehand."""
    if kind == MONITORING:
        rows = [{"id": step.id, "no": step.no, "text": step.text, **UNANSWERED, "action": None} for step in sop.steps]
        return {"methods": [], "rows": rows}
    rows = [{"id": key, "no": no, "text": text, **UNANSWERED} for no, (key, text) in enumerate(CRITERIA.items(), 1)]
    return {"rows": rows, "conclusion": None, "advice": None}


UNANSWERED: Mapping[str, Any] = {"answer": None, "note": None}


def filled(kind: str, content: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The form with the answers that were given; rows are those of the form."""
    answers = {row["id"]: row for row in given.get("rows") or []}
    keys = ("answer", "note", "action") if kind == MONITORING else ("answer", "note")
    rows = [{**row, **{key: answers.get(row["id"], row).get(key) for key in keys}} for row in content["rows"]]
    if kind == MONITORING:
        return {"methods": list(given.get("methods") or []), "rows": rows}
    return {"rows": rows, "conclusion": given.get("conclusion"), "advice": given.get("advice")}


def lacking(kind: str, content: Mapping[str, Any]) -> dict[str, list[str]]:
    """What keeps it from being handed in, by the names of the fields."""
    found: dict[str, list[str]] = {}
    for place, row in enumerate(content["rows"]):
        if row["answer"] is None:
            found[f"rows.{place}.answer"] = [f"Nilai baris {row['no']} belum dipilih."]
        elif row["answer"] == NO and not row["note"]:
            found[f"rows.{place}.note"] = [f"Tulis catatan untuk baris {row['no']} yang tidak berjalan baik."]
        if kind == MONITORING and row["answer"] == NO and not row["action"]:
            found[f"rows.{place}.action"] = [f"Tulis tindakan yang harus diambil untuk baris {row['no']}."]
    if kind == MONITORING and not content["methods"]:
        found["methods"] = ["Pilih cara pemantauan yang dipakai."]
    if kind == EVALUATION and content["conclusion"] is None:
        found["conclusion"] = ["Pilih simpulan evaluasi."]
    if kind == EVALUATION and content["conclusion"] in ("revise", "revoke") and not content["advice"]:
        found["advice"] = ["Tulis apa yang perlu diubah, atau mengapa dicabut."]
    return found
