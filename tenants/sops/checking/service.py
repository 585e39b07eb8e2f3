"""Checking an SOP in its surroundings, waiving findings, and switching rules on and off."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from runtut.calendar import MINUTES_PER_DAY
from runtut.database import db, new_id
from runtut.errors import Conflict, Forbidden, Invalid, NotFound
from runtut.events import record
from runtut.permissions import here
from runtut.procedures import Sop as Procedure
from runtut.procedures import from_json
from runtut.procedures.checking import QUARTERLY, RULES, Context, Review, Waiver, Window, review
from runtut.procedures.checking.presentation import Shown, findings_of
from tenants.institutions.models import Opd
from tenants.people.service import official_names
from tenants.sops.checking.models import SopRuleOff, SopWaiver, SopWindow
from tenants.sops.checking.permissions import SWITCH
from tenants.sops.checking.twins import index, key_of, twins
from tenants.sops.models import Sop, SopVersion

SHORTEST_REASON, LONGEST_REASON = 10, 500


def surroundings(opd_id: UUID, sop: Sop | None = None) -> Context:
    """What the rules may know of the place: its names, its SOPs, its switches, and the waivers of `sop`.

    What comes from the library resembles the rest of the library, and that is meant; it is compared with others alone.
    """
    around = twins()
    titles = {twin.key: twin.title for twin in around if twin.template_id is None}
    opd = db.session.scalars(select(Opd).where(Opd.id == opd_id)).one()
    own = key_of(sop) if sop else None
    origin = next((twin.origin for twin in around if twin.key == own), None)
    return Context(
        disabled=frozenset(db.session.scalars(select(SopRuleOff.code))),
        waivers=tuple(_waiver(row) for row in waivers(sop)) if sop else (),
        window=window(),
        pemda=here().pemda_name,
        own_names=frozenset((opd.name, opd.short_name, opd.seat)),
        foreign_names=_sisters(opd_id),
        known_sops=frozenset(title for key, title in titles.items() if key != own) or None,
        copies=index(around),
        lineage=frozenset(twin.key for twin in around if twin.key == own or (origin and twin.origin)),
    )


def _sisters(opd_id: UUID) -> frozenset[str]:
    rows = db.session.execute(select(Opd.name, Opd.short_name).where(Opd.id != opd_id))
    return frozenset(name for row in rows for name in row)


def around(version: SopVersion) -> Context:
    """The surroundings of the SOP that has this version; the approval fills in what a draft may leave open."""
    context = surroundings(version.opd_id, db.session.scalars(select(Sop).where(Sop.id == version.sop_id)).one())
    return replace(context, awaits_approval=version.state in ("draft", "review"))


def reviewed(version: SopVersion) -> Review:
    return review(from_json(version.content), around(version))


def grouped(version: SopVersion) -> dict[str, list[Shown]]:
    """What stands of a version's findings, by severity, for `sops/checking/findings.html`."""
    return findings_of(from_json(version.content), reviewed(version).findings)


def waivers(sop: Sop) -> list[SopWaiver]:
    return list(db.session.scalars(select(SopWaiver).where(SopWaiver.sop_id == sop.id).order_by(SopWaiver.at)))


def _waiver(row: SopWaiver) -> Waiver:
    on = row.at.astimezone(ZoneInfo(here().zone)).date()
    return Waiver(row.code, row.place, row.fingerprint, row.reason, str(row.official_id), on)


def waive(sop: Sop, version: SopVersion, code: str, at: str, reason: str) -> SopWaiver:
    """Leave the finding as it is; NotFound when it is not (any more) there, Invalid without a reason."""
    _check_reason(reason)
    found = next((one for one in reviewed(version).findings if (one.code, one.at) == (code, at)), None)
    if found is None:
        raise NotFound("Temuan ini tidak ada lagi; muat ulang halaman pemeriksaan.")
    made = Waiver.of(from_json(version.content), found, reason.strip(), "", version.created_at.date())
    drop(sop, code, made.at)
    row = SopWaiver(
        id=new_id(), opd_id=sop.opd_id, sop_id=sop.id, code=code, place=made.at, fingerprint=made.fingerprint,
        reason=made.reason, official_id=here().standing.official_id,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    record("sop.finding_waived", f"sop:{sop.id}", sop.opd_id, {"code": code, "place": made.at, "reason": made.reason})
    return row


def take_back(sop: Sop, waiver_id: UUID) -> None:
    row = db.session.scalar(select(SopWaiver).where(SopWaiver.sop_id == sop.id, SopWaiver.id == waiver_id))
    if row is None:
        raise NotFound("Pengesampingan ini sudah tidak ada.")
    said = {"code": row.code, "place": row.place}
    db.session.delete(row)
    db.session.flush()
    record("sop.waiver_taken_back", f"sop:{sop.id}", sop.opd_id, said)


def drop(sop: Sop, code: str, place: str) -> None:
    """A waiver whose value has changed gives way to the new one."""
    mine = SopWaiver.sop_id == sop.id, SopWaiver.code == code, SopWaiver.place == place
    if (row := db.session.scalar(select(SopWaiver).where(*mine))) is not None:
        db.session.delete(row)
        db.session.flush()


def switched_off() -> Mapping[str, SopRuleOff]:
    return {row.code: row for row in db.session.scalars(select(SopRuleOff))}


def switch_off(code: str, reason: str) -> None:
    """Hear no more of a rule in the whole pemda."""
    _check_switcher()
    _known(code)
    _check_reason(reason)
    if code in switched_off():
        raise Conflict(f"Aturan {code} sudah dimatikan.")
    db.session.add(SopRuleOff(id=new_id(), code=code, reason=reason.strip(), official_id=here().standing.official_id))
    db.session.flush()
    record("sop.rule_switched_off", f"rule:{code}", None, {"code": code, "reason": reason.strip()})


def switch_on(code: str) -> None:
    _check_switcher()
    _known(code)
    row = switched_off().get(code)
    if row is None:
        raise Conflict(f"Aturan {code} sudah menyala.")
    db.session.delete(row)
    db.session.flush()
    record("sop.rule_switched_on", f"rule:{code}", None, {"code": code})


def own_window() -> SopWindow | None:
    return db.session.scalar(select(SopWindow))


def window() -> Window:
    """The reporting window of this pemda, else the national one."""
    own = own_window()
    return Window(own.days * MINUTES_PER_DAY, "tenggat pelaporan daerah", own.source) if own else QUARTERLY


def set_window(days: int, source: str) -> None:
    _check_switcher()
    if (before := own_window()) is not None:
        db.session.delete(before)
        db.session.flush()
    db.session.add(SopWindow(id=new_id(), days=days, source=source, official_id=here().standing.official_id))
    db.session.flush()
    record("sop.window_set", "rule:FL-13", None, {"days": days, "source": source})


def names_of(rows: list[SopWaiver] | list[SopRuleOff]) -> Mapping[UUID, str]:
    return official_names([row.official_id for row in rows])


def check_document(opd_id: UUID, procedure: Procedure) -> Review:
    """A document that is not kept here, in the surroundings of the OPD."""
    return review(procedure, surroundings(opd_id))


def may_switch() -> bool:
    """Whether the person's permission reaches the whole pemda, as the rules do."""
    return any(seat.whole_pemda and SWITCH in seat.permissions for seat in here().standing.seats)


def _check_switcher() -> None:
    if not may_switch():
        raise Forbidden("Aturan pemeriksaan berlaku di seluruh pemda, jadi hanya admin pemda yang dapat mengaturnya.")


def _known(code: str) -> None:
    if code not in RULES:
        raise NotFound(f"Aturan {code[:20]} tidak ada dalam katalog pemeriksaan.")


def _check_reason(reason: str) -> None:
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        said = f"Tulis alasannya, {SHORTEST_REASON} sampai {LONGEST_REASON} huruf."
        raise Invalid("Alasan belum ditulis.", {"reason": [said]})
