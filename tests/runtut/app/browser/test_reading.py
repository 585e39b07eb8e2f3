"""A file is looked through in a browser: thirteen steps are assigned by the keyboard, a key for each, or without scripts."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from runtut.demo.office import Office
from runtut.printing.files import written
from runtut.procedures import Sop, from_json
from runtut.procedures.printing import Choices, Profile, form
from tests.runtut.app.browser.looking import Looker
from tests.runtut.app.browser.people import Crowd, Person
from tests.runtut.app.browser.way import OFFICE, whose

ACTORS = ("Arsiparis", "Kepala Seksi Layanan", "Kepala Bidang Arsip", "Sekretaris Badan", "Kepala Badan")
DOES = (1, 1, 2, 3, 2, 1, 4, 3, 2, 5, 4, 1, 1)
"""Who does which of the thirteen steps, as a person would tell from the paper."""
SAMPLE = Path(__file__).parents[2] / "procedures" / "printing" / "penataan-arsip.json"
MOST_TABS = 60
HEAD = "No\tKegiatan\t" + "\t".join(ACTORS) + "\tKelengkapan\tWaktu\tOutput\tKeterangan"


def paper(title: str) -> str:
    """An SOP whose marks were lost on the way: the columns are there, the boxes are not. One step names its actor."""
    rows = [
        f"{no}\tMengerjakan bagian {no} dari {title.lower()}\t\t\t\t\t\tBerkas {no}\t{no} jam\tCatatan {no}\t"
        for no in range(1, 14)
    ]
    rows[3] = rows[3].replace("Mengerjakan", "Kepala Bidang Arsip memeriksa")
    return f"STANDAR OPERASIONAL PROSEDUR\nNomor SOP : 000.8.3.3/9/2025\nNama SOP : {title}\n{HEAD}\n" + "\n".join(rows)


def hand_in(person: Person, text: str) -> Page:
    """Paste the text and wait until it is read."""
    assert person.open(f"{OFFICE}/sop/unggah") == 200
    person.fill("Atau tempelkan teksnya", text)
    person.press("Baca naskah")
    return read(person)


def read(person: Person) -> Page:
    """The review: the waiting page turns into it by itself, with scripts and without."""
    expect(person.page.locator("[data-assign]")).to_be_visible(timeout=60_000)
    return person.page


def steps_of(office: Office, slug: str) -> list[list[str]]:
    draft = office.person("kasubag.program").send("GET", f"{office.path}/sops/{slug}/draft")
    return [step["actors"] for step in draft["content"]["steps"]]


def tab_to(page: Page, wanted: Locator) -> int:
    """How often Tab is pressed until the focus is there."""
    for pressed in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return pressed + 1
    raise AssertionError(f"the keyboard does not come to {wanted}")


def test_thirteen_steps_are_assigned_by_the_keyboard_with_one_key_each(crowd: Crowd, office: Office, shots: Path) -> None:
    person = crowd(whose("kasubag.program"))
    page = hand_in(person, paper("Penataan Arsip Dinamis"))
    assert Looker.of(person, shots).look_here("periksa-naskah") == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("[name='actors.0']").focus()
    tab_to(page, page.locator("[name='steps.0.cells.0']"))
    for actor in DOES:
        page.keyboard.press(str(actor))
    expect(page.locator("[data-assigned]")).to_have_text("13 dari 13 langkah sudah ada pelaksananya")
    assert page.locator("[data-assign] [name^='steps.'][name*='.cells.']:checked").count() == len(DOES)
    for key in ("ArrowUp", "ArrowUp", "Home", "ArrowRight", "Space"):
        page.keyboard.press(key)
    page.keyboard.press("Shift+Digit3")
    page.keyboard.press("Shift+Digit3")
    expect(page.locator("[name='steps.10.cells.1']")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("[name='steps.10.cells.1']")).not_to_be_checked()
    page.keyboard.press("0")
    expect(page.locator("[data-assigned]")).to_have_text("12 dari 13 langkah sudah ada pelaksananya")
    page.keyboard.press("4")
    person.press("Simpan sebagai draf")
    person.told("Draf tersimpan")
    assert page.url.endswith("/sop/penataan-arsip-dinamis/ubah")
    assert steps_of(office, "penataan-arsip-dinamis") == [[ACTORS[actor - 1]] for actor in DOES]


def test_the_place_of_the_field_that_one_writes_in_is_shown_in_the_file(crowd: Crowd) -> None:
    page = hand_in(crowd(whose("kasubag.program")), paper("Penataan Arsip Statis"))
    page.locator("[name='steps.6.text']").focus()
    expect(page.locator("[data-source] [data-lit]")).to_have_text("Mengerjakan bagian 7 dari penataan arsip statis")
    expect(page.locator("[data-source] [data-lit]")).to_be_in_viewport()
    page.locator("[name='steps.2.output']").hover()
    page.locator("[name='steps.8.output']").focus()
    expect(page.locator("[data-source] [data-lit]")).to_have_text("Catatan 9")
    page.get_by_role("button", name="Terima usulan Kepala Bidang Arsip untuk langkah 4").click()
    expect(page.locator("[name='steps.3.cells.2']")).to_be_checked()
    expect(page.locator(".offer")).to_be_hidden()
    page.locator("[name='steps.4.cells.1']").click()
    expect(page.locator("[data-assigned]")).to_have_text("2 dari 13 langkah sudah ada pelaksananya")
    person = crowd(whose("kasubag.program"))
    page.locator("#simpan").get_by_role("button", name="Simpan pemeriksaan").click()
    person.told("Pemeriksaan tersimpan")


def test_without_scripts_a_file_is_looked_through_as_well(crowd: Crowd, office: Office) -> None:
    person = crowd(whose("kasubag.program"), scripts=False)
    page = hand_in(person, paper("Penataan Arsip Vital"))
    page.get_by_role("button", name="Terima usulan Kepala Bidang Arsip untuk langkah 4").click()
    expect(page.locator("[name='steps.3.cells.2']")).to_be_checked()
    page.locator("[name='steps.0.cells.0']").check()
    page.get_by_role("link", name="Output: baris 5").click()
    expect(page.locator("[data-source] :target")).to_have_text("Catatan 1")
    page.locator("[data-source] :target").get_by_role("link").click()
    expect(page.locator("[name='steps.0.output']")).to_be_in_viewport()
    page.locator("[name='steps.0.time']").fill("10 menit")
    person.press("Simpan sebagai draf")
    person.told("Draf tersimpan")
    assert steps_of(office, "penataan-arsip-vital")[:4] == [["Arsiparis"], [], [], ["Kepala Bidang Arsip"]]


@pytest.fixture(scope="module")
def archive_sop() -> Sop:
    return from_json(json.loads(SAMPLE.read_text("utf-8")))


def upload(person: Person, sop: Sop, kind: str) -> Page:
    """Print the SOP under a name of its own, and hand the file in."""
    named = replace(sop, identity=replace(sop.identity, title=f"Penataan Berkas {kind.upper()}"))
    content = written(kind, form(named, Profile(), Choices()))
    person.open(f"{OFFICE}/sop/unggah")
    person.page.locator("input[type=file]").set_input_files(
        {"name": f"arsip.{kind}", "mimeType": "application/octet-stream", "buffer": content}
    )
    person.press("Baca naskah")
    return read(person)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_a_file_of_an_office_program_becomes_a_draft(kind: str, crowd: Crowd, office: Office, archive_sop: Sop) -> None:
    person = crowd(whose("kasubag.program"))
    page = upload(person, archive_sop, kind)
    count = len(archive_sop.steps)
    expect(page.locator("[data-assigned]")).to_have_text(f"{count} dari {count} langkah sudah ada pelaksananya")
    page.locator("[name='steps.3.output']").focus()
    lit = page.locator("[data-source] [data-lit]")
    expect(lit).to_be_in_viewport()
    if kind == "pdf":
        compare_with_the_page(page)
    else:
        expect(lit).to_have_text(archive_sop.steps[3].output or "")
    person.press("Simpan sebagai draf")
    person.told("Draf tersimpan")
    assert steps_of(office, f"penataan-berkas-{kind}") == [list(step.actors) for step in archive_sop.steps]


def compare_with_the_page(page: Page) -> None:
    """Its picture is there; from a piece of it the keyboard and the mouse come to the field that was read from it."""
    picture = page.get_by_role("img", name="Gambar halaman 2 naskah")
    expect(picture).to_be_in_viewport()
    page.wait_for_function("picture => picture.naturalWidth > 1000", arg=picture.element_handle())
    page.locator("[data-source]").focus()
    for key in ("Tab", "End", "ArrowUp", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("form :focus")).to_be_in_viewport()
    page.locator("[data-source] [data-piece] [data-lit]").first.click()
    expect(page.locator("form :focus")).to_have_count(1)
