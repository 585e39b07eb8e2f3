"""What is drawn in a file, gathered shape by shape until the cells under it are known."""

from dataclasses import dataclass, field, replace

from runtut.procedures.drawing.picture import Box, Point
from runtut.procedures.reading.formats.canvas import Figure, Line, Words
from runtut.procedures.reading.formats.linking import BRANCH
from runtut.procedures.reading.formats.outlines import Seen
from runtut.procedures.reading.limits import MOST_CELLS
from runtut.procedures.reading.refusal import Refused

MOST_DRAWN = MOST_CELLS // 10


@dataclass
class Canvas:
    """`ids` are the file's own numbers of its figures, by which connectors name them; a number may be used twice.

    `name` keeps the keys of figures apart where a file has several canvases, whose tables may be one.
    """

    figures: list[Figure] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    ids: dict[str, list[str]] = field(default_factory=dict)
    name: str = ""

    def add_figure(self, seen: Seen, box: Box, text: str, name: str | None) -> None:
        self._count()
        key = f"{self.name}s{len(self.figures) + 1}"
        self.figures.append(Figure(key, box, seen.symbol, text, seen.rounded))
        if name:
            self.ids.setdefault(name, []).append(key)

    def add_line(self, points: tuple[Point, ...], heads: tuple[bool, bool], start: str | None, end: str | None) -> None:
        self._count()
        self.lines.append(Line(points, heads, start, end))

    def add_words(self, text: str, box: Box) -> None:
        self._count()
        if text.strip():
            self.words.append(Words(text.strip(), box))

    def add(self, seen: Seen | None, box: Box, text: str, name: str | None, outlined: bool) -> None:
        """A shape with an outline is a figure; one that shows only words, or a word of an arrow, is words."""
        if seen is None or not outlined or (seen.symbol == "process" and BRANCH.fullmatch(text.strip())):
            self.add_words(text, box)
        else:
            self.add_figure(seen, box, text, name)

    def glued(self) -> list[Line]:
        """The lines with the file's numbers at their ends turned into the keys of figures."""
        return [replace(line, start=self._key(line.start), end=self._key(line.end)) for line in self.lines]

    def _key(self, name: str | None) -> str | None:
        keys = self.ids.get(name or "", [])
        return keys[0] if len(keys) == 1 else None

    def _count(self) -> None:
        if len(self.figures) + len(self.lines) + len(self.words) > MOST_DRAWN:
            raise Refused("Gambar di berkas ini terlalu banyak untuk sebuah SOP; unggah hanya halaman SOP-nya.")
