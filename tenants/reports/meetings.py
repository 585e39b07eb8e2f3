"""The three papers of a meeting: undangan, daftar hadir, notulen."""

from runtut.calendar import say_day
from tenants.reports.monev import decision_row
from tenants.reports.paper import Data, Paper, paper, period_label, signer, signing
from tenants.reports.shapes import Meeting, Participant, Stamp
from tenants.reports.wording import prose, say_nip, say_span


def invitation(meeting: Meeting, stamp: Stamp) -> Paper:
    data = {
        "about": _within_a_sentence(meeting.about),
        "period": period_label(meeting.period),
        "facts": [*_when_and_where(meeting), ["Pimpinan rapat", signer(meeting.chair)["position"]]],
        "topics": [topic.title for topic in meeting.topics],
        "participants": [participant.position for participant in meeting.participants],
        "signing": signing(meeting.office, stamp, meeting.signatory),
    }
    return _paper("invitation", "Undangan Rapat", meeting, stamp, data)


def attendance(meeting: Meeting, stamp: Stamp) -> Paper:
    data = {
        "facts": [["Acara", meeting.about], *_when_and_where(meeting)],
        "participants": [_row(participant) for participant in meeting.participants],
        "tally": _tally(meeting.participants),
        "chair": signer(meeting.chair),
        "secretary": signer(meeting.secretary) if meeting.secretary else None,
    }
    return _paper("attendance", "Daftar Hadir Rapat", meeting, stamp, data)


def minutes(meeting: Meeting, stamp: Stamp) -> Paper:
    data = {
        "facts": [
            ["Acara", meeting.about],
            *_when_and_where(meeting),
            ["Pimpinan rapat", f"{meeting.chair.name} ({signer(meeting.chair)['position']})"],
            ["Notulis", meeting.secretary.name if meeting.secretary else None],
            ["Peserta", _tally(meeting.participants)],
        ],
        "topics": [{"title": topic.title, "said": prose(topic.said)} for topic in meeting.topics],
        "decisions": [decision_row(decision) for decision in meeting.decisions],
        "chair": signer(meeting.chair),
        "secretary": signer(meeting.secretary) if meeting.secretary else None,
    }
    return _paper("minutes", "Notulen Rapat", meeting, stamp, data)


def _paper(name: str, title: str, meeting: Meeting, stamp: Stamp, data: Data) -> Paper:
    return paper(name, f"{title} {period_label(meeting.period)}", meeting.office, meeting.made_on, stamp, data)


def _when_and_where(meeting: Meeting) -> list[list[str | None]]:
    return [
        ["Hari, tanggal", say_day(meeting.start.date())],
        ["Waktu", say_span(meeting.start, meeting.end)],
        ["Tempat", meeting.place],
    ]


def _within_a_sentence(text: str) -> str:
    """A small first letter, but for abbreviations."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _row(participant: Participant) -> Data:
    return {
        "name": participant.name,
        "position": participant.position,
        "nip": say_nip(participant.nip),
        "present": participant.present,
    }


def _tally(participants: tuple[Participant, ...]) -> str | None:
    noted = [participant for participant in participants if participant.present is not None]
    if not noted:
        return None
    return f"{sum(bool(participant.present) for participant in noted)} hadir dari {len(participants)} yang diundang"
