"""What is done with a version on its way into force and out of it."""

from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from runtut.calendar import say_date
from runtut.database import db
from runtut.errors import Conflict, Forbidden, Invalid
from runtut.events import record
from runtut.permissions import here
from runtut.procedures import from_json, obstacles
from tenants.people.seats import today_at
from tenants.sops.editing.drafts import forget
from tenants.sops.holding import hold_effective
from tenants.sops.life.holding import approved_so, did, require
from tenants.sops.life.telling import holders, tell
from tenants.sops.models import Sop, SopHand, SopVersion
from tenants.sops.numbering import next_number, number_is_taken, one_at_a_time
from tenants.sops.permissions import APPROVE, REVIEW
from tenants.sops.service import require_mapped, sop_by_id
from tenants.sops.signing import sign


def submit(version: SopVersion) -> SopVersion:
    """Hand a draft in for review: whole, mapped, and from the second version on with its reason."""
    if did(version, lambda: version.state == "review" and version.submitted_by == here().standing.official_id):
        return version
    require(version, ("draft",), "Versi ini bukan draf, jadi tidak dapat diajukan.")
    require_whole(version)
    if version.number > 1 and not version.reason:
        raise Conflict("Revisi ini belum mempunyai alasan; tulis alasannya dahulu.", {"reason": ["Tulis alasan revisi."]})
    version.state, version.submitted_by, version.submitted_at = "review", here().standing.official_id, datetime.now(UTC)
    version.returned_reason = version.reviewed_by = version.reviewed_at = version.reviewed_capacity = None
    _tell(version, "turn", "diajukan dan menunggu reviu Anda.", holders(version.opd_id, REVIEW))
    noted(version, "sop.submitted", sha256=version.sha256)
    return version


def require_whole(version: SopVersion) -> None:
    sop = from_json(version.content)
    if faults := obstacles(sop):
        raise Conflict("SOP ini belum lengkap: " + next(iter(faults.values()))[0], faults)
    require_mapped(version, sop.actors)


def withdraw(version: SopVersion) -> SopVersion:
    """Undo the handing in, as long as nobody has passed it."""
    if did(version, lambda: version.state == "draft" and version.submitted_at is not None and not version.returned_reason):
        return version
    require(version, ("review",), "Versi ini tidak sedang direviu, jadi tidak ada yang ditarik kembali.")
    if version.reviewed_at is not None:
        raise Conflict("Reviu sudah selesai; mintalah pengesah mengembalikannya bila masih perlu diubah.")
    version.state = "draft"
    noted(version, "sop.withdrawn")
    return version


def send_back(version: SopVersion, reason: str) -> SopVersion:
    """Back to its writers with a reason, by whoever reviews or approves."""
    if did(version, lambda: (version.state, version.returned_reason) == ("draft", reason)):
        return version
    require(version, ("review",), "Versi ini tidak sedang direviu, jadi tidak dapat dikembalikan.")
    version.state, version.returned_reason = "draft", reason
    version.reviewed_by = version.reviewed_at = version.reviewed_capacity = None
    if version.submitted_by:
        _tell(version, "returned", f"dikembalikan: {reason}", [version.submitted_by])
    noted(version, "sop.returned", reason=reason)
    return version


def pass_review(version: SopVersion) -> SopVersion:
    """The review is done; it waits for approval."""
    if did(version, lambda: version.state == "review" and version.reviewed_by == here().standing.official_id):
        return version
    require(version, ("review",), "Versi ini tidak sedang direviu.")
    if version.reviewed_at is not None:
        raise Conflict("Reviu versi ini sudah selesai; kini menunggu pengesahan.")
    require_other_eyes(version, "mereviu")
    version.reviewed_by, version.reviewed_at = here().standing.official_id, datetime.now(UTC)
    version.reviewed_capacity = capacity_for(REVIEW)
    _tell(version, "turn", "lulus reviu dan menunggu pengesahan Anda.", holders(version.opd_id, APPROVE))
    noted(version, "sop.reviewed", sha256=version.sha256)
    return version


def require_other_eyes(version: SopVersion, deed: str) -> None:
    """Forbidden for whoever handed it in, and for its only writer."""
    me = here().standing.official_id
    if version.submitted_by == me:
        raise Forbidden(f"Anda sendiri yang mengajukan versi ini, jadi orang lain yang {deed}nya.")
    if hands(version) == {me}:
        raise Forbidden(f"Anda satu-satunya penulis versi ini, jadi orang lain yang {deed}nya.")


def hands(version: SopVersion) -> set[UUID]:
    """Who wrote on it."""
    return set(db.session.scalars(select(SopHand.official_id).where(SopHand.version_id == version.id)))


def approve(version: SopVersion, number: str, approved_on: date, effective_on: date) -> SopVersion:
    """Approve what was reviewed: number, dates and signer stand in its identity from now on."""
    if did(version, lambda: approved_so(version, number, approved_on, effective_on)):
        return version
    require(version, ("review",), "Versi ini tidak sedang menunggu pengesahan.")
    if version.reviewed_at is None:
        raise Conflict("Versi ini belum lulus reviu, jadi belum dapat disahkan.")
    require_other_eyes(version, "mengesahkan")
    one_at_a_time(version)
    check_dates(version, number, approved_on, effective_on)
    sign(version, number, approved_on, effective_on)
    version.state = "approved"
    _make_room(version, effective_on)
    version.in_force = Range(effective_on, None)
    forget(version)
    db.session.flush()
    noted(version, "sop.approved", number=number, effective_on=effective_on.isoformat(), sha256=version.sha256)
    enforce(version, today_at(here()))
    return version


def check_dates(version: SopVersion, number: str, approved_on: date, effective_on: date) -> None:
    today, errors = today_at(here()), dict[str, list[str]]()
    if approved_on > today:
        errors["approved_on"] = ["Tanggal pengesahan tidak boleh sesudah hari ini."]
    if effective_on < max(approved_on, today):
        errors["effective_on"] = [f"SOP berlaku paling cepat hari ini, {say_date(today)}, dan tidak sebelum disahkan."]
    if number_is_taken(version, number):
        free = next_number(version, approved_on.year)
        errors["number"] = [f"Nomor ini sudah dipakai SOP lain di perangkat daerah ini; nomor berikutnya {free}."]
    if errors:
        raise Invalid("Pengesahan belum lengkap atau belum benar.", errors)


def capacity_for(permission: str) -> str:
    seat = next(seat for seat in here().seats if permission in seat.permissions)
    return f"{seat.capacity}: {seat.title}"


def _make_room(version: SopVersion, effective_on: date) -> None:
    """The version in force ends on the day before."""
    before = hold_effective(version.sop_id)
    if before is not None and before.in_force is not None:
        lower = before.in_force.lower or effective_on
        before.in_force = Range(min(lower, effective_on), effective_on)
    db.session.flush()


def enforce(version: SopVersion, today: date) -> bool:
    """Put an approved version, which is held, into force when its day has come; the one before is superseded. Cycles stay
    as they are."""
    if version.state != "approved" or version.effective_on is None or version.effective_on > today:
        return False
    before = hold_effective(version.sop_id)
    if before is not None:
        before.state = "superseded"
        db.session.flush()
    version.state = "effective"
    title = version.content["identity"].get("title")
    sop = sop_by_id(version.sop_id)
    sop.title = (title or sop.title)[:200]
    record("sop.effective", f"sop:{version.sop_id}", version.opd_id, {"version": version.number, "sha256": version.sha256})
    return True


def enforce_due(today: date) -> int:
    """Everything whose day has come, in the OPDs that are bound; what is cancelled at this very moment is waited for."""
    due = select(SopVersion).where(SopVersion.state == "approved", SopVersion.effective_on <= today).order_by(SopVersion.id)
    held = due.with_for_update().execution_options(populate_existing=True)
    return sum(enforce(version, today) for version in db.session.scalars(held).all())


def revoke(version: SopVersion, reason: str) -> SopVersion:
    """Out of force from today on, with a reason; of one that is only approved nothing ever comes into force."""
    if did(version, lambda: (version.state, version.revoked_reason) == ("revoked", reason)):
        return version
    require(version, ("effective", "approved"), "Hanya versi yang berlaku atau disahkan yang dapat dicabut.")
    today = today_at(here())
    if version.state == "approved":
        version.in_force = None
        db.session.flush()
        before = hold_effective(version.sop_id)
        if before is not None and before.in_force is not None:
            before.in_force = Range(before.in_force.lower, None)
    elif version.in_force is not None:
        version.in_force = Range(min(version.in_force.lower or today, today), today)
    version.state, version.revoked_reason = "revoked", reason
    noted(version, "sop.revoked", reason=reason)
    return version


def noted(version: SopVersion, kind: str, **said: str) -> None:
    db.session.flush()
    record(kind, f"sop:{version.sop_id}", version.opd_id, {"version": version.number, **said})


def _tell(version: SopVersion, kind: str, said: str, officials: list[UUID]) -> None:
    sop: Sop = sop_by_id(version.sop_id)
    tell(sop, version, kind, f"SOP “{sop.title}” versi {version.number} {said}", officials)
