"""The Word document: a native table with exact rows, native shapes where the drawing has them, alike in LibreOffice."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from lxml import etree
from PIL import Image, ImageChops, ImageFilter

from runtut.printing import render_in_child
from runtut.printing.sop import TEMPLATE, paper
from runtut.procedures import Identity, Sop, Step
from runtut.procedures.drawing import Shape
from runtut.procedures.printing import Choices, Form, Logo, Profile, form
from runtut.procedures.printing.docx import docx
from runtut.procedures.reading.child import read_file
from runtut.procedures.reading.formats.telling import told

EMU = 36000
NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}


@pytest.fixture(scope="module")
def body(forms: Mapping[str, Form]) -> Any:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(docx(forms["a4-landscape"]))).read("word/document.xml"))


def found(tree: Any, path: str) -> list[Any]:
    return list(tree.xpath(path, namespaces=NS))


def anchors(body: Any) -> dict[str, Any]:
    return {anchor.xpath("wp:docPr/@name", namespaces=NS)[0]: anchor for anchor in found(body, "//wp:anchor")}


def place(anchor: Any) -> list[float]:
    offsets = [int(text) / EMU for text in anchor.xpath("*/wp:posOffset/text()", namespaces=NS)]
    extent = anchor.xpath("wp:extent", namespaces=NS)[0]
    return [*offsets, int(extent.get("cx")) / EMU, int(extent.get("cy")) / EMU]


def name(form: Form, shape: Shape, page: int) -> str:
    return f"offpage-{shape.label}-{page}" if shape.step is None else f"step-{form.sop.steps[shape.step].id}-{shape.actor}"


def test_each_symbol_is_a_shape_of_its_own_at_its_place(forms: Mapping[str, Form], body: Any) -> None:
    known = anchors(body)
    presets = {
        "start": "Terminator",
        "end": "Terminator",
        "process": "Process",
        "decision": "Decision",
        "offpage": "OffpageConnector",
    }
    for number, page in enumerate(forms["a4-landscape"].drawing.pages, 1):
        for shape in page.shapes:
            anchor = known[name(forms["a4-landscape"], shape, number)]
            assert place(anchor) == pytest.approx([shape.box.x, shape.box.y, shape.box.width, shape.box.height], abs=1e-3)
            assert found(anchor, ".//a:prstGeom/@prst") == [f"flowChart{presets[shape.kind]}"]
            assert anchor.get("locked") == "0"


def test_connectors_know_both_their_symbols(body: Any) -> None:
    numbers = {anchor.xpath("wp:docPr/@id", namespaces=NS)[0]: known for known, anchor in anchors(body).items()}
    assert len(numbers) == len(found(body, "//wp:docPr[ancestor::wp:anchor]"))
    glued = {
        known: [numbers[found(anchor, f".//a:{end}/@id")[0]] for end in ("stCxn", "endCxn")]
        for known, anchor in anchors(body).items()
        if found(anchor, ".//wps:cNvCnPr")
    }
    assert glued["flow-langkah-01-langkah-02"] == ["step-langkah-01-Kepala Dinas", "step-langkah-02-Sekretaris"]
    assert glued["return-langkah-09-langkah-05"] == ["step-langkah-09-Kepala Dinas", "step-langkah-05-Arsiparis"]
    assert all(found(anchor, ".//a:tailEnd") for known, anchor in anchors(body).items() if known.startswith(("flow", "return")))


def test_each_end_of_a_connector_lies_on_the_site_that_its_glue_names(forms: Mapping[str, Form], body: Any) -> None:
    """So nothing jumps when a program that follows glue draws it anew; sites as ECMA-376 counts them: against the clock."""
    written = [anchor for anchor in found(body, "//wp:anchor") if found(anchor, ".//wps:cNvCnPr")]
    drawn = [(page, each) for page in forms["a4-landscape"].drawing.pages for each in page.connectors]
    for anchor, (page, connector) in zip(written, drawn, strict=True):
        for tag, at, end in (("stCxn", connector.source, 0), ("endCxn", connector.target, -1)):
            box = page.shapes[at].box
            sites = ((box.cx, box.y), (box.x, box.cy), (box.cx, box.bottom), (box.right, box.cy))
            (site,) = found(anchor, f".//wps:cNvCnPr/a:{tag}/@idx")
            assert connector.points[end] == pytest.approx(sites[int(site)], abs=0.01)


def test_a_decision_says_yes_and_no_beside_its_ways(body: Any) -> None:
    known = anchors(body)
    assert "".join(found(known["label-langkah-08-langkah-09"], ".//w:t/text()")) == "Ya"
    assert "".join(found(known["label-langkah-08-langkah-07"], ".//w:t/text()")) == "Tidak"


def test_every_symbol_and_line_is_described_to_those_who_hear_the_document(forms: Mapping[str, Form], body: Any) -> None:
    said = {known: found(anchor, "wp:docPr/@descr")[0] for known, anchor in anchors(body).items()}
    assert said["step-langkah-08-Sekretaris"] == "Keputusan, langkah 8, Sekretaris"
    assert said["step-langkah-01-Kepala Dinas"] == "Mulai, langkah 1, Kepala Dinas"
    assert said["return-langkah-08-langkah-07"] == "Panah dari langkah 8 ke langkah 7, Tidak"
    assert said["flow-langkah-01-langkah-02"] == "Panah dari langkah 1 ke langkah 2"
    pages = forms["a4-landscape"].drawing.pages
    assert sum(map(bool, said.values())) == sum(len(page.shapes) + len(page.connectors) for page in pages)
    assert {told(words) for words in said.values()} == {"start", "process", "decision", "end", "connector", "arrow", None}
    assert all(words == "" for words in said.values() if told(words) is None)


def test_rows_have_exactly_the_height_of_the_drawing(forms: Mapping[str, Form], body: Any) -> None:
    drawn = [row.box.height for page in forms["a4-landscape"].drawing.pages for row in page.rows]
    heights = [int(value) * 25.4 / 1440 for value in found(body, "//w:trHeight[@w:hRule='exact']/@w:val")]
    heads = [box.height for page in forms["a4-landscape"].drawing.pages for box in page.heads]
    assert sum(heights) == pytest.approx(sum(drawn) + sum(heads), abs=0.1)
    assert len(found(body, "//w:tblHeader")) == 2 * len(heads)


def test_a_reader_of_word_finds_every_cell(archive_sop: Sop, forms: Mapping[str, Form]) -> None:
    document = Document(io.BytesIO(docx(forms["a4-landscape"])))
    identity, *flows = document.tables
    said = "\n".join(cell.text for row in identity.rows for cell in row.cells)
    for words in (
        *archive_sop.legal_basis,
        *archive_sop.records,
        "1 April 2025",
        "Plt. Kepala Dinas",
        "NIP 197203121998032004",
    ):
        assert words in said
    rows = {row.cells[0].text: row.cells for table in flows for row in table.rows}
    for step in archive_sop.steps:
        cells = [cell.text for cell in rows[str(step.no)]]
        assert cells[1] == step.text and cells[-4:] == [
            step.requirement,
            step.time and step.time.raw,
            step.output,
            step.note or "",
        ]


@pytest.mark.parametrize("sheet", ["a4-landscape", "a4-portrait", "f4-landscape", "f4-portrait"])
def test_libreoffice_shows_the_picture_of_our_pdf(sheet: str, forms: Mapping[str, Form], converted: Mapping[str, Path]) -> None:
    ours = pypdfium2.PdfDocument(render_in_child(TEMPLATE, paper(forms[sheet])))
    theirs = pypdfium2.PdfDocument(converted[sheet])
    count = len(forms[sheet].drawing.pages)
    assert len(ours) == len(theirs) == count + 2  # a cover and a page of identity before the flow
    for at in range(2, count + 2):
        assert ours[at].get_size() == pytest.approx(theirs[at].get_size(), abs=0.6)
        assert strangers(pixels(ours[at]), pixels(theirs[at])) < 0.03
        assert strangers(pixels(theirs[at]), pixels(ours[at])) < 0.03


def pixels(page: Any) -> Image.Image:
    image: Image.Image = page.render(scale=100 / 72, grayscale=True).to_pil()
    return image.point(lambda value: 255 if value < 110 else 0).convert("L")


def strangers(one: Image.Image, other: Image.Image) -> float:
    """Share of the dark points of one picture that have none within 0.75 mm in the other."""
    near = other.filter(ImageFilter.MaxFilter(7))
    alone = ImageChops.subtract(one, near.crop((0, 0, *one.size)))
    return alone.histogram()[255] / max(one.histogram()[255], 1)


def test_cover_logo_and_verification_are_printed_where_they_are_wanted(archive_sop: Sop) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 40), "#0B5D66").save(drawn, "PNG")
    plain, full = (
        docx(form(archive_sop)),
        docx(form(archive_sop, Profile(logo=Logo(drawn.getvalue())), Choices(cover=True, address="x"))),
    )
    pictures = [
        sum(name.startswith("word/media/") for name in zipfile.ZipFile(io.BytesIO(each)).namelist()) for each in (plain, full)
    ]
    assert pictures == [0, 2]
    assert "STANDAR OPERASIONAL PROSEDUR" in [paragraph.text for paragraph in Document(io.BytesIO(full)).paragraphs][:4]
    vector = docx(form(archive_sop, Profile(logo=Logo(b"<svg/>", "image/svg+xml"))))
    assert not [name for name in zipfile.ZipFile(io.BytesIO(vector)).namelist() if name.startswith("word/media/")]


def test_an_sop_with_almost_nothing_is_still_a_form() -> None:
    nearly = Document(io.BytesIO(docx(form(Sop(Identity(), steps=(Step(1, None),))))))
    assert nearly.tables[0].rows[0].cells[1].text == "Nomor SOP"
    assert Document(io.BytesIO(docx(form(Sop(Identity()))))).tables


def test_code_in_words_stays_words() -> None:
    words = "<w:t>&amp; \"kutip\" 'petik' ]]> =1+1"
    made = Document(
        io.BytesIO(docx(form(Sop(Identity(title=words), actors=(words,), steps=(Step(1, words, actors=(words,)),)))))
    )
    assert words in [cell.text for row in made.tables[1].rows for cell in row.cells]


ORDER = ["keepNext", "keepLines", "pageBreakBefore", "tabs", "spacing", "ind", "jc", "sectPr"]


def test_properties_stand_in_the_order_that_word_insists_on(body: Any) -> None:
    for properties in found(body, "//w:pPr"):
        kinds = [etree.QName(one).localname for one in properties]
        assert kinds == sorted(kinds, key=ORDER.index)
    settings = Document(io.BytesIO(docx(form(Sop(Identity()))))).settings.element
    assert settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']/@w:val") == ["15"]


def test_symbols_are_said_in_hidden_text_that_stays_behind_when_a_symbol_is_moved(archive_sop: Sop, body: Any) -> None:
    assert {"Mulai", "□", "◇Tidak → 7", "Selesai"} <= {
        "".join(found(run, "w:t/text()")) for run in found(body, "//w:r[w:rPr/w:vanish]")
    }
    moved = docx(form(archive_sop))
    edited = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(moved)) as old, zipfile.ZipFile(edited, "w") as new:
        for known in old.namelist():
            new.writestr(known, shifted(old.read(known)) if known == "word/document.xml" else old.read(known))
    (read,) = read_file(edited.getvalue(), "digeser.docx")
    assert read.steps[4].actors == ("Sekretaris",)


def shifted(document: bytes) -> bytes:
    """The box of step 5 pulled from the archivist's column into the secretary's."""
    tree = etree.fromstring(document)
    known = anchors(tree)
    own, other = known["step-langkah-05-Arsiparis"], known["step-langkah-02-Sekretaris"]
    own.xpath("wp:positionH/wp:posOffset", namespaces=NS)[0].text = other.xpath(
        "wp:positionH/wp:posOffset/text()", namespaces=NS
    )[0]
    return etree.tostring(tree)


def test_names_of_many_actors_are_turned_and_whole() -> None:
    actors = tuple(
        f"{title} Perlindungan Sosial"
        for title in ("Kepala", "Sekretaris", "Bendahara", "Pengelola", "Analis", "Staf", "Arsiparis")
    )
    sop = Sop(
        Identity("Uji"), actors=actors, steps=tuple(Step(no, "Meneliti", actors=(actor,)) for no, actor in enumerate(actors, 1))
    )
    tall = form(sop, None, Choices("a4-portrait"))
    document = Document(io.BytesIO(docx(tall)))
    assert [cell.text for cell in document.tables[1].rows[1].cells[2:9]] == list(actors)
    directions = document.element.xpath("//w:tc/w:tcPr/w:textDirection/@w:val")
    assert directions == ["btLr"] * len(actors)
    (read,) = read_file(render_in_child(TEMPLATE, paper(tall)), "tegak.pdf")
    assert read.actors == actors
