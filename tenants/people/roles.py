"""Changing what a role may do, so that nobody raises himself and somebody can always change it back."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from runtut.database import db
from runtut.errors import Conflict, Forbidden, Invalid, NotFound
from runtut.events import record
from runtut.permissions import Standing, catalogue
from tenants.people.models import PositionRole, Role
from tenants.people.permissions import ROLES


def change_role(role_id: UUID, permissions: Sequence[str], version: int, by: Standing) -> Role:
    """Give a role other permissions; `version` is the one that the person saw.

    A role counts in the whole pemda, so only whoever shapes roles for the whole pemda may change one. Nobody raises
    himself (ASVS 8.2.1): to a role of his own he adds nothing that he may not do already. The last seat that can
    shape roles keeps that right.
    """
    role = db.session.scalar(select(Role).where(Role.id == role_id).with_for_update())
    if role is None:
        raise NotFound("Peran ini tidak ada.")
    _check_shaper(by)
    if role.version != version:
        raise Conflict("Peran ini sudah diubah orang lain; muat ulang halaman, lalu ulangi perubahan Anda.")
    _check_grant(role, set(permissions), by)
    role.permissions, role.version = sorted(set(permissions)), version + 1
    _keep_an_admin()
    record("people.role_changed", f"role:{role.id}", None, {"name": role.name, "permissions": role.permissions})
    return role


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


def _keep_an_admin() -> None:
    """A seat that serves the whole pemda must keep the right to shape roles, or nobody could ever give it back."""
    db.session.flush()
    held = select(Role.id).join(PositionRole, PositionRole.role_id == Role.id)
    shaping = Role.whole_pemda, Role.permissions.contains([ROLES])
    if db.session.scalar(held.where(*shaping).limit(1)) is None:
        said = "Setidaknya satu jabatan admin pemda harus tetap dapat mengatur peran."
        raise Invalid(said, {"permissions": [said]})
