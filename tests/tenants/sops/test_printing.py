"""SOPs as files: every form of file, in the look of the OPD, with a code that says whether the paper is genuine."""

import io
import zipfile
from collections.abc import Callable
from inspect import signature
from typing import Any

import pypdf
import pytest
from docx import Document
from PIL import Image

from runtut.app import create_app
from runtut.database import db
from runtut.procedures.reading import read
from tenants.sops import service
from tenants.sops.printing import files
from tenants.sops.printing.files import code_of

ADMIN, HEAD, CLERK = "admin@setda.13.01", "kadis@diskopnaker.13.01", "kasubag.program@diskopnaker.13.01"
API, PAGES = "/api/v1/pemda/13.01/opd/diskopnaker", "/13.01/diskopnaker"
FILES = f"{API}/sops/monev/versions/1/files"
SIGNER = "Ir. Harmen Syahputra, M.M."
Person = Callable[..., Any]


@pytest.fixture
def sop(at: Person) -> Any:
    """An SOP of Diskopnaker, still a draft."""
    place = at(ADMIN, "diskopnaker")
    version = service.clone(place.opd.id, "dinas", "monev", "Pemantauan Kinerja")
    service.map_actors(version, {actor: role.id for actor, role in service.suggested_roles(version).items() if role})
    db.session.commit()
    return version


def put_into_force(version: Any, at: Person) -> str:
    """The code that its paper then carries."""
    at(HEAD, "diskopnaker")
    service.put_into_force(version)
    code = code_of(version)
    db.session.commit()
    return code


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 40)) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, "#0b5").save(drawn, kind)
    return drawn.getvalue()


STARTS = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "svg": b"<svg", "bpmn": b"<?xml"}


@pytest.mark.usefixtures("sop")
@pytest.mark.parametrize("kind", STARTS)
def test_every_form_of_file_leaves_as_an_attachment_and_holds_the_sop(person: Person, kind: str) -> None:
    answer = person(CLERK).get(f"{FILES}/{kind}")
    assert (answer.status_code, answer.data[: len(STARTS[kind])]) == (200, STARTS[kind])
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="SOP-monev-v1-draf.{kind}"')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    said = answer.text if kind in ("svg", "bpmn") else str(read(answer.data)[0].identity)
    assert "Pemantauan Kinerja" in said


@pytest.mark.usefixtures("sop")
def test_an_unknown_form_or_paper_is_refused_in_words(person: Person) -> None:
    clerk = person(CLERK)
    assert "pdf, docx" in clerk.get(f"{FILES}/odt").json["detail"]
    refused = clerk.get(f"{FILES}/pdf", query_string={"paper": "a0"})
    assert (refused.status_code, refused.json["errors"]) == (422, {"paper": ["Kertas ini tidak tersedia."]})
    assert clerk.get(f"{API}/sops/monev/versions/2/files/pdf").status_code == 404


def test_a_paper_in_force_names_its_office_its_signer_and_the_address_that_proves_it(
    sop: Any, person: Person, at: Person
) -> None:
    draft = text_of(person(CLERK).get(f"{FILES}/pdf").data)
    assert "/periksa/" not in draft
    assert SIGNER not in draft
    code = put_into_force(sop, at)
    told = text_of(person(CLERK).get(f"{FILES}/pdf").data).split("\n")
    assert f"/periksa/13.01/sop/{code}" in "".join(told)
    signed = told.index("Disahkan oleh Kepala Dinas,")
    assert told[signed + 1 : signed + 4] == [SIGNER, "Pembina Utama Muda, IV/c", "NIP 196803011993021904"]
    office = told.index("KABUPATEN PESISIR SELATAN")
    assert "".join(told[office + 1 : office + 3]).startswith("DINAS KOPERASI, USAHA KECIL DAN MENENGAH DAN TENAGA KERJA")


@pytest.mark.usefixtures("sop")
def test_the_page_offers_every_form_and_sends_the_file_that_was_chosen(person: Person) -> None:
    clerk = person(CLERK)
    page = clerk.get(f"{PAGES}/sop/monev/cetak?paper=f4-portrait")
    assert page.status_code == 200
    assert "F4 tegak" in page.text
    assert all(f'value="{kind}"' in page.text for kind in STARTS)
    plain, covered = (word_of(clerk, paper) for paper in ("f4-landscape", "a4-portrait&cover=1"))
    assert [round(each.sections[0].page_width.mm) for each in (plain, covered)] == [330, 210]
    assert [each.element.body[0].tag.rpartition("}")[2] for each in (plain, covered)] == ["tbl", "p"]
    assert COVER in [line.text for line in covered.paragraphs[:4]]
    assert "Pilih salah satu bentuk berkas." in clerk.get(f"{PAGES}/sop/monev/cetak/berkas?kind=exe").text


COVER = "STANDAR OPERASIONAL PROSEDUR"


def word_of(client: Any, paper: str) -> Any:
    """The Word document that the page sends, opened."""
    return Document(io.BytesIO(client.get(f"{PAGES}/sop/monev/cetak/berkas?versi=1&kind=docx&paper={paper}").data))


def test_whoever_holds_the_paper_sees_whether_it_is_in_force(sop: Any, at: Person, context: Any) -> None:
    draft, anybody = code_of(sop), context.test_client()
    assert anybody.get(f"/periksa/13.01/sop/{draft}").status_code == 404
    code = put_into_force(sop, at)
    address = f"/periksa/13.01/sop/{code}"
    assert "Masih berlaku" in anybody.get(address).text
    assert "Pemantauan Kinerja" in anybody.get(address).text
    assert anybody.get(f"/periksa/63.11/sop/{code}").status_code == 404
    assert anybody.get("/periksa/13.01/sop/%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25").status_code == 404


def profile(**changed: Any) -> dict[str, Any]:
    usual = {
        "letterhead": ["PEMERINTAH NEGERI CONTOH", "DINAS CONTOH"], "labels": {"title": "Judul SOP"},
        "number_pattern": "060/{serial}/{unit}/{year}", "paper": "f4-landscape", "version": 0,
    }  # fmt: skip
    return usual | changed


@pytest.mark.usefixtures("sop")
def test_an_office_prints_under_its_own_letterhead(person: Person) -> None:
    clerk = person(CLERK)
    assert clerk.get(f"{API}/sop-profile").json["version"] == 0
    changed = clerk.put(f"{API}/sop-profile", json=profile())
    assert (changed.status_code, changed.json["version"], changed.json["logo"]) == (200, 1, None)
    answer = clerk.get(f"{FILES}/pdf")
    told, page = text_of(answer.data), pypdf.PdfReader(io.BytesIO(answer.data)).pages[0].mediabox
    assert "PEMERINTAH NEGERI CONTOH" in told
    assert "KABUPATEN PESISIR SELATAN" not in told.split("\n")
    assert ("Judul SOP" in told, "Nama SOP" in told) == (True, False)
    assert round(float(page.width) / 72 * 25.4) == 330


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"number_pattern": "060/{unit}"}, "number_pattern"),
        ({"number_pattern": "{serial}/{__class__}"}, "number_pattern"),
        ({"paper": "a3"}, "paper"),
        ({"letterhead": ["baris"] * 7}, "letterhead"),
        ({"letterhead": ["dua\nbaris"]}, "letterhead.0"),
        ({"labels": {"title": "x" * 61}}, "labels.title"),
        ({"labels": {"warna": "x"}}, "labels.warna"),
    ],
)
def test_a_profile_that_cannot_be_printed_is_refused_by_field(person: Person, changed: dict[str, Any], field: str) -> None:
    refused = person(CLERK).put(f"{API}/sop-profile", json=profile(**changed))
    assert (refused.status_code, set(refused.json["errors"])) == (422, {field})


def test_of_two_who_shape_the_later_is_told_and_readers_shape_nothing(person: Person) -> None:
    clerk = person(CLERK)
    assert clerk.put(f"{API}/sop-profile", json=profile()).status_code == 200
    assert clerk.put(f"{API}/sop-profile", json=profile()).status_code == 409
    assert person("kabid.naker@diskopnaker.13.01").put(f"{API}/sop-profile", json=profile(version=1)).status_code == 403


def posted(client: Any, logo: bytes, **changed: str) -> Any:
    form = {
        "letterhead": "PEMERINTAH CONTOH\nDINAS CONTOH", "number_pattern": "{serial}/X", "paper": "a4-landscape",
        "version": "0", "logo": (io.BytesIO(logo), "logo.png"),
    }  # fmt: skip
    return client.post(f"{PAGES}/profil-cetak", data=form | changed)


@pytest.mark.parametrize(
    "logo", [b"bukan gambar", picture()[:60], b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture("GIF")]
)
def test_a_logo_that_is_no_picture_is_refused_and_nothing_is_kept(person: Person, logo: bytes) -> None:
    refused = posted(person(CLERK), logo)
    assert refused.status_code == 422
    assert "bukan gambar PNG atau JPEG" in refused.text
    assert "PEMERINTAH CONTOH" in refused.text
    assert person(CLERK).get(f"{API}/sop-profile").json["version"] == 0


@pytest.mark.usefixtures("sop")
def test_a_logo_stands_on_word_and_pdf_until_it_is_dropped(person: Person) -> None:
    clerk = person(CLERK)
    assert posted(clerk, picture()).status_code == 303
    assert clerk.get(f"{API}/sop-profile").json["logo"] == "image/png"
    assert logos(clerk) == (1, 1)
    assert posted(clerk, b"", version="1", drop_logo="1").status_code == 303
    assert clerk.get(f"{API}/sop-profile").json["logo"] is None
    assert logos(clerk) == (0, 0)


def logos(client: Any) -> tuple[int, int]:
    """How many pictures the Word document and the first page of the PDF hold."""
    word = zipfile.ZipFile(io.BytesIO(client.get(f"{FILES}/docx").data))
    pdf = pypdf.PdfReader(io.BytesIO(client.get(f"{FILES}/pdf").data))
    return sum(name.startswith("word/media/") for name in word.namelist()), len(pdf.pages[0].images)


def test_whoever_waits_for_the_press_does_not_lose_his_transaction() -> None:
    idle = signature(create_app).parameters["idle_ms"].default
    assert idle * 0.8 > files.PATIENCE * 1000
