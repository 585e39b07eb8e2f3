"""Two versions side by side: rows by stable ids, words marked, both drawings."""

import json
from collections.abc import Callable
from copy import deepcopy
from importlib import resources
from typing import Any

import pytest

from tenants.sops.comparing.service import ADDED, CHANGED, MOVED, REMOVED, SAME, compare
from tenants.sops.editing.acts import perform

ADMIN, WRITER, HEAD = "admin@setda.13.01", "kasubag.program@diskopnaker.13.01", "kadis@diskopnaker.13.01"
PAGES, API = "/13.01/diskopnaker", "/api/v1/pemda/13.01/opd/diskopnaker"


@pytest.fixture
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resources.files("runtut.library").joinpath("content", "dinas.json").read_text("utf-8"))
    return found


def kinds(old: dict[str, Any], new: dict[str, Any]) -> dict[str, str]:
    return {row.id: row.kind for row in compare(old, new).rows if row.kind != SAME}


def test_the_same_twice_differs_in_nothing(document: dict[str, Any]) -> None:
    assert not compare(document, deepcopy(document)).differs


def test_a_changed_cell_is_told_word_by_word(document: dict[str, Any]) -> None:
    new = deepcopy(document)
    new["steps"][2]["text"] = "Mengolah seluruh data kinerja dinas"
    new["steps"][2]["time"] = {"raw": "5 hari", "value": 5, "unit": "day"}
    found = compare(document, new)
    (row,) = [row for row in found.rows if row.kind == CHANGED]
    assert [change.label for change in row.changes] == ["Kegiatan", "Waktu"]
    assert ("new", " seluruh") in row.changes[0].pieces
    assert row.changes[1].pieces[0] == ("gone", "7")
    assert found.changed_ids == {"dinas-03"}


def test_an_added_and_a_removed_step_change_no_other(document: dict[str, Any]) -> None:
    added = perform(document, "add:4")
    new_id = added["steps"][5]["id"]
    assert kinds(document, added) == {new_id: ADDED}
    assert kinds(added, document) == {new_id: REMOVED}
    rows = [row.id for row in compare(added, document).rows]
    assert rows.index(new_id) == 5


def test_the_fewest_steps_have_moved(document: dict[str, Any]) -> None:
    moved = deepcopy(document)
    moved["steps"].insert(8, moved["steps"].pop(2))
    for step in (*moved["steps"], *document["steps"]):
        step["next"] = None
    assert kinds(document, moved) == {"dinas-03": MOVED}


def test_identity_parts_and_people_are_told_too(document: dict[str, Any]) -> None:
    new = deepcopy(document)
    new["identity"]["number"] = "1/2025"
    new["legal_basis"] = new["legal_basis"][1:]
    new["steps"][0]["actors"], new["steps"][0]["parts"] = ["Kasubag Program"], {"Kasubag Program": "does"}
    found = compare(document, new)
    assert [change.label for change in found.head] == ["Nomor SOP", "Dasar hukum"]
    assert found.rows[0].changes[0].label == "Pelaksana"


def test_the_way_over_page_and_api(person: Callable[..., Any]) -> None:
    admin, writer, head = person(ADMIN), person(WRITER), person(HEAD)
    admin.post(f"{API}/sops", json={"template": "dinas", "slug": "monev", "title": "Pemantauan"})
    at = f"{API}/sops/monev/versions/1"
    chosen = [{"actor": row["actor"], "role": row["role_id"]} for row in admin.get(at).json["actors"]]
    admin.put(f"{at}/actors", json={"actors": chosen})
    head.put(f"{at}/force")
    writer.post(f"{API}/sops/monev/revisions", json={"reason": "Aturan baru"})
    assert "Dalam dua versi" not in writer.get(f"{PAGES}/sop/monev/banding/1/1").text
    draft = writer.get(f"{API}/sops/monev/draft").json
    draft["content"]["steps"][0]["output"] = "Format baru"
    writer.put(f"{API}/sops/monev/draft", json={"revision": 0, "content": draft["content"]})
    chosen_page = writer.get(f"{PAGES}/sop/monev/banding")
    assert chosen_page.location == f"{PAGES}/sop/monev/banding/1/2"
    page = writer.get(chosen_page.location).text
    assert "<ins>" in page
    assert "Alur versi 2" in page
    assert "tetap" in writer.get(f"{chosen_page.location}?tampil=semua").text
    rows = writer.get(f"{at}/comparison/2").json["rows"]
    assert [row["kind"] for row in rows].count("changed") == 1
    assert writer.get(f"{at}/comparison/9").status_code == 404
