"""What styles say about a paragraph that does not say it itself: its size, its spacing, its number."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from runtut.procedures.reading.formats.docx.names import WORD, Element, child, is_on, points, value
from runtut.procedures.reading.formats.measures import measure

DEPTH = 12


@dataclass(frozen=True)
class Styles:
    named: dict[str, Element] = field(default_factory=dict)
    default: str | None = None
    run: Element | None = None
    paragraph: Element | None = None

    def chain(self, name: str | None) -> Iterator[Element]:
        """The style and those it is based on, nearest first."""
        name = name or self.default
        for _ in range(DEPTH):
            style = self.named.get(name or "")
            if style is None:
                return
            yield style
            name = value(child(style, "basedOn"))

    def properties(self, paragraph: Element) -> Iterator[Element]:
        """The paragraph properties that count, nearest first."""
        own = child(paragraph, "pPr")
        if own is not None:
            yield own
        for style in self.chain(value(child(own, "pStyle"))):
            found = child(style, "pPr")
            if found is not None:
                yield found
        if self.paragraph is not None:
            yield self.paragraph

    def size(self, paragraph: Element) -> float:
        """Of its letters, in points; the largest of its runs."""
        own = [measure(value(size)) / 2 for size in paragraph.iterfind(f"{WORD}r/{WORD}rPr/{WORD}sz")]
        if own:
            return max(own)
        mark = value(child(paragraph, "pPr", "rPr", "sz"))
        styled = (value(child(style, "rPr", "sz")) for style in self.chain(value(child(paragraph, "pPr", "pStyle"))))
        found = mark or next((size for size in styled if size), None) or value(child(self.run, "sz"))
        return measure(found, 20.0) / 2

    def line(self, paragraph: Element) -> float:
        """Height of one line in points."""
        height = self.size(paragraph) * 1.16
        for properties in self.properties(paragraph):
            raw = value(child(properties, "spacing"), "line")
            if raw:
                rule = value(child(properties, "spacing"), "lineRule") or "auto"
                least = height if rule == "atLeast" else 0.0
                return height * measure(raw) / 240 if rule == "auto" else max(points(raw), least)
        return height

    def space(self, paragraph: Element, side: str) -> float:
        found = (value(child(properties, "spacing"), side) for properties in self.properties(paragraph))
        return points(next((raw for raw in found if raw), None))

    def is_emphatic(self, paragraph: Element) -> bool:
        """A heading, or every word of it bold."""
        styles = list(self.chain(value(child(paragraph, "pPr", "pStyle"))))
        if any((value(child(style, "name")) or "").lower().startswith(("heading", "title", "judul")) for style in styles):
            return True
        styled = next((is_on(bold) for style in styles if (bold := child(style, "rPr", "b")) is not None), False)
        runs = [run for run in paragraph.iter(WORD + "r") if any(text.text for text in run.iter(WORD + "t"))]
        return bool(runs) and all(is_on(bold) if (bold := child(run, "rPr", "b")) is not None else styled for run in runs)


def styles_of(root: Element | None) -> Styles:
    if root is None:
        return Styles()
    named = {value(style, "styleId") or "": style for style in root.iterfind(WORD + "style")}
    default = next(
        (
            name
            for name, style in named.items()
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on")
        ),
        None,
    )
    run = child(root, "docDefaults", "rPrDefault", "rPr")
    return Styles(named, default, run, child(root, "docDefaults", "pPrDefault", "pPr"))
