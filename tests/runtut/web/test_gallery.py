"""The gallery shows every component, and the browser finds nothing wrong with any of them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Dialog, Page

PARTS = Path(__file__).parents[3] / "platform/runtut/web/templates/web/parts.html"
WIDTHS = [1280, 360]
Opened = Callable[..., Page]


@pytest.fixture
def gallery(browser: Browser, address: str) -> Iterator[Opened]:
    """Opens the gallery; whatever the browser complains about, the policy first of all, fails the test."""

    def opened(width: int = 1280, scheme: str = "light", scripts: bool = True) -> Page:
        context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
            locale="id-ID",
        )
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{address}/_gaya")
        contexts.append(context)
        return page

    complaints: list[str] = []
    contexts: list[BrowserContext] = []
    yield opened
    for context in contexts:
        context.close()
    assert not complaints


def test_every_component_is_on_the_gallery_page() -> None:
    offered = set(re.findall(r"{% set (\w+) = \w+\.\w+ %?-?%?}", PARTS.read_text()))
    shown = PARTS.with_name("gallery.html").read_text()
    assert {name for name in offered - {"messages"} if f"ui.{name}(" not in shown} == set()


def test_the_gallery_needs_no_sign_in(reader: FlaskClient) -> None:
    assert reader.get("/_gaya").status_code == 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation(gallery: Opened, width: int, scheme: str) -> None:
    found = Axe().run(gallery(width, scheme))
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation_in_an_open_dialog_and_an_open_menu(gallery: Opened, width: int) -> None:
    page = gallery(width)
    page.click("[data-opens=contoh-dialog]")
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Escape")
    page.click(".person summary")
    assert Axe().run(page).violations_count == 0


@pytest.mark.parametrize("width", [1366, 1280, 1024, 768, 640, 360, 320])
def test_nothing_has_to_be_scrolled_sideways(gallery: Opened, width: int) -> None:
    page = gallery(width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_on_a_phone_every_way_into_the_product_can_be_touched(gallery: Opened) -> None:
    page = gallery(360)
    assert page.locator(".rail a:visible").count() == 4
    page.click(".person summary")
    assert page.locator(".menu-more a:visible").count() == 3


def test_the_slash_key_goes_to_the_search_and_escape_closes_a_menu(gallery: Opened) -> None:
    page = gallery()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.click(".person summary")
    page.keyboard.press("Escape")
    assert page.locator(".person[open]").count() == 0


def test_the_summary_of_errors_has_the_focus_and_leads_to_the_field(gallery: Opened) -> None:
    page = gallery()
    assert page.evaluate("'summary' in document.activeElement.dataset")
    page.click("text=Realisasi tidak boleh kurang dari 0 >> nth=0")
    assert page.evaluate("document.activeElement.id") == "f-realisasi"


def test_a_dialog_is_modal_with_scripts_and_opens_without_them(gallery: Opened) -> None:
    page = gallery()
    page.click("[data-opens=contoh-dialog]")
    assert page.evaluate("document.getElementById('contoh-dialog').matches(':modal')")
    assert page.evaluate("document.activeElement.type") == "password"
    plain = gallery(scripts=False)
    plain.click("[data-opens=contoh-dialog]")
    assert plain.locator("#contoh-dialog").is_visible()


def test_cells_pasted_from_a_spreadsheet_fill_the_grid(gallery: Opened) -> None:
    page = gallery()
    page.evaluate(
        """() => { const held = new DataTransfer(); held.setData("text", "81,5\\n412\\n");
        document.getElementById("f-ik1.realisasi").dispatchEvent(
          new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true })) }"""
    )
    values = [page.input_value(f"[id='f-{row}.realisasi']") for row in ("ik1", "ik2")]
    assert values == ["81,5", "412"]


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(gallery: Opened) -> None:
    page = gallery()
    page.evaluate("document.querySelector('[data-drop]').dataset.limit = 10")
    page.set_input_files("#f-bukti", {"name": "bukti.pdf", "mimeType": "application/pdf", "buffer": b"x" * 2000})
    assert "lebih besar dari batas" in page.inner_text(".drop-list")
    assert page.evaluate("!document.getElementById('f-bukti').checkValidity()")


def test_leaving_with_unsaved_changes_is_asked_about(gallery: Opened) -> None:
    page = gallery()
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.fill("#f-nama", "SOP Monev")
    assert "belum disimpan" in page.inner_text("[data-save-state]")
    page.reload()
    assert asked == ["beforeunload"]


def test_paper_shows_the_content_and_not_the_frame(gallery: Opened) -> None:
    page = gallery()
    page.emulate_media(media="print")
    assert not page.locator(".rail").is_visible()
    assert not page.locator(".top").is_visible()
    assert page.locator("h1").is_visible()
