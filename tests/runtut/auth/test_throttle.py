"""Guessing is slow, its victims are not locked out of their own devices, and nobody learns which accounts exist."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from argon2 import Parameters, PasswordHasher, extract_parameters
from werkzeug.test import TestResponse

from runtut.auth import passwords, service, throttle
from runtut.errors import Unauthorized

WORD, WRONG = "lontar-senja-embun-042", "bukan kata sandinya"
VICTIM = "kasubag.program@diskopnaker.13.01"
TRIES = throttle.NEAR.amount


@pytest.fixture(autouse=True)
def forgotten(house: Any) -> Iterator[None]:  # noqa: ARG001
    """Every test begins and ends with no failures counted."""
    throttle.limiter().storage.reset()
    yield
    throttle.limiter().storage.reset()


def sign_in(house: Any, login: str, password: str, address: str) -> TestResponse:
    body = {"login": login, "password": password}
    answer: TestResponse = house.client().post("/api/v1/sessions", json=body, environ_base={"REMOTE_ADDR": address})
    return answer


class Browser:
    """A browser at an address; it keeps its cookies."""

    def __init__(self, house: Any, address: str) -> None:
        self.client, self.address = house.client(), address

    def sign_in(self, login: str, password: str) -> TestResponse:
        token = re.search(r'name="csrf_token" value="(\w+)"', self.client.get("/masuk").text)
        assert token is not None
        form = {"login": login, "password": password, "csrf_token": token[1]}
        answer: TestResponse = self.client.post("/masuk", data=form, environ_base={"REMOTE_ADDR": self.address})
        self.client.delete_cookie("__Host-runtut")
        return answer


def test_ten_wrong_guesses_from_one_place_are_enough(house: Any) -> None:
    guesses = [sign_in(house, VICTIM, WRONG, "10.0.0.1").status_code for _ in range(TRIES + 3)]
    assert guesses == [401] * TRIES + [429] * 3
    refused = sign_in(house, VICTIM, WORD, "10.0.0.1")
    assert refused.status_code == 429
    assert "dalam 5 menit" in refused.get_json()["detail"]
    assert sign_in(house, VICTIM, WORD, "10.0.0.2").status_code == 201
    assert sign_in(house, "kadis@diskopnaker.13.01", WORD, "10.0.0.1").status_code == 201


def test_capitals_and_blanks_do_not_make_another_account(house: Any) -> None:
    for spelt in (VICTIM, VICTIM.upper(), f"  {VICTIM} ", VICTIM.title()):
        for _ in range(3):
            sign_in(house, spelt, WRONG, "10.0.0.1")
    assert sign_in(house, VICTIM, WRONG, "10.0.0.1").status_code == 429


def test_many_places_guess_a_hundred_times_at_most_and_the_owner_signs_in_meanwhile(house: Any) -> None:
    owner = Browser(house, "192.168.1.5")
    assert owner.sign_in(VICTIM, WORD).status_code == 303
    tried: Counter[int] = Counter()
    for place in range(20):
        for _ in range(8):
            tried[sign_in(house, VICTIM, WRONG, f"10.1.0.{place}").status_code] += 1
        assert owner.sign_in(VICTIM, WORD).status_code == 303, place
    assert tried == {401: throttle.FAR.amount, 429: 160 - throttle.FAR.amount}
    stranger = sign_in(house, VICTIM, WORD, "10.2.0.1")
    assert stranger.status_code == 429
    assert "besok" in stranger.get_json()["detail"]


def test_a_known_device_may_not_guess_without_end_either(house: Any) -> None:
    owner = Browser(house, "192.168.1.5")
    assert owner.sign_in(VICTIM, WORD).status_code == 303
    assert [owner.sign_in(VICTIM, WRONG).status_code for _ in range(TRIES + 1)] == [401] * TRIES + [429]


@pytest.mark.usefixtures("house")
def test_the_device_of_one_account_is_a_stranger_to_another() -> None:
    token = service.device_token(VICTIM)
    assert service.known_device(VICTIM.upper(), token)
    for login, shown in (
        ("kadis@diskopnaker.13.01", token),
        (VICTIM, ""), (VICTIM, "."), (VICTIM, token[:-1]), (VICTIM, "x" + token), (VICTIM, "é.é"),
    ):  # fmt: skip
        assert service.known_device(login, shown) == ""


def test_one_place_may_not_try_everybody(house: Any) -> None:
    logins = [login for (login,) in house.owner.execute(b"select login from account where login <> %s", [VICTIM])][:32]
    codes = Counter(sign_in(house, login, WRONG, "10.3.0.1").status_code for login in 2 * logins)
    assert codes == {401: throttle.SPRAY.amount, 429: 64 - throttle.SPRAY.amount}
    assert sign_in(house, VICTIM, WORD, "10.3.0.2").status_code == 201


def test_guesses_at_the_same_moment_are_counted_one_by_one(house: Any) -> None:
    """At most as many more as passwords are checked at once."""
    with ThreadPoolExecutor(24) as crowd:
        codes = Counter(crowd.map(lambda _: sign_in(house, VICTIM, WRONG, "10.4.0.1").status_code, range(48)))
    assert set(codes) == {401, 429}
    assert TRIES <= codes[401] <= TRIES + 1


def test_whoever_is_signed_in_may_confirm_though_strangers_guess(house: Any) -> None:
    for place in range(20):
        for _ in range(8):
            sign_in(house, VICTIM, WRONG, f"10.5.0.{place}")
    account = house.ask("select id from account where login = %s", VICTIM)
    with house.app.app_context():
        service.confirm_password(account, WORD, "10.5.1.1")
        for _ in range(TRIES):
            with pytest.raises(Unauthorized):
                service.confirm_password(account, WRONG, "10.5.1.1")
    change = {"current": WORD, "new": "Perahu tenun menanti gerimis"}
    assert house.person(VICTIM).put("/api/v1/account/password", json=change).status_code == 429


def full_account(house: Any) -> str:
    """An account with a hash as costly as those outside of tests."""
    login, kept = "mahal@diskopnaker.13.01", PasswordHasher().hash(WORD)
    house.owner.execute(
        b"insert into account (id, login, password_hash) values (gen_random_uuid(), %s, %s) on conflict do nothing",
        [login, kept],
    )
    return login


def ways_in(house: Any) -> tuple[Callable[[str, str], TestResponse], ...]:
    def page(login: str, address: str) -> TestResponse:
        return Browser(house, address).sign_in(login, WRONG)

    def operation(login: str, address: str) -> TestResponse:
        return sign_in(house, login, WRONG, address)

    return page, operation


def test_a_name_that_exists_is_answered_with_the_same_bytes_as_one_that_does_not(house: Any) -> None:
    known, unknown = full_account(house), "tidak.ada@diskopnaker.13.01"
    disabled = "kasi.koperasi@diskopnaker.13.01"
    house.owner.execute(b"update account set disabled_at = now() where login = %s", [disabled])
    for way in ways_in(house):
        answers = [way(login, f"10.6.0.{place}") for place, login in enumerate((known, unknown, disabled))]
        assert {answer.status_code for answer in answers} == {401}
        assert len({headers(answer) for answer in answers}) == 1
        assert len({neutral(answer, login) for answer, login in zip(answers, (known, unknown, disabled), strict=True)}) == 1


def headers(answer: TestResponse) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in answer.headers if name not in ("Set-Cookie", "Content-Length"))


def neutral(answer: TestResponse, login: str) -> bytes:
    """The body without the name that was typed and without tokens that are random anyway."""
    return re.sub(rb"\b[0-9a-f]{64}\b", b"TOKEN", answer.data.replace(login.encode(), b"NAME"))


def test_and_takes_as_much_work(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """One password is checked, against a hash that is as costly."""
    known, unknown = full_account(house), "tidak.ada@diskopnaker.13.01"
    checked: dict[str, list[Parameters]] = {known: [], unknown: []}
    matches = passwords.matches
    for login, costs in checked.items():

        def counted(kept: str, password: str, costs: list[Parameters] = costs) -> bool:
            costs.append(extract_parameters(kept))
            return matches(kept, password)

        monkeypatch.setattr(passwords, "matches", counted)
        assert sign_in(house, login, WRONG, "10.7.0.1").status_code == 401
    assert checked[known] == checked[unknown] == [extract_parameters(passwords.DECOY)]
