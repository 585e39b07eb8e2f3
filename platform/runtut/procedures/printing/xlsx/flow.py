"""The flow table on a sheet: merged head, one row a step, symbols as text in the columns of the actors."""

from collections import defaultdict
from typing import Any

from runtut.procedures.drawing import metrics
from runtut.procedures.drawing.papers import PAPERS
from runtut.procedures.printing.cells import Table, table
from runtut.procedures.printing.form import Form
from runtut.procedures.printing.marks import mark
from runtut.procedures.printing.wording import written
from runtut.procedures.printing.xlsx.book import Book, high, wide

HEADS = {
    "no": "No",
    "text": "Kegiatan",
    "requirement": "Kelengkapan",
    "time": "Waktu",
    "output": "Output",
    "note": "Keterangan",
}
LETTERS = 9 * 25.4 / 72
FIRST = 4
"""The row of the head, below the titles."""


def flow(book: Book, form: Form) -> None:
    sheet = book.workbook.add_worksheet("Alur")
    drawn = [table(page) for page in form.drawing.pages]
    _paper(sheet, form, drawn[0])
    for row, (words, style) in enumerate(_titles(form)):
        book.write(sheet, row, 0, words, style, across=len(drawn[0].edges) - 1)
    _head(book, sheet, form)
    heights = _heights(drawn)
    for place in range(len(form.sop.steps)):
        _row(book, sheet, form, place)
        sheet.set_row(FIRST + 2 + place, high(max(heights[place], 9.0)))


def _paper(sheet: Any, form: Form, drawn: Table) -> None:
    paper = PAPERS[form.drawing.paper]
    if paper.width > (paper.height or 0):
        sheet.set_landscape()
    sheet.set_paper(9 if paper.name.startswith("a4") else 14)  # A4; folio, the nearest that Excel has to F4
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(FIRST, FIRST + 1)
    sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")
    sheet.freeze_panes(FIRST + 2, 2)
    for column, (start, end) in enumerate(zip(drawn.edges, drawn.edges[1:], strict=False)):
        name = form.sop.actors[column - 2] if 2 <= column < 2 + len(form.sop.actors) else ""
        sheet.set_column(column, column, wide(max(end - start, _word(name))))


def _word(name: str) -> float:
    """The width at which no word of an actor's name must be broken; and `Mulai` and `Selesai` stand in one line."""
    return max(metrics.width(word, LETTERS, bold=True) for word in [*name.split(), "Selesai"]) + 3.0


def _titles(form: Form) -> list[tuple[str, str]]:
    identity = form.sop.identity
    place = " ".join(words for words in (identity.opd, identity.pemda) if words)
    return [("STANDAR OPERASIONAL PROSEDUR", "title"), (identity.title or "", "title"), (place, "subtitle")]


def _head(book: Book, sheet: Any, form: Form) -> None:
    actors = len(form.sop.actors)
    after = 2 + actors
    for column, key in ((0, "no"), (1, "text"), (after + 3, "note")):
        book.write(sheet, FIRST, column, HEADS[key], "head", down=2)
    if actors:
        book.write(sheet, FIRST, 2, "Pelaksana", "head", across=actors)
    for column, actor in enumerate(form.sop.actors, 2):
        book.write(sheet, FIRST + 1, column, actor, "head")
    book.write(sheet, FIRST, after, "Mutu Baku", "head", across=3)
    for column, key in enumerate(("requirement", "time", "output"), after):
        book.write(sheet, FIRST + 1, column, HEADS[key], "head")
    words = max((len(actor.split()) for actor in form.sop.actors), default=1)
    sheet.set_row(FIRST + 1, 8 + 13 * min(max(words, 2), 6))


def _row(book: Book, sheet: Any, form: Form, place: int) -> None:
    step, row = form.sop.steps[place], FIRST + 2 + place
    words = {key: written(step, place, key) for key in HEADS}
    book.write(sheet, row, 0, words["no"], "middle")
    book.write(sheet, row, 1, words["text"], "text")
    for column, actor in enumerate(form.sop.actors, 2):
        book.write(sheet, row, column, mark(form.sop, place, actor), "mark")
    for column, key in enumerate(("requirement", "time", "output", "note"), 2 + len(form.sop.actors)):
        book.write(sheet, row, column, words[key], "middle" if key == "time" else "text")


def _heights(drawn: list[Table]) -> dict[int, float]:
    """Of each step, all parts of a row that the drawing had to share among pages; bands of off-page marks count nothing."""
    heights: dict[int, float] = defaultdict(float)
    place = 0
    for page in drawn:
        for band in page.rows:
            if band.step is None and any(line.role == "continued" for cell in band.cells for line in cell.lines):
                continue
            place = place if band.step is None else band.step
            heights[place] += band.box.height
    return heights
