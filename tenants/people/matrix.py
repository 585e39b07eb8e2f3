"""Who may do what: the permissions of the pemda in groups, and the roles that have each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from runtut.permissions import Permission, catalogue
from tenants.people.models import Role

GROUPS: Mapping[str, str] = {
    "cycles": "Siklus monev", "indicators": "Kinerja", "evidence": "Bukti dukung", "documents": "Dokumen",
    "sops": "SOP", "people": "Pejabat dan peran",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A permission and the names of the roles that have it."""

    permission: Permission
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    label: str
    rows: tuple[Row, ...]


def matrix(roles: Sequence[Role]) -> list[Group]:
    """Every declared permission once, groups in the order of the work."""
    rooms = dict.fromkeys([*GROUPS, *(room_of(permission) for permission in catalogue())])
    return [group for room in rooms if (group := _group(room, roles)).rows]


def room_of(permission: Permission) -> str:
    return permission.key.partition(".")[0]


def _group(room: str, roles: Sequence[Role]) -> Group:
    mine = [permission for permission in catalogue() if room_of(permission) == room]
    return Group(GROUPS.get(room, room.capitalize()), tuple(_row(permission, roles) for permission in mine))


def _row(permission: Permission, roles: Sequence[Role]) -> Row:
    return Row(permission, tuple(role.name for role in roles if permission.key in role.permissions))
