"""Indonesian is the source, English is complete, and the reader's choice is remembered."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from flask.testing import FlaskClient

from runtut.web.languages import CATALOGUES, catalogue

WEB = CATALOGUES.parent
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}


def messages() -> set[str]:
    found = extract_from_dir(str(WEB), METHODS, {"**/templates/**.html": {"silent": "false"}}, keywords=KEYWORDS)
    return {words if isinstance(words, str) else words[0] for _, _, words, _, _ in found}


def test_every_sentence_of_the_frame_and_the_components_has_an_english_form() -> None:
    known = catalogue("en")
    lacking = {
        words
        for words in messages()
        if words not in ("SOP",) and known.ngettext(words, words, 2) == words == known.gettext(words)
    }
    assert len(messages()) > 50
    assert not lacking


def test_placeholders_survive_translation() -> None:
    def names(words: str) -> list[str]:
        return sorted(re.findall(r"%\((\w+)\)", words))

    wrong = {words for words in messages() if names(words) != names(catalogue("en").ngettext(words, words, 2))}
    assert not wrong


def test_a_reader_without_a_choice_reads_indonesian(reader: FlaskClient) -> None:
    page = reader.get("/problem/404").text
    assert '<html lang="id">' in page
    assert "Ke halaman depan" in page


def test_the_choice_of_english_is_remembered_and_leads_back(reader: FlaskClient) -> None:
    answer = reader.post("/bahasa", data={"bahasa": "en", "kembali": "/problem/404?x=1"})
    assert (answer.status_code, answer.location) == (303, "/problem/404?x=1")
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]
    page = reader.get("/problem/404").text
    assert '<html lang="en">' in page
    assert "To the front page" in page


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "/\\evil.example", "/a\nb", ""])
def test_the_way_back_never_leads_to_another_host(reader: FlaskClient, away: str) -> None:
    assert reader.post("/bahasa", data={"bahasa": "en", "kembali": away}).location == "/"


def test_an_unknown_language_changes_nothing(reader: FlaskClient) -> None:
    assert "Set-Cookie" not in reader.post("/bahasa", data={"bahasa": "xx"}).headers
    reader.set_cookie("__Host-bahasa", "xx")
    assert '<html lang="id">' in reader.get("/problem/404").text


def test_a_language_without_a_catalogue_falls_back_to_the_source() -> None:
    assert catalogue("id").gettext("Keluar") == "Keluar"
    assert not (Path(CATALOGUES) / "id").exists()
