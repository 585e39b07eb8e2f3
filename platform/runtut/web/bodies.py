"""Bodies of API requests, read strictly: what no table can hold is refused before any view sees it."""

from collections.abc import Iterator
from typing import Any

import orjson
from flask import Request
from webargs.core import missing
from webargs.flaskparser import FlaskParser
from werkzeug.datastructures import MultiDict

from runtut.errors import Invalid, Unreadable, WrongType

DEEPEST = 32
MOST = 2 * 1024 * 1024
"""Bytes of a JSON body; files travel as forms."""
NUL = "Tulisan ini memuat huruf tak tampak (NUL) yang tidak dapat disimpan; hapus, lalu kirim lagi."


class StrictParser(FlaskParser):
    """Numbers must be finite, texts must be Unicode without NUL, and nothing may be nested beyond all measure.

    The location `multipart` is one form of fields and files.
    """

    __location_map__ = {**FlaskParser.__location_map__, "multipart": "load_multipart"}

    def _raw_load_json(self, req: Request) -> Any:
        if req.content_length and not req.is_json:
            raise WrongType("Kirimkan isian sebagai JSON (Content-Type: application/json).")
        req.max_content_length = MOST
        return read_json(req.get_data(cache=True))

    def load_multipart(self, req: Request, schema: Any) -> Any:
        return self._makeproxy(MultiDict([*req.form.items(multi=True), *req.files.items(multi=True)]), schema)


def read_json(body: bytes) -> Any:
    """The JSON value of a body; an empty body is a missing one."""
    if not body.strip():
        return missing
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as wrong:
        raise Unreadable(f"Isi permintaan bukan JSON yang benar (baris {wrong.lineno}, kolom {wrong.colno}).") from wrong
    refuse_nul(texts(value))
    return value


def refuse_nul(named: Iterator[tuple[str, str]]) -> None:
    """Raise Invalid naming the fields whose text no table can hold."""
    found = {path: [NUL] for path, text in named if "\0" in text}
    if found:
        raise Invalid("Isian memuat huruf yang tidak dapat disimpan.", found)


def texts(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every text in a JSON value, names of fields too, by dotted path; raises Unreadable when it lies too deep."""
    if depth > DEEPEST:
        raise Unreadable(f"Isi permintaan bertingkat terlalu dalam; paling banyak {DEEPEST} tingkat.")
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, below in value.items():
            yield path or "_schema", name
            yield from texts(below, f"{path}.{name}" if path else name, depth + 1)
    elif isinstance(value, list):
        for place, below in enumerate(value):
            yield from texts(below, f"{path}.{place}" if path else str(place), depth + 1)
