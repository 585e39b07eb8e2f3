"""Text that no table can hold is refused at the entrance: in addresses, queries and forms; JSON is read strictly anyway."""

from collections.abc import Iterator

from flask import Flask, request

from runtut.errors import Unreadable
from runtut.web.bodies import MOST, refuse_nul


def init_app(app: Flask) -> None:
    app.before_request(check)


def check() -> None:
    """NUL in an address is nobody's typing; in a form it is told field by field."""
    if "\0" in request.path or any("\0" in name + value for name, value in request.args.items(multi=True)):
        raise Unreadable("Alamat ini memuat huruf yang tidak dapat dibaca; periksa penulisannya.")
    refuse_nul(typed())


def typed() -> Iterator[tuple[str, str]]:
    """The fields of a form and the names of its files."""
    if request.mimetype == "application/x-www-form-urlencoded":
        request.max_content_length = MOST  # read in one piece; only files may be larger
    if request.mimetype in ("application/x-www-form-urlencoded", "multipart/form-data"):
        yield from request.form.items(multi=True)
        yield from ((name, name) for name in request.form)
        yield from ((name, file.filename or "") for name, file in request.files.items(multi=True))
