"""What is said when something goes wrong: a problem document to programs, a page to people, never a stack trace."""

import contextlib
import logging
import traceback
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode

import psycopg
from flask import Flask, Response, current_app, g, make_response, redirect, request, url_for
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from runtut.database import db
from runtut.errors import Problem, Unauthorized
from runtut.web import problem_page
from runtut.web.api import BY_SCRIPT, field_errors, problem

log = logging.getLogger(__name__)
BROKEN = "Terjadi kesalahan pada sistem", "Permintaan ini gagal dan tidak ada yang tersimpan. Cobalah lagi sebentar lagi."
BUSY = "Layanan sedang sibuk", "Basis data sedang tidak dapat dihubungi. Isian belum tersimpan; cobalah lagi sebentar lagi."
FULL = (
    "Ruang server penuh",
    "Ruang simpan server penuh. Isian belum tersimpan; mintalah pengelola melapangkannya, lalu coba lagi.",
)
TOO_LONG = (
    "Terlalu lama dihitung",
    "Permintaan ini memerlukan waktu lebih lama daripada yang tersedia. Isian belum tersimpan; cobalah lagi sebentar lagi, "
    "atau sederhanakan dokumennya.",
)
HELD = "Sedang diubah orang lain", "Data ini sedang diubah orang lain; muat ulang sebentar lagi, lalu ulangi."
EXCLUSIONS: Mapping[str, str] = {
    "nobody_checks_his_own_work": (
        "Orang yang ikut menyusun dokumen ini tidak boleh memeriksanya sendiri; mintalah pejabat lain."
    ),
    "one_holder_a_day": "Jabatan ini sudah dipangku orang lain pada sebagian waktu tersebut; ubah tanggalnya.",
    "one_version_in_force_a_day": (
        "Versi lain dari SOP ini berlaku pada sebagian waktu tersebut; muat ulang halamannya, lalu ubah tanggal berlakunya."
    ),
}
UNIQUE: Mapping[str, str] = {
    "uq_sop_version_open": "SOP ini baru saja mendapat draf lain; muat ulang halamannya, lalu lanjutkan draf itu.",
}
TAKEN = psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure
SAID: Mapping[int, tuple[str, str]] = {
    400: ("Permintaan tidak terbaca", "Bentuk permintaan ini tidak dapat dibaca; periksa isi dan alamatnya."),
    404: ("Tidak ditemukan", "Halaman ini tidak ada, atau bukan untuk Anda."),
    405: ("Cara ini tidak tersedia", "Alamat ini tidak menerima cara permintaan tersebut."),
    413: (
        "Ukuran melebihi batas",
        "Berkas paling besar 25 MB, isian lain 2 MB; perkecil atau pisahkan, lalu kirim lagi.",
    ),
    415: ("Jenis isi tidak diterima", "Kirimkan isian sebagai JSON (Content-Type: application/json)."),
    422: ("Isian belum benar", "Periksa isian yang disebutkan, perbaiki, lalu kirim lagi."),
}


def init_app(app: Flask) -> None:
    app.register_error_handler(Problem, on_problem)
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(DBAPIError, said_by_database)
    app.register_error_handler(PoolTimeout, lambda _: say(503, *BUSY))
    app.register_error_handler(Exception, on_surprise)


def on_problem(refused: Problem) -> Response:
    if isinstance(refused, Unauthorized) and not for_program() and request.method == "GET":
        return make_response(redirect("/masuk?" + urlencode({"lanjut": request.full_path.rstrip("?")}), 303))
    return say(refused.status, refused.title, refused.detail, refused.errors)


def on_http(refused: HTTPException) -> Response:
    """Redirects pass; every other answer of Flask or Werkzeug is said in our words."""
    code = refused.code or 500
    if code < 400 and refused.response is None:
        return make_response(refused.get_response())
    title, detail = SAID.get(code, (HTTPStatus(code).phrase, SAID[400][1]))
    answer = say(code, title, detail, field_errors(refused))
    if code == 405:
        answer.headers["Allow"] = ", ".join(getattr(refused, "valid_methods", None) or [])
    return answer


def said_by_database(refused: DBAPIError) -> Response:
    """Constraints are rules, so a violation is a conflict; driver texts may hold data and are told to nobody."""
    if isinstance(refused.orig, psycopg.errors.ExclusionViolation):
        return say(409, "Bertentangan dengan aturan", said_by_exclusion(refused.orig))
    if isinstance(refused.orig, psycopg.errors.UniqueViolation | psycopg.errors.ForeignKeyViolation):
        known = UNIQUE.get(refused.orig.diag.constraint_name or "")
        said = known or "Data ini sudah ada atau baru saja berubah; muat ulang lalu ulangi."
        return say(409, "Data berubah atau sudah ada", said)
    if isinstance(refused.orig, TAKEN):
        return say(409, *HELD)
    if isinstance(refused.orig, psycopg.errors.CheckViolation | psycopg.errors.DataError):
        return say(422, *SAID[422])
    if isinstance(refused.orig, psycopg.errors.IdleInTransactionSessionTimeout):
        return say(503, *TOO_LONG)
    if isinstance(refused, OperationalError | InterfaceError):
        log.warning(
            "database unavailable: %s during %s", type(refused.orig).__name__, " ".join((refused.statement or "").split())[:300]
        )
        return say(503, *(FULL if isinstance(refused.orig, psycopg.errors.DiskFull) else BUSY))
    return on_surprise(refused)


def said_by_exclusion(refused: psycopg.errors.ExclusionViolation) -> str:
    """The exclusions of the product, by their names; one that has no words yet is told as what every one is."""
    return EXCLUSIONS.get(
        refused.diag.constraint_name or "", "Data ini bertentangan dengan yang sudah tersimpan; muat ulang lalu ulangi."
    )


def on_surprise(failure: Exception) -> Response:
    """A fault of ours: logged by kind and place (its words may hold data), told in one sentence."""
    place = "".join(traceback.format_tb(failure.__traceback__))
    log.error("%s %s failed: %s\n%s", request.method, request.url_rule, type(failure).__name__, place)
    if current_app.testing and current_app.config.get("PROPAGATE_SURPRISES"):
        raise failure
    return say(500, *BROKEN)


def say(status: int, title: str, detail: str, errors: Mapping[str, list[str]] | None = None) -> Response:
    """Nothing of the request is kept; without the database there is no frame around the page either."""
    give_up()
    if for_program():
        answer = make_response(problem(status, title, detail, errors))
    else:
        answer = make_response(page(status, title, detail, errors))
    if status in (429, 503):
        answer.headers["Retry-After"] = "30"
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def give_up() -> None:
    """Roll back; a connection that is gone has done so itself."""
    with contextlib.suppress(DBAPIError):
        db.session.rollback()


def page(status: int, title: str, detail: str, errors: Mapping[str, list[str]] | None) -> tuple[str, int]:
    """What a person reads. The frame asks the database, so a fault of ours is told without it."""
    if status >= 500:
        g.runtut_frame = None
    try:
        return problem_page(status, title, detail, errors, sign_in_url=url_for("auth_pages.sign_in"))
    except (DBAPIError, PoolTimeout):
        g.runtut_frame = None
        return problem_page(status, title, detail, errors, sign_in_url=url_for("auth_pages.sign_in"))


def for_program() -> bool:
    return request.path.startswith("/api/") or BY_SCRIPT in request.headers
