"""Two deeds with one SOP at the same moment: the second sees what the first has done."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

from runtut.app.standing_in import stand_in
from runtut.database import db
from runtut.errors import Problem
from tenants.sops import service as sops
from tenants.sops.editing import drafts
from tenants.sops.life.service import enforce_due
from tenants.sops.models import SopVersion

ADMIN, HEAD, WRITER = "admin@setda.13.01", "kadis@diskopnaker.13.01", "kasubag.program@diskopnaker.13.01"
OF = "from sop where sop.id = sop_id and slug = %s"
STATES = f"select array_agg(state order by number) from sop_version where exists (select {OF})"
ARRIVED = f"""
update sop_version set
  state = case number when 1 then 'effective' else 'approved' end,
  effective_on = current_date - case number when 1 then 9 else 1 end,
  in_force = daterange(current_date - case number when 1 then 9 else 1 end, case number when 1 then current_date - 1 end)
{OF} and number = %s
"""
"""Version 1 is in force, version 2 approved, and its day has come."""
BLOCKED = """
select count(*) from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()
"""


def revised(house: Any, slug: str) -> str:
    """An SOP in force whose mapped revision is a draft."""
    with house.app.app_context():
        version = sops.clone(stand_in(ADMIN, "diskopnaker").opd.id, "dinas", slug, slug)
        sops.map_actors(version, {actor: role.id for actor, role in sops.suggested_roles(version).items() if role})
        db.session.commit()
        stand_in(HEAD, "diskopnaker")
        sops.put_into_force(version)
        drafts.revise(sops.sop_by_slug(slug), "Aturan baru")
        db.session.commit()
    return slug


def arrived(house: Any, slug: str) -> str:
    for number in (1, 2):
        house.owner.execute(ARRIVED.encode(), (revised(house, slug) if number == 1 else slug, number))
    return slug


def meanwhile(house: Any, slug: str, change: str, act: Callable[[SopVersion], object]) -> str:
    """`act` on the newest version begins after `change` of the SOP's versions was made and before that is committed.

    Answers what `act` was refused with, empty when it was not.
    """

    def run() -> str:
        with house.app.app_context():
            stand_in(HEAD, "diskopnaker")
            try:
                act(sops.versions_of(sops.sop_by_slug(slug))[0])
                db.session.commit()
            except Problem as refused:
                return refused.detail
            return ""

    with ThreadPoolExecutor(1) as other:
        with house.owner.transaction():
            house.owner.execute(f"update sop_version set {change.replace(' where ', f' {OF} and ')}".encode(), (slug,))
            running = other.submit(run)
            while not running.done() and not house.ask(BLOCKED):
                time.sleep(0.01)
        return running.result(30)


def test_actors_are_not_mapped_in_a_draft_that_is_handed_in_at_that_moment(house: Any) -> None:
    slug, change = revised(house, "dipetakan"), "state = 'review' where number = 2"
    assert "sedang direviu" in meanwhile(house, slug, change, lambda version: sops.map_actors(version, {}))


def test_an_approval_that_is_cancelled_when_its_day_comes_stays_cancelled(house: Any) -> None:
    slug, change = arrived(house, "dibatalkan"), "state = 'revoked', in_force = null where number = 2"
    assert meanwhile(house, slug, change, lambda _: enforce_due(date.max)) == ""
    assert house.ask(STATES, slug) == ["effective", "revoked"]


def test_a_version_that_is_revoked_when_its_successor_comes_stays_revoked(house: Any) -> None:
    slug, change = arrived(house, "dicabut"), "state = 'revoked' where number = 1"
    assert meanwhile(house, slug, change, lambda _: enforce_due(date.max)) == ""
    assert house.ask(STATES, slug) == ["revoked", "effective"]


def test_a_draft_that_is_taken_out_of_the_bin_leaves_no_room_for_a_new_one(house: Any) -> None:
    slug, answers = revised(house, "diurungkan"), []
    house.owner.execute(f"update sop_version set state = 'discarded' {OF} and number = 2".encode(), (slug,))

    def revise(_: SopVersion) -> None:
        at = f"/api/v1/pemda/13.01/opd/diskopnaker/sops/{slug}/revisions"
        answers.append(house.person(WRITER).post(at, json={"reason": "Aturan lain"}))

    assert meanwhile(house, slug, "state = 'draft' where number = 2", revise) == ""
    assert (answers[0].status_code, answers[0].get_json()["detail"][:40]) == (409, "SOP ini baru saja mendapat draf lain; mu")
    assert house.ask(STATES, slug) == ["effective", "draft"]
