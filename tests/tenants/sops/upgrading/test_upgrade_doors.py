"""The page and the operations by which a newer template is taken over."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tenants.sops.models import SopVersion

ADMIN, HEAD = "admin@setda.13.01", "kadis@diskopnaker.13.01"
PAGES, API = "/13.01/diskopnaker/sop/monev-uji", "/api/v1/pemda/13.01/opd/diskopnaker/sops/monev-uji"
Person = Callable[[str], FlaskClient]


@pytest.fixture
def behind(clone: SopVersion, publish: Any) -> int:
    """A clone whose template has a newer version with three changes."""
    assert clone.number == 1

    def change(content: dict[str, Any]) -> None:
        content["steps"][1]["output"] = "Data kinerja yang sudah diperiksa"
        content["steps"][2]["time"] = {"raw": "2 hari", "value": 2, "unit": "day"}
        content["legal_basis"].append("Peraturan Daerah tentang Kinerja")

    return int(publish(change))


def choices_on(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'name="(c\.[0-9a-f]{16})"', page)))


def test_the_page_of_the_sop_says_that_the_library_has_something_new(behind: int, person: Person) -> None:
    page = person(ADMIN).get(PAGES).text
    assert "Ada versi baru di pustaka" in page
    assert f"kini versi {behind}" in page


def test_all_sides_stand_beside_one_another_and_what_nobody_touched_is_proposed(behind: int, person: Person) -> None:
    assert behind
    page = person(ADMIN).get(f"{PAGES}/pembaruan").text
    assert "Langkah 2: output" in page
    assert "Data kinerja yang sudah diperiksa" in page
    assert len(choices_on(page)) == 3
    assert page.count('value="theirs" checked') == 3


def test_a_preview_draws_the_result_and_keeps_nothing(behind: int, person: Person) -> None:
    client = person(ADMIN)
    fields = dict.fromkeys(choices_on(client.get(f"{PAGES}/pembaruan").text), "theirs")
    shown = client.post(f"{PAGES}/pembaruan", data={**fields, "act": "preview", "template_version": behind})
    assert shown.status_code == 200
    assert "Pratinjau hasil" in shown.text
    assert "sop-drawing" in shown.text
    assert len(client.get(f"{API}/upgrade").get_json()["changes"]) == 3


def test_decisions_are_kept_and_can_be_undone(behind: int, person: Person) -> None:
    client = person(ADMIN)
    first, second, third = choices_on(client.get(f"{PAGES}/pembaruan").text)
    sent = {first: "theirs", second: "mine", third: "later", "act": "take", "template_version": behind}
    kept = client.post(f"{PAGES}/pembaruan", data=sent)
    assert kept.status_code == 303
    page = client.get(f"{PAGES}/pembaruan").text
    assert choices_on(page) == [third]
    assert "Sudah ditolak" not in page
    sheet = client.get(f"{PAGES}/pembaruan").text
    (takeover,) = re.findall(r'name="takeover" value="([0-9a-f-]{36})"', sheet)
    assert client.post(f"{PAGES}/pembaruan/urungkan", data={"takeover": takeover}).status_code == 303
    assert len(choices_on(client.get(f"{PAGES}/pembaruan").text)) == 3
    assert client.post(f"{PAGES}/pembaruan/urungkan", follow_redirects=True).status_code == 200


def test_a_decision_about_an_older_version_is_refused_and_the_choice_stays(behind: int, person: Person) -> None:
    client = person(ADMIN)
    name = choices_on(client.get(f"{PAGES}/pembaruan").text)[0]
    answer = client.post(f"{PAGES}/pembaruan", data={name: "mine", "act": "take", "template_version": behind - 1})
    assert answer.status_code == 409
    assert "muat ulang" in answer.text
    assert re.search(rf'name="{re.escape(name)}" value="mine" checked', answer.text)
    nothing = client.post(f"{PAGES}/pembaruan", data={"act": "take", "template_version": behind})
    assert nothing.status_code == 422


def test_the_origin_of_each_field_is_told(behind: int, person: Person) -> None:
    client = person(ADMIN)
    fields = dict.fromkeys(choices_on(client.get(f"{PAGES}/pembaruan").text), "theirs")
    client.post(f"{PAGES}/pembaruan", data={**fields, "act": "take", "template_version": behind})
    page = client.get(f"{PAGES}/asal").text
    assert f"templat versi {behind}" in page
    assert "templat versi 1" in page
    assert "ditulis di sini" in page


def test_whoever_may_only_read_sees_the_changes_and_cannot_decide(behind: int, person: Person) -> None:
    reader = person("kasi.naker@diskopnaker.13.01")
    page = reader.get(f"{PAGES}/pembaruan")
    assert page.status_code == 200
    assert choices_on(page.text) == []
    assert reader.post(f"{PAGES}/pembaruan", data={"act": "take", "template_version": behind}).status_code == 403


def test_programs_take_over_too(behind: int, person: Person) -> None:
    client = person(ADMIN)
    told = client.get(f"{API}/upgrade").get_json()
    assert (told["newest_version"], len(told["changes"]), told["declined"]) == (behind, 3, [])
    decisions = [{"key": change["key"], "choice": "theirs"} for change in told["changes"][:2]]
    done = client.post(f"{API}/upgrade", json={"template_version": behind, "decisions": decisions})
    assert done.status_code == 201
    assert (done.get_json()["taken"], done.get_json()["left"], done.get_json()["draft"]) == (2, 1, 1)
    strange = [{"key": "0" * 16, "choice": "mine"}]
    assert client.post(f"{API}/upgrade", json={"template_version": behind, "decisions": strange}).status_code == 422
    assert client.delete(f"{API}/upgrade").get_json()["version"] == 1
    assert client.delete(f"{API}/upgrade").status_code == 409
