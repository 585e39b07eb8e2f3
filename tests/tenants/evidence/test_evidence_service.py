"""Evidence: what is taken, what is refused in one clear sentence, and that rows and objects agree."""

import io
import itertools
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from xlsxwriter import Workbook

from runtut.config import settings
from runtut.database import db
from runtut.errors import Invalid, NotFound, TooLarge
from runtut.storage import read
from runtut.storage.buckets import working_bucket
from runtut.storage.client import s3
from tenants.evidence import kinds, names, office, service
from tenants.evidence.models import Evidence
from tenants.evidence.service import LIMIT, Upload, add

At = Callable[..., Any]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KABID, KASUBAG = "kabid.koperasi@diskopnaker.13.01", "kasubag.program@diskopnaker.13.01"


def pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def xlsx() -> bytes:
    kept = io.BytesIO()
    with Workbook(kept, {"in_memory": True}) as book:
        book.add_worksheet("Data").write_row(0, 0, ["Koperasi", "Aktif"])
    return kept.getvalue()


def boxed(members: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as box:
        for name, body in members.items():
            box.writestr(name, body)
    return kept.getvalue()


def docx(**more: bytes) -> bytes:
    content_types = f'<Types><Override ContentType="{DOCX}.main+xml"/></Types>'.encode()
    return boxed({"[Content_Types].xml": content_types, "word/document.xml": b"<w:document/>", **more})


def locked(box: bytes) -> bytes:
    """The same, with every member marked as encrypted in the table of contents."""
    marked, place = bytearray(box), box.find(b"PK\x01\x02")
    while place >= 0:
        marked[place + 8] |= 1
        place = box.find(b"PK\x01\x02", place + 1)
    return bytes(marked)


def upload(name: str, declared: str, body: bytes) -> Upload:
    return Upload(name, declared, io.BytesIO(body))


GOOD = {
    "laporan.pdf": ("application/pdf", pdf()),
    "foto.png": ("image/png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)),
    "foto.jpg": ("image/jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(40)),
    "daftar.xlsx": (XLSX, xlsx()),
    "surat.docx": (DOCX, docx()),
    "data.csv": ("text/csv", b"Koperasi;Aktif\nSejahtera;ya\n"),
    "catatan.txt": ("text/plain", b"Rapat dihadiri 14 orang.\n"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_it_says_is_kept_with_its_hash(at: At, name: str) -> None:
    place = at(KABID)
    declared, body = GOOD[name]
    kept = add(upload(name, declared, body))
    assert (kept.name, kept.size, kept.opd_id) == (name, len(body), place.opd.id)
    assert kept.unit_id == place.seats[0].unit_id
    assert b"".join(service.content(kept)) == body
    assert kept.storage_key.startswith(f"{place.pemda_id}/{place.opd.id}/evidence/")


@pytest.mark.parametrize("name", GOOD)
def test_ending_declared_type_and_content_must_agree(at: At, name: str) -> None:
    """Every mixture of an ending, a declared type and a content; .csv and .txt may hold the same plain text."""
    at(KABID)
    text, kind = {"data.csv", "catatan.txt"}, kinds.BY_ENDING[name.rpartition(".")[2]]
    for said, body in itertools.product(GOOD, GOOD):
        sent = upload(name, GOOD[said][0], GOOD[body][1])
        if GOOD[said][0] in kind.declared and (name == body or {name, body} <= text):
            assert add(sent).media_type == kind.media_type
        else:
            kept = db.session.scalar(select(func.count()).select_from(Evidence))
            with pytest.raises(Invalid, match=name):
                add(sent)
            assert db.session.scalar(select(func.count()).select_from(Evidence)) == kept


@pytest.mark.parametrize("name", ["program.exe", "halaman.html", "gambar.svg", "makro.xlsm", "tanpa-akhiran", "arsip.zip"])
def test_other_kinds_are_refused_by_name(at: At, name: str) -> None:
    at(KABID)
    with pytest.raises(Invalid, match="PDF, PNG, JPG"):
        add(upload(name, "application/octet-stream", b"MZ\x90\x00"))


def test_an_empty_file_is_refused(at: At) -> None:
    at(KABID)
    with pytest.raises(Invalid, match="kosong"):
        add(upload("laporan.pdf", "application/pdf", b""))


def test_a_file_over_25_mb_is_refused_and_the_limit_itself_is_not(at: At) -> None:
    at(KABID)
    with pytest.raises(TooLarge, match="25 MB"):
        add(upload("laporan.pdf", "application/pdf", pdf().ljust(LIMIT + 1, b"\n")))
    assert add(upload("laporan.pdf", "application/pdf", pdf().ljust(LIMIT, b"\n"))).size == LIMIT


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (docx(**{"word/vbaProject.bin": b"x"}), "makro"),
        (
            boxed({"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml": b""}),
            "makro",
        ),
        (docx(**{"../../etc/passwd": b"x"}), "rusak"),
        (boxed({"word/document.xml": b"<w/>"}), "rusak"),
        (docx()[:-30], "rusak"),
        (locked(docx()), "kata sandi"),
        (boxed({**{f"a/{n}": b"" for n in range(3)}, "[Content_Types].xml": b"<Types/>", "word/document.xml": b""}), "rusak"),
        (docx(**{f"word/media/{n}.png": b"x" for n in range(2_001)}), "rusak"),
        (b"PK\x03\x04" + bytes(200), "rusak"),
        (docx(**{"word/big.xml": bytes(office.MOST_BYTES + 1)}), "tersembunyi"),
    ],
    ids=["macro", "macro type", "path out", "no types", "cut off", "locked", "other types", "many members", "no zip", "bomb"],
)
def test_a_word_file_that_hides_something_is_refused(at: At, body: bytes, said: str) -> None:
    at(KABID)
    with pytest.raises(Invalid, match=said):
        add(upload("surat.docx", DOCX, body))


def test_a_zip_whose_header_lies_about_its_size_is_counted_by_its_real_bytes(at: At) -> None:
    at(KABID)
    body = bytearray(docx(**{"word/big.xml": bytes(office.MOST_BYTES + 1)}))
    place = body.rfind(b"PK\x01\x02")
    body[place + 24 : place + 28] = struct.pack("<I", 10)
    with pytest.raises(Invalid):
        add(upload("surat.docx", DOCX, bytes(body)))


@pytest.mark.parametrize(
    "body", [b"\xff\xfe\x00a", b"a\x00b", b"caf\xe9", b"<!doctype html><script>", b"#!/bin/sh\n", b"  <svg/>"]
)
def test_text_that_is_no_plain_text_is_refused(at: At, body: bytes) -> None:
    at(KABID)
    with pytest.raises(Invalid, match=r"catatan\.txt"):
        add(upload("catatan.txt", "text/plain", body))


HOSTILE = [
    "../../etc/passwd.pdf", "C:\\Users\\budi\\laporan.pdf", "a\r\nSet-Cookie: x=1.pdf", "laporan\u202efdp.exe.pdf", "\x00.pdf",
    "nama" * 1_250 + ".pdf", "n" * 300 + "." + "e" * 20 + ".pdf", "con:aux?.pdf", '"; filename="x.pdf', "  .pdf",
    "\ud800buk\udfffti.pdf", "بيان.pdf", "😀.pdf", "%0d%0a.pdf",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_become_harmless_on_the_way_in_and_out(at: At, person: Callable[[str], Any], name: str) -> None:
    at(KABID)
    kept = add(upload(name, "application/pdf", pdf()))
    db.session.commit()
    assert kept.name.endswith(".pdf") and len(kept.name) <= names.MOST and kept.name.isprintable()
    assert not set(kept.name) & set('/\\\r\n\0:"?*<>|')
    answer = person(KABID).get(f"/api/v1/pemda/13.01/opd/diskopnaker/evidence/{kept.id}/file")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.data == pdf()


def objects() -> set[str]:
    return {found["Key"] for found in s3().list_objects_v2(Bucket=working_bucket()).get("Contents", [])}


def test_what_is_rolled_back_leaves_neither_row_nor_object(at: At, context: Flask) -> None:  # noqa: ARG001
    at(KABID)
    before = objects()
    kept = add(upload("laporan.pdf", "application/pdf", pdf()))
    key = kept.storage_key
    assert key in objects() - before
    db.session.rollback()
    assert objects() == before
    with pytest.raises(NotFound):
        read(key, "")


def test_an_object_that_cannot_be_discarded_is_told_to_the_log_and_hurts_nobody(
    at: At, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    at(KABID)
    key = add(upload("laporan.pdf", "application/pdf", pdf())).storage_key
    with monkeypatch.context() as changed:
        changed.setenv("S3_ENDPOINT_URL", "http://127.0.0.1:1")
        settings.cache_clear()
        db.session.rollback()
    settings.cache_clear()
    assert key in caplog.text
    assert db.session.scalar(select(func.count()).select_from(Evidence).where(Evidence.storage_key == key)) == 0


def test_what_is_committed_stays(at: At) -> None:
    at(KABID)
    kept = add(upload("laporan.pdf", "application/pdf", pdf()))
    db.session.commit()
    db.session.rollback()
    assert kept.storage_key in objects()


def test_nobody_brings_evidence_for_a_unit_that_is_not_his(at: At) -> None:
    other = at("kabid.naker@diskopnaker.13.01").seats[0].unit_id
    own = at(KABID).seats[0].unit_id
    assert add(upload("laporan.pdf", "application/pdf", pdf()), own).unit_id == own
    with pytest.raises(Invalid, match="unit tempat Anda menjabat"):
        add(upload("laporan.pdf", "application/pdf", pdf()), other)


def test_another_opd_and_another_pemda_see_nothing(at: At, person: Callable[[str], Any]) -> None:
    at(KABID)
    kept = add(upload("laporan.pdf", "application/pdf", pdf())).id
    db.session.commit()
    own = f"/api/v1/pemda/13.01/opd/diskopnaker/evidence/{kept}"
    assert person(KABID).get(own).status_code == 200
    for stranger in ("kabag.umum@setda.13.01", "sekretaris@dishub.63.11"):
        opd, _, code = stranger.partition("@")[2].partition(".")
        for address in (own, f"{own}/file", f"/api/v1/pemda/{code}/opd/{opd}/evidence/{kept}"):
            assert person(stranger).get(address).status_code == 404


def test_the_api_takes_one_file_and_lists_it(person: Callable[[str], Any]) -> None:
    client, address = person(KABID), "/api/v1/pemda/13.01/opd/diskopnaker/evidence"
    sent = client.post(address, data={"file": (io.BytesIO(pdf()), "laporan.pdf", "application/pdf")})
    assert sent.status_code == 201, sent.json
    assert client.get(address).json["items"][0]["sha256"] == sent.json["sha256"]
    wrong = client.post(address, data={"file": (io.BytesIO(b"x"), "laporan.pdf", "application/pdf")})
    assert wrong.status_code == 422 and "laporan.pdf" in wrong.json["errors"]["file"][0]
    assert client.post(address, data={}).status_code == 422
    assert client.get(f"{address}?page=0").status_code == 422


def test_the_page_takes_a_file_and_leads_back_only_to_pages_of_this_pemda(person: Callable[[str], Any]) -> None:
    client = person(KABID)
    for back, led in (
        ("/13.01/diskopnaker/siklus", "/13.01/diskopnaker/siklus"),
        ("//evil.example/13.01/", "/13.01/diskopnaker/bukti"),
    ):
        data = {"file": (io.BytesIO(pdf()), "laporan.pdf", "application/pdf"), "kembali": back}
        answer = client.post("/13.01/diskopnaker/bukti", data=data)
        assert (answer.status_code, answer.headers["Location"]) == (303, led)
    page = client.get("/13.01/diskopnaker/bukti")
    assert page.status_code == 200 and "laporan.pdf" in page.text
    refused = client.post("/13.01/diskopnaker/bukti", data={"file": (io.BytesIO(b""), "laporan.pdf", "application/pdf")})
    assert refused.status_code == 422 and "kosong" in refused.text
    assert "Pilih berkas" in client.post("/13.01/diskopnaker/bukti", data={}).text
    wrong = {"file": (io.BytesIO(b"x"), "a.exe", "application/x-msdownload"), "kembali": "/13.01/diskopnaker/siklus"}
    assert client.post("/13.01/diskopnaker/bukti", data=wrong).headers["Location"] == "/13.01/diskopnaker/siklus"
    kept = client.get("/api/v1/pemda/13.01/opd/diskopnaker/evidence").json["items"][0]["id"]
    assert client.get(f"/13.01/diskopnaker/bukti/{kept}").data == pdf()
