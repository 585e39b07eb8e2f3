"""Where the columns of the table stand, and within an actor's column its symbols, tracks and labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from runtut.procedures.drawing import metrics
from runtut.procedures.drawing.lanes import Need, Needs
from runtut.procedures.drawing.papers import Paper, Sizes
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
SMALLEST = 1.8
"""Letters of the head shrink to this before a word is broken."""
LONGEST_NAME = 16.0
MOST_SHRUNK = 7
"""Tenths to which symbols shrink sideways before names in the head are turned."""
NARROWEST = 0.4
LEGIBLE = 0.85
"""How small labels may become beside symbols that shrink."""
LONGEST_WORD = 10.0
"""Ten times the size of the letters."""


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
            low, high = self.x, self.cx - half - keep - self.need.left.label * sizes.labels
        else:
            low, high = self.cx + half + keep + self.need.right.label * sizes.labels, self.x + self.width
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


@dataclass(frozen=True)
class Least:
    """What the words of an SOP need at least on a paper, whatever its flow: of each text column, of each actor's name."""

    texts: Mapping[str, float]
    names: Sequence[float]


def least_of(sop: Sop, paper: Paper) -> Least:
    shown, scale = TEXT_COLUMNS if paper.text_columns else (), paper.size / 3.0
    texts = {column.key: max(column.least * scale, _longest_word(sop, column.key, paper.size)) for column in shown}
    return Least(texts, [_name(actor) if shown else 0.0 for actor in sop.actors])


def columns(words: Least, paper: Paper, needs: Needs) -> Columns:
    """Share the width of the sheet: first what symbols and words need at least, then the rest by importance."""
    shown = TEXT_COLUMNS if paper.text_columns else ()
    least, names = words.texts, words.names
    room = paper.table_width - sum(least.values())
    sizes = _sized(needs, names, room, paper.sizes)
    widths = _actor_widths(_floors(needs, names, sizes, room), room, COMFORT if shown else room / max(len(needs), 1))
    spare = room - sum(widths)
    shares = sum(column.share for column in shown) or 1.0
    texts = {column.key: least[column.key] + spare * column.share / shares for column in shown}
    return _placed(paper, texts, widths, needs, sizes)


def _longest_word(sop: Sop, key: str, size: float) -> float:
    """The width that keeps the longest word of a column whole, unless it is longer than any real word."""
    words = {word for step in sop.steps for word in _words(step, key).split()}
    return min(max((metrics.width(word, size) for word in words), default=0.0) + 2 * PADDING + 0.1, LONGEST_WORD * size)


def _words(step: Step, key: str) -> str:
    words = step.time.raw if key == "time" and step.time else getattr(step, key)
    return str(words) if words and words is not step.time else ""


def _name(actor: str) -> float:
    """The width at which no word of an actor's name must be broken, in the smallest letters of the head."""
    longest = max((metrics.width(word, SMALLEST, bold=True) for word in actor.split()), default=0.0)
    return min(longest, LONGEST_NAME) + PADDING + 0.1


def _sized(needs: Needs, names: Sequence[float], room: float, size: Sizes) -> Sizes:
    """Full size where there is room; else symbols, lanes and labels shrink together, for the names as far as MOST_SHRUNK."""
    for tenths in range(10, MOST_SHRUNK - 1, -1):
        tried = replace(size, across=tenths / 10, labels=max(tenths / 10, LEGIBLE))
        if sum(max(need.least(tried), name) for need, name in zip(needs, names, strict=True)) <= room:
            return tried
    return _shrunk(needs, room, size)


def _shrunk(needs: Needs, room: float, size: Sizes) -> Sizes:
    """Labels stay legible while symbols are still wide enough to be told apart; then everything shrinks alike."""
    wanted = sum(need.least(size) for need in needs)
    if wanted <= room:
        return size
    words = sum(need.left.label + need.right.label for need in needs)
    across = (room - LEGIBLE * words) / ((wanted - words) or 1.0)
    if across >= NARROWEST:
        return replace(size, across=min(across, 1.0), labels=LEGIBLE)
    return replace(size, across=room / wanted, labels=room / wanted)


def _floors(needs: Needs, names: Sequence[float], sizes: Sizes, room: float) -> list[float]:
    """What each column needs for its symbols and, unless there is no room for it, for the words of its name."""
    least = [need.least(sizes) for need in needs]
    named = [max(pair) for pair in zip(least, names, strict=True)]
    return named if sum(named) <= room else least


def _actor_widths(least: Sequence[float], room: float, comfort: float) -> list[float]:
    """Columns of equal width as far as their needs allow."""
    spare = min(room, comfort * len(least)) - sum(least)
    level = _level(least, max(spare, 0.0))
    return [max(need, level) for need in least]


def _level(least: Sequence[float], spare: float) -> float:
    """The common width up to which `spare` can fill the narrowest columns."""
    ordered = sorted(least)
    for count, (width, following) in enumerate(pairwise([*ordered, inf]), 1):
        if spare <= (following - width) * count:
            return width + spare / count
        spare -= (following - width) * count
    return 0.0


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
