"""The four tools as forms in a browser without JavaScript: what the page sends is what the tool takes."""

import io
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from typing import Any

import pytest

from runtut.database import db

Opened = Callable[[Sequence[int]], Any]
Person = Callable[[str], Any]
FIELDS = ("input", "textarea")


class Form(HTMLParser):
    """The fields of the form with the id "alat" as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._inside, self._text = False, ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("id") == "alat"
        if self._inside and tag in FIELDS and given.get("name"):
            self._take(tag, given)

    def _take(self, tag: str, given: dict[str, str | None]) -> None:
        name, kind = str(given["name"]), given.get("type", "text")
        if tag == "textarea":
            self._text, self.fields[name] = name, ""
        elif kind != "file" and (kind not in ("checkbox", "radio") or "checked" in given):
            self.fields[name] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self.fields[self._text] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        self._text = "" if tag == "textarea" else self._text
        self._inside = self._inside and tag != "form"


class Reader:
    """One step of a cycle in the browser of several people."""

    def __init__(self, person: Person, slug: str) -> None:
        self._person, self._slug = person, slug

    def client(self, who: str) -> Any:
        return self._person(f"{who}@diskopnaker.13.01")

    def address(self, no: int) -> str:
        return f"/13.01/diskopnaker/siklus/{self._slug}/2025-TW1/langkah/{no}"

    def page(self, who: str, no: int) -> str:
        answer = self.client(who).get(self.address(no))
        assert answer.status_code == 200
        return str(answer.text)

    def send(self, who: str, no: int, action: str = "kirim", **typed: Any) -> Any:
        fields: dict[str, Any] = Form(self.page(who, no)).fields | typed
        return self.client(who).post(self.address(no), data={**fields, "action": action})


@pytest.fixture
def browse(course: Opened, person: Person) -> Callable[[Sequence[int]], Reader]:
    def opened(numbers: Sequence[int]) -> Reader:
        cycle = course(numbers)
        db.session.commit()
        return Reader(person, cycle.slug)

    return opened


def values(reader: Reader, who: str, value: str) -> dict[str, str]:
    fields = Form(reader.page(who, 2)).fields
    return {name: value for name in fields if name.startswith("rows.") and name.endswith(".value")}


def test_the_form_page_starts_with_all_indicators_keeps_what_is_typed_and_shows_what_was_frozen(
    browse: Callable[[Sequence[int]], Reader],
) -> None:
    reader = browse([1, 2])
    fields = Form(reader.page("sekretaris", 1)).fields
    assert sum(name.startswith("indicator_ids.") for name in fields) >= 6
    assert fields["columns.0"] == "keterangan" and fields["due_on"]
    refused = reader.send("sekretaris", 1, due_on="2020-01-01", instructions="Isi dengan teliti")
    assert refused.status_code == 422
    assert "sudah lewat" in refused.text and "Isi dengan teliti" in refused.text
    assert reader.send("sekretaris", 1, "simpan", instructions="Simpan ini").status_code == 303
    assert "Simpan ini" in reader.page("sekretaris", 1)
    assert reader.send("sekretaris", 1).status_code == 303
    frozen = reader.page("kabid.koperasi", 1)
    assert "Format Bidang Koperasi dan UKM (XLSX)" in frozen and "Simpan ini" in frozen


def test_figures_are_typed_saved_proven_and_handed_in(browse: Callable[[Sequence[int]], Reader]) -> None:
    reader, who = browse([1, 2, 3]), "kabid.koperasi"
    reader.send("sekretaris", 1)
    page = reader.page(who, 2)
    assert "Unggah bukti dahulu" in page and 'type="file"' in page and "68" in page
    assert reader.send(who, 2, "simpan", **values(reader, who, "1.234,5")).status_code == 303
    assert reader.page(who, 2).count('value="1.234,5"') == 5
    file = (io.BytesIO(b"%PDF-1.7"), "rapat.pdf", "application/pdf")
    assert reader.send(who, 2, "unggah", file=file, **{"rows.0.note": "Sesuai berita acara"}).status_code == 303
    assert "Sesuai berita acara" in reader.page(who, 2)
    page = reader.page(who, 2)
    assert "rapat.pdf" in page and page.count('value="1.234,5"') == 5
    refused = reader.send(who, 2)
    assert refused.status_code == 422 and "paling sedikit satu bukti" in refused.text
    assert 'href="#f-rows.0.evidence_ids"' in refused.text and 'id="f-rows.0.evidence_ids"' in refused.text
    evidence = next(line for line in page.split('value="') if line.startswith("0") and "rapat.pdf" in line[:200])[:36]
    ticks = {f"rows.{place}.evidence_ids.0": evidence for place in range(5)}
    assert reader.send(who, 2, **ticks).status_code == 303
    assert "1.234,5" in reader.page("kasubag.program", 2)


def test_odd_figures_are_resolved_and_good_ones_need_no_words(browse: Callable[[Sequence[int]], Reader]) -> None:
    reader, kasubag = browse([1, 2, 3, 7]), "kasubag.program"
    plain = {name: value for name, value in Form(reader.page("sekretaris", 1)).fields.items() if not name.startswith("columns")}
    client = reader.client("sekretaris")
    assert client.post(reader.address(1), data={**plain, "action": "kirim"}).status_code == 303
    for who in ("kabid.koperasi", "kabid.naker"):
        assert reader.send(who, 2, **values(reader, who, "60")).status_code == 303
    page = reader.page(kasubag, 3)
    assert "Lebih dari dua kali target" in page and "Yang perlu diselesaikan" in page
    assert "Tulis alasannya." in reader.send(kasubag, 3).text
    flagged = sum(name.endswith(".reason") for name in Form(page).fields)
    said = {f"resolutions.{place}.decision": "missing" for place in range(flagged)}
    said |= {f"resolutions.{place}.reason": "Salah satuan" for place in range(flagged)}
    assert reader.send(kasubag, 3, "simpan", **said).status_code == 303
    assert "Salah satuan" in reader.page(kasubag, 3)
    assert reader.send(kasubag, 3).status_code == 303
    assert "dianggap belum ada" in reader.page("kadis", 3)
    refused = reader.send(kasubag, 4)
    assert refused.status_code == 422 and "tulis penyebabnya" in refused.text
    needed = {name: "Pendataan tertunda" for name in Form(refused.text).fields if name.endswith((".cause", ".follow_up"))}
    assert reader.send(kasubag, 4, **needed).status_code == 303
    assert "Buka lembar analisis" in reader.page("kadis", 4)
