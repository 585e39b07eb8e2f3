"""Fields as people type them: times of day, and lists written one to a line."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from marshmallow import fields


def missing(sentence: str) -> dict[str, str | list[Any] | dict[Any, Any]]:
    """The one sentence for a field that is absent or blank."""
    return {"required": sentence, "null": sentence}


class Jam(fields.Time):
    """A time of day, `09.00` or `09:00`."""

    default_error_messages = {"invalid": "Jam tidak terbaca; tulis seperti 09.00."}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **more: Any) -> time:
        plain = value.strip().replace(".", ":") if isinstance(value, str) else value
        return super()._deserialize(plain, attr, data, **more).replace(second=0, microsecond=0, tzinfo=None)


class Lines(fields.List[str]):
    """Several short texts: a JSON list, or one text with a line for each; blank lines count for nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(fields.String(), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **more: Any) -> list[Any]:
        parts = value.splitlines() if isinstance(value, str) else value
        found = super()._deserialize(parts, attr, data, **more)
        return [line.strip() for line in found if line and line.strip()]
