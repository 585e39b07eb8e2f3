"""The whole way in the browser, in forms alone: from the template in the library to the signed and archived report."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Download, expect
from pypdf import PdfReader

from runtut.demo.inputs import today, words
from tests.runtut.app.browser import steps
from tests.runtut.app.browser.people import Crowd, Person, choice, entry
from tests.runtut.app.browser.way import OFFICE, PEMDA, TITLE, Way

SOP = "monev-peramban"


@pytest.fixture(scope="module")
def way(crowd: Crowd) -> Iterator[Way]:
    yield Way(crowd, SOP)


def test_the_admin_looks_at_the_template_takes_it_and_maps_its_actors(way: Way) -> None:
    way.until("taken")
    admin = way.person("admin@setda.13.01")
    expect(admin.page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    expect(admin.page.get_by_text("5 dari 5 pelaksana dipetakan ke peran")).to_be_visible()
    expect(admin.page.locator(".sop-sheet svg")).to_be_visible()
    expect(admin.page.locator("#langkah tbody tr")).to_have_count(13)


def test_the_head_puts_it_into_force(way: Way) -> None:
    way.until("in force")
    expect(way.person("kadis").page.locator(".page-head .badge")).to_have_text("Berlaku")


def test_an_opened_cycle_brings_thirteen_tasks_and_each_actor_his_own(way: Way) -> None:
    way.until("opened")
    secretary = way.person("sekretaris")
    expect(secretary.page.get_by_text("0 dari 13 langkah selesai")).to_be_visible()
    secretary.open(f"{PEMDA}/tugas")
    expect(secretary.page.locator("#sekarang article.task")).to_have_count(1)
    head = way.person("kadis")
    head.open(f"{PEMDA}/tugas")
    expect(head.page.locator("#menunggu")).to_contain_text("Langkah 9")


@pytest.mark.parametrize("stranger", ["camat@kec-sutera.13.01", "kadis@dishub.63.11"])
def test_neighbours_find_nothing_at_the_addresses_of_the_cycle(way: Way, stranger: str) -> None:
    way.until("opened")
    neighbour = way.person(stranger)
    for place in ("", "/catatan", "/langkah/1", "/langkah/12"):
        assert neighbour.open(f"{way.cycle}{place}") == 404
    assert [neighbour.open(path) for path in (f"{OFFICE}/", f"{OFFICE}/sop/{SOP}", f"{OFFICE}/dokumen")] == [404, 404, 404]
    assert "monev" not in neighbour.page.inner_text("main").lower()


def test_a_refused_form_keeps_what_was_typed_and_its_summary_leads_to_the_fields(way: Way) -> None:
    head = way.before("half").task(2, "kabid.koperasi")
    value = steps.row_of(head, "IKU-1").locator("[name$='.value']")
    value.fill("tujuh puluh")
    steps.row_of(head, "IKU-2").locator("[name$='.note']").fill("Menunggu berita acara.")
    head.press("Serahkan data")
    summary = head.page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(value).to_have_value("tujuh puluh")
    expect(steps.row_of(head, "IKU-2").locator("[name$='.note']")).to_have_value("Menunggu berita acara.")
    summary.get_by_role("link").first.click()
    expect(value).to_be_focused()
    assert value.get_attribute("aria-invalid") == "true"


def test_a_file_of_a_wrong_kind_is_refused_and_nothing_typed_is_lost(way: Way, tmp_path: Path) -> None:
    head = way.before("half").task(2, "kabid.koperasi")
    steps.row_of(head, "IKU-3").locator("[name$='.note']").fill("Pendataan berjalan.")
    wrong = tmp_path / "bukti.exe"
    wrong.write_bytes(b"MZ not evidence")
    entry(head.page.get_by_role("main"), "Unggah bukti").set_input_files(wrong)
    head.press("Unggah berkas")
    expect(head.page.get_by_role("alert")).to_contain_text("bukan jenis yang diterima")
    expect(steps.row_of(head, "IKU-3").locator("[name$='.note']")).to_have_value("Pendataan berjalan.")


def test_two_units_hand_in_their_figures_with_evidence(way: Way) -> None:
    way.until("collected")
    page = way.person("kabid.naker").page
    expect(page.locator("#hasil section.card")).to_have_count(2)
    expect(page.locator("#hasil")).to_contain_text("71,56")
    expect(page.locator("#hasil").get_by_role("link", name="rekap-koperasi.csv").first).to_be_visible()


def test_two_clicks_on_the_button_hand_in_once(way: Way) -> None:
    clerk = way.before("processed").task(3, "kasubag.program")
    steps.resolve(clerk)
    clerk.page.get_by_role("main").get_by_role("button", name="Olah dan hitung capaian").dblclick()
    clerk.told("diolah")
    clerk.open(f"{way.cycle}/catatan")
    expect(clerk.page.get_by_role("row").filter(has_text="Langkah 3 selesai")).to_have_count(1)
    way.played.append("processed")


def test_the_verifier_sends_the_report_back_with_his_reason(way: Way) -> None:
    writer = way.until("returned").task(10, "kasubag.program")
    expect(writer.page.locator(".notice", has_text="Dikembalikan")).to_contain_text(words("returned"))
    expect(writer.page.locator(".meta")).to_contain_text("putaran ke-2")


def test_the_head_sees_what_he_signs_and_is_asked_for_his_password(way: Way) -> None:
    head = way.until("final").task(12, "kadis")
    signed = head.page.locator("#tanda-tangan")
    expect(signed).to_contain_text(steps.NUMBER)
    digest = head.page.locator("[name=sha256]").input_value()
    assert len(digest) == 64
    expect(signed).to_contain_text(digest)
    expect(head.page.get_by_role("link", name="Unduh PDF drafnya")).to_be_visible()
    choice(signed, "Tanda tangani").check()
    entry(signed, "Kata sandi Anda").fill("bukan-kata-sandi-saya")
    head.press("Tanda tangani")
    expect(head.page.get_by_role("alert")).to_contain_text("Kata sandi")
    expect(entry(signed, "Kata sandi Anda")).to_have_value("")


def test_all_thirteen_steps_are_done(way: Way, shots: Path) -> None:
    way.until("archived")
    clerk = way.person("kasubag.program")
    clerk.open(way.cycle)
    expect(clerk.page.get_by_text("13 dari 13 langkah selesai")).to_be_visible()
    clerk.page.screenshot(path=shots / "way-cycle.png", full_page=True)


def test_the_downloaded_report_holds_figures_predikat_decisions_and_signer(way: Way, tmp_path: Path) -> None:
    clerk = way.until("archived").person("kasubag.program")
    clerk.open(f"{way.cycle}/langkah/13")
    with clerk.page.expect_download() as awaited:
        clerk.follow("Unduh laporan bertanda tangan")
    file = kept(awaited.value, tmp_path)
    clerk.page.get_by_text(hashlib.sha256(file.read_bytes()).hexdigest()).first.wait_for()
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())
    assert "71,56" in text
    assert all(row in text for row in ("Sangat Tinggi", "Sedang", "Persentase koperasi aktif", "Tingkat pengangguran terbuka"))
    assert words("decision") in text
    assert words("revised_again") in text
    assert steps.NUMBER in text
    assert "Ir. Harmen Syahputra, M.M." in text


def kept(download: Download, folder: Path) -> Path:
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def test_the_log_tells_who_did_what_and_when(way: Way) -> None:
    clerk = way.until("archived").person("kasubag.program")
    clerk.open(f"{way.cycle}/catatan")
    rows = clerk.page.get_by_role("row")
    for who, what in (
        ("Nofriyanti", "Siklus dibuka"),
        ("Silvia Marlina", "Bagian langkah 2 diserahkan"),
        ("Nofriyanti", "Langkah 11 mengembalikan pekerjaan"),
        ("Ir. Harmen Syahputra", "Langkah 12 selesai"),
    ):
        expect(rows.filter(has_text=who).filter(has_text=what).first).to_be_visible()
    expect(rows.filter(has_text=str(today().year)).first).to_be_visible()


def test_the_office_page_shows_standard_against_actual_time(way: Way) -> None:
    head: Person = way.until("archived").person("kadis")
    head.open(f"{OFFICE}/")
    rows = head.page.get_by_role("table").first.locator("tbody tr")
    expect(rows).to_have_count(13)
    expect(rows.nth(2)).to_contain_text("7 hari kerja")
    expect(rows.nth(2).locator("svg")).to_be_visible()
