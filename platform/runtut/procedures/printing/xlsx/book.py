"""What both sheets share: formats, measures in the units of Excel, words that never become a formula."""

import io
from datetime import datetime
from typing import Any, Final

from xlsxwriter import Workbook

from runtut.procedures.printing.form import Form

FONT: Final = {"font_name": "Arial", "font_size": 9, "text_wrap": True, "valign": "vcenter"}
TABLE: Final = {**FONT, "border": 1, "border_color": "#AEB4BA"}
STYLES: Final[dict[str, dict[str, object]]] = {
    "title": {**FONT, "bold": True, "font_size": 13, "align": "center"},
    "subtitle": {**FONT, "align": "center"},
    "head": {**TABLE, "bold": True, "align": "center", "bg_color": "#F3F3EF"},
    "text": TABLE,
    "middle": {**TABLE, "align": "center"},
    "mark": {**TABLE, "align": "center", "font_size": 11},
    "top": {**TABLE, "valign": "top"},
    "strong": {**TABLE, "bold": True},
    "letterhead": {**TABLE, "bold": True, "align": "center", "font_size": 11},
    "plain": FONT,
}
MOST_HEIGHT: Final = 409.0
MOMENT: Final = datetime(2000, 1, 1)  # noqa: DTZ001  (equal data, equal bytes)


class Book:
    """A workbook in memory; `style` makes each format once."""

    def __init__(self, form: Form) -> None:
        self.made = io.BytesIO()
        self.workbook: Any = Workbook(self.made, {"in_memory": True})
        self.workbook.set_properties({"title": form.title, "author": form.sop.identity.opd or "", "created": MOMENT})
        self._styles = {name: self.workbook.add_format(looks) for name, looks in STYLES.items()}

    def style(self, name: str) -> Any:
        return self._styles[name]

    def write(self, sheet: Any, row: int, column: int, words: str, style: str, down: int = 1, across: int = 1) -> None:
        """Over several cells where asked; always as words, also when they begin like a formula."""
        if down > 1 or across > 1:
            sheet.merge_range(row, column, row + down - 1, column + across - 1, "", self.style(style))
        if words:
            sheet.write_string(row, column, words, self.style(style))
        else:
            sheet.write_blank(row, column, None, self.style(style))

    def close(self) -> bytes:
        self.workbook.close()
        return self.made.getvalue()


def wide(millimetres: float) -> float:
    """Width of a column in characters of the default font."""
    return max(1.0, (millimetres * 96 / 25.4 - 5) / 7)


def high(millimetres: float) -> float:
    """Height of a row in points, with a little room for a program that breaks lines a word earlier."""
    return min(MOST_HEIGHT, millimetres * 72 / 25.4 * 1.08)
