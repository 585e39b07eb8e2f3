"""Frames that are mirrored, turned and set into one another, as the drawing languages of Office have them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from runtut.procedures.drawing.picture import Box, Point


@dataclass(frozen=True)
class Frame:
    """Where a shape lies, and how it is mirrored and turned there; `turn` in degrees."""

    box: Box
    turn: float = 0.0
    mirrored: bool = False
    upset: bool = False

    def place(self, points: Sequence[Point]) -> tuple[Point, ...]:
        """Points of the shape's own coordinates, whose origin is its upper left corner, on the paper."""
        return tuple(self._turned(*self._flipped(x, y)) for x, y in points)

    @property
    def bounds(self) -> Box:
        """Of a shape that stands on its side, width and height change places."""
        if round(self.turn / 90) % 2 == 0:
            return self.box
        box = self.box
        return Box(box.cx - box.height / 2, box.cy - box.width / 2, box.height, box.width)

    def _flipped(self, x: float, y: float) -> Point:
        x = self.box.width - x if self.mirrored else x
        y = self.box.height - y if self.upset else y
        return self.box.x + x, self.box.y + y

    def _turned(self, x: float, y: float) -> Point:
        angle = radians(self.turn)
        across, down = x - self.box.cx, y - self.box.cy
        return self.box.cx + across * cos(angle) - down * sin(angle), self.box.cy + across * sin(angle) + down * cos(angle)


@dataclass(frozen=True)
class Window:
    """The coordinates inside a group: `inner` is what the group shows, `outer` where it shows it."""

    inner: Box
    outer: Box

    def box(self, box: Box) -> Box:
        across = self.outer.width / self.inner.width if self.inner.width else 1.0
        down = self.outer.height / self.inner.height if self.inner.height else 1.0
        left, top = self.outer.x + (box.x - self.inner.x) * across, self.outer.y + (box.y - self.inner.y) * down
        return Box(left, top, box.width * across, box.height * down)
