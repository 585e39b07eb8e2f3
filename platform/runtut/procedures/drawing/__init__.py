"""The official flow table drawn from an SOP: one layout in millimetres, written as SVG."""

from runtut.procedures.drawing.pages import layout
from runtut.procedures.drawing.picture import Box, Connector, Layout, Page, Row, Rule, Shape, Text
from runtut.procedures.drawing.states import INK
from runtut.procedures.drawing.strip import strip_svg
from runtut.procedures.drawing.svg import svg
from runtut.procedures.drawing.thumbnail import thumbnail

__all__ = [
    "INK",
    "Box",
    "Connector",
    "Layout",
    "Page",
    "Row",
    "Rule",
    "Shape",
    "Text",
    "layout",
    "strip_svg",
    "svg",
    "thumbnail",
]
