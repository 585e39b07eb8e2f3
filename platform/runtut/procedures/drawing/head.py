"""The heading above the table and the two-storied table head, repeated on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from runtut.procedures.drawing import metrics
from runtut.procedures.drawing.columns import PADDING, SMALLEST, TEXT_COLUMNS, Columns
from runtut.procedures.drawing.papers import Paper
from runtut.procedures.drawing.picture import Box, Rule, Text
from runtut.procedures.drawing.words import block, figure, turned_block
from runtut.procedures.model import MINUTES_PER_UNIT, Sop, total_minutes

STANDARD = ("requirement", "time", "output")
MOST_LINES = 7
TURNED = (16.0, 19.0, 22.0, 26.0, 31.0, 37.0)
"""How long the lines of turned names may be; the first that suffices."""


@dataclass(frozen=True)
class Head:
    sop: Sop
    paper: Paper
    columns: Columns

    @property
    def size(self) -> float:
        return self.paper.size * 0.93

    @property
    def summary(self) -> str:
        minutes = total_minutes(self.sop)
        days = figure(minutes / MINUTES_PER_UNIT["day"], 2)
        return f"Jumlah waktu baku: {figure(minutes)} menit ({days} hari kerja) · garis titik-titik: ikut serta"

    def bottom(self, number: int) -> float:
        upper, lower = self._heights
        return self._top(number) + (upper + lower if self.paper.text_columns else 0.0)

    def boxes(self, number: int) -> tuple[Box, ...]:
        if not self.paper.text_columns:
            return ()
        left, right = self.columns.left, self.columns.right
        return (Box(left, self._top(number), right - left, sum(self._heights)),)

    def rules(self, number: int) -> list[Rule]:
        if not self.paper.text_columns:
            return []
        top, middle, bottom = self._levels(number)
        left, right = self.columns.left, self.columns.right
        groups = [group for group in (self._group("actors"), self._group("standard")) if group]
        inner = {x for start, end in groups for x in self.columns.edges if start < x < end}
        rules = [Rule(left, top, right, top), Rule(left, bottom, right, bottom)]
        rules += [Rule(start, middle, end, middle) for start, end in groups]
        return rules + [Rule(x, middle if x in inner else top, x, bottom) for x in self.columns.edges]

    def texts(self, number: int) -> list[Text]:
        if not self.paper.text_columns:
            return []
        top, middle, bottom = self._levels(number)
        texts = self._heading(number)
        for column in TEXT_COLUMNS:
            x, width = self.columns.texts[column.key]
            upper = middle if column.key in STANDARD else top
            texts += self._label(column.head, Box(x, upper, width, bottom - upper))
        for (lines, size), place in zip(self._names, self.columns.actors, strict=True):
            cell = Box(place.x, middle, place.width, bottom - middle)
            texts += (
                turned_block(lines, cell, size, "head", bold=True)
                if self._turned
                else block(lines, cell, size, "head", anchor="middle", bold=True)
            )
        for words, group in (("Pelaksana", self._group("actors")), ("Mutu Baku", self._group("standard"))):
            if group:
                texts += self._label(words, Box(group[0], top, group[1] - group[0], middle - top))
        return texts

    def _levels(self, number: int) -> tuple[float, float, float]:
        top = self._top(number)
        upper, lower = self._heights
        return top, top + upper, top + upper + lower

    def _group(self, name: str) -> tuple[float, float] | None:
        if name == "standard":
            first, last = self.columns.texts[STANDARD[0]], self.columns.texts[STANDARD[-1]]
            return first[0], last[0] + last[1]
        actors = self.columns.actors
        return (actors[0].x, actors[-1].x + actors[-1].width) if actors else None

    @cached_property
    def _heights(self) -> tuple[float, float]:
        if not self.paper.text_columns:
            return 0.0, 0.0
        upper = self.size * metrics.LEADING + 2.4
        if self._turned:
            return upper, max(self._long(lines, size) for lines, size in self._names) + 2 * PADDING
        lower = max((len(lines) * size for lines, size in self._names), default=self.size)
        return upper, max(lower, self.size) * metrics.LEADING + 2.8

    @cached_property
    def _turned(self) -> bool:
        """Names stand upright all together as soon as one of them would have to be broken inside a word."""
        columns = zip(self.sop.actors, self.columns.actors, strict=True)
        widest = (
            (metrics.width(word, SMALLEST, bold=True), column.width) for actor, column in columns for word in actor.split()
        )
        return any(word > width - PADDING for word, width in widest)

    @cached_property
    def _names(self) -> list[tuple[Sequence[str], float]]:
        fit = self._fit_turned if self._turned else self._fit
        return [fit(actor, column.width) for actor, column in zip(self.sop.actors, self.columns.actors, strict=True)]

    def _long(self, lines: Sequence[str], size: float) -> float:
        return max((metrics.width(line, size, bold=True) for line in lines), default=0.0)

    def _fit_turned(self, words: str, width: float) -> tuple[Sequence[str], float]:
        size, most = self._upright(width)
        return metrics.clipped(words, self._length, size, most, bold=True), size

    def _upright(self, width: float) -> tuple[float, int]:
        """Size of turned words, and how many lines of them a column is wide for."""
        size = min(self.size, (width - 0.6) / metrics.LEADING)
        return size, max(1, int((width - 0.6) / (size * metrics.LEADING)))

    @cached_property
    def _length(self) -> float:
        """The shortest head in which all names stand, broken between words only."""
        columns = list(zip(self.sop.actors, self.columns.actors, strict=True))
        return next((room for room in TURNED if all(self._stands(name, at.width, room) for name, at in columns)), TURNED[-1])

    def _stands(self, words: str, width: float, room: float) -> bool:
        size, most = self._upright(width)
        longest = max((metrics.width(word, size, bold=True) for word in words.split()), default=0.0)
        return longest <= room and len(metrics.lines(words, room, size, bold=True)) <= most

    def _fit(self, words: str, width: float) -> tuple[Sequence[str], float]:
        """Smaller where a single word would not fit, clipped where the column is hopelessly narrow."""
        room = width - PADDING
        longest = max(words.split(), key=lambda word: metrics.width(word, 1.0, bold=True), default="")
        size = max(metrics.fitted(longest, room, self.size, bold=True), min(SMALLEST, self.size))
        size = min(size, room / 1.05)
        return metrics.clipped(words, room, size, MOST_LINES, bold=True), size

    def _label(self, words: str, cell: Box) -> list[Text]:
        lines, size = self._fit(words, cell.width)
        return block(lines, cell, size, "head", anchor="middle", bold=True)

    @cached_property
    def _lines(self) -> list[tuple[str, float, bool]]:
        identity = self.sop.identity
        opd, pemda = identity.opd or "", identity.pemda or ""
        place = opd if opd.casefold().endswith(pemda.casefold()) else f"{opd} {pemda}".strip()
        lines = [("STANDAR OPERASIONAL PROSEDUR", 3.6, True)]
        lines += [(line, 4.6, True) for line in self._clip(identity.title or "", 4.6, 2)]
        return lines + [(line, 3.1, False) for line in self._clip(place, 3.1, 1)]

    def _clip(self, words: str, size: float, most: int) -> Sequence[str]:
        return metrics.clipped(words, self.paper.table_width - 2 * PADDING, size, most, bold=True)

    def _top(self, number: int) -> float:
        return self.paper.margin + self._heading_height(number)

    def _heading_height(self, number: int) -> float:
        if not self.paper.heading or number > 1:
            return 0.0
        return sum(size * 1.5 for _, size, _ in self._lines) + 3.0

    def _heading(self, number: int) -> list[Text]:
        if not self._heading_height(number):
            return []
        texts, y = [], self.paper.margin
        for words, size, bold in self._lines:
            cell = Box(self.paper.margin, y, self.paper.table_width, size * 1.5)
            texts += block([words], cell, size, "title" if bold else "subtitle", anchor="middle", bold=bold)
            y += size * 1.5
        return texts
