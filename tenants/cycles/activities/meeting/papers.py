"""The papers of a meeting: undangan, daftar hadir, notulen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tenants.cycles.activities.meeting.halves import chair_or_me, invited
from tenants.cycles.letterhead import office_of
from tenants.cycles.people import Person
from tenants.cycles.service import today_here
from tenants.cycles.work import Work
from tenants.documents.models import DocumentVersion
from tenants.documents.rendering import request_rendering
from tenants.documents.service import document_of, newest_version, write_version
from tenants.reports import content_of
from tenants.reports.shapes import Decision, Meeting, Participant, Topic

TITLES = {"invitation": "Undangan rapat", "attendance": "Daftar hadir rapat", "minutes": "Notulen rapat"}


def write_invitation(work: Work, invitation: Mapping[str, Any]) -> DocumentVersion:
    """`invitation` as it is kept, with days and times as text. One that went out in these words already stays as it is."""
    meeting, issued = _meeting(work, invitation), document_of("invitation", work.subject)
    newest = newest_version(issued) if issued else None
    if newest and {**content_of(meeting), "made_on": None} == {**newest.content, "made_on": None}:
        return newest
    return _written(work, "invitation", meeting)


def write_records(work: Work, held: Mapping[str, Any]) -> list[DocumentVersion]:
    """Daftar hadir and notulen; `held` is the hand-in's content."""
    people = {str(one.official_id): one for one in invited(work)}
    meeting = replace(
        _meeting(work, held["invitation"]),
        participants=tuple(_noted(people[row["official_id"]], row) for row in held["attendance"]),
        secretary=people[held["secretary_id"]].signatory if held["secretary_id"] else None,
        decisions=tuple(_decision(row) for row in held["decisions"]),
    )
    minutes = replace(meeting, topics=(Topic("Jalannya rapat", held["minutes"]),))
    return [_written(work, "attendance", meeting), _written(work, "minutes", minutes)]


def _meeting(work: Work, invitation: Mapping[str, Any]) -> Meeting:
    chair = chair_or_me(work)
    return Meeting(
        office_of(work.place), today_here(work.place), work.cycle.period, invitation["about"],
        moment(work, invitation["date"], invitation["start"]),
        moment(work, invitation["date"], invitation["end"]) if invitation["end"] else None, invitation["place"],
        tuple(Topic(title) for title in invitation["agenda"]),
        tuple(Participant(one.name, one.title, one.signatory.nip) for one in invited(work)), chair.signatory, chair.signatory,
    )  # fmt: skip


def moment(work: Work, day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(work.place.zone))


def _noted(person: Person, row: Mapping[str, Any]) -> Participant:
    """Whoever is represented is there through another, who signs."""
    if row["presence"] == "diwakili":
        return Participant(row["by"], f"mewakili {person.title}", None, True)
    return Participant(person.name, person.title, person.signatory.nip, row["presence"] == "hadir")


def _decision(row: Mapping[str, Any]) -> Decision:
    return Decision(row["text"], row["person"], date.fromisoformat(row["due"]) if row["due"] else None)


def _written(work: Work, kind: str, meeting: Meeting) -> DocumentVersion:
    title = f"{TITLES[kind]} {work.period.label}"
    version = write_version(kind, work.subject, title, content_of(meeting), work.official_id)
    request_rendering(version, "draft")
    return version
