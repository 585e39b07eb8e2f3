"""An improvement is offered to the library: handed over without names, one at a time, withdrawn while nobody answered."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from runtut.database import db
from runtut.errors import Conflict, Invalid, NotFound
from runtut.library.models import LibraryOffer
from runtut.library.offers import laid_over
from tenants.sops import service as sops
from tenants.sops.editing import drafts
from tenants.sops.models import Sop, SopVersion
from tenants.sops.offering import service

ADMIN = "admin@setda.13.01"
NOTE = "Langkah olah data lebih jelas"
PAGES, API = "/13.01/diskopnaker/sop/monev-uji/usulan", "/api/v1/pemda/13.01/opd/diskopnaker/sops/monev-uji/offers"


@pytest.fixture
def improved(clone: SopVersion) -> Sop:
    """A clone whose draft says two things better, one of them with the name of the office in it."""
    content = drafts.prepared(clone.content)
    content["steps"][2]["output"] = f"Rekapitulasi kinerja {content['identity']['opd']}"
    content["records"] = [*content["records"], "Buku kendali monev"]
    drafts.save(clone, clone.revision, content)
    db.session.commit()
    return sops.sop_by_id(clone.sop_id)


def offered(sop: Sop) -> LibraryOffer:
    found = service.proposal_of(sop)
    return service.offer(found, NOTE, [change.key for change in found.merge.questions])


def test_a_clone_like_its_template_has_nothing_to_offer(clone: SopVersion) -> None:
    found = service.proposal_of(sops.sop_by_id(clone.sop_id))
    assert not found.merge.questions
    with pytest.raises(Conflict, match="sama dengan templatnya"):
        service.offer(found, NOTE, [])


def test_names_of_the_office_stay_at_home(improved: Sop) -> None:
    row = offered(improved)
    assert row.content["steps"][2]["output"] == "Rekapitulasi kinerja {opd}"
    assert row.content["identity"]["opd"] is None
    assert row.content["records"][-1] == "Buku kendali monev"
    with pytest.raises(Conflict, match="masih diperiksa"):
        offered(improved)


def test_only_what_is_chosen_is_offered(improved: Sop) -> None:
    found = service.proposal_of(improved)
    (records,) = (change for change in found.merge.questions if change.section == "records")
    with pytest.raises(Invalid):
        service.offer(found, NOTE, ["0" * 16])
    row = service.offer(found, NOTE, [records.key])
    assert [change.section for change in laid_over(row).questions] == ["records"]


def test_while_the_library_is_ahead_nothing_is_offered(improved: Sop, publish: Any) -> None:
    row = offered(improved)
    publish(lambda content: content["steps"][2].update(output="Rekap triwulan"))
    assert service.proposal_of(improved).waiting
    service.withdraw(row)
    with pytest.raises(Conflict, match="versi baru"):
        offered(improved)


def test_another_office_of_the_pemda_finds_no_such_offer(improved: Sop, at: Callable[..., Any]) -> None:
    row = offered(improved)
    db.session.commit()
    at(ADMIN, "setda")
    other, _ = sops.sops()[0]
    with pytest.raises(NotFound):
        service.offer_of(other, row.id)


def test_the_page_offers_and_withdraws(improved: Sop, person: Callable[[str], FlaskClient]) -> None:
    assert improved.slug
    client = person(ADMIN)
    page = client.get(PAGES).text
    assert page.count('name="changes"') == 2
    keys = [change["key"] for change in client.get(API).get_json()["changes"]]
    refused = client.post(PAGES, data={"changes": keys[:1], "note": "pendek"})
    assert refused.status_code == 422
    assert "10 sampai 1.000 huruf" in refused.text
    assert refused.text.count("checked") == 1
    assert client.post(PAGES, data={"changes": keys, "note": NOTE}).status_code == 303
    assert "Sedang diperiksa" in client.get(PAGES).text
    offer = client.get(API).get_json()["offers"][0]["id"]
    assert client.post(f"{PAGES}/{offer}/tarik").status_code == 303
    assert client.post(f"{PAGES}/{offer}/tarik", follow_redirects=True).status_code == 200
    assert "Ditarik" in client.get(PAGES).text


def test_programs_offer_and_withdraw(improved: Sop, person: Callable[[str], FlaskClient]) -> None:
    assert improved.slug
    client = person(ADMIN)
    keys = [change["key"] for change in client.get(API).get_json()["changes"]]
    made = client.post(API, json={"note": NOTE, "changes": keys})
    assert made.status_code == 201
    assert client.post(API, json={"note": NOTE, "changes": keys}).status_code == 409
    assert client.delete(f"{API}/{made.get_json()['id']}").get_json()["state"] == "withdrawn"
    assert client.delete(f"{API}/{made.get_json()['id']}").status_code == 409
    assert client.delete(f"{API}/00000000-0000-0000-0000-000000000000").status_code == 404
    assert person("kasi.naker@diskopnaker.13.01").post(API, json={"note": NOTE, "changes": keys}).status_code == 403
