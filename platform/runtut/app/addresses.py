"""Readable addresses: converters for pemda, OPD and period, and defaults so that links stay where the reader is."""

from typing import Any

from flask import Flask, g
from werkzeug.routing import BaseConverter


class PemdaConverter(BaseConverter):
    """`13` or `13.01`."""

    regex = r"\d\d(?:\.\d\d)?"


class SlugConverter(BaseConverter):
    """Small letters, digits and hyphens, 60 at most."""

    regex = r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?"


class PeriodConverter(BaseConverter):
    """A quarter: `2025-TW1`."""

    regex = r"20\d\d-TW[1-4]"


def init_app(app: Flask) -> None:
    app.url_map.converters.update(pemda=PemdaConverter, slug=SlugConverter, period=PeriodConverter)
    app.url_map.strict_slashes = False
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
