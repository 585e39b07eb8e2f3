"""SOPs of an OPD: taken over, mapped, put into force, drawn; by whom it is for, and nobody else."""

import re
from collections.abc import Callable
from copy import deepcopy
from html import unescape
from typing import Any

import pytest
from sqlalchemy import Connection, event, select

from runtut.database import db, new_id
from runtut.errors import Conflict, Invalid, NotFound
from runtut.procedures import sha256
from runtut.tenancy import Pass, enter
from tenants.people.models import Role
from tenants.people.roles import change_role
from tenants.people.seats import today_at
from tenants.people.service import add_role
from tenants.sops import service
from tenants.sops.adopting import suggested_slug
from tenants.sops.life.discarding import discard
from tenants.sops.models import SopVersion
from tenants.sops.numbering import next_number

ADMIN, HEAD = "admin@setda.13.01", "kadis@diskopnaker.13.01"
API, PAGES = "/api/v1/pemda/13.01/opd/diskopnaker", "/13.01/diskopnaker"
TITLE = "Pemantauan Capaian Kinerja Internal"


@pytest.fixture
def draft(at: Callable[..., Any]) -> SopVersion:
    """A draft in Diskopnaker, taken over by the admin."""
    place = at(ADMIN, "diskopnaker")
    version = service.clone(place.opd.id, "dinas", "monev", TITLE)
    db.session.flush()
    return version


def mapping(version: SopVersion) -> dict[str, Any]:
    return {actor: role.id for actor, role in service.suggested_roles(version).items() if role}


def test_a_clone_says_whose_it_is_and_keeps_its_own_hash(draft: SopVersion) -> None:
    identity = draft.content["identity"]
    assert identity["title"] == TITLE
    assert identity["opd"].startswith("Dinas Koperasi")
    assert identity["pemda"] == "Kabupaten Pesisir Selatan"
    assert draft.sha256 == sha256(draft.content)
    assert draft.state == "draft"


def test_an_address_is_taken_once(draft: SopVersion) -> None:
    with pytest.raises(Conflict) as wrong:
        service.clone(draft.opd_id, "dinas", "monev", "Lain")
    assert set(wrong.value.errors) == {"slug"}
    with pytest.raises(NotFound):
        service.clone(draft.opd_id, "tidak-ada", "lain", "Lain")


def test_an_address_of_another_page_is_told_as_such(draft: SopVersion) -> None:
    with pytest.raises(Conflict, match="dipakai halaman lain") as wrong:
        service.clone(draft.opd_id, "dinas", "baru", "Baru")
    assert set(wrong.value.errors) == {"slug"}


def test_roles_of_the_same_name_suggest_themselves(draft: SopVersion) -> None:
    suggested = service.suggested_roles(draft)
    assert {actor: role.name for actor, role in suggested.items() if role} == {actor: actor for actor in suggested}


def test_every_actor_needs_a_role_with_a_seat_here(draft: SopVersion) -> None:
    seatless, whole = add_role("Peran kosong", ["sops.read"]), mapping(draft)
    with pytest.raises(Invalid) as wrong:
        service.map_actors(draft, {**whole, "Sekretaris": new_id(), "Kepala Dinas": seatless.id, "Lurah": seatless.id})
    assert set(wrong.value.errors) == {"actors.0.role", "actors.4.role", "actors"}
    assert "Belum ada jabatan" in wrong.value.errors["actors.4.role"][0]


def test_only_a_mapped_draft_comes_into_force_and_only_once(draft: SopVersion, at: Callable[..., Any]) -> None:
    at(HEAD)
    with pytest.raises(Conflict, match="belum semua dipetakan"):
        service.put_into_force(draft)
    service.map_actors(draft, mapping(draft))
    db.session.flush()
    place = at(HEAD)
    next_before = next_number(draft, today_at(place).year)
    service.put_into_force(draft)
    assert (draft.state, draft.approved_by) == ("effective", place.standing.official_id)
    assert draft.content["identity"]["number"] == next_before
    service.put_into_force(draft)
    db.session.flush()
    at(ADMIN, "diskopnaker")
    with pytest.raises(Conflict, match="bukan draf"):
        service.put_into_force(draft)
    with pytest.raises(Conflict, match="sudah berlaku"):
        service.map_actors(draft, mapping(draft))


def test_a_later_version_supersedes_the_one_in_force(draft: SopVersion, at: Callable[..., Any]) -> None:
    service.map_actors(draft, mapping(draft))
    db.session.flush()
    at(HEAD)
    service.put_into_force(draft)
    later = copied(draft, 2)
    service.map_actors(later, service.actor_roles(draft.id))
    service.put_into_force(later)
    db.session.flush()
    assert (draft.state, later.state) == ("superseded", "effective")
    sop = service.sop_by_slug("monev")
    assert service.shown_version(sop).number == 2
    assert [version.number for version in service.versions_of(sop)] == [2, 1]


def test_an_sop_that_cannot_be_run_does_not_come_into_force(draft: SopVersion, at: Callable[..., Any]) -> None:
    broken = deepcopy(draft.content)
    broken["steps"][3]["activity"] = None
    later = copied(draft, 2, broken)
    service.map_actors(later, mapping(later))
    db.session.flush()
    at(HEAD)
    with pytest.raises(Conflict, match="belum dapat dijalankan") as wrong:
        service.put_into_force(later)
    assert "kegiatan kerja" in wrong.value.errors["steps[3].activity"][0]


def copied(version: SopVersion, number: int, content: dict[str, Any] | None = None) -> SopVersion:
    """A newer draft; one before it is thrown away."""
    said = content or version.content
    if version.state == "draft":
        discard(version, "Diganti dengan draf yang lebih baru")
        db.session.flush()
    row = SopVersion(
        id=new_id(), opd_id=version.opd_id, sop_id=version.sop_id, number=number, content=said, sha256=sha256(said),
        template_id=version.template_id,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def test_what_is_not_there_is_not_found(draft: SopVersion) -> None:
    sop = service.sop_by_slug("monev")
    for number in (0, 9, 2**40):
        with pytest.raises(NotFound):
            service.version_of(sop, number)
    with pytest.raises(NotFound):
        service.sop_by_slug("lain")
    assert draft.number == 1


def test_an_address_suggests_itself_from_the_words_that_matter() -> None:
    assert suggested_slug("Pemantauan dan Evaluasi Capaian Kinerja Internal") == "pemantauan-evaluasi-capaian-kinerja-internal"
    assert (
        suggested_slug("Penyusunan Perjanjian Kinerja Perangkat Daerah Kabupaten")
        == "penyusunan-perjanjian-kinerja-perangkat-daerah"
    )
    assert suggested_slug("…") == "sop"


def test_the_way_over_the_api(person: Callable[..., Any]) -> None:
    admin, head, reader = person(ADMIN), person(HEAD), person("kasi.naker@diskopnaker.13.01")
    body = {"template": "dinas", "slug": "monev", "title": TITLE}
    assert reader.post(f"{API}/sops", json=body).status_code == 403
    assert admin.post(f"{API}/sops", json={**body, "slug": "Monev Baru"}).status_code == 422
    assert admin.post(f"{API}/sops", json=body).json["in_force"] is None
    assert admin.post(f"{API}/sops", json=body).status_code == 409
    version = reader.get(f"{API}/sops/monev/versions/1").json
    assert version["standard_minutes"] == 14160
    assert [row["mapped"] for row in version["actors"]] == [False] * 5
    assert head.put(f"{API}/sops/monev/versions/1/force").status_code == 409
    chosen = [{"actor": row["actor"], "role": row["role_id"]} for row in version["actors"]]
    short = admin.put(f"{API}/sops/monev/versions/1/actors", json={"actors": chosen[:4]})
    assert short.status_code == 422
    assert set(short.json["errors"]) == {"actors.4.role"}
    mapped = admin.put(f"{API}/sops/monev/versions/1/actors", json={"actors": chosen}).json
    assert mapped["actors"][1]["seats"][0]["position"] == "Kepala Bidang Koperasi dan UKM"
    assert admin.put(f"{API}/sops/monev/versions/1/force").status_code == 403
    assert head.put(f"{API}/sops/monev/versions/1/force").json["state"] == "effective"
    assert reader.get(f"{API}/sops/monev").json["in_force"] == 1
    assert [sop["slug"] for sop in reader.get(f"{API}/sops").json] == ["monev"]


def test_the_drawing_is_an_svg_on_the_paper_asked_for(person: Callable[..., Any], draft: SopVersion) -> None:
    assert draft.id
    db.session.commit()
    client = person("kasi.naker@diskopnaker.13.01")
    for path in ("drawing.svg", "drawing.svg?paper=f4-portrait"):
        answer = client.get(f"{API}/sops/monev/{path}")
        assert answer.mimetype == "image/svg+xml"
        assert b"<svg" in answer.data
    assert client.get(f"{API}/sops/monev/drawing.svg?paper=a0").status_code == 422


def test_the_way_over_the_pages(person: Callable[..., Any]) -> None:
    admin, head = person(ADMIN), person(HEAD)
    assert "Belum ada SOP" in head.get(f"{PAGES}/sop").text
    form = admin.get("/13.01/pustaka/dinas/ambil").text
    assert 'value="pemantauan-evaluasi-capaian-kinerja-internal"' in form
    typed = {"opd": "diskopnaker", "slug": "Salah Alamat", "title": TITLE}
    wrong = admin.post("/13.01/pustaka/dinas/ambil", data=typed)
    assert wrong.status_code == 422
    assert "Salah Alamat" in wrong.text
    assert admin.post("/13.01/pustaka/dinas/ambil", data={**typed, "slug": "monev"}).location.endswith("/sop/monev/pemetaan")
    assert "belum dipetakan" in head.get(f"{PAGES}/sop/monev").text
    assert "Berlakukan SOP ini?" not in head.get(f"{PAGES}/sop/monev").text
    assert head.post(f"{PAGES}/sop/monev/versi/1/berlaku").status_code == 409
    page = admin.get(f"{PAGES}/sop/monev/pemetaan").text
    assert "Diusulkan karena namanya sama." in page
    assert "Rahmadani Putri" in page
    assert admin.post(f"{PAGES}/sop/monev/pemetaan", data=fields()).status_code == 303
    assert "Berlakukan SOP ini?" in head.get(f"{PAGES}/sop/monev").text
    assert head.post(f"{PAGES}/sop/monev/versi/1/berlaku").status_code == 303
    shown = head.get(f"{PAGES}/sop/monev").text
    assert "Berlaku" in shown
    assert "Ir. Harmen Syahputra" in shown
    assert "terkunci karena versi ini sudah berlaku" in admin.get(f"{PAGES}/sop/monev/pemetaan").text
    assert "monev" in admin.get("/13.01/pustaka").text


def fields(**changes: str) -> dict[str, str]:
    """The mapping form, filled by name."""
    ids = {role.name: str(role.id) for role in db.session.scalars(select(Role))}
    actors = ("Sekretaris", "Kepala Bidang", "Kasubag Program", "Kepala Seksi", "Kepala Dinas")
    named = {f"actors.{place}.actor": actor for place, actor in enumerate(actors)}
    return {**named, **{f"actors.{place}.role": ids[actor] for place, actor in enumerate(actors)}, **changes}


def test_a_mapping_with_a_gap_keeps_the_other_choices(person: Callable[..., Any], draft: SopVersion) -> None:
    assert draft.id
    db.session.commit()
    admin = person(ADMIN)
    gap = admin.post(f"{PAGES}/sop/monev/pemetaan", data=fields(**{"actors.2.role": ""}))
    assert gap.status_code == 422
    assert "Pilih peran untuk pelaksana Kasubag Program." in gap.text
    odd = admin.post(f"{PAGES}/sop/monev/pemetaan", data=fields(**{"actors.2.role": "bukan-uuid"}))
    assert "Pilih peran dari daftar." in odd.text


def test_whoever_writes_a_draft_maps_its_actors(person: Callable[..., Any], draft: SopVersion) -> None:
    """What he wrote would otherwise wait for the admin of the pemda, and nothing would say so."""
    assert draft.id
    db.session.commit()
    writer, reader = person("kasubag.program@diskopnaker.13.01"), person("kasi.naker@diskopnaker.13.01")
    assert "Petakan pelaksana" in writer.get(f"{PAGES}/sop/monev").text
    assert writer.get(f"{PAGES}/sop/monev/pemetaan").status_code == 200
    assert writer.post(f"{PAGES}/sop/monev/pemetaan", data=fields()).status_code == 303
    assert "Petakan pelaksana" not in reader.get(f"{PAGES}/sop/monev").text
    assert reader.post(f"{PAGES}/sop/monev/pemetaan", data=fields()).status_code == 403


def test_who_takes_over_without_writing_is_told_who_maps(person: Callable[..., Any], at: Callable[..., Any]) -> None:
    """The role that the test takes the writing from is that of the admin himself."""
    place = at(ADMIN)
    enter(Pass.whole(place.pemda_id))
    mine = next(role for role in db.session.scalars(select(Role)) if role.name == "Admin Pemda")
    change_role(mine.id, [key for key in mine.permissions if key != "sops.edit"], mine.version, place.standing)
    db.session.commit()
    typed = {"opd": "diskopnaker", "slug": "monev", "title": TITLE}
    answer = person(ADMIN).post("/13.01/pustaka/dinas/ambil", data=typed)
    assert answer.location.endswith("/sop/monev")


def test_nobody_takes_an_sop_to_where_he_may_not(person: Callable[..., Any]) -> None:
    refused = person(ADMIN).post("/13.01/pustaka/dinas/ambil", data={"opd": "tidak-ada", "slug": "monev", "title": TITLE})
    assert refused.status_code == 403
    assert "tidak dapat mengambil SOP" in refused.text
    assert person(HEAD).get("/13.01/pustaka/dinas/ambil").status_code == 403


def test_another_office_sees_none_of_it(person: Callable[..., Any], draft: SopVersion) -> None:
    assert draft.id
    db.session.commit()
    for login in ("camat@kec-sutera.13.01", "kadis@dishub.63.11"):
        client = person(login)
        for path in (f"{PAGES}/sop/monev", f"{API}/sops/monev", f"{API}/sops/monev/drawing.svg"):
            assert client.get(path).status_code == 404


def test_an_older_version_can_be_looked_at(person: Callable[..., Any], draft: SopVersion) -> None:
    later = deepcopy(draft.content)
    later["steps"][0]["text"] = "Menata format yang baru"
    copied(draft, 2, later)
    db.session.commit()
    client = person(HEAD)
    assert "versi 1" in client.get(f"{PAGES}/sop/monev?versi=1").text
    drawings = {number: picture_on(client, number) for number in (1, 2)}
    assert {number: "Menata" in drawing for number, drawing in drawings.items()} == {1: False, 2: True}
    assert client.get(f"{PAGES}/sop/monev?versi=7").status_code == 404


def picture_on(client: Any, number: int) -> str:
    """The drawing that the page of a version gives."""
    page = client.get(f"{PAGES}/sop/monev?versi={number}").text
    href = re.search(r'href="([^"]+)"[^>]*>[^<]*Unduh gambar', page)
    assert href
    answer = client.get(unescape(href[1]))
    assert answer.mimetype == "image/svg+xml"
    return str(answer.text)


def test_a_list_of_many_sops_asks_the_database_no_more_than_one_of_few(
    at: Callable[..., Any], person: Callable[[str], Any], ground: Connection
) -> None:
    """And says of each what its own address says."""
    clerk, office = person("kasubag.program@diskopnaker.13.01"), f"{API}/sops"
    asked: list[str] = []
    event.listen(ground, "before_cursor_execute", lambda *said: asked.append(said[2]))
    few, before = len(clerk.get(office).json), len(asked)
    place = at(ADMIN, "diskopnaker")
    for number in range(3):
        service.clone(place.opd.id, "dinas", f"pemantauan-{number}", "Pemantauan")
    db.session.commit()
    asked.clear()
    told = clerk.get(office).json
    assert (len(told), len(asked)) == (few + 3, before)
    assert [clerk.get(f"{office}/{sop['slug']}").json for sop in told] == told
