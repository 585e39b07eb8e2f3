"""The cover and the identity block with its parts in WordprocessingML."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from runtut.procedures.printing.docx.xml import paragraph, run, twips
from runtut.procedures.printing.fitting import LABEL, SIGNING
from runtut.procedures.printing.form import Form, Part

SIZE: Final = 3.53
"""Of the small words on the cover: ten points."""
RULE: Final = "5B6673"
SHADE: Final = "F3F3EF"
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


@dataclass(frozen=True)
class Block:
    """One table: letterhead beside the facts, then the parts two by two, each with its label above it."""

    form: Form
    width: float
    size: float
    logo: str

    def table(self) -> str:
        grid = "".join(f'<w:gridCol w:w="{twips(each)}"/>' for each in self._widths)
        rows = "".join((*self._facts(), *self._parts()))
        return f"<w:tbl>{_looks(self.width)}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"

    @property
    def _widths(self) -> tuple[float, float, float]:
        return self.width / 2, LABEL, self.width / 2 - LABEL

    def _facts(self) -> Iterator[str]:
        first, second, third = self._widths
        for at, (key, label, value) in enumerate(self.form.facts):
            left = (
                _cell(self._letterhead(), first, merged=' w:val="restart"') if at == 0 else _cell(paragraph(), first, merged="")
            )
            said = self._signature() if key == "approved_by" else self._line(value or "", bold=key == "title")
            cells = left + _cell(self._line(label), second) + _cell(said, third)
            yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"

    def _line(
        self, words: str, *, bold: bool = False, underlined: bool = False, align: str = "left", after: float = 0.0
    ) -> str:
        return paragraph(run(words, self.size, bold=bold, underlined=underlined), align=align, after=after)

    def _letterhead(self) -> str:
        shown = paragraph(self.logo, align="center", after=2) if self.logo else ""
        last = len(self.form.letterhead) - 1
        lines = (_centred(words, 4.2, bold=at == last) for at, words in enumerate(self.form.letterhead))
        return shown + "".join(lines) or paragraph()

    def _signature(self) -> str:
        """An empty line where the position or the name is not known yet."""
        signer = self.form.signer
        lines = [self._line(f"{signer.title}," if signer.title else "", align="center", after=SIGNING)]
        lines.append(self._line(signer.name or "", bold=True, underlined=True, align="center"))
        more = (signer.rank, f"NIP {signer.nip}" if signer.nip else None)
        return "".join([*lines, *(self._line(words, align="center") for words in more if words)])

    def _parts(self) -> Iterator[str]:
        for pair in self.form.parts:
            labels = [paragraph(run(part.label, self.size, bold=True), more="<w:keepNext/>") for part in pair]
            heads = "".join(_cell(label, self.width / 2, at, shaded=True) for at, label in enumerate(labels, 1))
            yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{heads}</w:tr>"
            yield f"<w:tr>{''.join(_cell(self._items(part), self.width / 2, at) for at, part in enumerate(pair, 1))}</w:tr>"

    def _items(self, part: Part) -> str:
        if len(part.items) < 2:
            return "".join(map(self._line, part.items)) or paragraph()
        hanging = f'<w:ind w:left="{twips(6)}" w:hanging="{twips(6)}"/>'
        return "".join(
            paragraph(
                f"{run(f'{no}.', self.size)}<w:r><w:tab/></w:r>{run(words, self.size)}", indent=hanging, more="<w:keepLines/>"
            )
            for no, words in enumerate(part.items, 1)
        )


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


def _cell(content: str, width: float, across: int = 1, *, merged: str | None = None, shaded: bool = False) -> str:
    looks = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>'
    looks += f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    looks += f"<w:vMerge{merged}/>" if merged is not None else ""
    looks += f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if shaded else ""
    return f'<w:tc><w:tcPr>{looks}<w:vAlign w:val="{"center" if merged else "top"}"/></w:tcPr>{content}</w:tc>'
