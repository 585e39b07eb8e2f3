"""Writes small Word documents, workbooks and PDFs of invented SOPs, part by part, for the tests of the readers."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from runtut.procedures.reading.source import Arrow, Cell, Grid, Source

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
}
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def declared(*prefixes: str) -> str:
    return " ".join(f'xmlns:{prefix}="{NAMES[prefix]}"' for prefix in prefixes)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@dataclass
class Words:
    """WordprocessingML and the drawing languages inside it; measures in points."""

    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 10_000)))

    def p(self, content: str = "", properties: str = "") -> str:
        inner = content if content.startswith("<") else f"<w:r><w:t xml:space='preserve'>{content}</w:t></w:r>"
        return f"<w:p><w:pPr>{properties}</w:pPr>{inner if content else ''}</w:p>"

    def cell(self, content: str, wide: float, properties: str = "") -> str:
        inner = content if content.startswith(("<w:p", "<w:tbl")) else self.p(content)
        return f'<w:tc><w:tcPr><w:tcW w:w="{wide * 20:.0f}" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'

    def row(self, *cells: str, high: float = 0, exact: bool = False, head: bool = False) -> str:
        rule = ' w:hRule="exact"' if exact else ""
        height = f'<w:trHeight w:val="{high * 20:.0f}"{rule}/>' if high else ""
        return f"<w:tr><w:trPr>{height}{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(cells)}</w:tr>"

    def table(self, widths: list[float], *rows: str) -> str:
        grid = "".join(f'<w:gridCol w:w="{width * 20:.0f}"/>' for width in widths)
        return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def shape(self, preset: str, text: str = "", look: str = "", name: str = "wps:cNvSpPr") -> str:
        words = f"<wps:txbx><w:txbxContent>{self.p(text)}</w:txbxContent></wps:txbx>" if text else ""
        outline = look or '<a:ln w="9525"><a:solidFill/></a:ln>'
        return (
            f"<wps:wsp><{name}/><wps:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='0' cy='0'/></a:xfrm>"
            f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>{outline}</wps:spPr>{words}<wps:bodyPr/></wps:wsp>'
        )

    def label(self, text: str) -> str:
        return self.shape("rect", text, "<a:noFill/><a:ln><a:noFill/></a:ln>", 'wps:cNvSpPr txBox="1"')

    def line(self, preset: str = "straightConnector1", glue: str = "", turn: str = "", tail: bool = True) -> str:
        head = '<a:tailEnd type="triangle"/>' if tail else ""
        return (
            f"<wps:wsp><wps:cNvCnPr>{glue}</wps:cNvCnPr><wps:spPr>"
            f"<a:xfrm{turn}><a:off x='0' y='0'/><a:ext cx='0' cy='0'/></a:xfrm>"
            f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom><a:ln>{head}</a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
        )

    def inline(self, shape: str, wide: float = 40, high: float = 18) -> str:
        return (
            f'<w:r><w:drawing><wp:inline><wp:extent cx="{wide * 12700:.0f}" cy="{high * 12700:.0f}"/>'
            f'<wp:docPr id="{next(self.numbers)}" name="x"/>'
            f'<a:graphic><a:graphicData uri="x">{shape}</a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )

    def anchor(
        self,
        shape: str,
        x: float,
        y: float,
        wide: float,
        high: float,
        *,
        of: str = "page",
        no: int | None = None,
        more: str = "",
    ) -> str:
        across, down = ("page", "page") if of == "page" else ("column", "paragraph")
        return (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor {more}>'
            f'<wp:positionH relativeFrom="{across}"><wp:posOffset>{x * 12700:.0f}</wp:posOffset></wp:positionH>'
            f'<wp:positionV relativeFrom="{down}"><wp:posOffset>{y * 12700:.0f}</wp:posOffset></wp:positionV>'
            f'<wp:extent cx="{wide * 12700:.0f}" cy="{high * 12700:.0f}"/><wp:docPr id="{no or next(self.numbers)}" name="x"/>'
            f'<a:graphic><a:graphicData uri="x">{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>'
            '<mc:Fallback><w:pict><v:rect style="width:10pt;height:10pt"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
        )

    def document(self, *body: str, numbering: str = "", styles: str = "") -> bytes:
        page = (
            '<w:sectPr><w:pgSz w:w="16840" w:h="11900"/>'
            '<w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000"/></w:sectPr>'
        )
        known = declared("w", "a", "wp", "wps", "wpg", "mc", "v", "o", "r")
        parts = {"word/document.xml": f"<w:document {known}><w:body>{''.join(body)}{page}</w:body></w:document>"}
        for name, content in (("numbering", numbering), ("styles", styles)):
            if content:
                parts[f"word/{name}.xml"] = f"<w:{name} {declared('w')}>{content}</w:{name}>"
        return zipped(parts)


@dataclass
class Workbook:
    """SpreadsheetML with a drawing over its cells."""

    rows: str = ""
    before: str = ""
    after: str = ""
    drawing: str = ""
    styles: str = ""
    strings: str = ""
    state: str = "visible"
    about: str = ""

    def save(self, *further: "Workbook") -> bytes:
        """With further sheets behind this one; formats and strings are those of the first."""
        sheets = list(enumerate((self, *further), 1))
        names = "".join(f'<sheet name="Alur {no}" sheetId="{no}" r:id="rId{no}" state="{each.state}"/>' for no, each in sheets)
        book = f"{self.about}<sheets>{names}</sheets>"
        parts = {name: content for no, each in sheets for name, content in each.parts(no).items()}
        return zipped(
            {
                "xl/workbook.xml": f'<workbook xmlns="{SHEETS}" {declared("r")}>{book}</workbook>',
                "xl/_rels/workbook.xml.rels": related(*((f"rId{no}", f"worksheets/sheet{no}.xml") for no, _ in sheets)),
                "xl/styles.xml": f'<styleSheet xmlns="{SHEETS}">{self.styles}</styleSheet>',
                "xl/sharedStrings.xml": f'<sst xmlns="{SHEETS}">{self.strings}</sst>',
                **parts,
            }
        )

    def parts(self, no: int) -> dict[str, str]:
        drawn = '<drawing r:id="rId1"/>' if self.drawing else ""
        content = f"{self.before}<sheetData>{self.rows}</sheetData>{self.after}{drawn}"
        return {
            f"xl/worksheets/sheet{no}.xml": f'<worksheet xmlns="{SHEETS}" {declared("r")}>{content}</worksheet>',
            f"xl/worksheets/_rels/sheet{no}.xml.rels": related(("rId1", f"../drawings/drawing{no}.xml")),
            f"xl/drawings/drawing{no}.xml": f"<xdr:wsDr {declared('xdr', 'a')}>{self.drawing}</xdr:wsDr>",
        }


def related(*targets: tuple[str, str]) -> str:
    each = "".join(f'<Relationship Id="{no}" Type="t" Target="{target}"/>' for no, target in targets)
    return f'<Relationships xmlns="{RELATIONS}">{each}</Relationships>'


@pytest.fixture
def words() -> Words:
    return Words()


@pytest.fixture
def workbook() -> type[Workbook]:
    return Workbook


@pytest.fixture(scope="session")
def typeset(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Typst in a process of its own: a process that has compiled once must not fork any more."""
    code = "import sys, typst; sys.stdout.buffer.write(typst.compile(sys.stdin.buffer.read()))"

    def compiled(markup: str) -> bytes:
        page = '#set page(width: 842pt, height: 595pt, margin: 40pt)\n#set text(size: 9pt, lang: "id", hyphenate: false)\n'
        root = tmp_path_factory.mktemp("typst")
        made = subprocess.run(  # noqa: S603
            [sys.executable, "-c", code], input=(page + markup).encode(), capture_output=True, check=True, cwd=root
        )
        return made.stdout

    return compiled


@dataclass(frozen=True)
class Shown:
    """A grid as people see it: the words and marks of each place, the arrows between places."""

    grid: Grid

    def at(self, row: int, column: int) -> Cell:
        return next(cell for cell in self.grid.cells if (cell.row, cell.column) == (row, column))

    def text(self, row: int, column: int) -> str:
        return self.at(row, column).text

    @property
    def texts(self) -> list[list[str]]:
        rows: dict[int, list[Cell]] = {}
        for cell in self.grid.cells:
            rows.setdefault(cell.row, []).append(cell)
        return [[cell.text for cell in sorted(rows[row], key=lambda cell: cell.column)] for row in sorted(rows)]

    @property
    def marks(self) -> dict[tuple[int, int], str]:
        return {(cell.row, cell.column): " ".join(mark.symbol for mark in cell.marks) for cell in self.grid.cells if cell.marks}

    @property
    def ways(self) -> set[tuple[tuple[int, int], tuple[int, int], str | None]]:
        seats = {mark.key: (cell.row, cell.column) for cell in self.grid.cells for mark in cell.marks}
        return {(seats[arrow.start], seats[arrow.end], arrow.label) for arrow in self.arrows}

    @property
    def arrows(self) -> tuple[Arrow, ...]:
        return self.grid.arrows


@pytest.fixture
def grids() -> Callable[[Source], list[Shown]]:
    return lambda source: [Shown(block) for block in source.blocks if isinstance(block, Grid)]


@pytest.fixture(scope="session")
def converted(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[Path], str], dict[str, bytes]]:
    """Many files by LibreOffice in one call; by their names without ending."""
    profile = tmp_path_factory.mktemp("office")

    def convert(files: list[Path], kind: str) -> dict[str, bytes]:
        target = tmp_path_factory.mktemp(kind.split(":")[0])
        command = [
            soffice,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(target),
        ]
        subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=180)  # noqa: S603
        return {made.stem: made.read_bytes() for made in target.glob(f"*.{kind.split(':')[0]}")}

    return convert
