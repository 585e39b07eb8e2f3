"""Style sheet and scripts are named by their content, kept for a year, and small."""

import gzip
import hashlib
import re

import pytest
from flask.testing import FlaskClient

from runtut.web import assets

ROOT = assets.STATIC.parents[3]
ROOMS = [ROOT / "platform/runtut", ROOT / "tenants"]
NAMES = ("runtut.css", "runtut.js", "htmx.js", "mark.svg")


@pytest.mark.parametrize("name", NAMES)
def test_an_asset_is_served_under_the_hash_of_its_content(reader: FlaskClient, name: str) -> None:
    asset = assets.load().plain(name)
    answer = reader.get(f"/aset/{asset.name}")
    assert answer.status_code == 200
    assert hashlib.sha256(answer.data).hexdigest()[:12] in asset.name
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_browser_that_understands_it_gets_the_compressed_form(reader: FlaskClient) -> None:
    asset = assets.load().plain("runtut.css")
    answer = reader.get(f"/aset/{asset.name}", headers={"Accept-Encoding": "br, gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.data) == asset.content


def test_htmx_is_exactly_what_its_authors_released() -> None:
    assert hashlib.sha256(assets.htmx()).hexdigest() == assets.HTMX_SHA256


def test_a_changed_or_missing_htmx_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "HTMX_SHA256", "0" * 64)
    with pytest.raises(RuntimeError, match="not the released one"):
        assets.htmx()
    monkeypatch.setattr(assets, "HTMX_PACKAGE", "no_such_package")
    with pytest.raises(RuntimeError, match="is not installed"):
        assets.htmx()


def test_a_first_page_weighs_less_than_sixty_kilobytes_on_the_wire(reader: FlaskClient) -> None:
    loaded = assets.load()
    page = gzip.compress(reader.get("/_gaya").data)
    assert len(page) + sum(len(loaded.plain(name).packed) for name in NAMES) < 60_000


def test_every_class_of_the_style_sheet_is_used_by_some_template_or_script() -> None:
    sheet = assets.load().plain("runtut.css").content.decode()
    markup = "".join(
        page.read_text() for folder in ROOMS for page in folder.rglob("*") if page.suffix in (".html", ".py", ".js")
    )
    offered = {"cards", "nowrap", "wide", "quiet"}  # for plain markup of pages
    words = (
        set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/|\"[^\"]*\"|[\d.]+r?em", "", sheet, flags=re.DOTALL))) - offered
    )
    unused = {name for name in words if name not in markup and name.split("--")[0] not in markup}
    assert not unused
