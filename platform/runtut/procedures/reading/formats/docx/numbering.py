"""The numbers and bullets that Word counts by itself and does not write into the text."""

from collections import defaultdict
from dataclasses import dataclass, field

from runtut.procedures.reading.formats.docx.names import WORD, Element, child, value
from runtut.procedures.reading.formats.docx.styles import Styles
from runtut.procedures.reading.formats.measures import measure

ROMAN = tuple(zip((100, 90, 50, 40, 10, 9, 5, 4, 1), ("c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"), strict=True))


@dataclass
class Numbering:
    """Counts as the document is read from its beginning to its end."""

    root: Element | None
    styles: Styles
    lists: dict[str, dict[int, Element]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, paragraph: Element) -> str:
        """`2.`, `b)`, `•` or nothing."""
        numbered = next(
            (found for each in self.styles.properties(paragraph) if (found := child(each, "numPr")) is not None), None
        )
        name = value(child(numbered, "numId"))
        if self.root is None or not name or name == "0":
            return ""
        level = min(int(measure(value(child(numbered, "ilvl")))), 8)
        levels = self.lists.setdefault(name, self._levels(name))
        if level not in levels:
            return ""
        return self._written(levels, self._count(name, levels, level), level)

    def _levels(self, name: str) -> dict[int, Element]:
        """By depth; what the list itself overrides comes before what its model says."""
        own = self._named("num", "numId", name)
        model = self._named("abstractNum", "abstractNumId", value(child(own, "abstractNumId")))
        found = [] if model is None else model.findall(WORD + "lvl")
        found += [] if own is None else own.findall(f"{WORD}lvlOverride/{WORD}lvl")
        return {int(measure(value(level, "ilvl"))): level for level in found}

    def _named(self, tag: str, key: str, name: str | None) -> Element | None:
        each = [] if self.root is None else self.root.findall(WORD + tag)
        return next((found for found in each if value(found, key) == name), None)

    def _count(self, name: str, levels: dict[int, Element], level: int) -> dict[int, int]:
        """One more on this level; the levels below begin anew."""
        counts = self.counts[name]
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        for upper in range(level + 1):
            if upper not in counts:
                counts[upper] = int(measure(value(child(levels.get(upper), "start")), 1)) - (upper == level)
        counts[level] += 1
        return counts

    def _written(self, levels: dict[int, Element], counts: dict[int, int], level: int) -> str:
        text = value(child(levels[level], "lvlText")) or ""
        if _form(levels[level]) in ("bullet", "none"):
            return text
        for upper in range(level + 1):
            text = text.replace(f"%{upper + 1}", _number(counts[upper], _form(levels.get(upper))))
        return text


def _form(level: Element | None) -> str:
    return value(child(level, "numFmt")) or "decimal"


def _number(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    for size, sign in ROMAN:
        written += sign * (count // size)
        count %= size
    return written
