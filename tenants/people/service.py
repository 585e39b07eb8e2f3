"""Officials, positions, holdings and roles of the pemda that is bound."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from runtut.database import db
from runtut.errors import Conflict, Invalid, NotFound
from runtut.events import record
from runtut.permissions import Standing, catalogue
from tenants.people.models import Holding, Official, Position, PositionRole, Role


def add_official(name: str, nip: str, rank: str | None = None) -> Official:
    official = Official(name=name, nip=nip, rank=rank)
    db.session.add(official)
    db.session.flush()
    return official


def add_position(opd_id: UUID, title: str, unit_id: UUID | None = None) -> Position:
    position = Position(institution_id=opd_id, unit_id=unit_id, title=title)
    db.session.add(position)
    db.session.flush()
    return position


def appoint(
    position: Position, official: Official, since: date, *, until: date | None = None, capacity: str = "definitif",
    letter: str | None = None,
) -> Holding:  # fmt: skip
    """Let `official` hold `position` from `since` to `until` (both included; None: open).

    An acting official (Plt., Plh., Pj.) steps in for his time: who held the position before holds it again afterwards.
    Raises Invalid when an acting appointment lacks its letter or, for Plt. and Plh., its end.
    """
    _check_acting(capacity, until, letter)
    period = Range(since, _after(until))
    if capacity != "definitif":
        _step_aside(position.id, period)
    holding = Holding(position_id=position.id, official_id=official.id, capacity=capacity, letter=letter, period=period)
    db.session.add(holding)
    db.session.flush()
    said = {"position": str(position.id), "official": str(official.id), "capacity": capacity, "since": since.isoformat()}
    record("people.appointed", f"position:{position.id}", None, said)
    return holding


def _after(until: date | None) -> date | None:
    return date.fromordinal(until.toordinal() + 1) if until else None


def _check_acting(capacity: str, until: date | None, letter: str | None) -> None:
    if capacity != "definitif" and not letter:
        raise Invalid("Nomor surat penugasan wajib diisi.", {"letter": ["Isi nomor surat penugasan."]})
    if capacity in ("plt", "plh") and until is None:
        raise Invalid("Plt. dan Plh. harus punya tanggal akhir.", {"until": ["Isi tanggal akhir penugasan."]})


def _step_aside(position_id: UUID, period: Range[date]) -> None:
    """Cut the holdings that `period` overlaps; what remains on either side stays with who held it."""
    overlapped = Holding.position_id == position_id, Holding.period.overlaps(period)
    for holding in db.session.scalars(select(Holding).where(*overlapped)).all():
        before, after = _outside(holding.period, period)
        db.session.delete(holding)
        db.session.flush()
        for part in (before, after):
            if part is not None:
                db.session.add(_copy(holding, part))


def _outside(held: Range[date], cut: Range[date]) -> tuple[Range[date] | None, Range[date] | None]:
    early = held.lower is None or (cut.lower is not None and held.lower < cut.lower)
    late = cut.upper is not None and (held.upper is None or held.upper > cut.upper)
    return (Range(held.lower, cut.lower) if early else None, Range(cut.upper, held.upper) if late else None)


def _copy(holding: Holding, period: Range[date]) -> Holding:
    return Holding(
        position_id=holding.position_id, official_id=holding.official_id, capacity=holding.capacity,
        letter=holding.letter, period=period,
    )  # fmt: skip


def add_role(name: str, permissions: Sequence[str], whole_pemda: bool = False) -> Role:
    role = Role(name=name, permissions=sorted(permissions), whole_pemda=whole_pemda)
    db.session.add(role)
    db.session.flush()
    return role


def give_role(position: Position, role: Role) -> None:
    db.session.add(PositionRole(position_id=position.id, role_id=role.id))
    db.session.flush()


def change_role(role_id: UUID, permissions: Sequence[str], version: int, by: Standing) -> Role:
    """Give a role other permissions. Nobody may grant what he does not hold himself (ASVS 8.2.1), nor take away the
    pemda's last right to shape roles; `version` is the one that the person saw."""
    role = db.session.scalar(select(Role).where(Role.id == role_id).with_for_update())
    if role is None:
        raise NotFound("Peran ini tidak ada.")
    if role.version != version:
        raise Conflict("Peran ini sudah diubah orang lain; muat ulang halaman, lalu ulangi perubahan Anda.")
    _check_grant(set(permissions), set(role.permissions), by)
    role.permissions, role.version = sorted(set(permissions)), version + 1
    _keep_an_admin()
    record("people.role_changed", f"role:{role.id}", None, {"name": role.name, "permissions": role.permissions})
    return role


def _check_grant(wanted: set[str], had: set[str], by: Standing) -> None:
    known = {permission.key for permission in catalogue()}
    if unknown := wanted - known:
        raise Invalid(f"Wewenang {', '.join(sorted(unknown))} tidak dikenal.")
    if too_much := {key for key in wanted - had if not by.may(key)}:
        raise Invalid(f"Anda tidak dapat memberi wewenang yang tidak Anda miliki: {', '.join(sorted(too_much))}.")


def _keep_an_admin() -> None:
    db.session.flush()
    held = select(Role.id).join(PositionRole, PositionRole.role_id == Role.id)
    if db.session.scalar(held.where(Role.permissions.any("people.roles")).limit(1)) is None:
        raise Invalid("Setidaknya satu jabatan harus tetap dapat mengatur peran.")


def roles() -> list[Role]:
    return list(db.session.scalars(select(Role).order_by(Role.name)))


def positions_with_role(role_id: UUID, opd_id: UUID) -> list[Position]:
    """The seats of an OPD on which a role hangs."""
    chosen = select(Position).join(PositionRole, PositionRole.position_id == Position.id)
    mine = PositionRole.role_id == role_id, Position.institution_id == opd_id
    return list(db.session.scalars(chosen.where(*mine).order_by(Position.title)))


def holders(position_ids: Sequence[UUID], today: date) -> dict[UUID, tuple[Official, Holding]]:
    """Who holds each position today."""
    held = select(Holding, Official).join(Official, Official.id == Holding.official_id)
    rows = db.session.execute(held.where(Holding.position_id.in_(position_ids), Holding.period.contains(today)))
    return {holding.position_id: (official, holding) for holding, official in rows}


def positions_of(opd_id: UUID) -> list[Position]:
    return list(db.session.scalars(select(Position).where(Position.institution_id == opd_id).order_by(Position.title)))


def official_names(ids: Sequence[UUID]) -> dict[UUID, str]:
    rows = db.session.execute(select(Official.id, Official.name).where(Official.id.in_(set(ids))))
    return {row.id: row.name for row in rows}
