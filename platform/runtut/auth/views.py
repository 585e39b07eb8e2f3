"""Sign-in for people."""

from flask import Blueprint, Response, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from runtut.auth import service
from runtut.directory.service import pemdas_by_id
from runtut.errors import Problem
from runtut.permissions import PUBLIC, SIGNED_IN, needs

COOKIE, DEVICE = "__Host-runtut", "__Host-runtut-perangkat"
YEAR = 31_536_000
doors = Blueprint("auth_pages", __name__, template_folder="templates")


@doors.get("/")
@needs(PUBLIC)
def front() -> ResponseReturnValue:
    """Lead to the work of the one pemda, let choose among several, or ask to sign in."""
    if g.visitor is None:
        return redirect(url_for("auth_pages.sign_in"), 303)
    pemdas = pemdas_by_id([member.pemda_id for member in service.memberships(g.visitor.account_id)])
    if g.visitor.operator and not pemdas:
        return redirect(url_for("directory_pages.pemdas"), 303)
    if len(pemdas) == 1:
        return redirect(url_for("cycles_pages.inbox", pemda=pemdas[0].code), 303)
    return render_template("auth/choose.html", pemdas=pemdas)


@doors.get("/masuk")
@needs(PUBLIC)
def sign_in() -> ResponseReturnValue:
    return render_template("auth/sign_in.html", going_on=request.args.get("lanjut", ""), login="", refused=None)


@doors.post("/masuk")
@needs(PUBLIC)
def open_session() -> ResponseReturnValue:
    """A fresh session id at every sign-in; the page says what was wrong and keeps the name typed."""
    login, going_on = request.form.get("login", "")[:200], request.form.get("lanjut", "")
    device = service.known_device(login, request.cookies.get(DEVICE, ""))
    try:
        session = service.sign_in(login, request.form.get("password", ""), "cookie", request.remote_addr or "", device)
    except Problem as refused:
        page = render_template("auth/sign_in.html", going_on=going_on, login=login, refused=refused)
        return page, refused.status
    if g.visitor is not None:
        service.sign_out(g.visitor.session_id)
    answer = make_response(redirect(inside(going_on), 303))
    remember(answer, COOKIE, session.token)
    if not device:
        remember(answer, DEVICE, service.device_token(login), YEAR)
    return answer


def remember(answer: Response, name: str, value: str, seconds: int | None = None) -> None:
    """A cookie of this host alone that no script reads and no other site sends along."""
    answer.set_cookie(name, value, max_age=seconds, secure=True, httponly=True, samesite="Lax", path="/")


@doors.post("/keluar")
@needs(SIGNED_IN)
def sign_out() -> ResponseReturnValue:
    service.sign_out(g.visitor.session_id)
    answer = make_response(redirect(url_for("auth_pages.sign_in"), 303))
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Lax", path="/")
    return answer


@doors.get("/kata-sandi")
@needs(SIGNED_IN)
def password() -> ResponseReturnValue:
    return render_template("auth/password.html", refused=None)


@doors.post("/kata-sandi")
@needs(SIGNED_IN)
def change_password() -> ResponseReturnValue:
    """Ends every session, this one too; passwords are never shown again, so nothing typed is kept."""
    current, new = request.form.get("current", ""), request.form.get("new", "")
    try:
        service.change_password(g.visitor.account_id, current, new, request.remote_addr or "")
    except Problem as refused:
        return render_template("auth/password.html", refused=refused), refused.status
    flash(gettext("Kata sandi diganti. Masuklah dengan yang baru."), "done")
    answer = make_response(redirect(url_for("auth_pages.sign_in"), 303))
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Lax", path="/")
    return answer


def inside(address: str) -> str:
    """Only a path of this site; "//host" and "/\\host" lead elsewhere."""
    ours = address.startswith("/") and address[1:2] not in ("/", "\\") and address.isprintable()
    return address if ours else "/"
