"""The people of the demo at their browsers: signed in by the form, and whatever a browser complains about is kept."""

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Response, expect

from tests.conftest import Live

PATIENCE = 60_000
"""Milliseconds: two cores may be shared by everything else, and a paper is made in the background."""
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


def entry(part: Locator, label: str) -> Locator:
    """A field by the words of its label, whether or not it may stay empty."""
    return part.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s*\([^)]*\))?\s*$"))


def choice(part: Locator, label: str) -> Locator:
    """A box or one of several answers, by the first words beside it."""
    return part.locator("label.choice").filter(has_text=re.compile(rf"^\s*{re.escape(label)}")).locator("input")


@dataclass
class Person:
    """Somebody at a browser of his own."""

    login: str
    address: str
    password: str = field(repr=False)
    context: BrowserContext = field(repr=False)
    page: Page = field(repr=False)

    def sign_in(self) -> "Person":
        self.open("/masuk")
        self.page.get_by_label("Nama masuk").fill(self.login)
        self.page.get_by_label("Kata sandi").fill(self.password)
        self.page.get_by_role("main").get_by_role("button", name="Masuk").click()
        expect(self.page).not_to_have_url(f"{self.address}/masuk")
        return self

    def open(self, path: str) -> int:
        """The status of the answer."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        return answer.status

    def press(self, button: str) -> None:
        """A button of the page's own part, by its whole name."""
        self.page.get_by_role("main").get_by_role("button", name=button, exact=True).click()

    def follow(self, link: str) -> None:
        self.page.get_by_role("main").get_by_role("link", name=link, exact=True).first.click()

    def told(self, words: str) -> None:
        """Wait for the message that something went well."""
        expect(self.page.locator(".toast").filter(has_text=words).first).to_be_visible()

    def fill(self, label: str, words: str) -> None:
        entry(self.page.get_by_role("main"), label).fill(words)

    def choose(self, label: str, value: str) -> None:
        entry(self.page.get_by_role("main"), label).select_option(value)

    def tick(self, label: str) -> None:
        choice(self.page.get_by_role("main"), label).check()


@dataclass
class Crowd:
    """Everybody who takes part; each signs in once."""

    browser: Browser
    live: Live
    complaints: list[str] = field(default_factory=list)
    there: dict[tuple[str, bool], Person] = field(default_factory=dict)

    def __call__(self, login: str, scripts: bool = True) -> Person:
        if (login, scripts) not in self.there:
            self.there[login, scripts] = self.guest(login, scripts).sign_in()
        return self.there[login, scripts]

    def guest(self, login: str = "", scripts: bool = True, **options: Any) -> Person:
        """A fresh browser in which nobody is signed in yet."""
        context = self.browser.new_context(viewport=WIDE, locale="id-ID", java_script_enabled=scripts, **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._see)
        return Person(login, self.live.address, self.live.accounts.get(login, ""), context, page)

    def _hear(self, message: ConsoleMessage) -> None:
        """A refused form is told by its status too; that is no fault."""
        if message.type in ("error", "warning") and "the server responded with a status of 4" not in message.text:
            self.complaints.append(f"{message.location.get('url')}: {message.text}")

    def _see(self, response: Response) -> None:
        refused = response.status >= 500 or (response.status >= 400 and response.request.resource_type != "document")
        if refused and "/langkah/" not in response.url:
            self.complaints.append(f"{response.status} {response.url}")

    def leave(self) -> None:
        for person in self.there.values():
            person.context.close()
