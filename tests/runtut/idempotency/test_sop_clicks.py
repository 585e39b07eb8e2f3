"""The buttons of an SOP's life pressed twice: one deed, one event, the same answer; and two heads who give the same number."""

from typing import Any

import pytest

from tests.runtut.crowds import at_once

ADMIN, WRITER, OTHER, HEAD = (
    "admin@setda.13.01", "kasubag.program@diskopnaker.13.01", "sekretaris@diskopnaker.13.01", "kadis@diskopnaker.13.01",
)  # fmt: skip
PAGES, API = "/13.01/diskopnaker/sop", "/api/v1/pemda/13.01/opd/diskopnaker/sops"
REFUSED = ("bukan draf", "tidak sedang", "sudah selesai", "dapat dicabut")


def mapped(house: Any, slug: str) -> str:
    """A template as it was taken over, its actors mapped to roles."""
    admin = house.person(ADMIN)
    assert admin.post(API, json={"template": "dinas", "slug": slug, "title": f"Pemantauan {slug}"}).status_code == 201
    rows = admin.get(f"{API}/{slug}/versions/1").get_json()["actors"]
    roles = [{"actor": row["actor"], "role": row["role_id"]} for row in rows]
    assert admin.put(f"{API}/{slug}/versions/1/actors", json={"actors": roles}).status_code == 200
    return f"{API}/{slug}/versions/1"


def written(house: Any, slug: str) -> str:
    at, writer = mapped(house, slug), house.person(WRITER)
    draft = writer.get(f"{API}/{slug}/draft").get_json()
    draft["content"]["steps"][0]["text"] = f"Menyusun format isian {slug}"
    sent = {"revision": draft["revision"], "content": draft["content"]}
    assert writer.put(f"{API}/{slug}/draft", json=sent).status_code == 200
    return at


def reviewed(house: Any, slug: str) -> str:
    at = written(house, slug)
    assert house.person(WRITER).put(f"{at}/submission").status_code == 200
    assert house.person(OTHER).put(f"{at}/review", json={"decision": "pass"}).status_code == 200
    return at


def events(house: Any, kind: str, slug: str) -> int:
    told = "select count(*) from event where kind = %s and subject = (select 'sop:' || id from sop where slug = %s)"
    return int(house.ask(told, kind, slug))


def way(house: Any, slug: str) -> list[tuple[str, str, dict[str, str], str]]:
    """Button, who presses it, what the form says, and what is noted."""
    day = str(house.ask("select (now() at time zone 'Asia/Jakarta')::date"))
    approval = {"number": f"060/1/{slug}", "approved_on": day, "effective_on": day}
    return [
        ("ajukan", WRITER, {}, "sop.submitted"),
        ("tarik", WRITER, {}, "sop.withdrawn"),
        ("ajukan", WRITER, {}, "sop.submitted"),
        ("reviu", OTHER, {"decision": "return", "reason": "Lengkapi dasar hukum"}, "sop.returned"),
        ("ajukan", WRITER, {}, "sop.submitted"),
        ("reviu", OTHER, {"decision": "pass"}, "sop.reviewed"),
        ("sahkan", HEAD, approval, "sop.approved"),
        ("cabut", HEAD, {"reason": "Tidak dipakai lagi"}, "sop.revoked"),
    ]


@pytest.mark.parametrize("key", ["", "kunci"])
def test_a_second_click_on_the_same_button_is_the_same_deed(house: Any, key: str) -> None:
    slug = f"klik-{key or 'saja'}"
    written(house, slug)
    for turn, (button, who, data, kind) in enumerate(way(house, slug)):
        client, before = house.person(who), events(house, kind, slug)
        headers = {"Idempotency-Key": f"{key}-{turn}"} if key else {}
        answers = [client.post(f"{PAGES}/{slug}/versi/1/{button}", data=data, headers=headers) for _ in range(2)]
        assert [one.status_code for one in answers] == [303, 303], (button, answers[1].text[-300:])
        assert answers[0].location == answers[1].location
        assert events(house, kind, slug) == before + 1, button
        page = client.get(answers[1].location).text
        assert [said for said in REFUSED if said in page] == [], button


def test_two_clicks_at_once_approve_once(house: Any) -> None:
    at, day = reviewed(house, "klik-serentak"), str(house.ask("select (now() at time zone 'Asia/Jakarta')::date"))
    clients = [house.person(HEAD) for _ in range(2)]
    sent = {"number": "060/2/serentak", "approved_on": day, "effective_on": day}
    answers = at_once(2, lambda n: clients[n].put(f"{at}/approval", json=sent))
    assert [one.status_code for one in answers] == [200, 200]
    assert events(house, "sop.approved", "klik-serentak") == events(house, "sop.effective", "klik-serentak") == 1


def test_a_template_comes_into_force_once(house: Any) -> None:
    at = mapped(house, "klik-berlaku")
    clients = [house.person(HEAD) for _ in range(2)]
    answers = at_once(2, lambda n: clients[n].post(f"{PAGES}/klik-berlaku/versi/1/berlaku"))
    assert [one.status_code for one in answers] == [303, 303]
    assert house.person(HEAD).put(f"{at}/force").status_code == 200
    assert events(house, "sop.effective", "klik-berlaku") == 1


def test_another_deed_than_the_one_that_was_done_is_still_refused(house: Any) -> None:
    at, head = reviewed(house, "klik-lain"), house.person(HEAD)
    day = head.get(f"{at}/approval").get_json()["approved_on"]
    sent = {"number": "060/3/lain", "approved_on": day, "effective_on": day}
    assert head.put(f"{at}/approval", json=sent).status_code == 200
    assert head.put(f"{at}/approval", json={**sent, "number": "060/4/lain"}).status_code == 409
    assert head.put(f"{at}/revocation", json={"reason": "Tidak dipakai lagi"}).status_code == 200
    assert head.put(f"{at}/revocation", json={"reason": "Alasan yang lain"}).status_code == 409
    assert house.person(WRITER).put(f"{at}/submission").status_code == 409


def test_the_next_number_is_suggested_and_of_two_equal_ones_one_is_refused(house: Any) -> None:
    slugs, head = ("nomor-satu", "nomor-dua"), house.person(HEAD)
    ways = [reviewed(house, slug) for slug in slugs]
    offers = [head.get(f"{at}/approval").get_json() for at in ways]
    assert offers[0] == offers[1]
    first, year = offers[0]["number"], offers[0]["approved_on"][:4]
    serial = int(first.split("/")[1])
    assert first == f"000.8.3.3/{serial}/Diskopnaker/{year}"
    assert f'value="{first}"' in head.get(f"{PAGES}/nomor-satu/versi/1/sahkan").text
    clients = [house.person(HEAD) for _ in range(2)]
    answers = at_once(2, lambda n: clients[n].put(f"{ways[n]}/approval", json=offers[n]))
    assert sorted(one.status_code for one in answers) == [200, 422]
    (refused,) = (number for number, one in enumerate(answers) if one.status_code == 422)
    second = f"000.8.3.3/{serial + 1}/Diskopnaker/{year}"
    said = "Nomor ini sudah dipakai SOP lain di perangkat daerah ini; nomor berikutnya"
    assert answers[refused].get_json()["errors"]["number"] == [f"{said} {second}."]
    (won,) = {0, 1} - {refused}
    assert head.put(f"{ways[won]}/revocation", json={"reason": "Tidak dipakai lagi"}).status_code == 200
    assert head.get(f"{ways[refused]}/approval").get_json()["number"] == second
    assert head.put(f"{ways[refused]}/approval", json=offers[0]).status_code == 422
    assert head.put(f"{ways[refused]}/approval", json={**offers[0], "number": second}).status_code == 200
