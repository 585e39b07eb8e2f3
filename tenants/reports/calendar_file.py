"""Appointments as iCalendar text (RFC 5545), to be taken into any calendar program."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from tenants.reports.paper import period_label
from tenants.reports.shapes import Meeting, VisitSchedule
from tenants.reports.wording import listed

FOLD = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""


@dataclass(frozen=True)
class Appointment:
    """`uid` stays the same when the appointment is moved; `sequence` then counts up."""

    uid: str
    title: str
    text: str
    place: str
    start: datetime
    end: datetime | None
    made_on: date
    sequence: int = 0


def visit_calendar(schedule: VisitSchedule, subject: str, unit: str | None = None, sequence: int = 0) -> bytes:
    """The visits of a schedule, or those of one unit; `subject` names the cycle ("cycle:<id>")."""
    visits = [visit for visit in schedule.visits if unit in (None, visit.unit)]
    return calendar_file(
        Appointment(
            uid=_uid(subject, "visit", visit.unit),
            title=f"Monev {period_label(schedule.period)}: {visit.unit}",
            text="\n".join(filter(None, (f"Petugas: {listed(visit.assessors)}", visit.agenda))),
            place=visit.place,
            start=visit.start,
            end=visit.end,
            made_on=schedule.made_on,
            sequence=sequence,
        )
        for visit in visits
    )


def meeting_calendar(meeting: Meeting, subject: str, sequence: int = 0) -> bytes:
    agenda = "\n".join(f"{n}. {topic.title}" for n, topic in enumerate(meeting.topics, 1))
    uid = _uid(subject, "meeting", meeting.about)
    return calendar_file(
        [Appointment(uid, meeting.about, agenda, meeting.place, meeting.start, meeting.end, meeting.made_on, sequence)]
    )


def calendar_file(appointments: Iterator[Appointment] | list[Appointment]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Runtut//Runtut//ID", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for appointment in appointments:
        lines += _event(appointment)
    lines.append("END:VCALENDAR")
    return b"".join(fold(line) for line in lines)


def escape(text: str) -> str:
    """TEXT values (RFC 5545, 3.3.11); other control characters are not allowed in them."""
    plain = "".join(character for character in text if character == "\n" or character >= " " and character != "\x7f")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> bytes:
    """A line and its end, broken before it grows over 75 octets and never inside a character."""
    pieces, room = [bytearray()], FOLD
    for character in line:
        encoded = character.encode("utf-8", "replace")
        if len(pieces[-1]) + len(encoded) > room:
            pieces.append(bytearray())
            room = FOLD - 1
        pieces[-1] += encoded
    return b"\r\n ".join(bytes(piece) for piece in pieces) + b"\r\n"


def _event(appointment: Appointment) -> list[str]:
    end = [f"DTEND:{_utc(appointment.end)}"] if appointment.end else []
    return [
        "BEGIN:VEVENT",
        f"UID:{appointment.uid}",
        f"DTSTAMP:{appointment.made_on:%Y%m%d}T000000Z",
        f"SEQUENCE:{appointment.sequence}",
        f"DTSTART:{_utc(appointment.start)}",
        *end,
        f"SUMMARY:{escape(appointment.title)}",
        f"DESCRIPTION:{escape(appointment.text)}",
        f"LOCATION:{escape(appointment.place)}",
        "STATUS:CONFIRMED",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escape(appointment.title)}",
        "TRIGGER:-P1D",
        "END:VALARM",
        "END:VEVENT",
    ]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _uid(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32] + "@runtut"
