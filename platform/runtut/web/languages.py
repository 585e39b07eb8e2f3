"""Indonesian is what the product is written in; other languages come from catalogues that are compiled in memory."""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, has_request_context, request
from flask_babel import Babel, Domain, get_locale

CATALOGUES = Path(__file__).parent / "translations"
SOURCE = "id"
LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
COOKIE = "__Host-bahasa"


class Catalogues(Domain):  # type: ignore[misc]  # Flask-Babel has no types
    """Takes messages from the committed .po files, so that no compiled catalogue has to be built or kept."""

    def get_translations(self) -> NullTranslations:
        return catalogue(str(get_locale() or SOURCE))


def init_languages(app: Flask) -> None:
    """Give the app gettext in code and templates, in the language that the reader chose."""
    babel = Babel(app, default_locale=SOURCE, locale_selector=chosen)
    babel.domain_instance = Catalogues()


def chosen() -> str:
    """The language of the current reader: his cookie, else Indonesian."""
    asked = request.cookies.get(COOKIE, SOURCE) if has_request_context() else SOURCE
    return asked if asked in LANGUAGES else SOURCE


@cache
def catalogue(language: str) -> NullTranslations:
    """The messages of a language; those of the source language are the keys themselves."""
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=Locale.parse(language)))
    compiled.seek(0)
    return Translations(compiled)
