"""What a filled sheet must say before it is handed in."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from runtut.calendar import say_date

Sheets = Sequence[Mapping[str, Any]]
Errors = dict[str, list[str]]


def faults(
    sheets: Sheets, planned: Sequence[Mapping[str, Any]], questions: int, files: Collection[UUID], today: date
) -> Errors:
    """Dotted path → sentences; `planned` are the scheduled visits, `files` the evidence that is there."""
    errors: Errors = {}
    _check_units(sheets, planned, errors)
    visits = {UUID(visit["unit_id"]): visit for visit in planned}
    for place, sheet in enumerate(sheets):
        path, visit = f"sheets.{place}", visits.get(sheet["unit_id"], {})
        unit = visit.get("unit", f"blangko {place + 1}")
        if sheet["postponed"]:
            _check_postponed(path, unit, sheet, errors)
        else:
            _check_day(path, unit, sheet["on"] or date.fromisoformat(visit.get("date", today.isoformat())), today, errors)
            _check_answers(path, unit, sheet["checks"], questions, errors)
            _check_findings(path, unit, sheet, files, errors)
    return errors


def _check_units(sheets: Sheets, planned: Sequence[Mapping[str, Any]], errors: Errors) -> None:
    names, seen = {UUID(visit["unit_id"]): visit["unit"] for visit in planned}, [sheet["unit_id"] for sheet in sheets]
    for place, unit_id in enumerate(seen):
        if unit_id not in names or unit_id in seen[:place]:
            errors[f"sheets.{place}.unit_id"] = ["Unit ini tidak dijadwalkan, atau blangkonya sudah diisi di atas."]
    if left := [name for unit_id, name in names.items() if unit_id not in seen]:
        errors["sheets"] = [f"Blangko belum diisi: {', '.join(left)}. Isi, atau tandai ditunda dengan alasannya."]


def _check_postponed(path: str, unit: str, sheet: Mapping[str, Any], errors: Errors) -> None:
    if not (sheet["reason"] or "").strip():
        errors[f"{path}.reason"] = [f"{unit}: tulis alasan kunjungan ditunda."]


def _check_day(path: str, unit: str, day: date, today: date, errors: Errors) -> None:
    if day > today:
        said = f"{unit}: hari kunjungan belum tiba; isi paling lambat {say_date(today)}, atau tandai ditunda."
        errors[f"{path}.on"] = [said]


def _check_answers(path: str, unit: str, checks: Sequence[Mapping[str, Any]], questions: int, errors: Errors) -> None:
    if len(checks) > questions:
        errors[f"{path}.checks"] = [f"{unit}: blangko memuat {questions} pertanyaan; jawablah menurut urutannya."]
    for place in range(questions):
        given = checks[place] if place < len(checks) else {}
        answer, note = given.get("answer"), (given.get("note") or "").strip()
        if not answer:
            errors[f"{path}.checks.{place}.answer"] = [f"{unit}, pertanyaan {place + 1}: pilih ya, sebagian, atau tidak."]
        elif answer != "ya" and not note:
            errors[f"{path}.checks.{place}.note"] = [f"{unit}, pertanyaan {place + 1}: jelaskan apa yang belum sesuai."]


def _check_findings(path: str, unit: str, sheet: Mapping[str, Any], files: Collection[UUID], errors: Errors) -> None:
    for place, finding in enumerate(sheet["findings"]):
        if not (finding["text"] or "").strip():
            errors[f"{path}.findings.{place}.text"] = [f"{unit}: tulis temuan {place + 1}, bukan rekomendasinya saja."]
    if not (sheet["conclusion"] or "").strip():
        errors[f"{path}.conclusion"] = [f"{unit}: tulis simpulan kunjungan, satu atau dua kalimat."]
    if any(one not in files for one in sheet["evidence_ids"]):
        errors[f"{path}.evidence_ids"] = [f"{unit}: ada berkas yang tidak ada lagi; pilih dari daftar."]
