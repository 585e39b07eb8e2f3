"""The library: templates with their true drawing and who took them over; published once, told over the API."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from runtut.database import db
from runtut.errors import NotFound
from runtut.library import adoption, service
from runtut.library.paper import paper_of, partial_date
from runtut.procedures import from_json
from runtut.tenancy import Pass, enter

API = "/api/v1/pemda/13.01"


def test_the_shelf_shows_every_template_with_its_flow_and_who_took_it(person: Callable[..., Any]) -> None:
    page = person("admin@setda.13.01").get("/13.01/pustaka").text
    assert page.count('class="sop-drawing sop-thumbnail"') == 4
    assert "Kecamatan Sutera" in page
    assert "Ambil ke OPD" in person("admin@setda.13.01").get("/13.01/pustaka/dinas").text


def test_whoever_may_not_take_a_template_over_can_still_read_it(person: Callable[..., Any]) -> None:
    page = person("kasi.naker@diskopnaker.13.01").get("/13.01/pustaka/dinas").text
    assert "Ambil ke OPD" not in page
    assert "Kode klasifikasi 000.8.6.3" in page.replace("\n", " ") or "000.8.6.3" in page
    assert "bila tidak sesuai kembali ke langkah 10" in page


def test_a_reader_sees_only_adoptions_within_his_reach(person: Callable[..., Any]) -> None:
    assert "Kecamatan Sutera" not in person("kadis@diskopnaker.13.01").get("/13.01/pustaka").text


def test_templates_are_told_over_the_api(person: Callable[..., Any]) -> None:
    client = person("kasi.naker@diskopnaker.13.01")
    told = {one["slug"]: one for one in client.get(f"{API}/templates").json}
    assert set(told) == {"dinas", "dinas-bentuk-kedua", "kecamatan", "sekretariat-daerah"}
    assert told["dinas-bentuk-kedua"]["standard_minutes"] == 775
    assert "content" not in told["dinas"]
    whole = client.get(f"{API}/templates/dinas").json
    assert whole["content"]["format"] == "runtut.sop/1"
    assert whole["steps"] == 13
    assert client.get(f"{API}/templates/tidak-ada").status_code == 404


@pytest.fixture
def operator(context: Flask) -> None:
    assert context
    enter(Pass(operator=True))


def test_what_is_published_already_is_not_published_again(operator: None) -> None:
    assert operator is None
    assert service.publish_shipped() == 0


def test_the_shelf_is_searched_by_what_a_reader_reads(operator: None) -> None:
    assert operator is None
    for key in ("requirement", "null", "on_return", "minute"):
        assert not service.templates(service.Wanted(key))
    assert {one.slug for one in service.templates(service.Wanted("camat"))} == {"kecamatan"}
    assert len(service.templates(service.Wanted())) == 4


def test_a_template_that_changed_becomes_the_next_version(operator: None) -> None:
    assert operator is None
    before = service.template_by_slug("kecamatan")
    content = {**before.content, "related": ["SOP Penyusunan Perjanjian Kinerja"]}
    assert service.publish("kecamatan", "kecamatan", content)
    assert service.template_by_slug("kecamatan").version == before.version + 1
    assert len(service.templates()) == 4
    with pytest.raises(NotFound):
        service.template_by_slug("tidak-ada")


def test_paper_says_what_the_identity_block_says(operator: None) -> None:
    assert operator is None
    sop = from_json(service.template_by_slug("dinas").content)
    facts = dict(paper_of(sop).facts)
    assert facts["Disahkan oleh"] == "Kepala Dinas"
    assert facts["Nomor SOP"] is None
    assert dict(paper_of(sop, None, ("Kepala Dinas", "Ir. Harmen")).facts)["Disahkan oleh"] == "Kepala Dinas\nIr. Harmen"
    db.session.rollback()


def test_dates_may_be_known_in_part() -> None:
    assert [partial_date(raw) for raw in ("2022", "2016-09", "2025-04-14", None)] == [
        "2022",
        "September 2016",
        "14 April 2025",
        None,
    ]


def test_a_shelf_without_anybody_above_it_shows_no_adoptions() -> None:
    before = adoption._desk
    try:
        adoption.connect(adoption.Desk(list, lambda _slug: ""))
        assert adoption.adoptions() == {}
        assert adoption.take_href("dinas") == ""
    finally:
        adoption.connect(before)


def published(**changes: Any) -> None:
    content = {**service.template_by_slug("kecamatan").content, "records": ["Buku agenda kecamatan"]}
    assert service.publish("kecamatan", "kecamatan", content, **changes)


def test_the_shelf_finds_by_words_kind_and_urusan(operator: None, person: Callable[..., Any]) -> None:
    assert operator is None
    published(urusan=("7.01",), note="Buku agenda dicatat")
    db.session.commit()
    client = person("kasi.naker@diskopnaker.13.01")

    def found(query: str) -> list[str]:
        return [one["slug"] for one in client.get(f"{API}/templates?{query}").json]

    assert found("kind=kecamatan") == ["kecamatan"]
    assert found("urusan=7") == ["kecamatan"]
    assert found("urusan=7.0") == []
    assert found("words=AGENDA+camat") == ["kecamatan"]
    assert found("words=tidakada") == []
    assert client.get(f"{API}/templates?kind=desa").status_code == 422
    page = client.get("/13.01/pustaka?kata=agenda&jenis=kecamatan").text
    assert page.count('class="sop-drawing sop-thumbnail"') == 1
    assert "Tidak ada templat yang cocok" in client.get("/13.01/pustaka?kata=tidakada").text


def test_older_versions_stay_readable(operator: None, person: Callable[..., Any]) -> None:
    assert operator is None
    published(note="Buku agenda dicatat")
    db.session.commit()
    client = person("kasi.naker@diskopnaker.13.01")
    page = client.get("/13.01/pustaka/kecamatan").text
    assert "Buku agenda dicatat" in page
    assert "Ini versi lama" in client.get("/13.01/pustaka/kecamatan?versi=1").text
    assert client.get("/13.01/pustaka/kecamatan?versi=99").status_code == 404
    versions = client.get(f"{API}/templates/kecamatan/versions").json
    assert [one["version"] for one in versions][-1] == 1
    assert "Buku agenda" not in str(client.get(f"{API}/templates/kecamatan/versions/1").json["content"])
    assert client.get(f"{API}/templates/tidak-ada/versions").status_code == 404
