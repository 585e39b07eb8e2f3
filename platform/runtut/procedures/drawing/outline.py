"""The lines of connectors in millimetres: from the corners found on the grid to points on the paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from runtut.procedures.drawing import metrics
from runtut.procedures.drawing.board import Crossing, Side, is_middle
from runtut.procedures.drawing.columns import Columns
from runtut.procedures.drawing.grid import Grid, Seat
from runtut.procedures.drawing.picture import Box, Connector, Point, Shape, Text
from runtut.procedures.drawing.routing import Route
from runtut.procedures.drawing.rows import RowPlace
from runtut.procedures.drawing.tracks import Tracks

LABEL_GAP = 0.8


@dataclass(frozen=True)
class Outline:
    grid: Grid
    routes: Sequence[Route]
    tracks: Tracks
    columns: Columns
    rows: Sequence[RowPlace]
    letters: Mapping[int, str]
    actors: Sequence[str]

    def shapes(self) -> list[Shape]:
        return [self._shape(seat, box) for seat, box in zip(self.grid.seats, self._boxes, strict=True)]

    def connectors(self) -> list[Connector]:
        return [self._connector(number, route) for number, route in enumerate(self.routes)]

    def _box(self, seat: Seat) -> Box:
        width, height = self.columns.sizes.shape(seat.kind)
        return Box(self.columns.actors[seat.col].cx - width / 2, self.rows[seat.row].cy - height / 2, width, height)

    @cached_property
    def _boxes(self) -> list[Box]:
        return [self._box(seat) for seat in self.grid.seats]

    def _shape(self, seat: Seat, box: Box) -> Shape:
        words = {"start": "Mulai", "end": "Selesai", "offpage": self.letters.get(seat.leads or 0)}
        main = seat.leave or seat.kind == "offpage"
        return Shape(seat.kind, box, seat.place, self.actors[seat.col], seat.part, main, words.get(seat.kind))

    def _connector(self, number: int, route: Route) -> Connector:
        points = self._points(number, route)
        label = self._label(route, points)
        return Connector(route.link.kind, points, route.link.source, route.link.target, route.link.arrow, label)

    def _points(self, number: int, route: Route) -> tuple[Point, ...]:
        """Every straight piece has one fixed coordinate: that of its track, or of the middle line it runs on."""
        corners = route.corners
        inner = [self._fixed(number, at, corners[at], corners[at + 1]) for at in range(len(corners) - 1)]
        turns = [(x, y) if vertical else (y, x) for (vertical, x), (_, y) in zip(inner, inner[1:], strict=False)]
        return self._port(route.link.source, route.leaves), *turns, self._port(route.link.target, route.enters)

    def _fixed(self, number: int, at: int, a: Crossing, b: Crossing) -> tuple[bool, float]:
        vertical = a[1] == b[1]
        line = a[1] if vertical else a[0]
        track = self.tracks.of.get((number, at), 0)
        if vertical:
            column = self.columns.actors[line // 3]
            count = self.tracks.count.get((True, line), 1)
            return True, column.cx if is_middle(line) else column.track(line, track, count, self.columns.sizes)
        row = self.rows[line // 3]
        return False, row.cy if is_middle(line) else row.track(line, track)

    def _port(self, seat: int, side: Side) -> Point:
        box = self._boxes[seat]
        return box.cx + side[1] * box.width / 2, box.cy + side[0] * box.height / 2

    def _label(self, route: Route, points: tuple[Point, ...]) -> Text | None:
        words = route.link.label
        if not words:
            return None
        size = self.columns.sizes.label * min(1.0, self.columns.sizes.labels)
        x, y = points[0]
        if route.link.kind == "return":
            size = metrics.fitted(words, max(self._room_beside(route, x) - LABEL_GAP, 0.05), size)
        width, height = metrics.width(words, size), size * (metrics.ASCENT + metrics.DESCENT)
        if route.link.kind == "flow":
            box = Box(x + LABEL_GAP, y + LABEL_GAP / 2, width, height)
        else:
            left = x + LABEL_GAP / 2 if route.leaves[1] > 0 else x - LABEL_GAP / 2 - width
            box = Box(left, y - LABEL_GAP - height, width, height)
        return Text(words, box.x, box.y + size * metrics.ASCENT, size, box, width, f"label label-{route.link.kind}")

    def _room_beside(self, route: Route, x: float) -> float:
        """From the symbol to the nearest track on the side where the return leaves."""
        line = 3 * self.grid.seats[route.link.source].col + 1 + route.leaves[1]
        column = self.columns.actors[line // 3]
        count = self.tracks.count.get((True, line), 0)
        if not count:
            return abs((column.x if route.leaves[1] < 0 else column.x + column.width) - x)
        nearest = count - 1 if route.leaves[1] < 0 else 0
        return abs(column.track(line, nearest, count, self.columns.sizes) - x)
