"""What a person may do follows from the seats of today alone, and only where they count."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.views import MethodView
from hypothesis import given
from hypothesis import strategies as st

from runtut.app.guards import require_needs
from runtut.permissions import (
    MEMBER,
    OPERATOR,
    PUBLIC,
    SIGNED_IN,
    Here,
    Office,
    Seat,
    Standing,
    catalogue,
    need_of,
    needs,
)
from runtut.permissions.catalogue import is_known

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
KEYS = ("uji.lihat", "uji.ubah", "uji.tetapkan")


def seat(opd: UUID, *permissions: str, whole: bool = False) -> Seat:
    return Seat(uuid4(), opd, None, "Kepala Seksi", "definitif", None, frozenset(permissions), whole)


def person(*seats: Seat) -> Standing:
    return Standing(uuid4(), "Orang", seats)


def place(standing: Standing, opd: UUID | None = None) -> Here:
    office = Office(opd, "dinas", "Dinas", "Dinas") if opd else None
    return Here(uuid4(), "13.01", "Kabupaten", "Asia/Jakarta", uuid4(), standing, office)


def test_whoever_has_no_seat_may_do_nothing() -> None:
    nobody = person()
    assert nobody.opds == ()
    assert not nobody.reaches(ONE)
    assert not nobody.may("uji.lihat")
    assert place(nobody).seats == ()


def test_a_seat_counts_in_its_own_opd() -> None:
    one = person(seat(ONE, "uji.lihat"), seat(TWO, "uji.ubah"))
    assert one.opds == (str(ONE), str(TWO))
    assert place(one, ONE).may("uji.lihat")
    assert not place(one, ONE).may("uji.ubah")
    assert not place(one, THREE).may("uji.lihat")
    assert place(one, ONE).opd.id == ONE
    assert one.reaches(TWO)
    assert not one.reaches(THREE)


def test_outside_an_opd_any_seat_counts() -> None:
    assert place(person(seat(ONE, "uji.lihat"), seat(TWO, "uji.ubah"))).may("uji.ubah")


def test_a_seat_for_the_whole_pemda_counts_everywhere() -> None:
    admin = person(seat(ONE, "uji.tetapkan", whole=True))
    assert admin.opds == ("*",)
    assert admin.reaches(THREE)
    assert place(admin, THREE).may("uji.tetapkan")
    assert not place(admin, THREE).may("uji.lihat")


seats = st.builds(
    seat, st.sampled_from((ONE, TWO, THREE)), st.sampled_from(KEYS), st.sampled_from(KEYS), whole=st.booleans()
)  # fmt: skip


@given(st.lists(seats, max_size=5), st.sampled_from((ONE, TWO, THREE)), st.sampled_from(KEYS))
def test_a_permission_never_comes_from_an_opd_out_of_reach(held: list[Seat], opd: UUID, key: str) -> None:
    one = person(*held)
    by_hand = any(key in each.permissions for each in held if each.whole_pemda or each.opd_id == opd)
    assert one.may(key, opd) == by_hand
    assert one.reaches(opd) == bool(one.seats_in(opd))
    assert not one.may(key, opd) or one.may(key)
    assert ("*" in one.opds) == any(each.whole_pemda for each in held)


@given(st.lists(seats, min_size=1, max_size=5), st.sampled_from((ONE, TWO, THREE)), st.sampled_from(KEYS))
def test_losing_a_seat_never_gives_anything(held: list[Seat], opd: UUID, key: str) -> None:
    less = person(*held[1:])
    assert not less.may(key, opd) or person(*held).may(key, opd)


@pytest.mark.parametrize("key", [PUBLIC, SIGNED_IN, MEMBER, OPERATOR, "cycles.work"])
def test_what_is_open_or_declared_is_known(app: Flask, key: str) -> None:  # noqa: ARG001  # the app declares
    assert is_known(key)


@pytest.mark.parametrize("key", ["", "cycles", "cycles.workk", "CYCLES.WORK", "admin", "*"])
def test_and_nothing_else_is(app: Flask, key: str) -> None:  # noqa: ARG001
    assert not is_known(key)


@needs(PUBLIC)
def open_page() -> str:
    return ""


def bare_page() -> str:
    return ""


class Named(MethodView):
    @needs("uji.lihat")
    def get(self) -> str:
        return ""

    def post(self) -> str:
        return ""


@needs("uji.ubah")
class NamedOnce(MethodView):
    def get(self) -> str:
        return ""

    @needs("uji.tetapkan")
    def put(self) -> str:
        return ""


def test_a_view_names_what_it_needs_on_itself_its_method_or_its_class() -> None:
    named, once = Named.as_view("named"), NamedOnce.as_view("once")
    assert need_of(open_page, "GET") == PUBLIC
    assert need_of(bare_page, "GET") is None
    assert (need_of(named, "GET"), need_of(named, "POST"), need_of(named, "DELETE")) == ("uji.lihat", None, None)
    assert (need_of(once, "GET"), need_of(once, "PUT")) == ("uji.ubah", "uji.tetapkan")


def test_the_catalogue_is_in_the_order_of_its_keys(app: Flask) -> None:  # noqa: ARG001
    keys = [permission.key for permission in catalogue()]
    assert keys == sorted(set(keys))
    assert len(keys) > 10


def test_an_app_with_a_view_that_names_nothing_does_not_start(app: Flask) -> None:
    other = Flask("other", static_folder=None)
    other.add_url_rule("/terbuka", view_func=open_page)
    require_needs(other)
    other.add_url_rule("/telanjang", view_func=bare_page, methods=["POST"])
    with pytest.raises(RuntimeError, match="bare_page POST does not name what it needs"):
        require_needs(other)
    require_needs(app)
