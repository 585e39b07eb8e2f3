"""A newer template offers its changes to a clone: taken into a draft, declined for good, put off, undone."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from runtut.database import db
from runtut.errors import Conflict, Invalid, NotFound
from runtut.permissions import here
from runtut.procedures.merging import MINE, THEIRS, Change, take_all
from tenants.people.seats import today_at
from tenants.sops import service
from tenants.sops.editing import drafts
from tenants.sops.life import service as life
from tenants.sops.models import Sop, SopVersion
from tenants.sops.upgrading.clones import clones
from tenants.sops.upgrading.service import Upgrade, last_takeover, preview, take, undo, upgrade_of

ADMIN, WRITER, OTHER, HEAD = (
    "admin@setda.13.01", "kasubag.program@diskopnaker.13.01", "sekretaris@diskopnaker.13.01", "kadis@diskopnaker.13.01",
)  # fmt: skip
Content = dict[str, Any]


def two_changes(content: Content) -> None:
    content["steps"][1]["output"] = "Data kinerja yang sudah diperiksa"
    content["legal_basis"].append("Peraturan Daerah tentang Kinerja")


def sop_of(version: SopVersion) -> Sop:
    return service.sop_by_id(version.sop_id)


def question(found: Upgrade, section: str) -> Change:
    return next(change for change in found.merge.questions if change.section == section)


def test_nothing_is_offered_while_the_template_is_the_same(clone: SopVersion) -> None:
    found = upgrade_of(sop_of(clone))
    assert not found.behind
    assert found.followed.id == found.newest.id


def test_what_is_taken_stands_in_the_draft_and_what_is_declined_is_not_asked_again(clone: SopVersion, publish: Any) -> None:
    number = publish(two_changes)
    found = upgrade_of(sop_of(clone))
    step, law = question(found, "steps"), question(found, "legal_basis")
    done = take(found, number, {step.key: THEIRS, law.key: MINE})
    assert (done.taken, done.declined, done.left) == (1, 1, 0)
    assert done.draft is not None
    assert done.draft.content["steps"][1]["output"] == "Data kinerja yang sudah diperiksa"
    assert "Peraturan Daerah tentang Kinerja" not in done.draft.content["legal_basis"]
    after = upgrade_of(sop_of(clone))
    assert not after.behind
    assert after.followed.version == number
    assert not upgrade_of(sop_of(clone)).merge.changes


def test_a_part_is_taken_and_the_rest_is_asked_later(clone: SopVersion, publish: Any) -> None:
    number = publish(two_changes)
    found = upgrade_of(sop_of(clone))
    assert take(found, number, {question(found, "steps").key: THEIRS}).left == 1
    assert [change.section for change in upgrade_of(sop_of(clone)).merge.questions] == ["legal_basis"]


def test_an_even_newer_version_asks_only_what_is_new(clone: SopVersion, publish: Any) -> None:
    number = publish(two_changes)
    found = upgrade_of(sop_of(clone))
    take(found, number, {change.key: MINE for change in found.merge.questions})
    assert last_takeover(sop_of(clone)) is not None
    publish(lambda content: content["records"].append("Buku agenda"))
    assert [change.section for change in upgrade_of(sop_of(clone)).merge.questions] == ["records"]
    assert len(upgrade_of(sop_of(clone), again=True).merge.questions) == 1


def test_a_takeover_is_undone_and_later_edits_stay(clone: SopVersion, publish: Any) -> None:
    number, sop = publish(two_changes), sop_of(clone)
    found = upgrade_of(sop)
    draft = take(found, number, take_all(found.merge)).draft
    assert draft is not None
    content = drafts.prepared(draft.content)
    content["steps"][0]["note"] = "Catatan kami"
    drafts.save(draft, draft.revision, content)
    undo(sop)
    assert draft.content["steps"][0]["note"] == "Catatan kami"
    assert draft.content["steps"][1]["output"] != "Data kinerja yang sudah diperiksa"
    assert len(upgrade_of(sop).merge.questions) == 2
    with pytest.raises(Conflict, match="diurungkan"):
        undo(sop)


def test_undoing_in_the_editor_brings_the_questions_back(clone: SopVersion, publish: Any) -> None:
    number, sop = publish(two_changes), sop_of(clone)
    found = upgrade_of(sop)
    draft = take(found, number, {question(found, "steps").key: THEIRS}).draft
    assert draft is not None
    drafts.undo(draft, draft.revision)
    assert len(upgrade_of(sop).merge.questions) == 2


def typed(draft: SopVersion, note: str) -> None:
    content = drafts.prepared(draft.content)
    content["steps"][0]["note"] = note
    drafts.save(draft, draft.revision, content)


@pytest.mark.parametrize("kept", [drafts.KEPT, 0])
def test_undone_in_the_editor_it_stays_undone_while_one_goes_on_writing(
    clone: SopVersion, publish: Any, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    """With few edits kept, the documents tell."""
    number, sop = publish(two_changes), sop_of(clone)
    found = upgrade_of(sop)
    draft = take(found, number, take_all(found.merge)).draft
    assert draft is not None
    drafts.undo(draft, draft.revision)
    monkeypatch.setattr(drafts, "KEPT", kept)
    typed(draft, "a")
    typed(draft, "ab")
    assert len(upgrade_of(sop).merge.questions) == 2
    assert last_takeover(sop) is None


@pytest.mark.parametrize("kept", [drafts.KEPT, 0])
def test_done_again_in_the_editor_it_stands_while_one_goes_on_writing(
    clone: SopVersion, publish: Any, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    number, sop = publish(two_changes), sop_of(clone)
    found = upgrade_of(sop)
    draft = take(found, number, {question(found, "steps").key: THEIRS, question(found, "legal_basis").key: MINE}).draft
    assert draft is not None
    drafts.undo(draft, draft.revision)
    drafts.redo(draft, draft.revision)
    monkeypatch.setattr(drafts, "KEPT", kept)
    typed(draft, "a")
    typed(draft, "ab")
    assert not upgrade_of(sop).behind
    assert last_takeover(sop) is not None


def test_a_second_click_does_not_undo_the_takeover_before(clone: SopVersion, publish: Any) -> None:
    number, sop = publish(two_changes), sop_of(clone)
    found = upgrade_of(sop)
    take(found, number, {question(found, "steps").key: THEIRS})
    found = upgrade_of(sop)
    take(found, number, {question(found, "legal_basis").key: THEIRS})
    last = last_takeover(sop)
    assert last is not None
    undo(sop, last.id)
    with pytest.raises(Conflict, match="sudah diurungkan"):
        undo(sop, last.id)
    assert [change.section for change in upgrade_of(sop).merge.questions] == ["legal_basis"]


def test_what_somebody_wrote_since_it_was_compared_is_not_passed_over(clone: SopVersion, publish: Any) -> None:
    number, sop = publish(two_changes), sop_of(clone)
    found = upgrade_of(sop)
    raised = update(SopVersion).where(SopVersion.id == clone.id).values(revision=SopVersion.revision + 1)
    db.session.execute(raised.execution_options(synchronize_session=False))
    with pytest.raises(Conflict, match="baru saja diubah"):
        take(found, number, take_all(found.merge))


def test_the_version_in_force_stays_and_a_revision_begins(clone: SopVersion, publish: Any, at: Callable[..., Any]) -> None:
    mapping = {actor: role.id for actor, role in service.suggested_roles(clone).items() if role}
    service.map_actors(clone, mapping)
    db.session.flush()
    at("kadis@diskopnaker.13.01")
    service.put_into_force(clone)
    db.session.flush()
    at(ADMIN, "diskopnaker")
    before, number = clone.content, publish(two_changes)
    found = upgrade_of(sop_of(clone))
    draft = take(found, number, take_all(found.merge)).draft
    assert draft is not None
    assert (draft.number, draft.state, clone.state, clone.content) == (2, "draft", "effective", before)
    assert "versi 2" in (draft.reason or "") or "pustaka" in (draft.reason or "")
    assert service.actor_roles(draft.id) == service.actor_roles(clone.id)
    assert not upgrade_of(sop_of(clone)).behind


def test_what_a_cancelled_approval_had_taken_over_is_offered_again(
    clone: SopVersion, publish: Any, at: Callable[..., Any]
) -> None:
    def stand(login: str) -> date:
        db.session.flush()
        at(login, "diskopnaker")
        return today_at(here())

    service.map_actors(clone, {actor: role.id for actor, role in service.suggested_roles(clone).items() if role})
    stand(HEAD)
    service.put_into_force(clone)
    stand(WRITER)
    sop, number = sop_of(clone), publish(two_changes)
    found = upgrade_of(sop)
    draft = take(found, number, take_all(found.merge)).draft
    assert draft is not None
    life.submit(draft)
    with pytest.raises(Conflict, match="Tarik kembali dahulu"):
        take(upgrade_of(sop), number, {"any": MINE})
    stand(OTHER)
    life.pass_review(draft)
    today = stand(HEAD)
    life.approve(draft, "000.8.3.3/7/Diskopnaker/2025", today, today + timedelta(30))
    assert [one.version for one in clones("dinas") if one.sop_id == sop.id] == [number]
    with pytest.raises(Conflict, match="batalkan dahulu pengesahannya"):
        take(upgrade_of(sop), number, {"any": MINE})
    life.revoke(draft, "Belum perlu")
    db.session.flush()
    assert len(upgrade_of(sop).merge.questions) == 2
    assert [one.version for one in clones("dinas") if one.sop_id == sop.id] == [number - 1]
    stand(WRITER)
    again = drafts.revise(sop, "Revisi lain")
    assert again.content["steps"][1]["output"] != "Data kinerja yang sudah diperiksa"
    assert len(upgrade_of(sop).merge.questions) == 2


def test_only_what_is_offered_now_can_be_decided(clone: SopVersion, publish: Any) -> None:
    number = publish(two_changes)
    found = upgrade_of(sop_of(clone))
    with pytest.raises(Conflict, match="muat ulang"):
        take(found, number - 1, take_all(found.merge))
    with pytest.raises(Invalid):
        take(found, number, {})
    with pytest.raises(Invalid) as wrong:
        preview(found, {"0" * 16: THEIRS})
    assert set(wrong.value.errors) == {"decisions.0000000000000000"}


def test_an_sop_of_ones_own_has_no_template(clone: SopVersion) -> None:
    version = drafts.begin(clone.opd_id, "sop-sendiri", "SOP Sendiri")
    with pytest.raises(NotFound, match="tidak berasal dari pustaka"):
        upgrade_of(sop_of(version))
