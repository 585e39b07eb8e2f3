"""Shapes to JSON and back, by their types alone; what does not fit is refused with its place."""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

SIMPLE: dict[Any, Callable[[str], Any]] = {
    Decimal: Decimal,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}


def to_json(value: Any) -> Any:
    """Decimals become strings (so that none is rounded), days and moments ISO 8601."""
    match value:
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return [to_json(inner) for inner in value]
        case _ if is_dataclass(value):
            return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value


def from_json(wanted: Any, value: Any, at: str = "") -> Any:
    """`value` as the type `wanted`; ValueError names the place, such as `figures[2].target`."""
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        return _optional(inner, value, at)
    if origin is Literal:
        return _expect(value in inner, value, at)
    if origin is tuple:
        return _tuple(inner, value, at)
    if isinstance(wanted, type) and is_dataclass(wanted):
        return _shape(wanted, value, at)
    if wanted in SIMPLE:
        return _simple(SIMPLE[wanted], value, at)
    return _expect(type(value) is wanted, value, at)


def _shape(wanted: type, value: Any, at: str) -> Any:
    _expect(isinstance(value, Mapping), value, at)
    hints, place = _hints(wanted), f"{at}." if at else ""
    unknown = value.keys() - hints.keys()
    _expect(not unknown, sorted(unknown), at)
    given = {name: from_json(hints[name], value[name], place + name) for name in hints if name in value}
    for field in fields(wanted):
        _expect(field.name in given or field.default is not MISSING, "nothing", place + field.name)
    return wanted(**given)


@cache
def _hints(wanted: type) -> dict[str, Any]:
    return get_type_hints(wanted)


def _tuple(inner: tuple[Any, ...], value: Any, at: str) -> tuple[Any, ...]:
    _expect(isinstance(value, list | tuple), value, at)
    return tuple(from_json(inner[0], item, f"{at}[{n}]") for n, item in enumerate(value))


def _optional(inner: tuple[Any, ...], value: Any, at: str) -> Any:
    (kind,) = (kind for kind in inner if kind is not type(None))
    return None if value is None else from_json(kind, value, at)


def _simple(read: Callable[[str], Any], value: Any, at: str) -> Any:
    _expect(isinstance(value, str), value, at)
    try:
        return read(value)
    except (ValueError, InvalidOperation):
        return _expect(False, value, at)


def _expect(holds: bool, value: Any, at: str) -> Any:
    if not holds:
        raise ValueError(f"{at or 'content'}: unexpected {value!r:.80}")
    return value
