"""Native shapes and connectors of a drawn page, each anchored to its place on the paper and movable by itself."""

from collections.abc import Iterator
from typing import Final

from runtut.procedures.drawing import Box, Connector, Page, Shape, Text, states
from runtut.procedures.drawing.symbols import word_size
from runtut.procedures.model import Sop, Step
from runtut.procedures.printing.docx.geometry import geometry
from runtut.procedures.printing.docx.xml import emu, paragraph, run, said

PRESETS: Final = {
    "start": "flowChartTerminator",
    "end": "flowChartTerminator",
    "process": "flowChartProcess",
    "decision": "flowChartDecision",
    "offpage": "flowChartOffpageConnector",
}
INK: Final = states.INK.removeprefix("#")
RETURNED: Final = "9A5B00"
DASHES: Final = {"join": "sysDot", "return": "dash"}
SHAPE_URI: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


class Anchors:
    """The runs of one page; `first` keeps the numbers of its objects apart from those of the pages before."""

    def __init__(self, sop: Sop, page: Page, number: int, first: int) -> None:
        self.sop, self.page, self.number, self.first = sop, page, number, first

    @property
    def count(self) -> int:
        return len(self.page.shapes) + 2 * len(self.page.connectors)

    def runs(self) -> str:
        return "".join((*self._connectors(), *self._shapes(), *self._labels()))

    def _shapes(self) -> Iterator[str]:
        for at, shape in enumerate(self.page.shapes):
            words = shape.label if shape.main else None
            yield anchor(self.first + at, self._name(shape), self._told(shape), shape.box, _symbol(shape, words))

    def _connectors(self) -> Iterator[str]:
        start = self.first + len(self.page.shapes)
        for at, connector in enumerate(self.page.connectors):
            drawn = geometry(connector.points)
            glue = self._glue(connector)
            name = f"{connector.kind}-{self._ends(connector)}"
            yield anchor(start + at, name, self._way(connector), drawn.box, _line(connector, drawn.xml, drawn.turn, glue))

    def _labels(self) -> Iterator[str]:
        start = self.first + len(self.page.shapes) + len(self.page.connectors)
        for at, connector in enumerate(self.page.connectors):
            if connector.label:
                name = f"label-{self._ends(connector)}"
                yield anchor(start + at, name, "", _roomy(connector.label), _label(connector))

    def _name(self, shape: Shape) -> str:
        if shape.step is None:
            return f"offpage-{shape.label}-{self.number}"
        return f"step-{_known(self.sop.steps[shape.step], shape.step)}-{shape.actor}"

    def _told(self, shape: Shape) -> str:
        if shape.step is None:
            return f"Sambungan halaman {shape.label}"
        said = {"start": "Mulai", "end": "Selesai", "decision": "Keputusan"}.get(shape.kind, "Kegiatan")
        return f"{said}, langkah {_no(self.sop, shape.step)}, {shape.actor}"

    def _ends(self, connector: Connector) -> str:
        """`langkah-01-langkah-02`, or inside one step `langkah-06-Sekretaris-Arsiparis`."""
        source, target = self.page.shapes[connector.source], self.page.shapes[connector.target]
        if source.step is not None and source.step == target.step:
            return f"{self._end(source)}-{source.actor}-{target.actor}"
        return f"{self._end(source)}-{self._end(target)}"

    def _end(self, shape: Shape) -> str:
        return f"{shape.label}" if shape.step is None else _known(self.sop.steps[shape.step], shape.step)

    def _way(self, connector: Connector) -> str:
        """`Panah dari langkah 11 ke langkah 10, Tidak`; inside one step `Garis dari Sekretaris ke Arsiparis, langkah 6`."""
        source, target = self.page.shapes[connector.source], self.page.shapes[connector.target]
        line = "Panah" if connector.arrow else "Garis"
        if source.step is not None and source.step == target.step:
            return f"{line} dari {source.actor} ke {target.actor}, langkah {_no(self.sop, source.step)}"
        when = f", {connector.label.words}" if connector.label else ""
        return f"{line} dari {self._stop(source)} ke {self._stop(target)}{when}"

    def _stop(self, shape: Shape) -> str:
        return f"sambungan halaman {shape.label}" if shape.step is None else f"langkah {_no(self.sop, shape.step)}"

    def _glue(self, connector: Connector) -> str:
        ends = (("stCxn", connector.source, connector.points[0]), ("endCxn", connector.target, connector.points[-1]))
        return "".join(
            f'<a:{tag} id="{self.first + at}" idx="{_site(self.page.shapes[at].box, point)}"/>' for tag, at, point in ends
        )


def _known(step: Step, place: int) -> str:
    return step.id or f"row-{place + 1}"


def _no(sop: Sop, place: int) -> int:
    no = sop.steps[place].no
    return place + 1 if no is None else no


def _site(box: Box, point: tuple[float, float]) -> int:
    """Connection sites of the flowchart symbols go against the clock: top, left, bottom, right."""
    sites = ((box.cx, box.y), (box.x, box.cy), (box.cx, box.bottom), (box.right, box.cy))
    return min(range(4), key=lambda at: abs(sites[at][0] - point[0]) + abs(sites[at][1] - point[1]))


def anchor(number: int, name: str, told: str, box: Box, shape: str) -> str:
    """A run that holds one object at its place on the page."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="0" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{emu(box.x)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{emu(box.y)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{emu(box.width)}" cy="{emu(box.height)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="{said(name)}" descr="{said(told)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{SHAPE_URI}">{shape}</a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>"
    )


def _frame(box: Box, turn: str = "") -> str:
    return f'<a:xfrm{turn}><a:off x="0" y="0"/><a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/></a:xfrm>'


def _stroke(width: float, colour: str, more: str = "") -> str:
    return f'<a:ln w="{emu(width)}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{more}</a:ln>'


def _symbol(shape: Shape, words: str | None) -> str:
    return (
        f"<wps:wsp><wps:cNvSpPr/><wps:spPr>{_frame(shape.box)}"
        f'<a:prstGeom prst="{PRESETS[shape.kind]}"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>{_stroke(0.36, INK, "<a:miter/>")}</wps:spPr>'
        f"{_inside(words, word_size(shape, words), INK) if words else ''}{_body('ctr')}</wps:wsp>"
    )


def _line(connector: Connector, drawn: str, turn: str, glue: str) -> str:
    colour = RETURNED if connector.kind == "return" else INK
    dashes = f'<a:prstDash val="{DASHES[connector.kind]}"/>' if connector.kind in DASHES else ""
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if connector.arrow else ""
    frame = _frame(geometry(connector.points).frame, turn)
    return (
        f"<wps:wsp><wps:cNvCnPr>{glue}</wps:cNvCnPr><wps:spPr>{frame}{drawn}<a:noFill/>"
        f"{_stroke(0.38, colour, dashes + '<a:round/>' + head)}</wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def _label(connector: Connector) -> str:
    if connector.label is None:
        raise ValueError("only a connector with words has a label")
    colour = RETURNED if connector.kind == "return" else INK
    box = _roomy(connector.label)
    return (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>{_frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>"
        f"{_inside(connector.label.words, connector.label.size, colour)}{_body('ctr')}</wps:wsp>"
    )


def _roomy(label: Text) -> Box:
    """A text box must be a little wider than its words, or they break."""
    box = label.box
    return Box(box.x - 1.0, box.y - 0.3, box.width + 2.0, box.height + 0.6)


def _inside(words: str, size: float, colour: str) -> str:
    content = paragraph(run(words, size, colour=colour), align="center", line=size * 1.2)
    return f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"


def _body(anchor: str) -> str:
    return f'<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></wps:bodyPr>'
