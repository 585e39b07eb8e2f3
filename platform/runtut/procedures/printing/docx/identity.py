"""The cover and the identity block with its parts in WordprocessingML."""

from collections.abc import Iterator, Sequence
from typing import Final

from runtut.procedures.printing.docx.xml import paragraph, run, twips
from runtut.procedures.printing.form import Fact, Form, Part
from runtut.procedures.printing.signer import Signer

SIZE: Final = 3.53
"""Ten points."""
RULE: Final = "5B6673"
SHADE: Final = "F3F3EF"
SIGNING: Final = 17.0
LABEL: Final = 42.0
PAD: Final = 1.8


def cover(form: Form, logo: str) -> str:
    """A page of its own with the title in the middle."""
    lines = [paragraph(logo, align="center", before=28, after=8)] if logo else [paragraph(before=28)]
    lines += [_centred(words, 4.9, bold=at == len(form.letterhead) - 1) for at, words in enumerate(form.letterhead)]
    lines.append(_centred("STANDAR OPERASIONAL PROSEDUR", 5.6, bold=True, before=26))
    lines.append(_centred(form.title, 7.0, bold=True, before=4))
    number = form.sop.identity.number
    lines += [_centred(f"Nomor: {number}", SIZE, before=6)] if number else []
    return "".join(lines) + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def _centred(words: str, size: float, *, bold: bool = False, before: float = 0.0) -> str:
    return paragraph(run(words, size, bold=bold), align="center", before=before, line=size * 1.35)


def identity(form: Form, width: float, logo: str) -> str:
    """One table: letterhead beside the facts, then the parts two by two, each with its label above it."""
    widths = (width / 2, LABEL, width / 2 - LABEL)
    grid = "".join(f'<w:gridCol w:w="{twips(each)}"/>' for each in widths)
    rows = "".join((*_facts(form, widths, logo), *_parts(form, width / 2)))
    return f"<w:tbl>{_looks(width)}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _looks(width: float) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    pad = "".join(
        f'<w:{side} w:w="{twips(far)}" w:type="dxa"/>'
        for side, far in (("top", 0.9), ("left", PAD), ("bottom", 0.9), ("right", PAD))
    )
    return (
        f'<w:tblPr><w:tblW w:w="{twips(width)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{pad}</w:tblCellMar></w:tblPr>'
    )


def _facts(form: Form, widths: Sequence[float], logo: str) -> Iterator[str]:
    for at, fact in enumerate(form.facts):
        left = _cell(_letterhead(form, logo), widths[0], merged=' w:val="restart"') if at == 0 else None
        head = left or _cell(paragraph(), widths[0], merged="")
        value = _signature(form.signer) if fact[0] == "approved_by" else _value(fact)
        label = paragraph(run(fact[1], SIZE))
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{head}{_cell(label, widths[1])}{_cell(value, widths[2])}</w:tr>"


def _letterhead(form: Form, logo: str) -> str:
    shown = paragraph(logo, align="center", after=2) if logo else ""
    last = len(form.letterhead) - 1
    return shown + "".join(_centred(words, 4.2, bold=at == last) for at, words in enumerate(form.letterhead)) or paragraph()


def _value(fact: Fact) -> str:
    return paragraph(run(fact[2] or "", SIZE, bold=fact[0] == "title"))


def _signature(signer: Signer) -> str:
    lines = [paragraph(run(f"{signer.title or ''},", SIZE), align="center", after=SIGNING)] if signer.title else []
    lines = lines or [paragraph(after=SIGNING)]
    lines += [paragraph(run(signer.name, SIZE, bold=True, underlined=True), align="center")] if signer.name else []
    lines += [paragraph(run(signer.rank, SIZE), align="center")] if signer.rank else []
    lines += [paragraph(run(f"NIP {signer.nip}", SIZE), align="center")] if signer.nip else []
    return "".join(lines)


def _parts(form: Form, half: float) -> Iterator[str]:
    for pair in form.parts:
        labels = "".join(
            _cell(paragraph(run(part.label, SIZE, bold=True), more="<w:keepNext/>"), half, at, shaded=True)
            for at, part in enumerate(pair, 1)
        )
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{labels}</w:tr>"
        yield f"<w:tr>{''.join(_cell(_items(part), half, at) for at, part in enumerate(pair, 1))}</w:tr>"


def _items(part: Part) -> str:
    if len(part.items) < 2:
        return "".join(paragraph(run(words, SIZE)) for words in part.items) or paragraph()
    hanging = f'<w:ind w:left="{twips(6)}" w:hanging="{twips(6)}"/>'
    return "".join(
        paragraph(f"{run(f'{no}.', SIZE)}<w:r><w:tab/></w:r>{run(words, SIZE)}", indent=hanging)
        for no, words in enumerate(part.items, 1)
    )


def _cell(content: str, width: float, across: int = 1, *, merged: str | None = None, shaded: bool = False) -> str:
    looks = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>'
    looks += f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    looks += f"<w:vMerge{merged}/>" if merged is not None else ""
    looks += f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if shaded else ""
    return f'<w:tc><w:tcPr>{looks}<w:vAlign w:val="{"center" if merged else "top"}"/></w:tcPr>{content}</w:tc>'
