"""The forms of a cycle without JavaScript, and one step by the keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from runtut.demo.cycle import SCORE, hand_in
from runtut.demo.inputs import words
from runtut.demo.office import SOP, Office
from tests.runtut.app.browser import steps
from tests.runtut.app.browser.people import Crowd, Person
from tests.runtut.app.browser.way import OFFICE, PEMDA, whose

Opened = Callable[..., Person]
MOST_TABS = 150


@pytest.fixture(scope="module")
def period(office: Office) -> str:
    found = office.free_period()
    office.person("sekretaris").send("POST", f"{office.path}/cycles", {"sop": SOP, "period": found})
    return found


@pytest.fixture(scope="module")
def at(crowd: Crowd, period: str) -> Opened:
    """`at("sekretaris", 1)`: the person at the step, in a browser without scripts."""

    def opened(name: str, no: int, scripts: bool = False) -> Person:
        person = crowd(whose(name), scripts=scripts)
        assert person.open(f"{OFFICE}/siklus/{SOP}/{period}/langkah/{no}") == 200
        return person

    return opened


def play(office: Office, period: str, numbers: range) -> None:
    """The turns of these steps, played through the API; what was sent back is not."""
    for no, who, tool, payload in SCORE[:13]:
        if no in numbers:
            hand_in(office, period, no, who, tool, payload)


def test_the_form_of_the_first_step_needs_no_scripts(at: Opened) -> None:
    steps.design_form(at("sekretaris", 1))


def test_figures_and_evidence_are_handed_in_without_scripts(at: Opened) -> None:
    steps.contribution(at("kasi.koperasi", 2))
    steps.figures(at("kabid.koperasi", 2))
    steps.figures(at("kabid.naker", 2))


def test_a_step_is_done_by_the_keyboard_alone(crowd: Crowd, period: str) -> None:
    """From the inbox to the hand-in with Tab, Space and Enter."""
    person = crowd(whose("kasubag.program"))
    page = person.page
    person.open(f"{PEMDA}/tugas")
    tab_to(page, page.locator(f".task-action a[href*='/{SOP}/{period}/']"))
    page.keyboard.press("Enter")
    expect(page.locator(".eyebrow")).to_contain_text("Langkah 3 dari 13")
    for card in page.locator("#periksa section.card").all():
        tab_to(page, card.locator("input[type=radio]").first)
        page.keyboard.press("Space")
        tab_to(page, card.locator("[name$='.reason']"))
        page.keyboard.type(words("accepted"))
    tab_to(page, page.get_by_role("button", name="Olah dan hitung capaian"))
    page.keyboard.press("Enter")
    person.told("diolah")


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is there, and visible."""
    expect(wanted).to_be_visible()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            assert wanted.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
            return
    raise AssertionError(f"the keyboard does not come to {wanted}")


def test_the_key_enter_in_a_field_saves_and_hands_nothing_in(at: Opened) -> None:
    page = at("kasubag.program", 4, scripts=True).page
    page.locator("[name='visits.0.place']").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Tersimpan. Anda dapat melanjutkan nanti.")
    expect(page.get_by_role("button", name="Tetapkan jadwal")).to_be_visible()


def test_a_report_is_verified_without_scripts_and_a_second_press_changes_nothing(
    at: Opened, office: Office, period: str
) -> None:
    play(office, period, range(4, 11))
    first = at("sekretaris", 11)
    second = Person(first.login, first.address, first.password, first.context, first.context.new_page())
    second.open(f"{OFFICE}/siklus/{SOP}/{period}/langkah/11")
    steps.send_back(first)
    second.tick("Terima")
    second.press("Kirim keputusan")
    expect(second.page.locator(".notice--danger")).to_contain_text("Langkah 11")
    steps.revision(at("kasubag.program", 10))
    steps.accept(at("sekretaris", 11))
