"""Invites to a meeting, and records who came and what was decided."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from runtut.errors import Invalid
from runtut.web.api import Input
from tenants.cycles.activities.meeting.halves import Half, chair_or_me, half_of, invited
from tenants.cycles.activities.meeting.papers import write_invitation, write_records
from tenants.cycles.activities.meeting.rules import Errors, calling_faults, holding_faults, invitation_faults
from tenants.cycles.activities.meeting.schemas import PRESENCE, MeetingInput
from tenants.cycles.activity import Activity, Outcome, register
from tenants.cycles.people import Person
from tenants.cycles.service import calendar_here, today_here
from tenants.cycles.work import Work
from tenants.documents.service import document_of, newest_version


class MeetingTool:
    """Whoever does or chairs the step; the button says which of them."""

    schema: type[Input] = MeetingInput
    template = "cycles/activities/meeting.html"

    def __init__(self, button: str) -> None:
        self.button = button

    def desk(self, work: Work) -> dict[str, Any]:
        """Who is invited, and a start: what was invited to, what another seat has written already, else a proposal."""
        people = invited(work)
        return {
            "half": half_of(work).value, "period": work.period.label, "presence": [list(pair) for pair in PRESENCE.items()],
            "secretaries": [[str(one.official_id), one.name] for one in people],
            "people": [{"id": str(one.official_id), "name": one.name, "title": one.title} for one in people],
            "chair": chair_or_me(work).name, "start": starting_point(work, people), "invitation": issued(work),
        }  # fmt: skip

    def perform(self, work: Work, data: dict[str, Any]) -> Outcome:
        half = half_of(work)
        if errors := faults(work, half, data):
            raise Invalid("Isian rapat belum lengkap.", errors)
        invitation = kept_invitation(data["invitation"])
        papers = [write_invitation(work, invitation)]
        if half is Half.INVITES:
            said = f"Undangan rapat {invitation['about']} dibuat untuk {len(invited(work))} peserta."
            return Outcome(said, {"half": half.value, "invitation": invitation, "documents": ids(papers)})
        held = kept_meeting(work, data, invitation)
        papers += write_records(work, held)
        return Outcome(said_of(held), {**held, "half": half.value, "documents": ids(papers)})


def issued(work: Work) -> dict[str, Any] | None:
    """The invitation that went out already."""
    paper = document_of("invitation", work.subject)
    if paper is None:
        return None
    version = newest_version(paper)
    return {"document": str(paper.id), "version": version.number, "at": version.at.isoformat()}


def faults(work: Work, half: Half, data: Mapping[str, Any]) -> Errors:
    invitation, today = data["invitation"], today_here(work.place)
    errors = invitation_faults(invitation, today)
    if invitation is None:
        return errors
    if half is Half.INVITES:
        return {**errors, **calling_faults(invitation, calendar_here(work.place))}
    people = {one.official_id: one.name for one in invited(work)}
    return {**holding_faults(data, people, invitation["date"], today), **errors}


def starting_point(work: Work, people: Sequence[Person]) -> dict[str, Any]:
    before = [found.content for found in work.hand_ins() if "invitation" in found.content]
    if before:
        return dict(before[-1])
    return {
        "invitation": invited_to(work) or proposal(work),
        "attendance": [{"official_id": str(one.official_id)} for one in people],
    }


def invited_to(work: Work) -> dict[str, Any] | None:
    """The invitation of the step before, whatever notes were left beside it."""
    before = work.earlier("meeting")
    handed = work.hand_ins(before) if before else []
    return next((dict(row.content["invitation"]) for row in reversed(handed) if "invitation" in row.content), None)


def proposal(work: Work) -> dict[str, Any]:
    first = today_here(work.place) + timedelta(days=1)
    day = calendar_here(work.place).working_days(first, first + timedelta(days=14))[0]
    return {
        "about": f"Pembahasan draf laporan monev {work.period.label}", "date": day.isoformat(), "start": "09:00",
        "end": "12:00", "place": "Ruang rapat",
        "agenda": ["Paparan capaian kinerja dan draf laporan", "Pembahasan", "Keputusan dan penutup"],
    }  # fmt: skip


def kept_invitation(invitation: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **invitation, "date": invitation["date"].isoformat(), "start": f"{invitation['start']:%H:%M}",
        "end": f"{invitation['end']:%H:%M}" if invitation["end"] else None,
    }  # fmt: skip


def kept_meeting(work: Work, data: Mapping[str, Any], invitation: Mapping[str, Any]) -> dict[str, Any]:
    """A meeting that was held, as it is kept: names beside ids, decisions numbered."""
    people = {one.official_id: one for one in invited(work)}
    attendance = [kept_presence(people[row["official_id"]], row) for row in data["attendance"]]
    there = sum(row["presence"] != "tidak" for row in attendance)
    return {
        "invitation": dict(invitation), "attendance": attendance, "minutes": data["minutes"].strip(),
        "secretary_id": str(data["secretary_id"]) if data["secretary_id"] else None, "unchanged": bool(data["unchanged"]),
        "decisions": [kept_decision(no, row) for no, row in enumerate(data["decisions"], 1)],
        "chair": chair_or_me(work).name, "invited": len(attendance), "attended": there,
    }  # fmt: skip


def kept_presence(person: Person, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "official_id": str(person.official_id), "name": person.name, "title": person.title, "presence": row["presence"],
        "by": (row["by"] or "").strip() if row["presence"] == "diwakili" else None,
    }  # fmt: skip


def kept_decision(no: int, row: Mapping[str, Any]) -> dict[str, Any]:
    due = row["due"].isoformat() if row["due"] else None
    return {"id": f"K{no}", "text": row["text"].strip(), "person": row["person"].strip(), "due": due}


def said_of(held: Mapping[str, Any]) -> str:
    decided = f"{len(held['decisions'])} keputusan" if held["decisions"] else "draf disetujui tanpa perubahan"
    return f"Rapat dihadiri {held['attended']} dari {held['invited']} peserta; {decided}."


def ids(papers: Sequence[Any]) -> list[str]:
    return [str(paper.document_id) for paper in papers]


TOOLS = {"does": MeetingTool("Kirim"), "chairs": MeetingTool("Tutup rapat")}
ACTIVITY = register(Activity("meeting", "Rapat", TOOLS))
