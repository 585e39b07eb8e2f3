"""The SOP as PDF: archival and tagged, the picture of its drawing, the same bytes again, and words that never run."""

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pdfua import validate
from PIL import Image, ImageChops, ImageFilter
from pypdf import PdfReader

from runtut.printing import render_in_child
from runtut.printing.sop import TEMPLATE, paper
from runtut.procedures import Identity, Sop, Step, from_json
from runtut.procedures.drawing import svg
from runtut.procedures.printing import Choices, Form, Logo, Profile, form

SAMPLE = Path(__file__).parents[1] / "procedures" / "printing" / "penataan-arsip.json"
ADDRESS = "https://sop.wanamukti.example/periksa/AB12-CD34"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>'
PICTURE = (
    '#set page(width: data.width * 1mm, height: data.height * 1mm, margin: 0mm)\n#image(bytes(data.svg), width: 100%, alt: "x")'
)


@pytest.fixture(scope="module")
def archive_sop() -> Sop:
    return from_json(json.loads(SAMPLE.read_text("utf-8")))


@pytest.fixture(scope="module")
def full(archive_sop: Sop) -> Form:
    return form(archive_sop, Profile(logo=Logo(SVG, "image/svg+xml")), Choices(None, True, "plh", ADDRESS))


@pytest.fixture(scope="module")
def printed(full: Form) -> bytes:
    return render_in_child(TEMPLATE, paper(full))


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def roles(node: Any) -> list[str]:
    """Kinds of the elements in reading order, from the structure tree."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [role for one in node for role in roles(one)]
    if not hasattr(node, "get"):
        return []
    own = [str(node["/S"])[1:]] if "/S" in node else []
    return own + roles(node.get("/K", []))


def told(node: Any) -> list[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [alt for one in node for alt in told(one)]
    if not hasattr(node, "get"):
        return []
    return ([str(node["/Alt"])] if "/Alt" in node else []) + told(node.get("/K", []))


def test_it_is_archival_and_accessible(printed: bytes, tmp_path: Path) -> None:
    reader = PdfReader(io.BytesIO(printed))
    described = reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else ""
    for claim in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        assert claim in described
    (file := tmp_path / "sop.pdf").write_bytes(printed)
    assert [finding.message for finding in validate(str(file)).findings] == []


def test_the_flow_is_a_true_table_whose_symbols_can_be_heard(printed: bytes) -> None:
    root: Any = PdfReader(io.BytesIO(printed)).root_object
    kinds = roles(root["/StructTreeRoot"])
    assert kinds.count("TH") == 2 * (5 + 8)
    assert "Keputusan; ya ke langkah 9, tidak ke langkah 7" in told(root["/StructTreeRoot"])


def test_it_says_everything_that_the_sop_says(printed: bytes, archive_sop: Sop) -> None:
    said = words(printed)
    parts = (
        archive_sop.legal_basis,
        archive_sop.qualifications,
        archive_sop.related,
        archive_sop.equipment,
        archive_sop.records,
    )
    for line in (
        *(item for part in parts for item in part),
        "Plh. Kepala Dinas Perpustakaan dan Kearsipan,",
        "NIP 197203121998032004",
    ):
        assert line in said.replace("- ", "-")
    for step in archive_sop.steps:
        for cell in (step.text, step.requirement, step.time and step.time.raw, step.output, step.note):
            assert (cell or "") in said
    assert all(mark in said for mark in ("Mulai", "Selesai", "Ya", "Tidak", ADDRESS, "A ke halaman 2", "A dari halaman 1"))


def test_equal_forms_give_equal_bytes(full: Form, printed: bytes) -> None:
    assert render_in_child(TEMPLATE, paper(full)) == printed


def test_every_page_shows_the_picture_of_the_drawing(full: Form, printed: bytes, template: Callable[..., str]) -> None:
    name = template('#import "/paper.typ": data\n#set document(title: "x")\n' + PICTURE)
    document = pypdfium2.PdfDocument(printed)
    for at, page in enumerate(full.drawing.pages):
        drawing = svg(full.drawing, page=at, ink="#1C2530")
        alone = pypdfium2.PdfDocument(
            render_in_child(name, {"meta": {"title": "x"}, "svg": drawing, "width": page.width, "height": page.height})
        )
        pictures = [pixels(alone[0]), pixels(document[at + 2])]
        assert strangers(*pictures) < 0.01 and strangers(*reversed(pictures)) < 0.01


def pixels(page: Any) -> Image.Image:
    image: Image.Image = page.render(scale=100 / 72, grayscale=True).to_pil()
    return image.point(lambda value: 255 if value < 110 else 0).convert("L")


def strangers(one: Image.Image, other: Image.Image) -> float:
    """Share of the dark points of one picture that have none within half a millimetre in the other."""
    alone = ImageChops.subtract(one, other.filter(ImageFilter.MaxFilter(5)))
    return alone.histogram()[255] / max(one.histogram()[255], 1)


def test_a_logo_of_dots_is_printed_too(archive_sop: Sop) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 40), "#0B5D66").save(drawn, "PNG")
    data: Mapping[str, Any] = paper(form(archive_sop, Profile(logo=Logo(drawn.getvalue()))))
    assert PdfReader(io.BytesIO(render_in_child(TEMPLATE, data))).pages[0].images


def test_code_in_words_never_runs() -> None:
    code = '#panic("x") *a* _b_ $c$ `d` @e <f> ] #read("/etc/passwd")'
    sop = Sop(
        Identity(code, code, code, code), actors=(code,), steps=(Step(1, code, actors=(code,), note=code),), records=(code,)
    )
    said = words(render_in_child(TEMPLATE, paper(form(sop, Profile(letterhead=(code,)), Choices(cover=True, address=code)))))
    assert '#panic("x") *a* _b_ $c$ `d` @e <f> ]' in said


def test_an_empty_sop_is_a_form_to_fill_in() -> None:
    assert "STANDAR OPERASIONAL PROSEDUR" in words(render_in_child(TEMPLATE, paper(form(Sop(Identity())))))
