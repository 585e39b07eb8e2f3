"""Unfinished work has the shape of its tool's input, whatever is still missing or wrong in it."""

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import Schema, fields

from runtut.errors import Invalid

DEEPEST = 6
Fault = tuple[str, str]


def check_shape(schema: type[Schema], content: Mapping[str, Any]) -> None:
    """Raise Invalid where a list, a group or a single value stands in the place of another kind."""
    errors = {path: [said] for path, said in misfits(schema(), content)}
    if errors:
        raise Invalid("Isian ini tidak berbentuk seperti isian langkahnya, jadi tidak dapat disimpan.", errors)


def fits(schema: type[Schema], content: Mapping[str, Any]) -> bool:
    """Whether a form can be drawn again with `content` in it."""
    return not any(misfits(schema(), content))


def misfits(schema: Schema, content: Mapping[str, Any], at: str = "") -> Iterator[Fault]:
    """Fields that the schema does not know may hold single values alone."""
    for key, value in content.items():
        field = schema.fields.get(key)
        yield from _misfits(field, value, f"{at}.{key}" if at else key)


def _misfits(field: fields.Field[Any] | None, value: Any, at: str) -> Iterator[Fault]:
    if value is None or at.count(".") > DEEPEST:
        return
    if isinstance(field, fields.List):
        yield from _in_list(field, value, at)
    elif isinstance(field, fields.Nested):
        yield from misfits(field.schema, value, at) if isinstance(value, Mapping) else [(at, "Harus berupa kumpulan isian.")]
    elif isinstance(field, fields.Dict):
        yield from () if isinstance(value, Mapping) else [(at, "Harus berupa kumpulan isian.")]
    elif isinstance(value, Mapping | list):
        yield at, "Harus berupa satu isian."


def _in_list(field: "fields.List[Any]", value: Any, at: str) -> Iterator[Fault]:
    """Words may stand for a list: tools read their lines."""
    if isinstance(value, str):
        return
    if not isinstance(value, list):
        yield at, "Harus berupa daftar."
        return
    for place, inner in enumerate(value):
        yield from _misfits(field.inner, inner, f"{at}.{place}")
