"""An official's own file: handed in, read in a process of its own, looked through beside the source, kept as a draft."""

import io
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest

from runtut.database import db
from runtut.errors import Conflict, Invalid, NotFound
from tenants.sops.editing.tracing import trace_of
from tenants.sops.models import SopReading
from tenants.sops.reading import service
from tenants.sops.reading.laying import laid_open

WRITER, OUTSIDER = "kasubag.program@diskopnaker.13.01", "kasi.naker@diskopnaker.13.01"
PAGES, API = "/13.01/diskopnaker", "/api/v1/pemda/13.01/opd/diskopnaker"
TEXT = """STANDAR OPERASIONAL PROSEDUR
Nomor SOP : 000.8.3.3/4/Kec/2025
Nama SOP : Pelayanan Surat Keterangan
Tanggal Pembuatan : 2 Januari 2025
No\tKegiatan\tPetugas Loket\tKasi Pelayanan\tCamat\tKelengkapan\tWaktu\tOutput\tKeterangan
1\tMenerima berkas\tMulai\t\t\tBerkas\t10 menit\tBerkas diterima\t
2\tMemeriksa berkas\t\t\t\tBerkas diterima\t\tHasil periksa\t
3\tMenandatangani surat\t\t\t□\tHasil periksa\t1 hari\tSurat\t
4\tMenyerahkan surat\tSelesai\t\t\tSurat\t5 menit\tSurat diserahkan\t
"""


@pytest.fixture
def row(at: Callable[..., Any]) -> Iterator[SopReading]:
    at(WRITER)
    found = service.hand_in_text(TEXT)
    db.session.flush()
    service.read_now(found.id)
    yield found


def test_what_was_read_becomes_a_draft_that_knows_where_each_cell_stood(row: SopReading) -> None:
    (document,) = service.documents(row)
    assert (row.state, document["identity"]["title"]) == ("read", "Pelayanan Surat Keterangan")
    version = service.keep(row, 0, "surat-keterangan", "Pelayanan Surat Keterangan")
    found = trace_of(version, version.content)
    assert found is not None
    ids = [step["id"] for step in version.content["steps"]]
    assert found[1].places[f"{ids[0]}.text"] == "column=2,line=6"
    assert {f"{ids[1]}.actors", f"{ids[1]}.time"} <= set(found[1].unsure)
    assert f"{ids[0]}.time" not in found[1].unsure
    assert version.content["steps"][1]["actors"] == []
    assert version.content["identity"]["opd"].startswith("Dinas Koperasi")


def test_what_is_mended_is_not_unsure_any_more(row: SopReading) -> None:
    version = service.keep(row, 0, "surat-keterangan", "Pelayanan")
    step = version.content["steps"][1]
    mended = {**version.content, "steps": [dict(one) for one in version.content["steps"]]}
    mended["steps"][1]["actors"] = ["Kasi Pelayanan"]
    found = trace_of(version, mended)
    assert found is not None
    assert f"{step['id']}.actors" not in found[1].unsure
    assert f"{step['id']}.time" in found[1].unsure


def test_the_source_is_laid_open_beside_it(row: SopReading) -> None:
    assert row.result is not None
    shown = str(row.result["source"])
    assert "Menerima berkas" in shown
    assert "'column=2,line=6'" in shown


def test_a_file_that_cannot_be_read_says_why(at: Callable[..., Any]) -> None:
    at(WRITER)
    broken = service.hand_in("rusak.pdf", io.BytesIO(b"%PDF-1.7 hanya kepala"))
    service.read_now(broken.id)
    assert broken.state == "refused"
    assert broken.problem is not None
    assert laid_open(b"%PDF-1.7 hanya kepala", "rusak.pdf") is None
    with pytest.raises(NotFound):
        service.keep(broken, 0, "x", "Lain")
    service.read_now(broken.id)


def test_what_merely_resembles_an_sop_is_no_draft(row: SopReading) -> None:
    assert row.result is not None
    row.result = {**row.result, "documents": [{**service.documents(row)[0], "kind": "service_standard", "steps": []}]}
    with pytest.raises(Conflict, match="standar pelayanan"):
        service.keep(row, 0, "x", "Lain")


def test_nothing_is_not_handed_in(at: Callable[..., Any]) -> None:
    at(WRITER)
    with pytest.raises(Invalid):
        service.hand_in("kosong.docx", io.BytesIO(b""))
    with pytest.raises(NotFound):
        service.reading_by_id(UUID(int=7))


def test_the_way_over_the_pages(person: Callable[..., Any]) -> None:
    writer = person(WRITER)
    assert person(OUTSIDER).get(f"{PAGES}/sop/unggah").status_code == 403
    assert writer.post(f"{PAGES}/sop/unggah", data={"text": ""}).status_code == 422
    handed = writer.post(f"{PAGES}/sop/unggah", data={"file": (io.BytesIO(TEXT.encode()), "surat.txt")})
    assert handed.status_code == 303
    assert "Membaca naskah" in writer.get(handed.location).text
    reading = UUID(handed.location.rpartition("/")[2])
    service.read_now(reading)
    db.session.commit()
    page = writer.get(handed.location).text
    assert "sel perlu diperiksa" in page
    assert writer.post(f"{handed.location}/draf", data={"document": "0", "title": ""}).status_code == 422
    assert writer.post(f"{handed.location}/draf", data={"document": "9", "title": "Surat"}).status_code == 404
    kept = writer.post(f"{handed.location}/draf", data={"document": "0", "title": "Pelayanan Surat"})
    assert kept.location == f"{PAGES}/sop/pelayanan-surat/ubah"
    editor = writer.get(kept.location).text
    assert "Naskah asal" in editor
    assert "data-unsure" in editor
    assert 'data-place="column=2,line=6"' in editor
    assert "surat.txt" in writer.get(f"{PAGES}/sop/unggah").text


def test_the_way_over_the_api(person: Callable[..., Any]) -> None:
    writer = person(WRITER)
    sent = writer.post(f"{API}/sops/readings", data={"file": (io.BytesIO(TEXT.encode()), "surat.txt")})
    assert (sent.status_code, sent.json["state"]) == (202, "waiting")
    assert writer.post(f"{API}/sops/readings/texts", json={"text": TEXT}).status_code == 202
    path = f"{API}/sops/readings/{sent.json['id']}"
    assert writer.post(f"{path}/drafts", json={"document": 0, "title": "Surat"}).status_code == 404
    service.read_now(UUID(sent.json["id"]))
    db.session.commit()
    assert writer.get(path).json["documents"][0]["actors"] == ["Petugas Loket", "Kasi Pelayanan", "Camat"]
    kept = writer.post(f"{path}/drafts", json={"document": 0, "title": "Surat"})
    assert (kept.status_code, kept.json["slug"]) == (201, "surat")
