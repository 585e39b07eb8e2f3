"""Hangs the interface into an app: templates, assets, languages, formats, and what every template may call."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from runtut.errors import NotFound
from runtut.permissions import PUBLIC, needs
from runtut.web import pictures
from runtut.web.assets import Assets, load
from runtut.web.compiled import Compiled
from runtut.web.formats import init_formats
from runtut.web.frame import Frame
from runtut.web.gallery import gallery
from runtut.web.icons import icon
from runtut.web.languages import COOKIE, LANGUAGES, chosen, init_languages

YEAR = 31_536_000
site = Blueprint("web", __name__, template_folder="templates")


def init_app(app: Flask, frame: Callable[[], Frame | None], csrf_token: Callable[[], str]) -> None:
    """Give `app` the interface. `frame` answers None to whoever is not signed in; `g.zone` sets the clocks."""
    assets = load()
    app.extensions["runtut.web"] = assets
    init_languages(app)
    init_formats(app)
    app.jinja_env.bytecode_cache = Compiled()
    app.jinja_env.globals.update(
        asset=lambda name: f"/aset/{assets.plain(name).name}",
        csrf_token=csrf_token,
        csrf_field=lambda: Markup('<input type="hidden" name="csrf_token" value="{}">').format(csrf_token()),
        icon=icon,
        pictures=pictures,
        languages=LANGUAGES,
        language=chosen,
    )
    app.context_processor(lambda: {"frame": _once(frame)})
    app.register_blueprint(site)
    app.register_blueprint(gallery)


def _once(frame: Callable[[], Frame | None]) -> Any:
    """The frame of this request, asked for once however many templates a page has."""
    if "runtut_frame" not in g:
        g.runtut_frame = frame()
    return g.runtut_frame


@site.get("/aset/<string:name>")
@needs(PUBLIC)
def asset(name: str) -> Response:
    assets: Assets = current_app.extensions["runtut.web"]
    found = assets.served(name)
    if found is None:
        raise NotFound("Berkas tampilan ini tidak ada lagi. Muat ulang halaman.")
    return found.response()


@site.post("/bahasa")
@needs(PUBLIC)
def choose_language() -> AnyResponse:
    """Remember the reader's language for a year and lead back to where he was."""
    answer = redirect(_own_path(request.form.get("kembali", "/")), 303)
    language = request.form.get("bahasa", "")
    if language in LANGUAGES:
        answer.set_cookie(COOKIE, language, max_age=YEAR, secure=True, httponly=True, samesite="Lax")
    return answer


def _own_path(address: str) -> str:
    """A path of this site, never another host: "//host" and "/\\host" lead away."""
    inside = address.startswith("/") and address[1:2] not in ("/", "\\")
    return address if inside and address.isprintable() else "/"
