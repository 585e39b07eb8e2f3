"""Meetings: invited to, held, decided; in one step of a Dinas, in two halves elsewhere."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from runtut.calendar import indonesian
from runtut.database import db, new_id
from runtut.errors import Forbidden, Invalid
from runtut.library.service import template_by_slug
from runtut.procedures import sha256
from tenants.cycles import service as cycles
from tenants.cycles.activities.meeting.halves import Half, half_of
from tenants.cycles.activities.meeting.inviting import read_invitation
from tenants.cycles.activities.meeting.papers import write_invitation
from tenants.cycles.activities.meeting.service import kept_invitation
from tenants.documents.models import Document
from tenants.documents.service import newest_version
from tenants.reports import shape_of
from tenants.sops import service
from tenants.sops.models import SopVersion

HEAD, WHO, ACTOR = "kadis", "kasubag.program", "Kasubag Program"
OPD = "diskopnaker.13.01"
API = "/api/v1/pemda/13.01/opd/diskopnaker"


def today() -> date:
    return datetime.now(ZoneInfo("Asia/Jakarta")).date()


def recent() -> date:
    """The last working day, today included."""
    return indonesian("Asia/Jakarta").working_days(today() - timedelta(days=20), today())[-1]


def day_off() -> date:
    """A day of the last two weeks on which nobody works."""
    days = (today() - timedelta(days=back) for back in range(1, 15))
    return next(day for day in days if not indonesian("Asia/Jakarta").is_working_day(day))


def invitation(**changes: Any) -> dict[str, Any]:
    said = {"about": "Pembahasan draf laporan", "date": recent().isoformat(), "start": "09.00", "end": "12.00"}
    return {**said, "place": "Aula", "agenda": "Paparan\nPembahasan", **changes}


def held(desk: dict[str, Any], **changes: Any) -> dict[str, Any]:
    attendance = [{"official_id": one["id"], "presence": "hadir"} for one in desk["people"]]
    decision = {"text": "Perbaiki tabel capaian", "person": "Kasubag Program", "due": None}
    said = {"invitation": invitation(), "attendance": attendance, "minutes": "Draf dibahas.", "decisions": [decision]}
    return {**said, **changes}


def refused(course: Any, data: dict[str, Any], who: str = HEAD) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as wrong:
        course.hand_in(who, 1, data)
    return wrong.value.errors


def test_a_step_alone_invites_and_holds(course: Callable[..., Any]) -> None:
    running = course([9, 10])
    desk = running.desk(HEAD, 1)
    assert desk["half"] == "both"
    assert desk["people"][0]["title"] == "Kepala Dinas"
    assert len(desk["people"]) == 7
    handed = running.hand_in(HEAD, 1, held(desk))
    assert handed.content["summary"] == "Rapat dihadiri 7 dari 7 peserta; 1 keputusan."
    assert handed.content["decisions"] == [
        {"id": "K1", "text": "Perbaiki tabel capaian", "person": "Kasubag Program", "due": None}
    ]  # fmt: skip


def test_undangan_daftar_hadir_and_notulen_become_papers(course: Callable[..., Any]) -> None:
    running = course([9, 10])
    desk = running.desk(HEAD, 1)
    data = held(desk, secretary_id=desk["people"][3]["id"])
    data["attendance"][1] |= {"presence": "diwakili", "by": "Sari, S.E."}
    data["attendance"][2]["presence"] = "tidak"
    handed = running.hand_in(HEAD, 1, data)
    papers = {
        paper.kind: paper for paper in db.session.scalars(select(Document).where(Document.id.in_(handed.content["documents"])))
    }
    assert set(papers) == {"invitation", "attendance", "minutes"}
    minutes = shape_of("minutes", newest_version(papers["minutes"]).content)
    assert minutes.decisions[0].text == "Perbaiki tabel capaian"
    assert minutes.topics[0].said == "Draf dibahas."
    assert minutes.secretary.name == desk["people"][3]["name"]
    there = shape_of("attendance", newest_version(papers["attendance"]).content).participants
    assert there[1].name == "Sari, S.E."
    assert [one.present for one in there[:3]] == [True, True, False]


def test_closing_a_meeting_does_not_invite_to_it_again(course: Callable[..., Any]) -> None:
    running = course([9, 10])
    work = running.work(HEAD, 1)
    issued = write_invitation(work, kept_invitation(read_invitation(invitation())))
    db.session.flush()
    db.session.expire(issued)
    handed = running.hand_in(HEAD, 1, held(running.desk(HEAD, 1)))
    assert str(issued.document_id) in handed.content["documents"]
    paper = db.session.get_one(Document, issued.document_id)
    assert newest_version(paper).id == issued.id


def test_a_meeting_decides_something_or_approves_the_draft_unchanged(course: Callable[..., Any]) -> None:
    running = course([9, 10])
    desk = running.desk(HEAD, 1)
    assert "tanpa perubahan" in refused(running, held(desk, decisions=[]))["decisions"][0]
    assert "kosongkan" in refused(running, held(desk, unchanged=True))["unchanged"][0]
    blank = [{"id": "K1", "text": None, "person": None, "due": None}]
    handed = running.hand_in(HEAD, 1, held(desk, decisions=blank, unchanged="true"))
    assert handed.content["summary"].endswith("draf disetujui tanpa perubahan.")


def test_a_decision_names_what_who_and_no_day_before_the_meeting(course: Callable[..., Any]) -> None:
    running = course([9, 10])
    rows = [{"text": None, "person": "Sekretaris"}, {"text": "Tambah grafik", "person": " ", "due": "2020-01-01"}]
    errors = refused(running, held(running.desk(HEAD, 1), decisions=rows))
    assert set(errors) == {"decisions.0.text", "decisions.1.person", "decisions.1.due"}


def test_everybody_invited_is_noted_once(course: Callable[..., Any]) -> None:
    running = course([9, 10])
    desk = running.desk(HEAD, 1)
    data = held(desk)
    rows = data["attendance"]
    rows[1]["presence"], rows[2]["presence"], rows[3] = None, "diwakili", rows[0]
    errors = refused(running, data)
    assert set(errors) == {"attendance", "attendance.1.presence", "attendance.2.by", "attendance.3.official_id"}
    nobody = [row | {"presence": "tidak"} for row in held(desk)["attendance"]]
    assert "tanpa satu pun" in refused(running, held(desk, attendance=nobody))["attendance"][0]


def test_a_meeting_that_is_still_to_come_cannot_be_closed(course: Callable[..., Any]) -> None:
    running = course([9, 10])
    tomorrow = (today() + timedelta(days=1)).isoformat()
    data = held(running.desk(HEAD, 1), invitation=invitation(date=tomorrow))
    assert "sesudah rapat selesai" in refused(running, data)["invitation.date"][0]


def test_missing_words_are_asked_for_at_their_fields(course: Callable[..., Any]) -> None:
    running = course([9, 10])
    desk = running.desk(HEAD, 1)
    poor = held(desk, minutes="", secretary_id=desk["people"][0]["id"][:-4] + "0000", invitation=invitation(end="08.00"))
    assert set(refused(running, poor)) == {"minutes", "secretary_id", "invitation.end"}
    assert set(refused(running, {})) == {"invitation.date"}
    far = invitation(date=(today() - timedelta(days=900)).isoformat())
    assert "periksa tahunnya" in refused(running, held(desk, invitation=far))["invitation.date"][0]
    assert refused(running, held(desk, invitation={"date": None}))["invitation.agenda"] == ["Tulis paling sedikit satu agenda."]


def test_only_the_chair_closes_and_others_leave_notes(course: Callable[..., Any]) -> None:
    running = course([9, 10])
    assert running.hand_in(WHO, 1, {"note": "Mohon tabel 3 diperiksa."}).content["note"]
    running.hand_in(HEAD, 1, held(running.desk(HEAD, 1)))
    assert running.work(HEAD, 1).task.status == "done"


def test_people_are_called_before_the_meeting_and_again_when_it_moves(
    course: Callable[..., Any], person: Callable[..., Any]
) -> None:
    running = course([9, 10])
    db.session.commit()
    chair, other = person(f"{HEAD}@diskopnaker.13.01"), person(f"{WHO}@diskopnaker.13.01")
    put, ics = (
        f"{API}/cycles/{running.slug}/2025-TW1/tasks/1/invitation",
        f"{API}/cycles/{running.slug}/2025-TW1/invitation.ics",
    )
    assert chair.get(ics).status_code == 404
    assert other.put(put, json=invitation()).status_code == 200
    assert chair.put(put, json=invitation(start="10:00")).json["number"] == 2
    assert b"SEQUENCE:1" in chair.get(ics).data
    refusal = chair.put(put, json=invitation(date=day_off().isoformat()))
    assert refusal.status_code == 422
    assert "bukan hari kerja" in refusal.json["errors"]["invitation.date"][0]


def test_the_page_issues_the_invitation_from_what_is_typed(course: Callable[..., Any], person: Callable[..., Any]) -> None:
    running = course([9, 10])
    db.session.commit()
    chair = person(f"{HEAD}@diskopnaker.13.01")
    page = f"/13.01/diskopnaker/siklus/{running.slug}/2025-TW1/langkah/1"
    typed = {f"invitation.{key}": value for key, value in invitation().items()}
    typed |= {"minutes": "Belum ada", "version": str(running.work(HEAD, 1).task.version)}
    answer = chair.post(f"{page}/undangan", data=typed)
    assert answer.status_code == 303
    shown = chair.get(page).text
    assert "Undangan (PDF)" in shown
    assert "Belum ada</textarea>" in shown
    assert chair.get(f"/13.01/diskopnaker/siklus/{running.slug}/2025-TW1/undangan.ics").mimetype == "text/calendar"
    again = {**typed, "invitation.place": "", "version": str(running.work(HEAD, 1).task.version), "worksheet": "1"}
    assert chair.post(f"{page}/undangan", data=again).status_code == 303
    assert "Isi tempat rapat." in chair.get(page).text


def test_only_who_works_on_a_meeting_calls_people(course: Callable[..., Any], person: Callable[..., Any]) -> None:
    running = course([4, 9])
    db.session.commit()
    path = f"{API}/cycles/{running.slug}/2025-TW1/tasks"
    answer = person(f"{WHO}@diskopnaker.13.01").put(f"{path}/1/invitation", json=invitation())
    assert answer.status_code == Forbidden.status
    assert person(f"{HEAD}@diskopnaker.13.01").put(f"{path}/2/invitation", json=invitation()).status_code == Forbidden.status


@pytest.fixture
def in_halves(course: Callable[..., Any], at: Callable[[str], Any]) -> Any:
    """A cycle in which the Kasubag invites at step 1 and the Kepala Dinas holds the meeting at step 2."""
    running = course([9, 10])
    at(f"sekretaris@{OPD}")
    sop = service.sop_by_slug(running.slug)
    version = service.shown_version(sop)
    content = deepcopy(version.content)
    first, second = content["steps"]
    second.update(first | {"id": second["id"], "no": 2, "next": None})
    first.update(actors=[ACTOR], parts={ACTOR: "does"}, closes="all", next=second["id"])
    later = SopVersion(
        id=new_id(), opd_id=sop.opd_id, sop_id=sop.id, number=2, content=content, sha256=sha256(content),
        template_id=template_by_slug("dinas").id,
    )  # fmt: skip
    db.session.add(later)
    db.session.flush()
    service.map_actors(later, service.actor_roles(version.id))
    db.session.flush()
    at(f"kadis@{OPD}")
    service.put_into_force(later)
    db.session.flush()
    cycles.cancel(cycles.find_cycle(running.slug, "2025-TW1"), "Diulang menurut versi 2.")
    db.session.flush()
    at(f"sekretaris@{OPD}")
    cycles.open_cycle(running.slug, "2025-TW1")
    return running


def test_in_two_halves_the_first_invites_and_the_second_holds(in_halves: Any) -> None:
    running = in_halves
    desk = running.desk(WHO, 1)
    assert desk["half"] == "invites"
    assert desk["people"][0]["title"] == "Kepala Dinas"
    assert (
        "bukan hari kerja"
        in refused(running, {"invitation": invitation(date=day_off().isoformat())}, WHO)["invitation.date"][0]
    )
    first = running.hand_in(WHO, 1, {"invitation": invitation()})
    assert set(first.content) == {"half", "invitation", "documents", "summary"}
    assert half_of(running.work(HEAD, 2)) is Half.HOLDS
    start = running.desk(HEAD, 2)["start"]
    assert start["invitation"]["place"] == "Aula"
    second = running.hand_in(HEAD, 2, held(running.desk(HEAD, 2)))
    assert second.content["half"] == "holds"
