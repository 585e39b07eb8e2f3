"""The identity block on a sheet of its own: letterhead beside the facts, the parts two by two."""

import io
from typing import Any

from docx.image.image import Image

from runtut.procedures.drawing import metrics
from runtut.procedures.drawing.papers import PAPERS
from runtut.procedures.printing.form import Form, Part
from runtut.procedures.printing.signer import Signer
from runtut.procedures.printing.xlsx.book import Book, high, wide

LABEL, SIZE, PAD = 40.0, 3.2, 3.0
"""Width of the labels, size of the letters, what a cell keeps free; millimetres."""
LINE = SIZE * 1.35


def identity(book: Book, form: Form) -> None:
    sheet = book.workbook.add_worksheet("Identitas")
    paper = PAPERS[form.drawing.paper]
    half = paper.table_width / 2
    _paper(sheet, paper.width > (paper.height or 0), paper.name, half)
    row = _facts(book, sheet, form, half)
    for pair in form.parts:
        row = _pair(book, sheet, row, pair, half)
    if form.choices.address:
        book.write(sheet, row + 1, 0, f"Periksa keaslian SOP ini di {form.choices.address}", "plain", across=3)


def _paper(sheet: Any, turned: bool, name: str, half: float) -> None:
    if turned:
        sheet.set_landscape()
    sheet.set_paper(9 if name.startswith("a4") else 14)
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    for column, width in enumerate((half, LABEL, half - LABEL)):
        sheet.set_column(column, column, wide(width))


def _facts(book: Book, sheet: Any, form: Form, half: float) -> int:
    book.write(sheet, 0, 0, "\n".join(form.letterhead), "letterhead", down=len(form.facts))
    for row, (key, label, value) in enumerate(form.facts):
        words = _signature(form.signer) if key == "approved_by" else value or ""
        book.write(sheet, row, 1, label, "text")
        book.write(sheet, row, 2, words, "middle" if key == "approved_by" else "strong" if key == "title" else "text")
        sheet.set_row(row, high(max(_tall(words, half - LABEL), LINE) + 1.6))
    _logo(sheet, form)
    return len(form.facts)


def _signature(signer: Signer) -> str:
    """Blank lines are where it is signed."""
    who = [signer.name or "", signer.rank or "", f"NIP {signer.nip}" if signer.nip else ""]
    return "\n".join([f"{signer.title}," if signer.title else "", "", "", "", *(words for words in who if words)])


def _pair(book: Book, sheet: Any, row: int, pair: tuple[Part, Part], half: float) -> int:
    words = [_items(part) for part in pair]
    for column, (part, said) in enumerate(zip(pair, words, strict=True)):
        book.write(sheet, row, column, part.label, "head", across=1 + column)
        book.write(sheet, row + 1, column, said, "top", across=1 + column)
    sheet.set_row(row + 1, high(max(*(_tall(said, half) for said in words), LINE) + 1.6))
    return row + 2


def _items(part: Part) -> str:
    if len(part.items) < 2:
        return "\n".join(part.items)
    return "\n".join(f"{no}. {words}" for no, words in enumerate(part.items, 1))


def _tall(words: str, width: float) -> float:
    lines = (metrics.lines(line, width - PAD, SIZE) for line in words.split("\n"))
    return LINE * sum(max(len(broken), 1) for broken in lines)


def _logo(sheet: Any, form: Form) -> None:
    logo = form.profile.logo
    if logo is None or logo.media_type == "image/svg+xml":
        return
    tall = 60 / Image.from_blob(logo.content).px_height
    shown = {"image_data": io.BytesIO(logo.content), "x_scale": tall, "y_scale": tall, "x_offset": 8, "y_offset": 6}
    sheet.insert_image(0, 0, "lambang.png", {**shown, "description": "Lambang daerah"})
