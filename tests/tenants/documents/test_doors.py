"""Papers on the screen and for programs; a stranger finds only what the code on the paper proves."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import g
from pypdf import PdfReader

from runtut.database import db
from tenants.documents import reading
from tenants.documents.models import DocumentVersion
from workers.documents import render

HERE = "/api/v1/pemda/13.01/opd/diskopnaker/documents"
PAGES = "/13.01/diskopnaker/dokumen"
SignIn = Callable[[str], Any]


def seen_from_outside(version: DocumentVersion) -> reading.Paper:
    """The paper; whoever stood in the services has gone, as between two requests."""
    db.session.commit()
    found = reading.paper(reading.find_document(version.document_id))
    for name in ("here", "zone"):
        g.pop(name, None)
    return found


@pytest.fixture
def paper(signed: DocumentVersion) -> reading.Paper:
    return seen_from_outside(signed)


@pytest.fixture
def printed(signed: DocumentVersion) -> reading.Paper:
    for purpose in ("draft", "signed"):
        render({"version": str(signed.id), "purpose": purpose})
    return seen_from_outside(signed)


def test_the_list_and_a_paper_tell_everything_that_was_done_to_it(paper: reading.Paper, person: SignIn) -> None:
    client = person("kadis@diskopnaker.13.01")
    line = next(line for line in client.get(HERE).json if line["id"] == str(paper.document.id))
    assert (line["state"], line["number"], line["version"]) == ("signed", "12/2025", 1)
    told = client.get(f"{HERE}/{paper.document.id}").json
    assert [check["outcome"] for check in told["checks"]] == ["accepted"]
    assert told["signature"]["sha256"] == told["versions"][0]["sha256"]
    assert (told["archive"], [made["purpose"] for made in told["renderings"]]) == (None, ["draft"])


def test_a_pdf_that_is_being_made_is_not_found_yet_and_says_so(paper: reading.Paper, person: SignIn) -> None:
    answer = person("kadis@diskopnaker.13.01").get(f"{HERE}/{paper.document.id}/file?purpose=signed")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert "sedang disiapkan" in answer.json["detail"]


@pytest.mark.parametrize("address", [HERE + "/{}/file?purpose=signed", PAGES + "/{}/berkas?untuk=signed"])
def test_a_pdf_leaves_as_an_inert_attachment_with_a_plain_name(printed: reading.Paper, person: SignIn, address: str) -> None:
    answer = person("kadis@diskopnaker.13.01").get(address.format(printed.document.id))
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="laporan-ditandatangani.pdf"')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert len(PdfReader(BytesIO(answer.data)).pages) >= 1


def test_a_version_or_purpose_that_is_not_there_is_refused_in_a_sentence(printed: reading.Paper, person: SignIn) -> None:
    client, file = person("kadis@diskopnaker.13.01"), f"{HERE}/{printed.document.id}/file"
    assert client.get(f"{file}?version=9").status_code == 404
    assert client.get(f"{file}?purpose=lain").status_code == 422
    assert client.get(f"{file}?purpose=draft").status_code == 200


def test_a_pdf_can_be_asked_for_again(paper: reading.Paper, person: SignIn) -> None:
    client = person("kasubag.program@diskopnaker.13.01")
    assert client.post(f"{HERE}/{paper.document.id}/renderings", json={"purpose": "draft"}).status_code == 202
    answer = client.post(f"{PAGES}/{paper.document.id}/pdf")
    assert answer.status_code == 303


@pytest.mark.parametrize("login", ["sekda@setda.13.01", "kadis@dishub.63.11"])
@pytest.mark.parametrize("address", [HERE + "/{}", HERE + "/{}/file", PAGES + "/{}", PAGES + "/{}/berkas"])
def test_nobody_of_another_office_or_pemda_finds_it(printed: reading.Paper, person: SignIn, login: str, address: str) -> None:
    assert person(login).get(address.format(printed.document.id)).status_code == 404


def test_the_pages_show_state_signature_and_what_changed(printed: reading.Paper, person: SignIn) -> None:
    client = person("kadis@diskopnaker.13.01")
    assert "Ditandatangani" in client.get(PAGES).text
    page = client.get(f"{PAGES}/{printed.document.id}").text
    for said in (
        "Ir. Harmen Syahputra",
        "Latar belakang",
        "Triwulan ini dipantau.",
        "Unduh PDF bertanda tangan",
        "Kode verifikasi",
    ):
        assert said in page


def test_a_changed_word_is_marked_in_the_history(desk: Any, others: Callable[[str], Any], person: SignIn) -> None:
    kasubag = others("kasubag.program")
    first = desk.write(kasubag, background="Capaian naik.")
    desk.write(kasubag, background="Capaian turun.")
    db.session.commit()
    page = person("kasubag.program@diskopnaker.13.01").get(f"{PAGES}/{first.document_id}").text
    assert "Beda dari versi 1" in page
    assert "naik.</del>" in page
    assert "turun.</ins>" in page
    old = person("kasubag.program@diskopnaker.13.01").get(f"{PAGES}/{first.document_id}?versi=1").text
    assert "Isi naskah versi 1" in old


def test_whoever_holds_the_paper_sees_that_it_is_genuine(paper: reading.Paper, person: SignIn) -> None:
    assert paper.signature is not None
    code, sha256, stranger = paper.signature.code, paper.signature.sha256, person("kadis@dishub.63.11")
    stranger.token = ""
    page = stranger.get(f"/periksa/13.01/{code}")
    assert page.status_code == 200
    assert all(said in page.text for said in ("Ir. Harmen Syahputra", "12/2025", sha256, "tidak tersertifikasi"))
    assert "NIP" not in page.text
    assert stranger.get(f"/periksa/13.01/{code.lower()}").status_code == 200


@pytest.mark.parametrize("region", ["13.01", "63.11", "99"])
def test_a_wrong_code_or_pemda_proves_nothing(paper: reading.Paper, person: SignIn, region: str) -> None:
    assert paper.signature is not None
    code = "0000-0000-0000-0000" if region == "13.01" else paper.signature.code
    client = person("kadis@diskopnaker.13.01")
    assert client.get(f"/periksa/{region}/{code}").status_code == 404
