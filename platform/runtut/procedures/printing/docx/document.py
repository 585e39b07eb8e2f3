"""Puts the SOP as a Word document together: cover, identity block, and the pages of the flow with movable shapes."""

import io
from datetime import datetime
from typing import Final

from docx import Document
from docx.document import Document as Opened
from docx.oxml import parse_xml
from docx.shared import Mm
from lxml import etree

from runtut.procedures.drawing.papers import PAPERS, Paper
from runtut.procedures.printing.docx.flow import LINE, flow
from runtut.procedures.printing.docx.identity import Block, cover
from runtut.procedures.printing.docx.skeleton import skeleton
from runtut.procedures.printing.docx.xml import NAMESPACES, paragraph, run, twips
from runtut.procedures.printing.fitting import identity_size
from runtut.procedures.printing.form import Form

TOP: Final = 12.0
MOMENT: Final = datetime(2000, 1, 1)  # noqa: DTZ001  (the moment of printing is not part of an SOP: equal data, equal bytes)


def docx(form: Form) -> bytes:
    """The document as bytes; Word and LibreOffice show the pages of `form.drawing`."""
    document = Document(io.BytesIO(skeleton()))
    _name(document, form)
    _write(document, form)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _name(document: Opened, form: Form) -> None:
    about = document.core_properties
    about.title, about.author, about.language = form.title, form.sop.identity.opd or "", "id-ID"
    about.subject, about.comments = "Standar Operasional Prosedur", ""
    about.created = about.modified = MOMENT


def _write(document: Opened, form: Form) -> None:
    paper = PAPERS[form.drawing.paper]
    logo = _logo(document, form)
    front = (cover(form, logo) if form.choices.cover else "") + Block(
        form, paper.table_width, identity_size(form, paper), logo
    ).table()
    front += _verification(document, form) + paragraph(last=_section(paper, TOP), line=LINE)
    content = front + flow(form)
    parsed = parse_xml(f"<w:body {NAMESPACES}>{content}{_section(paper, paper.margin - LINE)}</w:body>")
    document.element.replace(document.element.body, parsed)


def _section(paper: Paper, top: float) -> str:
    height = paper.height or 0.0
    turned = ' w:orient="landscape"' if paper.width > height else ""
    side = twips(paper.margin)
    return (
        f'<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="{twips(paper.width)}" w:h="{twips(height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{side}" w:bottom="{twips(5)}" w:left="{side}" '
        'w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>'
    )


def _logo(document: Opened, form: Form) -> str:
    logo = form.profile.logo
    if logo is None or logo.media_type == "image/svg+xml":
        return ""
    return _picture(document, logo.content, 20.0, "Lambang daerah")


def _verification(document: Opened, form: Form) -> str:
    address = form.choices.address
    if not address:
        return ""
    import segno

    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="png", scale=6, border=2)
    shown = _picture(document, drawing.getvalue(), 18.0, f"Kode QR menuju {address}")
    return paragraph(shown + run(f"  Periksa keaslian SOP ini di {address}", 3.0), before=3)


def _picture(document: Opened, content: bytes, height: float, told: str) -> str:
    """The run of a picture in the line, by python-docx, which also stores it."""
    shown = document.add_paragraph().add_run()
    picture = shown.add_picture(io.BytesIO(content), height=Mm(height))
    picture._inline.docPr.set("descr", told)
    return etree.tostring(shown._r).decode()
