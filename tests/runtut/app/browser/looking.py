"""Looking at a page as its readers do: wide and narrow, with axe, on a slow line, in the other language.

RUNTUT_SHOTS=FOLDER keeps a picture of every page in both widths.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page

from runtut.web.languages import COOKIE
from tests.runtut.app.browser.people import NARROW, WIDE, Person

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
    "preload": False,
}
UNCOLOURED = RULES | {"rules": {"color-contrast": {"enabled": False}}}
"""To judge colours takes as long as everything else twice: they are judged in one width, each combination once."""
RUN = "(options) => axe.run(document, options).then((found) => found.violations)"
ALL = """(options) => {
  const first = new Map(), ground = (element) => {
    for (const behind = []; ; element = element.parentElement) {
      const style = getComputedStyle(element);
      behind.push(style.backgroundColor, style.backgroundImage, style.opacity);
      if (!element.parentElement || /^rgb\\(/.test(style.backgroundColor)) return behind.join();
    }
  };
  for (const element of document.body.querySelectorAll("*")) {
    const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!(says || element.value) || !element.checkVisibility()) continue;
    const style = getComputedStyle(element), names = [element, element.parentElement, element.parentElement.parentElement]
      .map((one) => `${one?.localName}.${one?.getAttribute("class")}`);
    const key = [...names, style.color, style.fill, style.fontSize, style.fontWeight, ground(element)].join("|");
    if (!first.has(key)) first.set(key, element);
  }
  first.forEach((element) => element.setAttribute("data-judged", ""));
  axe.configure({rules: [{id: "color-contrast", selector: "[data-judged]"}]});
  return axe.run(document, options).then((found) => found.violations);
}"""
"""By all rules; colours once for each combination of letters and ground: the first of all words that look alike and stand in
elements that are called alike."""
COLOURS = """() => axe.run("[data-summary], .error", {runOnly: ["color-contrast"], preload: false})
  .then((found) => found.violations)"""
TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
EMPTIED = """() => document.querySelectorAll("#alat :is(input, textarea):not([type=hidden])").forEach((field) => {
  if (field.type === "checkbox" || field.type === "radio") field.checked = false; else field.value = "";
})"""
ASTRAY = """() => [...document.querySelectorAll("[data-summary] a")].map((link) => link.getAttribute("href"))
  .filter((href) => !document.getElementById(href.slice(1)))"""
LIGHT = 100_000
"""Bytes on the wire for a first visit: the page and everything that it loads."""


@dataclass
class Looker:
    """Looks at one page after the other with the eyes of one person."""

    person: Person
    shots: Path
    wire: CDPSession
    received: int = 0

    @classmethod
    def of(cls, person: Person, shots: Path) -> "Looker":
        wire = person.context.new_cdp_session(person.page)
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
        looker = cls(person, shots, wire)
        wire.on("Network.loadingFinished", looker._count)
        return looker

    def _count(self, event: dict[str, Any]) -> None:
        self.received += int(event["encodedDataLength"])

    def look(self, path: str, name: str, status: int = 200) -> list[str]:
        """What is wrong with a page; nothing should be."""
        self.received = 0
        self.person.page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        faults = [] if self.person.open(path) == status else [f"not {status}"]
        self.person.page.wait_for_load_state("networkidle")
        visit = self.received  # a page that waits for a paper asks again while it is looked at
        faults += self.look_here(name)
        faults += [f"{visit} bytes"] if visit >= LIGHT else []
        return faults + self.look_in_english(path)

    def look_here(self, name: str) -> list[str]:
        """The page as it is shown now, in both widths."""
        page = self.person.page
        page.wait_for_load_state()  # a page that has just begun to arrive has no title yet
        faults = [] if page.title().removesuffix("· Runtut").strip() else ["no title"]
        faults += [] if page.locator("h1").count() == 1 else ["not one h1"]
        page.evaluate(Axe().axe_script)
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            self._take(f"{name}-{size['width']}")
            width = page.evaluate("document.documentElement.scrollWidth")
            faults += [f"{width} px wide at {size['width']}"] if width > size["width"] else []
            page.evaluate("window.scrollTo(0, 0)")  # what lies half under the bar of a scrolled page is no small target
            found = page.evaluate(ALL, RULES) if size is WIDE else page.evaluate(RUN, UNCOLOURED)
            faults += [f"{said} at {size['width']}" for said in told(found)]
        return faults

    def _take(self, name: str) -> None:
        """Pictures are for eyes: where nobody asked for them, none is taken."""
        if "RUNTUT_SHOTS" in os.environ:
            self.person.page.screenshot(path=self.shots / f"{name}.png", full_page=True)

    def look_in_english(self, path: str) -> list[str]:
        """The same page with other words, and nothing missing."""
        context, indonesian = self.person.context, TAGS.sub("", self.person.page.content())
        context.add_cookies([{"name": COOKIE, "value": "en", "domain": "127.0.0.1", "path": "/", "secure": True}])
        english = context.request.get(self.person.address + path).text()
        context.clear_cookies(name=COOKIE)
        translated = '<html lang="en"' in english and english.count("<h1") == 1
        return [] if translated and TAGS.sub("", english).split() != indonesian.split() else ["no English"]

    def send_empty(self, path: str, name: str) -> list[str]:
        """What is wrong with the answer to a form in which nothing is filled in: each sentence must lead to its field."""
        page = self.person.page
        self.person.open(path)
        page.evaluate(EMPTIED)
        page.locator("#alat .actions--end button").first.click()
        page.locator("[data-summary]").wait_for()
        self._take(f"{name}-kosong-360")
        page.evaluate(Axe().axe_script)
        found = page.evaluate(RUN, UNCOLOURED) + page.evaluate(COLOURS)  # the others are those of the form before it was sent
        lost = page.evaluate(ASTRAY)
        return [f"leads nowhere: {where}" for where in lost] + [f"{said} when refused" for said in told(found)]


def violations(page: Page) -> list[str]:
    """By all rules, of the page as it is."""
    page.evaluate(Axe().axe_script)
    return told(page.evaluate(RUN, RULES))


def told(found: list[dict[str, Any]]) -> list[str]:
    return [f"{rule['id']}: {' | '.join(node['html'][:160] for node in rule['nodes'][:3])}" for rule in found]
