"""Roles: a change counts from the next request, nobody raises himself, somebody can always change it back."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from sqlalchemy import select

from runtut.database import db
from runtut.errors import Conflict, Forbidden, Invalid, NotFound
from runtut.permissions import catalogue
from runtut.tenancy import Pass, enter
from tenants.people.matrix import matrix
from tenants.people.models import Position, PositionRole, Role
from tenants.people.presets import PRESETS, add_presets
from tenants.people.roles import change_role, give_roles

ADMIN, API = "admin@setda.13.01", "/api/v1/pemda/13.01"


def role(name: str) -> Role:
    return db.session.scalars(select(Role).where(Role.name == name)).one()


@pytest.fixture
def admin(at: Callable[..., Any]) -> Any:
    """The admin of the pemda, where an address names no OPD."""
    place = at(ADMIN)
    enter(Pass.whole(place.pemda_id))
    return place


def test_a_change_of_a_role_counts_from_the_next_request_and_back_again(person: Callable[..., Any], admin: Any) -> None:
    assert admin.standing
    login, path = "sekretaris@diskopnaker.13.01", f"{API}/opd/diskopnaker/cycles"
    body = {"sop": "tidak-ada", "period": "2025-TW1"}
    assert person(login).post(path, json=body).status_code == 404
    shaped, keys = person(ADMIN), list(role("Sekretaris").permissions)
    without = [key for key in keys if key != "cycles.open"]
    at_role = f"{API}/roles/{role('Sekretaris').id}"
    assert shaped.put(at_role, json={"permissions": without, "version": 1}).json["version"] == 2
    assert person(login).post(path, json=body).status_code == 403
    assert shaped.put(at_role, json={"permissions": keys, "version": 2}).status_code == 200
    assert person(login).post(path, json=body).status_code == 404


def test_while_a_role_is_hung_on_a_seat_nobody_adds_to_it(admin: Any, owner: psycopg.Connection[Any]) -> None:
    camat, mine = role("Camat"), admin.standing.seats[0].position_id
    change = b"select 1 from role where id = %s for no key update nowait"
    owner.execute(change, [camat.id])
    hung = list(db.session.scalars(select(PositionRole.role_id).where(PositionRole.position_id == mine)))
    give_roles(
        next(iter(db.session.scalars(select(Position.id).where(Position.id != mine)))), [*hung, camat.id], admin.standing
    )
    with pytest.raises(psycopg.errors.LockNotAvailable):
        owner.execute(change, [camat.id])


def test_of_two_editors_the_later_is_told(admin: Any) -> None:
    one = role("Camat")
    change_role(one.id, ["sops.read"], 1, admin.standing)
    with pytest.raises(Conflict, match="orang lain"):
        change_role(one.id, ["sops.read"], 1, admin.standing)


def test_nobody_adds_to_a_role_of_his_own_what_he_may_not_do(admin: Any) -> None:
    mine = role("Admin Pemda")
    with pytest.raises(Invalid, match="memberlakukan SOP"):
        change_role(mine.id, [*mine.permissions, "sops.approve"], 1, admin.standing)
    fewer = [key for key in mine.permissions if key != "sops.clone"]
    assert "sops.clone" not in change_role(mine.id, fewer, 1, admin.standing).permissions


def test_the_last_right_to_shape_roles_stays(admin: Any) -> None:
    with pytest.raises(Invalid, match="Setidaknya satu jabatan"):
        change_role(role("Admin Pemda").id, ["people.read"], 1, admin.standing)


def test_a_right_for_one_office_does_not_shape_the_roles_of_all(at: Callable[..., Any], admin: Any) -> None:
    head = role("Kepala Dinas")
    change_role(head.id, [*head.permissions, "people.roles"], 1, admin.standing)
    db.session.flush()
    place = at("kadis@diskopnaker.13.01")
    assert place.may("people.roles")
    with pytest.raises(Forbidden, match="seluruh pemda"):
        change_role(role("Kepala Seksi").id, ["sops.read"], 1, place.standing)


def test_unknown_permissions_and_roles_are_refused(admin: Any) -> None:
    with pytest.raises(Invalid, match="tidak dikenal"):
        change_role(role("Camat").id, ["platform.everything"], 1, admin.standing)
    with pytest.raises(NotFound):
        change_role(admin.standing.official_id, [], 1, admin.standing)


def test_presets_name_declared_permissions_and_every_actor_has_one(admin: Any) -> None:
    assert admin.standing
    known = {permission.key for permission in catalogue()}
    assert all(set(preset.permissions) <= known for preset in PRESETS)
    assert len({preset.name for preset in PRESETS}) == len(PRESETS) == 15
    assert not set(next(preset for preset in PRESETS if preset.name == "Inspektur").permissions) & {
        "cycles.work",
        "evidence.add",
    }
    openers = {preset.name for preset in PRESETS if "cycles.open" in preset.permissions}
    assert openers == {"Sekretaris", "Bagian Perencanaan dan Keuangan"}


def test_presets_are_added_once(admin: Any) -> None:
    assert admin.standing
    add_presets()["Bidang"].name = "Bidang lama"
    db.session.flush()
    assert {preset.name for preset in PRESETS} | {"Bidang lama"} == set(add_presets())


def test_the_matrix_holds_every_permission_once(admin: Any) -> None:
    assert admin.standing
    rows = [row for group in matrix([role("Camat")]) for row in group.rows]
    assert sorted(row.permission.key for row in rows) == [permission.key for permission in catalogue()]
    assert next(row for row in rows if row.permission.key == "sops.approve").roles == ("Camat",)


def seat_id(title: str) -> Any:
    return db.session.scalars(select(Position.id).where(Position.title == title)).one()


def test_a_role_that_hangs_on_a_position_permits_from_the_next_request(person: Callable[..., Any], admin: Any) -> None:
    assert admin.standing
    login, path = "kasi.naker@diskopnaker.13.01", f"{API}/roles"
    assert person(login).get(path).status_code == 403
    seat, both = seat_id("Kepala Seksi Penempatan Tenaga Kerja"), [str(role(name).id) for name in ("Kepala Seksi", "Inspektur")]
    told = person(ADMIN).put(f"{API}/positions/{seat}/roles", json={"roles": both})
    assert told.json["roles"] == ["Inspektur", "Kepala Seksi"]
    assert person(login).get(path).status_code == 200
    assert person(ADMIN).put(f"{API}/positions/{seat}/roles", json={"roles": both[:1]}).json["roles"] == ["Kepala Seksi"]
    assert person(login).get(path).status_code == 403


def test_nobody_gives_his_own_seat_what_is_beyond_him(person: Callable[..., Any], admin: Any) -> None:
    seat, mine = admin.standing.seats[0].position_id, role("Admin Pemda")
    with pytest.raises(Invalid, match="melebihi wewenang Anda"):
        give_roles(seat, [mine.id, role("Kepala Dinas").id], admin.standing)
    with pytest.raises(Invalid, match="Setidaknya satu jabatan"):
        give_roles(seat, [], admin.standing)
    db.session.rollback()
    page = person(ADMIN).post(f"/13.01/pengaturan/jabatan/{seat}/peran", data={"roles": []})
    assert page.status_code == 422
    assert "Setidaknya satu jabatan" in page.text


def test_roles_and_positions_that_are_not_there_are_refused(admin: Any) -> None:
    with pytest.raises(NotFound):
        give_roles(role("Camat").id, [], admin.standing)
    with pytest.raises(Invalid, match="tidak dikenal"):
        give_roles(seat_id("Asisten Administrasi Umum"), [admin.standing.official_id], admin.standing)


def test_the_page_of_a_position_gives_roles(person: Callable[..., Any], admin: Any) -> None:
    assert admin.standing
    path = f"/13.01/pengaturan/jabatan/{seat_id('Asisten Administrasi Umum')}"
    client = person(ADMIN)
    chosen = [str(role(name).id) for name in ("Asisten III", "Kepala Bidang")]
    assert client.post(f"{path}/peran", data={"roles": chosen}).status_code == 303
    assert "Peran: Asisten III, Kepala Bidang" in client.get(path).text
    assert "Simpan peran" not in person("kadis@diskopnaker.13.01").get(path).text


def test_the_pages_show_and_change_roles(person: Callable[..., Any], admin: Any) -> None:
    assert admin.standing
    client, one = person(ADMIN), role("Camat")
    assert "Camat: boleh" in client.get("/13.01/pengaturan/peran").text
    path = f"/13.01/pengaturan/peran/{one.id}"
    assert "memberlakukan SOP" in client.get(path).text
    assert client.post(path, data={"permissions": ["sops.read", "cycles.read"], "version": "1"}).status_code == 303
    db.session.expire_all()
    assert role("Camat").permissions == ["cycles.read", "sops.read"]
    stale = client.post(path, data={"permissions": ["sops.read"], "version": "1"})
    assert stale.status_code == 409
    assert "sudah diubah orang lain" in stale.text
    own = f"/13.01/pengaturan/peran/{role('Admin Pemda').id}"
    assert "Ini peran Anda sendiri" in client.get(own).text
    reader = person("kadis@diskopnaker.13.01")
    assert "hanya admin pemda" in reader.get(path).text
    assert reader.post(path, data={"permissions": [], "version": "2"}).status_code == 403


def test_only_who_may_see_officials_sees_their_nip(person: Callable[..., Any]) -> None:
    mine = person("kadis@diskopnaker.13.01").get(f"{API}/officials?opd=diskopnaker&words=harmen").json
    assert [one["name"] for one in mine] == ["Ir. Harmen Syahputra, M.M."]
    assert mine[0]["nip"].count(" ") == 3
    others = person("kasi.naker@diskopnaker.13.01").get(f"{API}/officials?page=1").json
    assert {one["nip"] for one in others} == {None}
    assert person("kasi.naker@diskopnaker.13.01").get("/13.01/pengaturan").status_code == 403


def test_positions_permissions_and_offices_are_told_to_members(person: Callable[..., Any]) -> None:
    client = person("kasi.naker@diskopnaker.13.01")
    seats = client.get(f"{API}/positions?opd=diskopnaker").json
    assert len(seats) == 7
    assert next(one for one in seats if one["title"] == "Kepala Dinas")["roles"] == ["Kepala Dinas"]
    assert client.get(f"{API}/positions?opd=tidak-ada").status_code == 404
    assert {one["key"] for one in client.get(f"{API}/permissions").json} >= {"cycles.open", "sops.approve"}
    assert client.get(f"{API}/roles").status_code == 403
    assert {one["name"] for one in person(ADMIN).get(f"{API}/roles").json} >= {"Sekretaris", "Camat"}
    assert "diskopnaker" in {one["slug"] for one in client.get(f"{API}/opds").json}
    assert len(client.get(f"{API}/opds/diskopnaker/units").json) == 6
    assert client.get(f"{API}/opds/tidak-ada/units").status_code == 404
    assert person("kadis@dishub.63.11").get(f"{API}/positions").status_code == 404
