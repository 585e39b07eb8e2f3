"""Where the columns of the table stand, and within an actor's column its symbols, tracks and labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from runtut.procedures.drawing import metrics
from runtut.procedures.drawing.grid import Grid
from runtut.procedures.drawing.papers import Paper, Sizes
from runtut.procedures.drawing.routing import Route
from runtut.procedures.drawing.tracks import Tracks
from runtut.procedures.model import Sop, Step

COMFORT = 20.5
"""An actor's column wider than this looks empty."""


@dataclass(frozen=True)
class TextColumn:
    key: str
    head: str
    least: float
    share: float
    anchor: str = "start"


TEXT_COLUMNS = (
    TextColumn("no", "No", 9, 0, "middle"),
    TextColumn("text", "Kegiatan", 42, 5),
    TextColumn("requirement", "Kelengkapan", 24, 2.4),
    TextColumn("time", "Waktu", 17, 0, "middle"),
    TextColumn("output", "Output", 24, 2.4),
    TextColumn("note", "Keterangan", 21, 1.8),
)
BEFORE_ACTORS = 2
PADDING = 1.7
LONGEST_WORD = 10.0
"""Ten times the size of the letters."""


@dataclass(frozen=True)
class Lanes:
    """What the drawing needs on one side of the symbols of a column: tracks, and room for a label."""

    tracks: int = 0
    label: float = 0.0

    def least(self, sizes: Sizes) -> float:
        lanes = self.tracks * sizes.lane if self.tracks else 0.0
        return (sizes.edge + lanes + sizes.clearance + self.label) * sizes.across


@dataclass(frozen=True)
class Need:
    """What an actor's column must hold: lanes on both sides of its symbols, the widest of which is `widest`."""

    left: Lanes
    right: Lanes
    widest: str = "process"

    def half(self, sizes: Sizes) -> float:
        return sizes.shape(self.widest)[0] / 2

    def least(self, sizes: Sizes) -> float:
        return self.left.least(sizes) + 2 * self.half(sizes) + self.right.least(sizes)


Needs: TypeAlias = tuple[Need, ...]


@dataclass(frozen=True)
class ActorColumn:
    x: float
    width: float
    cx: float
    need: Need

    def track(self, vertical_line: int, number: int, count: int, sizes: Sizes) -> float:
        """The place of a track: between the ruling and the label (or the symbols) on its side."""
        half = self.need.half(sizes)
        keep = sizes.clearance * sizes.across
        if vertical_line % 3 == 0:
            low, high = self.x, self.cx - half - keep - self.need.left.label * sizes.across
        else:
            low, high = self.cx + half + keep + self.need.right.label * sizes.across, self.x + self.width
        spacing = min(sizes.lane, (high - low) / (count + 1))
        return (low + high) / 2 + spacing * (number - (count - 1) / 2)


@dataclass(frozen=True)
class Columns:
    texts: Mapping[str, tuple[float, float]]
    """x and width by the key of the text column."""
    actors: Sequence[ActorColumn]
    sizes: Sizes
    left: float
    right: float

    @property
    def edges(self) -> list[float]:
        starts = [x for x, _ in self.texts.values()] + [column.x for column in self.actors]
        return [*sorted(starts), self.right]


def columns(sop: Sop, paper: Paper, needs: Needs) -> Columns:
    """Share the width of the sheet: first what symbols and words need at least, then the rest by importance."""
    shown = TEXT_COLUMNS if paper.text_columns else ()
    scale = paper.size / 3.0
    least = {column.key: max(column.least * scale, _longest_word(sop, column.key, paper.size)) for column in shown}
    room = paper.table_width - sum(least.values())
    sizes = _sized(needs, room, paper.sizes)
    widths = _actor_widths(needs, sizes, room, COMFORT if shown else room / max(len(needs), 1))
    spare = room - sum(widths)
    shares = sum(column.share for column in shown) or 1.0
    texts = {column.key: least[column.key] + spare * column.share / shares for column in shown}
    return _placed(paper, texts, widths, needs, sizes)


def _longest_word(sop: Sop, key: str, size: float) -> float:
    """The width that keeps the longest word of a column whole, unless it is longer than any real word."""
    words = {word for step in sop.steps for word in _words(step, key).split()}
    return min(max((metrics.width(word, size) for word in words), default=0.0) + 2 * PADDING + 0.1, LONGEST_WORD * size)


def _words(step: Step, key: str) -> str:
    return str({"no": step.no, "time": step.time.raw if step.time else None}.get(key, getattr(step, key, None)) or "")


def lanes_of(grid: Grid, routes: Sequence[Route], tracks: Tracks) -> Needs:
    labels: dict[tuple[int, int], float] = {}
    for route in routes:
        if route.link.label and route.link.kind == "return":
            side = grid.seats[route.link.source].col, route.leaves[1]
            labels[side] = max(labels.get(side, 0.0), metrics.width(route.link.label, Sizes().label) + 1.0)
    wide = {seat.col for seat in grid.seats if seat.kind == "decision"}
    return tuple(
        Need(
            Lanes(tracks.count.get((True, 3 * col), 0), labels.get((col, -1), 0.0)),
            Lanes(tracks.count.get((True, 3 * col + 2), 0), labels.get((col, 1), 0.0)),
            "decision" if col in wide else "process",
        )
        for col in range(grid.cols)
    )


def most(pages: Sequence[Needs]) -> Needs:
    """What suffices for each of several pages; the first of them knows all symbols."""
    return tuple(
        Need(_widest([need.left for need in column]), _widest([need.right for need in column]), column[0].widest)
        for column in zip(*pages, strict=True)
    )


def _widest(lanes: Sequence[Lanes]) -> Lanes:
    return Lanes(max(each.tracks for each in lanes), max(each.label for each in lanes))


def _sized(needs: Needs, room: float, size: Sizes) -> Sizes:
    """Full size where there is room; else symbols, lanes and labels shrink together."""
    wanted = sum(need.least(size) for need in needs)
    return size if wanted <= room else replace(size, across=room / wanted)


def _actor_widths(needs: Needs, sizes: Sizes, room: float, comfort: float) -> list[float]:
    """Columns of equal width as far as their needs allow."""
    least = [need.least(sizes) for need in needs]
    spare = min(room, comfort * len(least)) - sum(least)
    level = _level(least, max(spare, 0.0))
    return [max(need, level) for need in least]


def _level(least: Sequence[float], spare: float) -> float:
    """The common width up to which `spare` can fill the narrowest columns."""
    filled = 0.0
    for count, (width, following) in enumerate(zip(sorted(least), [*sorted(least)[1:], float("inf")], strict=True), 1):
        if spare <= (following - width) * count:
            return width + spare / count
        spare -= (following - width) * count
        filled = following
    return filled


def _placed(
    paper: Paper,
    texts: Mapping[str, float],
    widths: Sequence[float],
    needs: Needs,
    sizes: Sizes,
) -> Columns:
    x = paper.margin
    placed: dict[str, tuple[float, float]] = {}
    actors: list[ActorColumn] = []
    for number, (key, width) in enumerate([*texts.items(), ("", 0.0)]):
        if number == min(BEFORE_ACTORS, len(texts)):
            for across, need in zip(widths, needs, strict=True):
                actors.append(_actor(x, across, need, sizes))
                x += across
        if key:
            placed[key] = x, width
            x += width
    return Columns(placed, actors, sizes, paper.margin, x)


def _actor(x: float, width: float, need: Need, sizes: Sizes) -> ActorColumn:
    """Symbols in the middle of the column unless tracks or labels on one side need more than half of it."""
    half = need.half(sizes)
    low, high = x + need.left.least(sizes) + half, x + width - need.right.least(sizes) - half
    return ActorColumn(x, width, min(max(x + width / 2, low), max(low, high)), need)
