"""What stands before every view: its permission, the forgery token, and the headers behind it."""

import hmac
from uuid import uuid4

from flask import Flask, Response, current_app, g, request

from runtut.auth.arrival import Visitor
from runtut.auth.service import csrf_token as token_of
from runtut.errors import Forbidden, NotFound, Unauthorized
from runtut.permissions import MEMBER, PUBLIC, SIGNED_IN, is_operators, need_of
from runtut.tenancy import Pass, enter

SAFE = {"GET", "HEAD", "OPTIONS"}
GUEST = "__Host-runtut-tamu"
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}


def init_app(app: Flask) -> None:
    app.before_request(check_forgery)
    app.before_request(check_permission)
    app.after_request(harden)


def require_needs(app: Flask) -> None:
    """Refuse to start with a view that does not name what it needs: deny by default."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            if need_of(view, method) is None:
                raise RuntimeError(f"{rule.endpoint} {method} does not name what it needs")


def check_permission() -> None:
    if request.endpoint is None or request.method == "OPTIONS":
        return
    need = need_of(current_app.view_functions[request.endpoint], "GET" if request.method == "HEAD" else request.method)
    visitor: Visitor | None = g.visitor
    if need == PUBLIC:
        return
    if visitor is None:
        raise Unauthorized("Silakan masuk terlebih dahulu.")
    if is_operators(need):
        _enter_as_operator(visitor)
    elif need != SIGNED_IN:
        _check_here(need)


def _check_here(need: str | None) -> None:
    if "here" not in g:
        raise NotFound("Alamat ini tidak menyebut pemda.")
    if need != MEMBER and not g.here.may(need):
        raise Forbidden("Peran Anda tidak mencakup hal ini. Mintalah kepada admin pemda bila memang tugas Anda.")


def _enter_as_operator(visitor: Visitor) -> None:
    """With a pass that names no pemda: it writes lookups and answers what was handed over, and sees no pemda from inside."""
    if not visitor.operator:
        raise NotFound("Halaman ini tidak ada, atau bukan untuk Anda.")
    enter(Pass(operator=True))


def csrf_token() -> str:
    """The token for forms of this session, or of a guest who has none yet."""
    visitor: Visitor | None = g.get("visitor")
    return token_of(visitor.session_id if visitor else guest())


def guest() -> str:
    """A random name for whoever is not signed in, kept in a cookie so that the sign-in form is guarded too."""
    name: str = g.get("guest") or request.cookies.get(GUEST) or uuid4().hex
    g.guest = name
    return name


def check_forgery() -> None:
    """Unsafe requests of a browser must come from our own pages; a bearer token is proof enough (no browser adds it)."""
    visitor: Visitor | None = g.visitor
    if request.endpoint is None or request.method in SAFE or (visitor is not None and visitor.kind == "bearer"):
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none") or _foreign_origin():
        raise Forbidden("Permintaan ini datang dari situs lain, jadi ditolak.")
    if visitor is None and request.path.startswith("/api/"):
        return
    sent = request.headers.get("X-CSRF-Token") or request.form.get("csrf_token", "")
    if not hmac.compare_digest(sent.encode(), csrf_token().encode()):
        raise Forbidden("Halaman ini sudah terlalu lama terbuka. Muat ulang, lalu ulangi isian Anda.")


def _foreign_origin() -> bool:
    """`null` is what a sandboxed frame or a file says of itself, so it is foreign as well."""
    origin = request.headers.get("Origin", "")
    return bool(origin) and origin.partition("://")[2] != request.host


def harden(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "web.asset" or response.status_code != 200:
        response.headers.setdefault("Cache-Control", "no-store")
    if "guest" in g and g.get("visitor") is None:
        response.set_cookie(GUEST, g.guest, secure=True, httponly=True, samesite="Lax", path="/")
    return response
