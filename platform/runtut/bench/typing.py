"""What the editor asks for after a key: the drawing of the sheet as it is now, over HTTP from the real server."""

import time
from collections.abc import Iterator
from html.parser import HTMLParser

import urllib3

from runtut.app.standing_in import stand_in
from runtut.bench.ground import ADMIN, Site, token
from runtut.bench.lines import Line, middle
from runtut.database import db
from tenants.sops import service as sops

WRITER, SLUG = "kasubag.program@diskopnaker.13.01", "ukur-ketikan"
EDITOR = f"/13.01/diskopnaker/sop/{SLUG}/ubah"
FIELD, TYPED = "steps.2.text", " menyusun ulang data bidang koperasi"
WAIT, LIMIT = 40, 200
"""Milliseconds: how long editor.js waits for the next key, and from a key to its drawing."""


def measure(site: Site) -> Iterator[Line]:
    with site.app.app_context():
        sops.clone(stand_in(ADMIN, "diskopnaker").opd.id, "dinas", SLUG, "Pengukuran ketikan")
        db.session.commit()
        writer = token(site.app, WRITER)
    value = WAIT + middle(list(typed(site.address + EDITOR, {"Authorization": f"Bearer {writer}"})))
    note = f"{WAIT} ms of waiting for the next key, and the request"
    yield Line("drawing after a key in the editor, median", value, "ms", LIMIT, value / LIMIT, "<= 1", note)


def typed(editor: str, headers: dict[str, str]) -> Iterator[float]:
    """Milliseconds of each request, letter by letter, after two to warm up both web processes."""
    pool = urllib3.PoolManager(maxsize=1)
    sheet = Sheet()
    sheet.feed(pool.request("GET", editor, headers=headers).data.decode())
    for at, letter in enumerate(TYPED):
        sheet.fields[FIELD] += letter
        began = time.perf_counter()
        answer = pool.request("POST", f"{editor}/gambar", fields=sheet.fields, headers=headers, encode_multipart=False)
        spent = (time.perf_counter() - began) * 1000
        if answer.status != 200 or b"</svg>" not in answer.data:
            raise RuntimeError(answer.data.decode())
        if at > 1:
            yield spent


class Sheet(HTMLParser):
    """The fields of the form with id `lembar`, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.inside = False
        self.open: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        name, value = of.get("name"), of.get("value") or ""
        if tag == "form":
            self.inside = of.get("id") == "lembar"
        elif tag == "option" and self.open and ("selected" in of or self.open not in self.fields):
            self.fields[self.open] = value
        elif self.inside and name and tag in ("textarea", "select"):
            self.open = name
        elif self.inside and name and tag == "input" and (of.get("type") not in ("checkbox", "radio") or "checked" in of):
            self.fields[name] = value

    def handle_data(self, data: str) -> None:
        if self.open and self.lasttag == "textarea":
            self.fields[self.open] = self.fields.get(self.open, "") + data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "select") and self.open:
            self.fields.setdefault(self.open, "")
            self.open = None
        elif tag == "form":
            self.inside = False
