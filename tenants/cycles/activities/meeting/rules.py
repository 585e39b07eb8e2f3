"""What an invitation and the minutes of a meeting must say."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from runtut.calendar import WorkCalendar, say_date
from runtut.calendar.wording import DAYS

Errors = dict[str, list[str]]
FAR = timedelta(days=366)


def calling_faults(invitation: Mapping[str, Any], calendar: WorkCalendar) -> Errors:
    """Nobody is called to a meeting on a day off; that one was held then is a fact."""
    day: date = invitation["date"]
    if calendar.is_working_day(day):
        return {}
    why = calendar.holiday_name(day) or f"hari {DAYS[day.weekday()]}"
    return {"invitation.date": [f"{say_date(day)} bukan hari kerja ({why}); pilih hari lain."]}


def invitation_faults(invitation: Mapping[str, Any] | None, today: date) -> Errors:
    if invitation is None:
        return {"invitation.date": ["Isi hari, jam, tempat, dan agenda rapat."]}
    errors: Errors = {}
    if abs(invitation["date"] - today) > FAR:
        errors["invitation.date"] = [f"{say_date(invitation['date'])} lebih dari setahun dari hari ini; periksa tahunnya."]
    if invitation["end"] is not None and invitation["end"] <= invitation["start"]:
        errors["invitation.end"] = ["Jam selesai harus sesudah jam mulai."]
    return errors


def holding_faults(data: Mapping[str, Any], invited: Mapping[UUID, str], held_on: date, today: date) -> Errors:
    errors: Errors = {}
    if held_on > today:
        errors["invitation.date"] = [f"Rapat baru akan diadakan {say_date(held_on)}; tutuplah sesudah rapat selesai."]
    _check_attendance(data["attendance"], invited, errors)
    if not (data["minutes"] or "").strip():
        errors["minutes"] = ["Tulis jalannya rapat, paling sedikit satu kalimat."]
    if data["secretary_id"] is not None and data["secretary_id"] not in invited:
        errors["secretary_id"] = ["Pilih notulis dari daftar peserta."]
    _check_decisions(data, held_on, errors)
    return errors


def _check_attendance(rows: list[Mapping[str, Any]], invited: Mapping[UUID, str], errors: Errors) -> None:
    seen = [row["official_id"] for row in rows]
    for place, row in enumerate(rows):
        path = f"attendance.{place}"
        if row["official_id"] not in invited or row["official_id"] in seen[:place]:
            errors[f"{path}.official_id"] = ["Bukan peserta rapat ini, atau sudah tercantum."]
        elif row["presence"] is None:
            errors[f"{path}.presence"] = [f"{invited[row['official_id']]}: pilih hadir, diwakili, atau tidak."]
        elif row["presence"] == "diwakili" and not (row["by"] or "").strip():
            errors[f"{path}.by"] = [f"Tulis nama yang mewakili {invited[row['official_id']]}."]
    if set(invited) - set(seen):
        errors["attendance"] = ["Kehadiran setiap peserta harus dicatat."]
    elif rows and not any(row["presence"] in ("hadir", "diwakili") for row in rows) and not errors:
        errors["attendance"] = ["Rapat tanpa satu pun peserta yang hadir tidak dapat mengambil keputusan."]


def _check_decisions(data: Mapping[str, Any], held_on: date, errors: Errors) -> None:
    decisions = data["decisions"]
    if not decisions and not data["unchanged"]:
        errors["decisions"] = ["Catat paling sedikit satu keputusan, atau nyatakan draf disetujui tanpa perubahan."]
    if decisions and data["unchanged"]:
        errors["unchanged"] = ["Ada keputusan perubahan di atas; hapus tanda ini, atau kosongkan keputusannya."]
    for place, decision in enumerate(decisions):
        if not (decision["text"] or "").strip():
            errors[f"decisions.{place}.text"] = [f"Keputusan {place + 1}: tulis isinya."]
        if not (decision["person"] or "").strip():
            errors[f"decisions.{place}.person"] = [f"Keputusan {place + 1}: isi penanggung jawabnya."]
        if decision["due"] is not None and decision["due"] < held_on:
            errors[f"decisions.{place}.due"] = [f"Keputusan {place + 1}: batas waktunya mendahului hari rapat."]
