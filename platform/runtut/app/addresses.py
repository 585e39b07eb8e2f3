"""Readable addresses: converters for pemda, OPD and period, and defaults so that links stay where the reader is."""

from typing import Any

from flask import Flask, g
from werkzeug.routing import BaseConverter, IntegerConverter, Map


class PemdaConverter(BaseConverter):
    """`13` or `13.01`."""

    regex = r"[0-9]{2}(?:\.[0-9]{2})?"


class SlugConverter(BaseConverter):
    """Small letters, digits and hyphens, 60 at most."""

    regex = r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?"


class PeriodConverter(BaseConverter):
    """A quarter: `2025-TW1`."""

    regex = r"20[0-9]{2}-TW[1-4]"


class NumberConverter(IntegerConverter):
    """A whole number that every column of the database can hold."""

    regex = r"[0-9]{1,9}"

    def __init__(self, map: Map, **options: Any) -> None:  # noqa: A002  # as Werkzeug names it
        super().__init__(map, **{"min": 0, "max": 999_999_999, **options})


def init_app(app: Flask) -> None:
    app.url_map.converters.update(pemda=PemdaConverter, slug=SlugConverter, period=PeriodConverter, int=NumberConverter)
    app.url_map.strict_slashes, app.url_map.merge_slashes = False, False
    app.url_defaults(lambda endpoint, values: stay_here(app, endpoint, values))


def stay_here(app: Flask, endpoint: str, values: dict[str, Any]) -> None:
    """A link that names no pemda or OPD means the ones of this request."""
    place = g.get("here")
    if place is None:
        return
    if "pemda" not in values and app.url_map.is_endpoint_expecting(endpoint, "pemda"):
        values["pemda"] = place.pemda_code
    if place.office and "opd" not in values and app.url_map.is_endpoint_expecting(endpoint, "opd"):
        values["opd"] = place.office.slug
