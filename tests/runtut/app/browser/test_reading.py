"""A file is looked through in a browser: thirteen steps are assigned by the keyboard, a key for each, or without scripts."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from runtut.demo.office import Office
from tests.runtut.app.browser.looking import Looker
from tests.runtut.app.browser.people import Crowd, Person
from tests.runtut.app.browser.way import OFFICE, whose

ACTORS = ("Arsiparis", "Kepala Seksi Layanan", "Kepala Bidang Arsip", "Sekretaris Badan", "Kepala Badan")
DOES = (1, 1, 2, 3, 2, 1, 4, 3, 2, 5, 4, 1, 1)
"""Who does which of the thirteen steps, as a person would tell from the paper."""
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
    """Paste the text and wait until it is read; without scripts one looks again."""
    assert person.open(f"{OFFICE}/sop/unggah") == 200
    person.fill("Atau tempelkan teksnya", text)
    person.press("Baca naskah")
    for _ in range(60):
        if person.page.locator("#pelaksana").count():
            break
        if not person.page.locator("[data-assign]").count() and person.page.get_by_role("link", name="Lihat apakah").count():
            person.page.wait_for_timeout(500)
            person.page.goto(person.page.url)
    expect(person.page.locator("[data-assign]")).to_be_visible()
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
    page.goto(page.url)
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
    page.locator("[name='steps.0.time']").fill("10 menit")
    person.press("Simpan sebagai draf")
    person.told("Draf tersimpan")
    assert steps_of(office, "penataan-arsip-vital")[:4] == [["Arsiparis"], [], [], ["Kepala Bidang Arsip"]]
