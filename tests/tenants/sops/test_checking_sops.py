"""Findings of an SOP where it lives: with its surroundings, waived with a reason, and rules switched off for the pemda."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from sqlalchemy import select

from runtut.app.standing_in import stand_in
from runtut.database import db
from runtut.errors import Conflict, Forbidden, Invalid, NotFound
from runtut.events.models import Event
from runtut.library.service import template_by_slug
from runtut.procedures import from_json, sha256
from runtut.tenancy import Pass, enter
from tenants.people.service import roles
from tenants.sops import service as sops
from tenants.sops.checking import service
from tenants.sops.checking.permissions import SWITCH
from tenants.sops.checking.sketches import refresh
from tenants.sops.models import Sop, SopVersion

ADMIN, READER = "admin@setda.13.01", "kasi.naker@diskopnaker.13.01"
API, PAGES = "/api/v1/pemda/13.01/opd/diskopnaker", "/13.01/diskopnaker"
REASON = "Kwitansi memang dibuat di luar alur ini."


@pytest.fixture
def version(at: Callable[..., Any]) -> SopVersion:
    """A draft in Diskopnaker whose step 3 gives something that step 4 does not need."""
    place = at(ADMIN, "diskopnaker")
    made = sops.clone(place.opd.id, "dinas", "periksa", "Pemantauan Capaian Kinerja Internal")
    spoil(made, 2, "Kwitansi")
    return made


def spoil(version: SopVersion, place: int, output: str) -> None:
    content = deepcopy(version.content)
    content["steps"][place]["output"] = output
    version.content, version.sha256 = content, sha256(content)
    db.session.flush()


def sop_of(version: SopVersion) -> Sop:
    return db.session.scalars(select(Sop).where(Sop.id == version.sop_id)).one()


def codes(version: SopVersion) -> set[tuple[str | None, str]]:
    return {(one.code, one.at) for one in service.reviewed(version).findings}


def test_a_clone_of_a_template_is_no_copy_of_it(version: SopVersion) -> None:
    found = codes(version)
    assert ("FL-06", "steps[2].output") in found
    assert "DUP-01" not in {code for code, _ in found}


def test_a_sister_office_and_a_related_sop_that_is_not_there_are_told(version: SopVersion) -> None:
    content = deepcopy(version.content)
    content["steps"][2]["note"] = "Dikirim ke kecamatan sutera"
    content["related"] = ["SOP Penyusunan LKjIP", "SOP Pemantauan Capaian Kinerja Internal"]
    version.content, version.sha256 = content, sha256(content)
    db.session.flush()
    assert codes(version) & {("ID-12", "related[0]"), ("ID-12", "related[1]")} == set()  # the first SOP has no others beside it
    sops.clone(version.opd_id, "dinas", "lkjip", "Penyusunan LKjIP")
    told = {(one.code, one.at): one.severity for one in service.reviewed(version).findings if one.code in ("ID-11", "ID-12")}
    assert told == {("ID-11", "steps[2].note"): "info", ("ID-12", "related[1]"): "info"}  # it is not related to itself


def test_an_sop_that_was_copied_from_the_library_by_hand_is_one(version: SopVersion) -> None:
    found = service.check_document(version.opd_id, from_json(version.content)).findings
    told = {(one.evidence or "").split(" ")[0]: one.message for one in found if one.code == "DUP-01"}
    assert "baris yang berbeda: 3." in told["pustaka/dinas"]
    assert "diskopnaker/periksa" in told


def test_a_near_copy_in_another_office_is_told_by_title_and_number_alone(at: Callable[..., Any]) -> None:
    place = at(ADMIN, "diskopnaker")
    enter(Pass.whole(place.pemda_id))
    assert refresh() > 0
    assert refresh() == 0
    db.session.commit()
    place = at(READER)
    content = deepcopy(template_by_slug("kecamatan").content)
    content["steps"][2]["output"] = "Kwitansi"
    found = service.check_document(place.opd.id, from_json(content)).findings
    told = {(one.evidence or "").rpartition(" ")[0]: one.message for one in found if one.code == "DUP-01"}
    (other,) = (said for key, said in told.items() if key.startswith("Kecamatan Sutera"))
    assert "baris yang berbeda: 3." in other
    assert not [sop for sop, _ in sops.sops() if sop.opd_id != place.opd.id]


def test_a_finding_is_waived_until_its_value_changes(version: SopVersion) -> None:
    sop = sop_of(version)
    service.waive(sop, version, "FL-06", "steps[2].output", REASON)
    assert ("FL-06", "steps[2].output") not in codes(version)
    (waived,) = service.reviewed(version).waived
    assert (waived.finding.code, waived.waiver.reason) == ("FL-06", REASON)
    spoil(version, 2, "Karcis")
    assert ("FL-06", "steps[2].output") in codes(version)
    service.waive(sop, version, "FL-06", "steps[2].output", REASON)
    assert len(service.waivers(sop)) == 1
    kinds = set(db.session.scalars(select(Event.kind).where(Event.subject == f"sop:{sop.id}")))
    assert "sop.finding_waived" in kinds


def test_a_waiver_needs_a_reason_and_a_finding(version: SopVersion) -> None:
    with pytest.raises(Invalid) as wrong:
        service.waive(sop_of(version), version, "FL-06", "steps[2].output", "  ya  ")
    assert set(wrong.value.errors) == {"reason"}
    with pytest.raises(NotFound):
        service.waive(sop_of(version), version, "FL-06", "steps[11].output", REASON)


def test_a_rule_is_switched_off_and_on_for_the_pemda(version: SopVersion, at: Callable[..., Any]) -> None:
    with pytest.raises(Forbidden):
        at("kasubag.program@diskopnaker.13.01")
        service.switch_off("FL-06", "Alur kami memakai berkas induk.")
    stand_in(ADMIN, None)
    service.switch_off("FL-06", "Alur kami memakai berkas induk.")
    assert ("FL-06", "steps[2].output") not in codes(version)
    with pytest.raises(Conflict):
        service.switch_off("FL-06", "Alur kami memakai berkas induk.")
    service.switch_on("FL-06")
    assert ("FL-06", "steps[2].output") in codes(version)
    with pytest.raises(Conflict):
        service.switch_on("FL-06")
    with pytest.raises(NotFound):
        service.switch_off("XX-99", "Aturan yang tidak ada.")


def test_the_page_shows_findings_and_takes_a_waiver_and_gives_it_back(version: SopVersion, person: Callable[..., Any]) -> None:
    sop, number = sop_of(version), version.number
    db.session.flush()
    client = person(ADMIN)
    page = client.get(f"{PAGES}/sop/periksa/periksa")
    assert "bukan kelengkapan langkah 4" in page.text
    assert "Kesampingkan dengan alasan" in page.text
    form = {"code": "FL-06", "at": "steps[2].output", "reason": "pendek"}
    refused = client.post(f"{PAGES}/sop/periksa/periksa/{number}/kesampingkan", data=form)
    assert refused.status_code == 422
    assert "Tulis alasannya" in refused.text
    done = client.post(f"{PAGES}/sop/periksa/periksa/{number}/kesampingkan", data=form | {"reason": REASON})
    assert done.status_code == 303
    assert REASON in client.get(done.location).text
    (row,) = service.waivers(sop)
    back = client.post(f"{PAGES}/sop/periksa/periksa/{number}/kesampingkan/{row.id}/batal")
    assert back.status_code == 303
    assert service.waivers(sop) == []


def test_findings_are_told_before_printing(version: SopVersion, person: Callable[..., Any]) -> None:
    page = person(READER).get(f"{PAGES}/sop/periksa/cetak?versi={version.number}").text
    assert "Pemeriksaan sebelum dicetak" in page
    assert "perlu diperiksa" in page


def test_a_reader_sees_findings_but_waives_nothing(version: SopVersion, person: Callable[..., Any]) -> None:
    client = person(READER)
    assert "Kesampingkan dengan alasan" not in client.get(f"{PAGES}/sop/periksa/periksa").text
    address = f"{API}/sops/periksa/versions/{version.number}/waivers"
    assert client.post(address, json={"code": "FL-06", "at": "steps[2].output", "reason": REASON}).status_code == 403
    assert client.put("/api/v1/pemda/13.01/sop-rules/FL-06/off", json={"reason": REASON}).status_code == 403


def test_programs_check_documents_waive_and_switch(version: SopVersion, person: Callable[..., Any]) -> None:
    client = person(ADMIN)
    found = client.post(f"{API}/sops/check", json={"document": version.content}).json["findings"]
    assert {"FL-06", "DUP-01"} <= {one["code"] for one in found}
    assert all(one["mend"] and one["source"] for one in found)
    broken = client.post(f"{API}/sops/check", json={"document": {"format": "lain"}})
    assert broken.status_code == 422
    assert "document.format" in broken.json["errors"]
    address = f"{API}/sops/periksa/versions/{version.number}"
    assert "FL-06" in {one["code"] for one in client.get(f"{address}/findings").json["findings"]}
    made = client.post(f"{address}/waivers", json={"code": "FL-06", "at": "steps[2].output", "reason": REASON})
    assert made.status_code == 201
    assert [one["finding"]["code"] for one in made.json["waived"]] == ["FL-06"]
    rules = "/api/v1/pemda/13.01/sop-rules"
    assert client.put(f"{rules}/ID-01/off", json={"reason": REASON}).json["on"] is False
    assert {one["code"]: one["on"] for one in client.get(rules).json}["ID-01"] is False
    assert client.delete(f"{rules}/ID-01/off").json["on"] is True


def test_the_reporting_window_is_the_pemdas_own(version: SopVersion, person: Callable[..., Any]) -> None:
    assert ("FL-13", "steps") in codes(version)
    client, address = person(ADMIN), "/api/v1/pemda/13.01/sop-window"
    assert client.get(address).json["days"] == 5
    assert client.put(address, json={"days": 0, "source": "Perbup 7/2025"}).status_code == 422
    assert client.put(address, json={"days": 40, "source": "Perbup Nomor 7 Tahun 2025"}).json["days"] == 40
    assert ("FL-13", "steps") not in codes(version)
    page = "/13.01/pengaturan/pemeriksaan"
    assert "Perbup Nomor 7 Tahun 2025" in client.get(page).text
    assert client.post(f"{page}/tenggat", data={"days": "dua", "source": ""}).status_code == 422
    assert client.post(f"{page}/tenggat", data={"days": "10", "source": "Perbup Nomor 8 Tahun 2025"}).status_code == 303
    assert client.get(address).json["days"] == 10


def test_the_switches_are_shown_to_those_alone_whose_permission_reaches_the_whole_pemda(
    version: SopVersion, person: Callable[..., Any]
) -> None:
    assert version
    for role in roles():
        role.permissions = sorted({*role.permissions, SWITCH})
    db.session.commit()
    page = "/13.01/pengaturan/pemeriksaan"
    assert "Matikan sebuah aturan" in person(ADMIN).get(page).text
    assert "Matikan sebuah aturan" not in person(READER).get(page).text


def test_the_rules_stand_on_a_page_with_their_sources(version: SopVersion, person: Callable[..., Any]) -> None:
    assert version
    client, page = person(ADMIN), "/13.01/pengaturan/pemeriksaan"
    assert "Permendagri 83/2022" in client.get(page).text
    assert client.post(page, data={"code": "ID-09", "reason": "x"}).status_code == 422
    assert client.post(page, data={"code": "ID-09", "reason": REASON}).status_code == 303
    assert "dimatikan" in client.get(page).text
    assert client.post(f"{page}/ID-09/nyalakan").status_code == 303
    assert "Matikan sebuah aturan" not in person(READER).get(page).text
