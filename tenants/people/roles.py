"""Changing what a role may do and where it hangs: nobody raises himself, and somebody can always change it back."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from runtut.auth.service import end_sessions
from runtut.database import db
from runtut.errors import Conflict, Forbidden, Invalid, NotFound
from runtut.events import record
from runtut.permissions import Standing, catalogue
from tenants.people.models import Holding, Position, PositionRole, Role
from tenants.people.permissions import ROLES


def change_role(role_id: UUID, permissions: Sequence[str], version: int, by: Standing) -> Role:
    """Give a role other permissions; `version` is the one that the person saw.

    A role counts in the whole pemda, so only whoever shapes roles for the whole pemda may change one. Nobody raises
    himself (ASVS 8.2.1): to a role of his own he adds nothing that he may not do already. The last seat that can
    shape roles keeps that right.
    """
    held = select(Role).where(Role.id == role_id).with_for_update().execution_options(populate_existing=True)
    role = db.session.scalar(held)
    if role is None:
        raise NotFound("Peran ini tidak ada.")
    _check_shaper(by)
    if role.version != version:
        raise Conflict("Peran ini sudah diubah orang lain; muat ulang halaman, lalu ulangi perubahan Anda.")
    _check_grant(role, set(permissions), by)
    role.permissions, role.version = sorted(set(permissions)), version + 1
    _keep_an_admin()
    _sign_in_anew(PositionRole.role_id == role.id, by)
    record("people.role_changed", f"role:{role.id}", None, {"name": role.name, "permissions": role.permissions})
    return role


def give_roles(position_id: UUID, role_ids: Sequence[UUID], by: Standing) -> None:
    """Let exactly these roles hang on a position. Nobody gives a seat of his own a role that permits more than he may."""
    position = db.session.scalar(select(Position).where(Position.id == position_id).with_for_update())
    if position is None:
        raise NotFound("Jabatan ini tidak ada.")
    _check_shaper(by)
    hung = list(db.session.scalars(select(PositionRole).where(PositionRole.position_id == position_id)))
    added = _known_roles(set(role_ids) - {row.role_id for row in hung})
    _check_own_seat(position_id, added, by)
    for row in hung:
        if row.role_id not in role_ids:
            db.session.delete(row)
    db.session.add_all(PositionRole(position_id=position_id, role_id=role.id) for role in added)
    _keep_an_admin()
    if added or len(hung) > len(role_ids):
        _sign_in_anew(Holding.position_id == position_id, by)
    said = {"roles": sorted(str(role_id) for role_id in role_ids)}
    record("people.roles_given", f"position:{position_id}", position.institution_id, said)


def _known_roles(role_ids: Collection[UUID]) -> list[Role]:
    """Held until the transaction ends, so that nobody adds to a role while it is being hung on a seat of his own."""
    held = select(Role).where(Role.id.in_(role_ids)).order_by(Role.id).with_for_update()
    found = list(db.session.scalars(held.execution_options(populate_existing=True)))
    if len(found) < len(role_ids):
        raise Invalid("Ada peran yang tidak dikenal.", {"roles": ["Pilih peran dari daftar."]})
    return found


def _check_own_seat(position_id: UUID, added: Sequence[Role], by: Standing) -> None:
    mine = position_id in {seat.position_id for seat in by.seats}
    for role in added if mine else ():
        if not all(by.may(key) for key in role.permissions) or role.whole_pemda:
            said = f"Anda tidak dapat memberi jabatan sendiri peran {role.name}, karena wewenangnya melebihi wewenang Anda."
            raise Invalid(said, {"roles": [said]})


def _check_shaper(by: Standing) -> None:
    if not any(seat.whole_pemda and ROLES in seat.permissions for seat in by.seats):
        raise Forbidden("Peran berlaku di seluruh pemda, jadi hanya admin pemda yang dapat mengubahnya.")


def _check_grant(role: Role, wanted: set[str], by: Standing) -> None:
    sentences = {permission.key: permission.sentence for permission in catalogue()}
    if unknown := wanted - set(sentences):
        raise Invalid("Ada wewenang yang tidak dikenal.", {"permissions": [f"Tidak dikenal: {', '.join(sorted(unknown))}."]})
    if not hangs_on_seat_of(role.id, by):
        return
    if too_much := sorted(sentences[key] for key in wanted - set(role.permissions) if not by.may(key)):
        said = (
            f"Peran ini milik Anda sendiri; Anda tidak dapat menambah wewenang yang belum Anda miliki: {', '.join(too_much)}."
        )
        raise Invalid(said, {"permissions": [said]})


def hangs_on_seat_of(role_id: UUID, person: Standing) -> bool:
    """Whether a seat of that person has the role."""
    mine = PositionRole.position_id.in_([seat.position_id for seat in person.seats]), PositionRole.role_id == role_id
    return db.session.scalar(select(PositionRole.id).where(*mine).limit(1)) is not None


def _sign_in_anew(where: ColumnElement[bool], by: Standing) -> None:
    """Sessions of who holds such a seat end at their next request; only who makes the change goes on working."""
    held = select(Holding.official_id).outerjoin(PositionRole, PositionRole.position_id == Holding.position_id)
    still = func.coalesce(func.upper(Holding.period), func.current_date()) >= func.current_date()
    end_sessions([official for official in db.session.scalars(held.where(where, still)) if official != by.official_id])


def _keep_an_admin() -> None:
    """A seat that serves the whole pemda must keep the right to shape roles, or nobody could ever give it back."""
    db.session.flush()
    held = select(Role.id).join(PositionRole, PositionRole.role_id == Role.id)
    shaping = Role.whole_pemda, Role.permissions.contains([ROLES])
    if db.session.scalar(held.where(*shaping).limit(1)) is None:
        said = "Setidaknya satu jabatan admin pemda harus tetap dapat mengatur peran."
        raise Invalid(said, {"permissions": [said]})
