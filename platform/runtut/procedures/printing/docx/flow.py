"""The pages of the flow table in WordprocessingML: anchors, heading, table with exact rows, foot."""

from collections.abc import Iterator, Sequence
from typing import Final

from runtut.procedures.drawing import Page, metrics
from runtut.procedures.model import Sop
from runtut.procedures.printing.cells import LEADING, Band, Cell, Table, table
from runtut.procedures.printing.docx.anchors import Anchors
from runtut.procedures.printing.docx.xml import lost, paragraph, run, twips
from runtut.procedures.printing.form import Form
from runtut.procedures.printing.marks import mark
from runtut.procedures.printing.wording import Wording

LINE: Final = 20 * 25.4 / 1440
"""Height of the paragraph that holds the anchors: one point."""
PAD: Final = 1.68
"""Distance of words from the ruling; a hair less than in the drawing, so that every line breaks where it breaks there."""
OUTWARD: Final = 0.84
"""How far labels of the head reach into the margin of their cells."""
MARGINLESS: Final = (
    '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar><w:textDirection w:val="btLr"/>'
)
"""Of a cell with turned words: its lines lie side by side and need the whole width."""
MARK: Final = 0.75
RULE: Final = "AEB4BA"
SHADE: Final = "F3F3EF"
MIDDLE: Final = ("no", "time")


def flow(form: Form) -> str:
    """All pages; the first begins where its section begins."""
    wording, parts, first = Wording(form.sop), [], 1000
    for number, page in enumerate(form.drawing.pages, 1):
        anchors = Anchors(form.sop, page, number, first)
        breaks = "<w:pageBreakBefore/>" if number > 1 else ""
        parts.append(paragraph(anchors.runs(), line=LINE, more=breaks))
        parts += _heading(page)
        parts.append(_table(table(page), wording))
        parts.append(_foot(page))
        first += anchors.count
    return "".join(parts)


def _heading(page: Page) -> Iterator[str]:
    """The titles, with the rest of the room above the table behind the last of them."""
    titles = [text for text in page.texts if text.role in ("title", "subtitle")]
    left = page.heads[0].y - min((_margin(page), page.heads[0].y)) - LINE
    for at, text in enumerate(titles):
        line = text.size * 1.5
        left -= line
        after = max(left, 0.0) if at == len(titles) - 1 else 0.0
        yield paragraph(run(text.words, text.size, bold=text.bold), line=line, align="center", after=after)


def _margin(page: Page) -> float:
    return page.heads[0].x


def _foot(page: Page) -> str:
    notes = [text for text in page.texts if text.role == "foot"]
    if not notes:
        return paragraph(line=LINE)
    right = twips(page.heads[0].width)
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs>'
    content = "<w:r><w:tab/></w:r>".join(run(text.words, text.size) for text in notes)
    return paragraph(content, line=notes[0].size * 1.4, before=1.0, more=tabs)


def _table(drawn: Table, wording: Wording) -> str:
    columns = [b - a for a, b in zip(drawn.edges, drawn.edges[1:], strict=False)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _exact(drawn.edges))
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    looks = (
        f'<w:tblW w:w="{twips(sum(columns))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        f'<w:left w:w="{twips(PAD)}" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        f'<w:right w:w="{twips(PAD)}" w:type="dxa"/></w:tblCellMar>'
    )
    rows = "".join((*_head(drawn, wording.sop.actors), *(_row(band, drawn, wording) for band in drawn.rows)))
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _exact(edges: tuple[float, ...]) -> list[int]:
    """Widths or heights whose sums never drift from the millimetres."""
    marks = [twips(edge) for edge in edges]
    return [b - a for a, b in zip(marks, marks[1:], strict=False)]


def _height(top: float, bottom: float, head: bool = False) -> str:
    repeated = "<w:tblHeader/>" if head else ""
    return f'<w:trPr><w:cantSplit/><w:trHeight w:val="{twips(bottom) - twips(top)}" w:hRule="exact"/>{repeated}</w:trPr>'


def _head(drawn: Table, actors: Sequence[str]) -> Iterator[str]:
    top, middle, bottom = drawn.levels
    upper, lower = drawn.head
    yield f"<w:tr>{_height(top, middle, head=True)}{''.join(_head_cell(cell, drawn) for cell in upper)}</w:tr>"
    below = {cell.column: cell for cell in lower}
    cells = "".join(
        _cell(_head_words(below[column], actors), drawn, column, shaded=True, turned=_turned(below[column]))
        if column in below
        else _cell(paragraph(), drawn, column, merged="", shaded=True)
        for column in range(len(drawn.edges) - 1)
    )
    yield f"<w:tr>{_height(middle, bottom, head=True)}{cells}</w:tr>"


def _turned(cell: Cell) -> bool:
    return bool(cell.lines) and cell.lines[0].turned


def _head_cell(cell: Cell, drawn: Table) -> str:
    merged = ' w:val="restart"' if cell.down > 1 else None
    return _cell(_head_words(cell, ()), drawn, cell.column, across=cell.across, merged=merged, shaded=True)


def _head_words(cell: Cell, actors: Sequence[str]) -> str:
    """An actor's name is whole here, also where the drawing has no room for all of it."""
    if not cell.lines:
        return paragraph()
    size, words = cell.lines[0].size, cell.words
    if actors and cell.key == "actor":
        words = " ".join(actors[cell.column - len(LEADING)].split())
    inward = 0.0 if _turned(cell) else lost(size, cell.box.width - 2 * PAD) / 2 - OUTWARD
    indent = f'<w:ind w:left="{twips(inward)}" w:right="{twips(inward)}"/>'
    return paragraph(run(words, size, bold=True), line=size * metrics.LEADING, align="center", indent=indent)


def _row(band: Band, drawn: Table, wording: Wording) -> str:
    cells = "".join(_cell(_words(cell, band, wording), drawn, cell.column) for cell in band.cells)
    return f"<w:tr>{_height(band.box.y, band.box.bottom)}{cells}</w:tr>"


def _words(cell: Cell, band: Band, wording: Wording) -> str:
    if cell.key == "actor" and band.step is not None:
        return _mark(wording.sop, band.step, cell.column - len(LEADING))
    if not cell.lines:
        return paragraph(line=1.0)
    size = cell.lines[0].size
    align = "center" if cell.key in MIDDLE else "left"
    left, right = _narrowed(lost(size, cell.box.width - 2 * PAD), cell.key in MIDDLE)
    indent = f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}"/>'
    return paragraph(run(wording.of(cell, band), size), line=size * metrics.LEADING, align=align, indent=indent)


def _mark(sop: Sop, place: int, actor: int) -> str:
    """The symbol in words, as hidden text: for programs that drop what is drawn. A symbol that is moved leaves it behind."""
    words = mark(sop, place, sop.actors[actor])
    return paragraph(run(words, MARK, hidden=True) if words else "", line=1.0, align="center")


def _narrowed(by: float, both: bool) -> tuple[float, float]:
    return (by / 2, by / 2) if both else (0.0, by)


def _cell(
    content: str,
    drawn: Table,
    column: int,
    *,
    across: int = 1,
    merged: str | None = None,
    shaded: bool = False,
    turned: bool = False,
) -> str:
    width = twips(drawn.edges[column + across]) - twips(drawn.edges[column])
    looks = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    looks += f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    looks += f"<w:vMerge{merged}/>" if merged is not None else ""
    looks += f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if shaded else ""
    looks += MARGINLESS if turned else ""
    return f'<w:tc><w:tcPr>{looks}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
