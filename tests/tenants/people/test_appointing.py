"""Appointing officials: who holds what when, acting officials step in, overlaps are refused in words."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from runtut.database import db
from runtut.errors import Forbidden, Invalid, NotFound
from tenants.people import appointing, seats, service
from tenants.people.appointing import Appointment
from tenants.people.models import Official, Position

ADMIN, API = "admin@setda.13.01", "/api/v1/pemda/13.01"
DAY = timedelta(days=1)


@pytest.fixture
def place(at: Callable[..., Any]) -> Any:
    return at(ADMIN, "diskopnaker")


@pytest.fixture
def today(place: Any) -> date:
    return seats.today_at(place)


def seat(place: Any, title: str) -> seats.SeatRow:
    return next(row for row in seats.seat_rows(seats.today_at(place), place.opd.id) if row.position.title == title)


def holder(place: Any, title: str, on: date) -> str:
    row = seat(place, title)
    official, holding = service.holders([row.position.id], on)[row.position.id]
    return f"{holding.capacity} {official.name}"


def wish(place: Any, since: date, **more: Any) -> Appointment:
    """Somebody else steps in for the Kepala Dinas."""
    secretary = seat(place, "Sekretaris").official
    assert secretary is not None
    said = {"capacity": "plh", "until": since + 6 * DAY, "letter": "800/12/2026", **more}
    return Appointment(seat(place, "Kepala Dinas").position.id, secretary.id, since, **said)


def test_an_acting_official_steps_in_and_the_definitive_one_comes_back(place: Any, today: date) -> None:
    appointing.designate(place.standing, wish(place, today))
    assert holder(place, "Kepala Dinas", today) == "plh Nofriyanti, S.E., M.Si."
    assert holder(place, "Kepala Dinas", today + 6 * DAY).startswith("plh")
    assert holder(place, "Kepala Dinas", today + 7 * DAY) == "definitif Ir. Harmen Syahputra, M.M."
    assert holder(place, "Kepala Dinas", today - DAY).startswith("definitif")
    assert seat(place, "Kepala Dinas").holder == "Plh. Nofriyanti, S.E., M.Si."


def test_an_acting_official_ended_early_lets_the_definitive_one_back_the_next_day(place: Any, today: date) -> None:
    holding = appointing.designate(place.standing, wish(place, today))
    appointing.end_holding(place.standing, holding.id, today + DAY)
    assert holder(place, "Kepala Dinas", today + DAY).startswith("plh")
    assert holder(place, "Kepala Dinas", today + 2 * DAY).startswith("definitif")


def test_two_acting_officials_at_a_time_are_refused_by_name_and_date(place: Any, today: date) -> None:
    appointing.designate(place.standing, wish(place, today))
    with pytest.raises(Invalid, match="sudah dipangku Plh. Nofriyanti") as wrong:
        appointing.designate(place.standing, wish(place, today + 3 * DAY))
    assert "ubah tanggalnya" in wrong.value.errors["since"][0]


def test_a_definitive_official_follows_only_after_the_other_has_ended(place: Any, today: date) -> None:
    follower = wish(place, today + DAY, capacity="definitif", until=None, letter=None)
    with pytest.raises(Invalid, match="tanpa batas waktu"):
        appointing.designate(place.standing, follower)
    held = seat(place, "Kepala Dinas").holding
    assert held is not None
    appointing.end_holding(place.standing, held.id, today)
    appointing.designate(place.standing, follower)
    assert holder(place, "Kepala Dinas", today + DAY) == "definitif Nofriyanti, S.E., M.Si."


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"letter": None}, "letter"), ({"until": None}, "until"), ({"until": date(2020, 1, 1)}, "until")],
)
def test_an_acting_official_needs_letter_and_end(place: Any, today: date, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        appointing.designate(place.standing, wish(place, today, **changes))
    assert set(wrong.value.errors) == {field}


def test_nobody_appoints_himself(place: Any, today: date) -> None:
    me = Appointment(seat(place, "Kepala Dinas").position.id, place.standing.official_id, today, today + DAY, "plh", "800/1")
    with pytest.raises(Forbidden, match="diri sendiri"):
        appointing.designate(place.standing, me)


def test_nobody_appoints_outside_his_reach(at: Callable[..., Any], place: Any, today: date) -> None:
    wanted = wish(place, today)
    head = at("kadis@diskopnaker.13.01")
    with pytest.raises(Forbidden, match="wewenang Anda"):
        appointing.designate(head.standing, wanted)


def test_what_is_not_there_is_named(place: Any, today: date) -> None:
    real = wish(place, today)
    with pytest.raises(Invalid) as wrong:
        appointing.designate(place.standing, Appointment(real.official_id, real.official_id, today))
    assert set(wrong.value.errors) == {"position_id"}
    with pytest.raises(Invalid) as wrong:
        appointing.designate(place.standing, Appointment(real.position_id, real.position_id, today))
    assert set(wrong.value.errors) == {"official_id"}
    with pytest.raises(NotFound):
        appointing.end_holding(place.standing, real.position_id, today)


def test_an_end_lies_within_the_time_that_was_held(place: Any) -> None:
    held = seat(place, "Kepala Dinas").holding
    assert held is not None
    assert held.since is not None
    with pytest.raises(Invalid):
        appointing.end_holding(place.standing, held.id, held.since - DAY)


def test_the_api_appoints_ends_and_refuses(person: Callable[..., Any], place: Any, today: date) -> None:
    wanted = wish(place, today)
    body = {
        "position_id": str(wanted.position_id), "official_id": str(wanted.official_id), "since": today.isoformat(),
        "until": (today + DAY).isoformat(), "capacity": "plh", "letter": "800/3",
    }  # fmt: skip
    admin = person(ADMIN)
    made = admin.post(f"{API}/holdings", json=body)
    assert made.status_code == 201
    assert made.json["until"] == body["until"]
    assert admin.post(f"{API}/holdings", json=body).status_code == 422
    assert (
        admin.put(f"{API}/holdings/{made.json['id']}/end", json={"until": today.isoformat()}).json["until"] == today.isoformat()
    )
    assert person("kasubag.program@diskopnaker.13.01").post(f"{API}/holdings", json=body).status_code == 403


def test_the_page_appoints_by_choice_or_by_nip_and_keeps_what_was_typed(
    person: Callable[..., Any], place: Any, today: date
) -> None:
    row, sekda = seat(place, "Kepala Dinas"), Official
    path = f"/13.01/pengaturan/jabatan/{row.position.id}"
    admin = person(ADMIN)
    nobody = admin.post(path, data={"capacity": "plh", "since": today.isoformat(), "letter": "800/77"})
    assert nobody.status_code == 422
    assert "Pilih pejabat, atau isi NIP-nya." in nobody.text
    assert "800/77" in nobody.text
    unknown = admin.post(path, data={"capacity": "plh", "since": today.isoformat(), "nip": "1"})
    assert "Tidak ada pejabat dengan NIP ini" in unknown.text
    other = next(one for one in seats.officials_page(1, 100) if one.name.startswith("Drs. Zulfahmi"))
    assert isinstance(other, sekda)
    spaced = f"{other.nip[:8]} {other.nip[8:]}"
    data = {"capacity": "plh", "since": today.isoformat(), "until": today.isoformat(), "nip": spaced, "letter": "800/77"}
    assert admin.post(path, data=data).status_code == 303
    page = admin.get(path).text
    assert "Plh. Drs. Zulfahmi Rasyid" in page
    assert "800/77" in page


def test_the_page_ends_a_holding_or_says_why_not(person: Callable[..., Any], place: Any, today: date) -> None:
    row = seat(place, "Kepala Dinas")
    assert row.holding is not None
    path = f"/13.01/pengaturan/jabatan/{row.position.id}"
    admin = person(ADMIN)
    refused = admin.post(f"{path}/masa/{row.holding.id}", data={"until": "2001-01-01"})
    assert refused.status_code == 422
    assert "di dalam masa jabatan" in refused.text
    assert admin.post(f"{path}/masa/{row.holding.id}", data={"until": today.isoformat()}).status_code == 303


def test_a_vacant_seat_is_said_to_be_vacant(person: Callable[..., Any], place: Any) -> None:
    position = service.add_position(place.opd.id, "Kepala Bidang Baru")
    assert isinstance(position, Position)
    db.session.commit()
    page = person(ADMIN).get("/13.01/pengaturan?opd=diskopnaker").text
    assert "8 jabatan, 1 kosong" in page
    assert "Jabatan ini kosong" in person(ADMIN).get(f"/13.01/pengaturan/jabatan/{position.id}").text
