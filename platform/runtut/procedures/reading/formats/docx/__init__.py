"""DOCX: paragraphs with their numbers, tables with merged cells, and the flow chart that is drawn over them."""

from collections.abc import Iterator

from runtut.procedures.reading.formats.docx.names import WORD, Element, child
from runtut.procedures.reading.formats.docx.numbering import Numbering
from runtut.procedures.reading.formats.docx.styles import styles_of
from runtut.procedures.reading.formats.docx.walking import Walk
from runtut.procedures.reading.formats.joining import Draft, continues, grid_of, joined
from runtut.procedures.reading.formats.package import BROKEN, Package
from runtut.procedures.reading.refusal import Refused
from runtut.procedures.reading.source import Block, Paragraph, Source

MAIN = "word/document.xml"


def parse(data: bytes) -> Source:
    """What the document shows, or `Refused` with a sentence."""
    package = Package(data)
    body = child(package.xml(MAIN), "body")
    if body is None:
        raise Refused(BROKEN)
    walk = Walk(body, styles := styles_of(_part(package, "styles")), Numbering(_part(package, "numbering"), styles))
    return Source("docx", tuple(_blocks(walk)))


def _part(package: Package, name: str) -> Element | None:
    """A companion of the document; without it the document is read all the same."""
    root = package.maybe(f"word/{name}.xml")
    return root if root is not None and root.tag.startswith(WORD) else None


def _blocks(walk: Walk) -> Iterator[Block]:
    """In reading order; words and figures that lie in no table are paragraphs where they hang."""
    canvas = walk.canvas
    drafts = [each for each in walk.found if isinstance(each, Draft)]
    free = {at: word for at, word in enumerate(canvas.words) if not any(draft.holds(word.box) for draft in drafts)}
    lines = canvas.glued()
    for at, block in enumerate(_continued(walk.found)):
        yield from (Paragraph(word.text) for no, word in free.items() if _hangs(walk, no) == at)
        if isinstance(block, Draft):
            yield grid_of(block, canvas.figures, lines, canvas.words)
        elif block is not None:
            yield block
    yield from (Paragraph(word.text) for no, word in free.items() if _hangs(walk, no) >= len(walk.found))
    outside = [figure for figure in canvas.figures if not any(draft.holds(figure.box) for draft in drafts)]
    yield from (Paragraph(figure.text) for figure in outside if len(figure.text.split()) > 1)


def _hangs(walk: Walk, no: int) -> int:
    return walk.loose.get(no, len(walk.found))


def _continued(found: list[Paragraph | Draft]) -> list[Paragraph | Draft | None]:
    """Tables that continue one another stand where the first of them stands; their own places stay empty."""
    kept: list[Paragraph | Draft | None] = list(found)
    last: int | None = None
    for at, block in enumerate(found):
        if not isinstance(block, Draft):
            continue
        above = kept[last] if last is not None else None
        head = continues(above, block, next_to=last == at - 1) if isinstance(above, Draft) else None
        if last is not None and isinstance(above, Draft) and head is not None:
            kept[last], kept[at] = joined(above, block, head), None
        else:
            last = at
    return kept


__all__ = ["parse"]
