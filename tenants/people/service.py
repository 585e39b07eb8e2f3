"""Officials, positions, holdings and roles of the pemda that is bound."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from runtut.calendar import say_date
from runtut.database import db
from runtut.errors import Invalid, NotFound
from runtut.events import record
from tenants.people.models import SHORT, Holding, Official, Position, PositionRole, Role


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
    Raises Invalid when an acting appointment lacks its letter or, for Plt. and Plh., its end, and when somebody else
    holds the position in that time and does not step aside.
    """
    _check_term(since, until)
    _check_acting(capacity, until, letter)
    period = Range(since, _after(until))
    _hold_still(position.id)
    _refuse_overlap(position, period, capacity)
    if capacity != "definitif":
        _step_aside(position.id, period)
    holding = Holding(position_id=position.id, official_id=official.id, capacity=capacity, letter=letter, period=period)
    db.session.add(holding)
    db.session.flush()
    said = {"position": str(position.id), "official": str(official.id), "capacity": capacity, "since": since.isoformat()}
    record("people.appointed", f"position:{position.id}", position.institution_id, said)
    return holding


def _hold_still(position_id: UUID) -> None:
    """Appointments to one position come one after the other, and none of its holdings changes meanwhile."""
    db.session.execute(select(Position.id).where(Position.id == position_id).with_for_update())
    held = select(Holding).where(Holding.position_id == position_id).order_by(Holding.id).with_for_update()
    db.session.scalars(held.execution_options(populate_existing=True)).all()


def _after(until: date | None) -> date | None:
    return date.fromordinal(until.toordinal() + 1) if until else None


def _check_term(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise Invalid("Tanggal akhir mendahului tanggal mulai.", {"until": ["Isi tanggal pada atau sesudah tanggal mulai."]})


def _check_acting(capacity: str, until: date | None, letter: str | None) -> None:
    if capacity != "definitif" and not letter:
        raise Invalid("Nomor surat penugasan wajib diisi.", {"letter": ["Isi nomor surat penugasan."]})
    if capacity in ("plt", "plh") and until is None:
        raise Invalid("Plt. dan Plh. harus punya tanggal akhir.", {"until": ["Isi tanggal akhir penugasan."]})


def _refuse_overlap(position: Position, period: Range[date], capacity: str) -> None:
    """Only an acting official may step in, and only for a definitive one."""
    for holding in overlapped(position.id, period):
        if capacity == "definitif" or holding.capacity != "definitif":
            said = _said_of(holding)
            raise Invalid(f"Jabatan {position.title} sudah dipangku {said}.", {"since": [f"Jabatan ini dipangku {said}."]})


def _said_of(holding: Holding) -> str:
    name = official_names([holding.official_id])[holding.official_id]
    since = f" sejak {say_date(holding.since)}" if holding.since else ""
    until = f" sampai {say_date(holding.until)}" if holding.until else " tanpa batas waktu"
    return f"{SHORT[holding.capacity]} {name}{since}{until}; ubah tanggalnya, atau akhiri dahulu masa jabatannya".strip()


def overlapped(position_id: UUID, period: Range[date]) -> list[Holding]:
    """The holdings of a position that share a day with `period`, the earliest first."""
    shared = Holding.position_id == position_id, Holding.period.overlaps(period)
    return list(db.session.scalars(select(Holding).where(*shared).order_by(Holding.period)))


def _step_aside(position_id: UUID, period: Range[date]) -> None:
    """Cut the holdings that `period` overlaps; what remains on either side stays with who held it."""
    for holding in overlapped(position_id, period):
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


def role_by_id(role_id: UUID) -> Role:
    found = db.session.scalar(select(Role).where(Role.id == role_id))
    if found is None:
        raise NotFound("Peran ini tidak ada.")
    return found


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
