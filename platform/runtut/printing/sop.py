"""An SOP as data for the template `sop`: identity block, parts, and every line of the drawing in millimetres."""

import base64
from collections.abc import Mapping
from typing import Any

from runtut.printing.qr import qr_svg
from runtut.procedures.drawing import INK, Page, Shape, Text
from runtut.procedures.drawing.markup import diamond, element, number, pentagon
from runtut.procedures.drawing.papers import PAPERS
from runtut.procedures.drawing.svg import connection
from runtut.procedures.drawing.symbols import word_size
from runtut.procedures.printing import Form, Logo
from runtut.procedures.printing.cells import Cell, table
from runtut.procedures.printing.fitting import identity_size
from runtut.procedures.printing.spoken import Spoken

TEMPLATE = "runtut.printing/sop"
RULING = "#AEB4BA"


def paper(form: Form) -> dict[str, Any]:
    """For `render_in_child(TEMPLATE, …)`; equal forms give equal bytes."""
    identity, sheet = form.sop.identity, PAPERS[form.drawing.paper]
    return {
        "meta": {"title": form.title, "author": identity.opd or identity.pemda or "Runtut", "date": _date(form)},
        "paper": {"width": sheet.width, "height": sheet.height, "margin": sheet.margin},
        "cover": form.choices.cover,
        "size": identity_size(form, sheet),
        "logo": _logo(form.profile.logo),
        "letterhead": form.letterhead,
        "number": identity.number,
        "facts": form.facts,
        "signer": _signer(form),
        "parts": [[{"label": part.label, "items": part.items} for part in pair] for pair in form.parts],
        "qr": qr_svg(form.choices.address) if form.choices.address else None,
        "address": form.choices.address,
        "pages": [_page(form, page) for page in form.drawing.pages],
    }


def _date(form: Form) -> list[int]:
    """The date that the document carries for archives: the latest whole one of the SOP's own."""
    identity = form.sop.identity
    dates = (identity.effective_on, identity.approved_on, identity.revised_on, identity.created_on)
    whole = [iso for iso in dates if iso and len(iso) == 10]
    return [int(part) for part in (max(whole) if whole else "2000-01-01").split("-")]


def _logo(logo: Logo | None) -> str | None:
    """Always SVG; a picture of dots is wrapped."""
    if logo is None:
        return None
    if logo.media_type == "image/svg+xml":
        return logo.content.decode()
    coded = base64.b64encode(logo.content).decode()
    inside = f'<image width="100" height="100" href="data:{logo.media_type};base64,{coded}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{inside}</svg>'


def _signer(form: Form) -> Mapping[str, str | None]:
    signer = form.signer
    return {"title": signer.title, "name": signer.name, "rank": signer.rank, "nip": signer.nip}


def _page(form: Form, page: Page) -> dict[str, Any]:
    drawn, spoken = table(page), Spoken(form.sop, page)
    upper, lower = drawn.head
    rows = [[_cell(cell) for cell in band.cells] for band in drawn.rows]
    for at, shape in enumerate(page.shapes):
        row = next(n for n, band in enumerate(drawn.rows) if band.box.y <= shape.box.cy < band.box.bottom)
        column = next(n for n in range(len(drawn.edges) - 1) if shape.box.cx < drawn.edges[n + 1])
        rows[row][column]["shape"] = _shape(shape, drawn.rows[row].cells[column], spoken.shape(at))
    return {
        "left": drawn.edges[0],
        "top": drawn.levels[0],
        "columns": [b - a for a, b in zip(drawn.edges, drawn.edges[1:], strict=False)],
        "levels": [b - a for a, b in zip(drawn.levels, drawn.levels[1:], strict=False)],
        "heights": [band.box.height for band in drawn.rows],
        "upper": [_cell(cell) for cell in upper],
        "lower": [_cell(cell) for cell in lower],
        "rows": rows,
        "titles": [_text(text) for text in page.texts if text.role in ("title", "subtitle")],
        "feet": [_text(text) for text in page.texts if text.role == "foot"],
        "lines": _lines(page),
        "labels": [{"kind": one.kind, **_text(one.label)} for one in page.connectors if one.label],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    """Words by their first baseline, from the upper left corner of the cell."""
    made: dict[str, Any] = {"column": cell.column, "across": cell.across, "down": cell.down, "lines": None, "shape": None}
    if cell.lines:
        first = cell.lines[0]
        made |= {
            "lines": [line.words for line in cell.lines],
            "x": first.x - cell.box.x,
            "y": first.y - cell.box.y,
            "size": first.size,
            "anchor": first.anchor,
            "bold": first.bold,
            "turned": first.turned,
        }
    return made


def _text(text: Text) -> dict[str, Any]:
    return {"words": text.words, "x": text.x, "y": text.y, "size": text.size, "anchor": text.anchor, "bold": text.bold}


def _shape(shape: Shape, cell: Cell, told: str) -> dict[str, Any]:
    box = shape.box
    outline = {"decision": diamond, "offpage": pentagon}.get(shape.kind)
    return {
        "told": told,
        "x": box.x - cell.box.x,
        "y": box.y - cell.box.y,
        "width": box.width,
        "height": box.height,
        "round": shape.kind in ("start", "end"),
        "points": [[x - box.x, y - box.y] for x, y in outline(box)] if outline else None,
        "label": shape.label if shape.main else None,
        "size": word_size(shape, shape.label or ""),
    }


def _lines(page: Page) -> str:
    """Rulings and connectors as one picture: to place them one by one takes the typesetter a sixth of its time."""
    ruled = "".join([f"M{number(x1)} {number(y1)} {number(x2)} {number(y2)}" for x1, y1, x2, y2 in page.rules])
    drawn = element("path", d=ruled, fill="none", stroke=RULING, stroke_width=".18") + "".join(map(connection, page.connectors))
    view = f"0 0 {number(page.width)} {number(page.height)}"
    return element("svg", drawn, xmlns="http://www.w3.org/2000/svg", viewBox=view, color=INK)
