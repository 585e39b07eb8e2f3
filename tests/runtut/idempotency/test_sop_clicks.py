"""The buttons of an SOP's life pressed twice: one deed, one event, the same answer; and two heads who give the same number."""

from typing import Any

from tests.runtut.crowds import at_once

ADMIN, WRITER, OTHER, HEAD = (
    "admin@setda.13.01", "kasubag.program@diskopnaker.13.01", "sekretaris@diskopnaker.13.01", "kadis@diskopnaker.13.01",
)  # fmt: skip
PAGES, API = "/13.01/diskopnaker/sop", "/api/v1/pemda/13.01/opd/diskopnaker/sops"


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


def test_the_next_number_is_suggested_and_of_two_equal_ones_one_is_refused(house: Any) -> None:
    slugs, head = ("nomor-satu", "nomor-dua"), house.person(HEAD)
    ways = [reviewed(house, slug) for slug in slugs]
    offers = [head.get(f"{at}/approval").get_json() for at in ways]
    assert offers[0] == offers[1]
    first, year = offers[0]["number"], offers[0]["approved_on"][:4]
    assert first == f"000.8.3.3/1/Diskopnaker/{year}"
    assert f'value="{first}"' in head.get(f"{PAGES}/nomor-satu/versi/1/sahkan").text
    clients = [house.person(HEAD) for _ in range(2)]
    answers = at_once(2, lambda n: clients[n].put(f"{ways[n]}/approval", json=offers[n]))
    assert sorted(one.status_code for one in answers) == [200, 422]
    (refused,) = (number for number, one in enumerate(answers) if one.status_code == 422)
    second = f"000.8.3.3/2/Diskopnaker/{year}"
    said = "Nomor ini sudah dipakai SOP lain di perangkat daerah ini; nomor berikutnya"
    assert answers[refused].get_json()["errors"]["number"] == [f"{said} {second}."]
    (won,) = {0, 1} - {refused}
    assert head.put(f"{ways[won]}/revocation", json={"reason": "Tidak dipakai lagi"}).status_code == 200
    assert head.get(f"{ways[refused]}/approval").get_json()["number"] == second
    assert head.put(f"{ways[refused]}/approval", json=offers[0]).status_code == 422
    assert head.put(f"{ways[refused]}/approval", json={**offers[0], "number": second}).status_code == 200
