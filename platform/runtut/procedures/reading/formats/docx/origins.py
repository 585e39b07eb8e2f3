"""Where an anchored object lies on the paper, from what its position is measured."""

from dataclasses import dataclass, replace

from runtut.procedures.drawing.picture import Box
from runtut.procedures.reading.formats.docx.names import PLACING, Element
from runtut.procedures.reading.formats.drawingml import emu


@dataclass(frozen=True)
class Origin:
    """`paper` is the whole page, `margins` its text area, `column` the text area or the cell; `top` that of the paragraph."""

    paper: Box
    margins: Box
    column: Box
    top: float
    in_cell: bool = False
    centred: bool = False

    def anchored(self, anchor: Element) -> Box:
        """The box of a `wp:anchor`."""
        origin = self.within() if self.in_cell and anchor.get("layoutInCell") in ("1", "true", "on") else self
        extent = anchor.find(PLACING + "extent")
        wide, high = (emu(extent.get("cx")), emu(extent.get("cy"))) if extent is not None else (0.0, 0.0)
        left = origin.across(*_asked(anchor, "positionH"), wide)
        return Box(left, origin.down(*_asked(anchor, "positionV"), high), wide, high)

    def inline(self, wide: float, high: float) -> Box:
        """Like a letter of the paragraph; never outside of its cell."""
        left = self.column.cx - wide / 2 if self.centred else self.column.x
        top = min(self.top, self.column.bottom - high) if self.in_cell else self.top
        return Box(left, max(top, self.column.y) if self.in_cell else top, wide, high)

    def within(self) -> "Origin":
        """In a cell, page and margins are those of the cell."""
        return replace(self, paper=self.column, margins=self.column)

    def across(self, frame: str, offset: float | None, align: str, wide: float) -> float:
        area = {"page": self.paper, "leftMargin": self.paper, "margin": self.margins}.get(frame, self.column)
        if frame == "rightMargin":
            area = Box(self.margins.right, 0, 0, 0)
        if offset is not None:
            return area.x + offset
        return {"center": area.cx - wide / 2, "right": area.right - wide}.get(align, area.x)

    def down(self, frame: str, offset: float | None, align: str, high: float) -> float:
        area = {"page": self.paper, "topMargin": self.paper, "margin": self.margins}.get(frame)
        if area is None:
            return self.top + (offset or 0.0)
        if offset is not None:
            return area.y + offset
        return {"center": area.cy - high / 2, "bottom": area.bottom - high}.get(align, area.y)


def _asked(anchor: Element, name: str) -> tuple[str, float | None, str]:
    """From where, how far, or on which side."""
    position = anchor.find(PLACING + name)
    if position is None:
        return "", 0.0, ""
    offset, align = position.findtext(PLACING + "posOffset"), position.findtext(PLACING + "align")
    return position.get("relativeFrom", ""), None if offset is None else emu(offset), align or ""
