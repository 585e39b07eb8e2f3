"""Whoever looks at the pages sees what is wrong with one."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.runtut.app.browser.looking import ALL, RULES, told

PAGE = """<!doctype html><html lang="id"><head><title>Contoh</title></head><body><main><h1>Contoh</h1>
<p>Hitam di atas putih.</p><p>Sama seperti di atasnya.</p>{}</main></body></html>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


def seen(page: Page, words: str) -> str:
    page.set_content(PAGE.format(words))
    page.evaluate(Axe().axe_script)
    return "\n".join(told(page.evaluate(ALL, RULES)))


def test_a_good_page_has_no_faults(page: Page) -> None:
    assert seen(page, "") == ""


@pytest.mark.parametrize("style", ["color: #bbb", "background: #444", "opacity: .3"])
def test_words_that_are_hard_to_read_are_seen_among_others_that_are_called_alike(page: Page, style: str) -> None:
    assert seen(page, f'<p style="{style}">Pucat</p>').startswith("color-contrast: <p style")


def test_a_field_without_a_name_and_a_picture_without_words_are_seen(page: Page) -> None:
    said = seen(page, '<input><img src="data:,">')
    assert "label: <input>" in said
    assert "image-alt: <img" in said
