"""HTML forms checked by the schemas of the API: blank fields are absent, repeated ones make a list."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from marshmallow import Schema, ValidationError, fields
from werkzeug.datastructures import MultiDict

from runtut.errors import Invalid
from runtut.web.api import flatten

_typed = ContextVar("typed", default=False)


@contextmanager
def as_typed() -> Iterator[None]:
    """What is loaded inside was typed on a page, so its text is read as people write here, not as programs do."""
    token = _typed.set(True)
    try:
        yield
    finally:
        _typed.reset(token)


def is_typed() -> bool:
    return _typed.get()


def checked(schema: type[Schema], form: MultiDict[str, str]) -> dict[str, Any]:
    """What `schema` makes of a form; Invalid has a sentence for every field that is wrong. Other fields are left out."""
    shape = schema()
    given = {name: _value(name, field, form) for name, field in shape.fields.items()}
    try:
        with as_typed():
            loaded: dict[str, Any] = shape.load({name: value for name, value in given.items() if value is not None})
    except ValidationError as wrong:
        raise Invalid("Isian belum lengkap atau belum benar.", flatten(wrong.messages_dict)) from wrong
    return loaded


def _value(name: str, field: fields.Field[Any], form: MultiDict[str, str]) -> str | list[str] | None:
    if isinstance(field, fields.List):
        return form.getlist(name)
    return form.get(name, "").strip() or None
