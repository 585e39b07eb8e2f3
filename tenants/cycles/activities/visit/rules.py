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
    for place, sheet in enumerate(sheets):
        path = f"sheets.{place}"
        if sheet["postponed"]:
            _check_postponed(path, sheet, errors)
        else:
            _check_day(path, sheet, {UUID(visit["unit_id"]): visit["date"] for visit in planned}, today, errors)
            _check_held(path, sheet, questions, files, errors)
    return errors


def _check_units(sheets: Sheets, planned: Sequence[Mapping[str, Any]], errors: Errors) -> None:
    names, seen = {UUID(visit["unit_id"]): visit["unit"] for visit in planned}, [sheet["unit_id"] for sheet in sheets]
    for place, unit_id in enumerate(seen):
        if unit_id not in names or unit_id in seen[:place]:
            errors[f"sheets.{place}.unit_id"] = ["Unit ini tidak dijadwalkan, atau blangkonya sudah diisi di atas."]
    if left := [name for unit_id, name in names.items() if unit_id not in seen]:
        errors["sheets"] = [f"Blangko belum diisi: {', '.join(left)}. Isi, atau tandai ditunda dengan alasannya."]


def _check_postponed(path: str, sheet: Mapping[str, Any], errors: Errors) -> None:
    if not (sheet["reason"] or "").strip():
        errors[f"{path}.reason"] = ["Tulis alasan kunjungan ditunda."]


def _check_day(path: str, sheet: Mapping[str, Any], scheduled: Mapping[UUID, str], today: date, errors: Errors) -> None:
    day = sheet["on"] or date.fromisoformat(scheduled.get(sheet["unit_id"], today.isoformat()))
    if day > today:
        errors[f"{path}.on"] = [f"Hari kunjungan belum tiba; isi paling lambat {say_date(today)}, atau tandai ditunda."]


def _check_held(path: str, sheet: Mapping[str, Any], questions: int, files: Collection[UUID], errors: Errors) -> None:
    _check_answers(path, sheet["checks"], questions, errors)
    for place, finding in enumerate(sheet["findings"]):
        if not (finding["text"] or "").strip():
            errors[f"{path}.findings.{place}.text"] = ["Tulis temuannya; rekomendasi tanpa temuan tidak dapat ditindaklanjuti."]
    if not (sheet["conclusion"] or "").strip():
        errors[f"{path}.conclusion"] = ["Tulis simpulan kunjungan, satu atau dua kalimat."]
    if any(one not in files for one in sheet["evidence_ids"]):
        errors[f"{path}.evidence_ids"] = ["Ada berkas yang tidak ada lagi; pilih dari daftar."]


def _check_answers(path: str, checks: Sequence[Mapping[str, Any]], questions: int, errors: Errors) -> None:
    if len(checks) > questions:
        errors[f"{path}.checks"] = [f"Blangko ini memuat {questions} pertanyaan; jawablah menurut urutannya."]
    for place in range(questions):
        given = checks[place] if place < len(checks) else {}
        answer, note = given.get("answer"), (given.get("note") or "").strip()
        if not answer:
            errors[f"{path}.checks.{place}.answer"] = ["Pilih ya, sebagian, atau tidak."]
        elif answer != "ya" and not note:
            errors[f"{path}.checks.{place}.note"] = ["Jelaskan apa yang belum sesuai."]
