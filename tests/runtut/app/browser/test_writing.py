"""An SOP is written in the browser: by keys alone, drawn at once, two writers at once, from the draft into force."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from runtut.demo.office import SOP, Office
from tests.runtut.app.browser.looking import Looker, violations
from tests.runtut.app.browser.people import NARROW, WIDE, Crowd, Person
from tests.runtut.app.browser.way import OFFICE, whose

EDITOR = f"{OFFICE}/sop/{SOP}/ubah"
DRAWN = """() => { window.drawn = 0; document.addEventListener("runtut:drawn", () => { window.drawn += 1; }); }"""
HOLD = """() => { const sent = window.fetch; window.fetch = (...words) => {
    window.fetch = sent; return new Promise(go => { window.letGo = () => go(); }).then(() => sent(...words)); }; }"""
"""The next save stays on its way until `window.letGo()`."""


@pytest.fixture(scope="module")
def writer(crowd: Crowd, office: Office) -> Iterator[Person]:
    """The Kasubag, before a revision of the SOP in force."""
    office.ready_sop()
    person = crowd(whose("kasubag.program"))
    person.open(f"{OFFICE}/sop/{SOP}/revisi")
    if person.page.url.endswith("/revisi"):
        person.fill("Alasan revisi", "Menyesuaikan waktu baku")
        person.press("Buat draf revisi")
    expect(person.page).to_have_url(re.compile(f"{EDITOR}$"))
    yield person


def saved(page: Page) -> None:
    expect(page.locator("[data-told]")).to_have_text(re.compile("^Tersimpan"))


def rows(page: Page) -> int:
    return page.locator("tbody[data-row]").count()


def test_the_drawing_follows_every_key(writer: Person) -> None:
    page = writer.page
    page.evaluate(DRAWN)
    page.locator('[name="steps.2.text"]').focus()
    page.keyboard.press("End")
    for letter in " bidang":
        drawn = page.evaluate("window.drawn")
        page.keyboard.type(letter)
        page.wait_for_function("drawn => window.drawn > drawn", arg=drawn)
    expect(page.locator("[data-drawing] svg")).to_contain_text("bidang")
    saved(page)


def test_rows_and_marks_are_written_by_keys_alone(writer: Person) -> None:
    page, before = writer.page, rows(writer.page)
    page.locator('[name="steps.3.text"]').focus()
    page.keyboard.press("Alt+Enter")
    expect(page.locator("tbody[data-row]")).to_have_count(before + 1)
    expect(page.locator('[name="steps.4.text"]')).to_be_focused()
    page.keyboard.type("Langkah sisipan")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator('[name="steps.3.text"]')).to_have_value("Langkah sisipan")
    page.locator('[name="steps.3.cells.0"]').focus()
    page.keyboard.press("k")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("i")
    expect(page.locator('[name="steps.3.cells.0"]')).to_have_value("does")
    expect(page.locator('[name="steps.3.cells.1"]')).to_have_value("joins")
    page.keyboard.press(" ")
    expect(page.locator('[name="steps.3.cells.1"]')).to_have_value("")
    saved(page)
    page.keyboard.press("Alt+Delete")
    expect(page.locator("tbody[data-row]")).to_have_count(before)
    page.keyboard.press("Alt+z")
    expect(page.locator("tbody[data-row]")).to_have_count(before + 1)
    page.keyboard.press("Alt+y")
    expect(page.locator("tbody[data-row]")).to_have_count(before)
    saved(page)


def test_rows_of_a_spreadsheet_are_pasted_where_one_writes(writer: Person) -> None:
    page, before = writer.page, rows(writer.page)
    page.locator('[name="steps.1.text"]').focus()
    page.evaluate("""() => { const data = new DataTransfer();
      data.setData("text", "Mencatat\\tBuku\\t5 menit\\tCatatan\\nMeneruskan\\tCatatan\\t1 jam\\tDisposisi");
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true,
        cancelable: true })); }""")
    expect(page.locator("tbody[data-row]")).to_have_count(before + 2)
    expect(page.locator('[name="steps.3.time"]')).to_have_value("1 jam")
    page.keyboard.press("Alt+z")
    expect(page.locator("tbody[data-row]")).to_have_count(before)
    saved(page)


def test_two_writers_never_overwrite_one_another(writer: Person, crowd: Crowd) -> None:
    page, other, heard = writer.page, crowd(whose("sekretaris")).page, len(crowd.complaints)
    crowd(whose("sekretaris")).open(EDITOR)
    other.locator('[name="steps.4.requirement"]').fill("Kelengkapan Sekretaris")
    saved(other)
    page.locator('[name="steps.5.requirement"]').fill("Kelengkapan Kasubag")
    expect(page.locator("[data-told]")).to_contain_text("digabungkan")
    expect(page.locator('[name="steps.4.requirement"]')).to_have_value("Kelengkapan Sekretaris")
    other.locator('[name="steps.5.requirement"]').fill("Kelengkapan lain")
    expect(other.locator("[data-told]")).to_contain_text("Belum tersimpan: ada perubahan orang lain")
    clash = other.locator("[data-clash]")
    expect(clash).to_contain_text("Kelengkapan Kasubag")
    expect(clash).to_contain_text("Kelengkapan lain")
    assert violations(other) == []
    clash.get_by_label(re.compile("Pakai punya Andika")).check()
    clash.get_by_role("button", name="Simpan dengan pilihan ini").click()
    expect(other.locator('[name="steps.5.requirement"]')).to_have_value("Kelengkapan Kasubag")
    saved(other)
    assert all(said.startswith("409") for said in crowd.complaints[heard:])
    del crowd.complaints[heard:]  # the refusal was wanted


def test_a_key_that_is_pressed_while_a_save_is_on_its_way_means_its_own_row(writer: Person, crowd: Crowd) -> None:
    page, other, before = writer.page, crowd(whose("sekretaris")).page, rows(writer.page)
    other.reload()
    other.locator('[name="steps.0.text"]').focus()
    other.keyboard.press("Alt+Enter")
    expect(other.locator("tbody[data-row]")).to_have_count(before + 1)
    page.evaluate(HOLD)
    page.locator('[name="steps.5.note"]').fill("Catatan Kasubag")
    page.wait_for_function("() => window.letGo")
    doomed = page.locator('[name="steps.6.id"]').input_value()
    page.locator('[name="steps.6.text"]').focus()
    page.keyboard.press("Alt+Delete")
    page.evaluate("window.letGo()")
    expect(page.locator(f'input[value="{doomed}"]')).to_have_count(0)
    expect(page.locator("tbody[data-row]")).to_have_count(before)
    page.keyboard.press("Alt+z")
    expect(page.locator(f'input[value="{doomed}"]')).to_have_count(1)
    page.locator('[name="steps.1.text"]').focus()
    page.keyboard.press("Alt+Delete")
    expect(page.locator("tbody[data-row]")).to_have_count(before)


def test_without_a_connection_it_says_so_and_loses_nothing(writer: Person, crowd: Crowd) -> None:
    page, heard = writer.page, len(crowd.complaints)
    page.reload()
    writer.context.set_offline(True)
    page.locator('[name="steps.6.output"]').fill("Lembar analisis bersama")
    expect(page.locator("[data-told]")).to_contain_text("tidak ada sambungan")
    writer.context.set_offline(False)
    saved(page)
    expect(page.locator('[name="steps.6.output"]')).to_have_value("Lembar analisis bersama")
    del crowd.complaints[heard:]  # what a browser says of a line that was cut on purpose


def test_the_editor_is_fit_for_everybody(writer: Person) -> None:
    page = writer.page
    writer.open(EDITOR)
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.evaluate("window.scrollTo(0, 0)")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def test_it_is_written_without_scripts_too(crowd: Crowd, writer: Person) -> None:  # noqa: ARG001
    person = crowd(whose("kasubag.program"), scripts=False)
    person.open(EDITOR)
    before = rows(person.page)
    person.page.get_by_role("button", name="Tambah langkah di bawah langkah 2").click()
    expect(person.page.locator("tbody[data-row]")).to_have_count(before + 1)
    person.page.get_by_role("button", name="Urungkan").click()
    expect(person.page.locator("tbody[data-row]")).to_have_count(before)


def test_the_revision_goes_by_other_eyes_into_force(crowd: Crowd, writer: Person, shots: Path) -> None:
    reviewer, head, late = crowd(whose("sekretaris")), crowd(whose("kadis")), crowd(whose("kasubag.program"), scripts=False)
    late.open(EDITOR)
    late.page.locator('[name="steps.4.note"]').fill("Terlambat diketik")
    heard = len(crowd.complaints)
    page = f"{OFFICE}/sop/{SOP}?versi={version_of(writer)}"
    writer.open(page)
    writer.press("Ajukan untuk direviu")
    writer.told("SOP diajukan")
    late.press("Simpan draf")
    expect(late.page.get_by_role("main")).to_contain_text("Terlambat diketik")
    locked = late.page.content()  # axe needs scripts: a neighbour looks at the same page
    reviewer.page.route(f"**{EDITOR}", lambda route: route.fulfill(body=locked, content_type="text/html"), times=1)
    reviewer.open(EDITOR)
    assert Looker.of(reviewer, shots).look_here("sop-draft-locked") == []
    del crowd.complaints[heard:]  # the refusal was wanted
    reviewer.open(page)
    reviewer.press("Nyatakan lulus reviu")
    reviewer.told("Reviu selesai")
    head.open(page)
    head.follow("Sahkan SOP")
    head.fill("Nomor SOP", "000.8.3.3/77/Diskopnaker/2025")
    head.press("Sahkan SOP")
    head.told("berlaku mulai hari ini")
    assert Looker.of(head, shots).look_here("sop-in-force") == []
    expect(head.page.get_by_role("main")).to_contain_text("000.8.3.3/77/Diskopnaker/2025")
    head.follow("Bandingkan versi")
    expect(head.page.get_by_role("main").locator("ins").first).to_be_visible()


def version_of(writer: Person) -> str:
    writer.open(EDITOR)
    found = re.search(r"versi (\d+)", writer.page.locator(".page-head").inner_text())
    assert found is not None
    return found[1]
