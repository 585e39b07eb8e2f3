"""The pages of a PDF beside what was read from it, and what becomes of an upload whose reading is cut off."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from runtut.database import db
from runtut.errors import NotFound, Unavailable
from runtut.printing.files import written
from runtut.procedures import from_json
from runtut.procedures.printing import Choices, Profile, form
from runtut.procedures.reading import Refused
from runtut.procedures.reading.facsimile import Picture, said
from runtut.storage import discard, keys_before, put, read
from runtut.storage.buckets import working_bucket
from runtut.storage.client import s3
from runtut.tenancy import Pass, enter
from tenants.sops.models import SopReading
from tenants.sops.reading import opening, picturing, reviewing, service, sweeping
from tenants.sops.reading.placing import Pane, leads
from tenants.sops.reading.sweeping import sweep

WRITER, PAGES = "kasubag.program@diskopnaker.13.01", "/13.01/diskopnaker"
SAMPLE = Path(__file__).parents[2] / "runtut" / "procedures" / "printing" / "penataan-arsip.json"


@pytest.fixture(scope="module")
def printed() -> bytes:
    return written("pdf", form(from_json(json.loads(SAMPLE.read_text("utf-8"))), Profile(), Choices()))


@pytest.fixture
def row(at: Callable[..., Any], printed: bytes) -> SopReading:
    at(WRITER)
    row = service.hand_in("arsip.pdf", io.BytesIO(printed))
    db.session.flush()
    return row


def kept(row: SopReading) -> set[str]:
    """The names of what is stored of a reading."""
    prefix = row.key.rpartition("/")[0] + f"/sop-{row.id}"
    found = s3().list_objects_v2(Bucket=working_bucket(), Prefix=prefix).get("Contents", [])
    return {one["Key"].removeprefix(prefix) for one in found}


def test_what_was_read_is_marked_on_the_picture_of_its_page_and_leads_back(row: SopReading) -> None:
    service.read_now(row.id)
    pane, copy = Pane.of(row.result), reviewing.working_copy(row, 0)
    spots = reviewing.spots(row, 0, copy, pane)
    back = leads(spots, {})
    drawn = {piece.id: (number, piece) for number, page in enumerate(pane.pages, 1) for piece in page.pieces}
    number, piece = drawn[spots["steps.1.text"].id]
    assert (piece.text, spots["steps.1.text"].words.startswith(f"halaman {number} ")) == (
        copy.document["steps"][1]["text"],
        True,
    )
    assert back[piece.of].to == "f-steps.1.text"
    assert pane.pictured
    assert all(0 <= edge <= 1000 for _, one in drawn.values() for edge in one.box)
    assert {cell["id"] for block in pane.blocks for line in block.get("rows", ()) for cell in line} == {""}


def test_the_pages_are_shown_one_by_one_and_only_to_those_who_may_write(person: Callable[..., Any], printed: bytes) -> None:
    writer = person(WRITER)
    where = writer.post(f"{PAGES}/sop/unggah", data={"file": (io.BytesIO(printed), "arsip.pdf")}).location
    service.read_now(UUID(where.rpartition("/")[2]))
    db.session.commit()
    page = writer.get(where).text
    assert f'src="{where}/halaman/1"' in page
    assert 'loading="lazy"' in page
    assert 'href="#f-steps.1.text" data-piece="asal-' in page
    image = writer.get(f"{where}/halaman/1")
    assert (image.status_code, image.mimetype, image.data[8:12]) == (200, "image/webp", b"WEBP")
    assert writer.get(f"{where}/halaman/9").status_code == 404
    assert writer.get(f"{where}/halaman/0").status_code == 404
    assert person("kasi.naker@diskopnaker.13.01").get(f"{where}/halaman/1").status_code == 403


def test_a_page_without_a_picture_is_told_and_its_text_stands_for_it() -> None:
    cell = {"text": "Isi", "at": "page=2", "rows": 1, "columns": 1, "on": [[1, 0, 0, 9, 9], [2, 1, 2, 3, 4], [3, 0, 0, 9, 9]]}
    pane = Pane.of({"source": [{"rows": [[cell]]}], "pages": [{"width": 0, "height": 0}, {"width": 9, "height": 9}]})
    assert [[(one.id, one.of, one.box) for one in page.pieces] for page in pane.pages] == [
        [],
        [("asal-1", "asal-1", (1, 2, 3, 4))],
    ]
    assert not Pane.of({"source": [{"rows": [[cell]]}], "pages": [{"width": 0, "height": 0}]}).pictured


def test_pages_that_cannot_be_drawn_keep_nobody_from_the_review(row: SopReading, monkeypatch: pytest.MonkeyPatch) -> None:
    first = said(Picture(7, 5, b"gambar")) + said(Picture(0, 0, b""))
    monkeypatch.setattr(picturing, "ask", lambda *_: (-6, first + b"[1, 1, 99]\nter"))
    service.read_now(row.id)
    assert row.state == "read"
    assert [(page["width"], "key" in page) for page in (row.result or {})["pages"]] == [(7, True), (0, False)]
    assert service.documents(row)


def test_what_was_read_before_a_limit_stands_although_the_file_cannot_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "ask", lambda *_: (-24, b"[]\n[{"))
    assert opening.opened(b"x", "x.pdf", 9) == opening.Opened([], None)
    monkeypatch.setattr(opening, "ask", lambda *_: (0, b"[]\n{}"))
    assert opening.opened(b"x", "x.pdf", 9).blocks is None
    monkeypatch.setattr(opening, "ask", lambda *_: (-24, b"[{"))
    with pytest.raises(Refused, match="memori atau waktu"):
        opening.opened(b"x", "x.pdf", 9)


def test_a_job_that_is_cut_off_leaves_nothing_behind_and_the_next_one_reads_the_file(
    row: SopReading, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.session.commit()
    reading_id = row.id
    whole = picturing.kept_page

    def cut_off(row: SopReading, number: int, picture: Picture) -> dict[str, Any]:
        whole(row, number, picture)
        raise SystemExit

    monkeypatch.setattr(picturing, "kept_page", cut_off)
    with pytest.raises(SystemExit):
        service.read_now(reading_id)
    assert len(kept(service.reading_by_id(reading_id))) == 2
    db.session.rollback()
    monkeypatch.setattr(picturing, "kept_page", whole)
    again = service.reading_by_id(reading_id)
    assert (again.state, again.result, kept(again)) == ("waiting", None, {""})
    service.read_now(reading_id)
    assert again.state == "read"
    assert kept(again) == {"", *(page["key"].partition(str(reading_id))[2] for page in (again.result or {})["pages"])}
    discard(again.key, "")


def test_a_picture_that_an_earlier_attempt_stored_is_found_again(row: SopReading) -> None:
    picture = Picture(3, 2, b"gambar")
    assert picturing.kept_page(row, 1, picture) == picturing.kept_page(row, 1, picture)


def test_a_file_whose_row_was_never_written_goes_after_a_day(
    row: SopReading, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    service.read_now(row.id)
    stray = put("documents", row.pemda_id, row.opd_id, "sop-tanpa-baris", io.BytesIO(b"SOP"), "text/plain")
    own, now = kept(row), datetime.now(UTC)
    with pytest.raises(ValueError, match="whole pemda"):
        sweep(row.pemda_id, now)
    enter(Pass.whole(row.pemda_id))
    ours = {stray.key, row.key, *(page["key"] for page in (row.result or {})["pages"])}
    monkeypatch.setattr(sweeping, "keys_before", lambda *which: [key for key in keys_before(*which) if key in ours])
    sweep(row.pemda_id, now)
    assert b"".join(read(stray.key, "")) == b"SOP"
    sweep(row.pemda_id, now + timedelta(days=2))
    with pytest.raises(NotFound):
        read(stray.key, "")
    assert kept(row) == own

    def broken(*_: object) -> list[str]:
        raise Unavailable("Daftar berkas belum terbaca.")

    monkeypatch.setattr(sweeping, "keys_before", broken)
    sweep(row.pemda_id, now)
    assert "still there" in caplog.text
