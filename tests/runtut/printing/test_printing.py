"""Papers: archival, accessible, the same bytes for the same data, and data that never runs."""

import io
import json
import signal
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pypdf import PdfReader

from runtut.printing import CannotPrint, Limits, child, qr_svg, render_in_child
from runtut.printing.compiler import named, source
from runtut.printing.glyphs import drawable, legible, written

Write = Callable[..., str]
META = {"title": "Kertas uji", "author": "Dinas Contoh", "date": [2025, 4, 14], "draft": False, "footer": None, "code": None}
PLAIN = '#import "/paper.typ": *\n#show: paper\n#title(data.meta.title)\n'
EVERYWHERE = """#for one in data.isi { par(one) }
#heading(level: 1, data.isi.first())
#list(..data.isi)
#facts(((data.isi.first(), data.isi.last()),))"""
HOSTILE = [
    "#sys.version",
    '#read("/etc/passwd")',
    "#{while true {}}",
    '#import "@preview/cetz:0.1.0"',
    "*tebal* _miring_ = judul",
    "$ x^2 $ `kode` @rujukan <label>",
    ']#panic("x")[',
    "#pagebreak()" * 50,
    "\\u{41} // komentar /* */",
    "https://contoh.go.id ~ -- --- ... - + /",
    "{{ 7*7 }} ${7*7} %s",
]


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def printed(template: str, limits: Limits | None = None, **data: Any) -> bytes:
    return render_in_child(template, {"meta": META, **data}, *([limits] if limits else []))


def test_a_paper_is_archival_and_accessible_and_names_itself(template: Write) -> None:
    reader = PdfReader(io.BytesIO(printed(template(PLAIN + "Halo *tebal* _miring_."))))
    described = reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else ""
    for claim in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        assert claim in described
    assert reader.metadata and reader.metadata.title == "Kertas uji"
    root: Any = reader.root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("id-ID", True)


def test_every_letter_comes_from_the_one_embedded_font(template: Write) -> None:
    page: Any = PdfReader(io.BytesIO(printed(template(PLAIN + "Halo *tebal* _miring_.")))).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert len(fonts) >= 3
    assert all("Arimo" in font["/BaseFont"] for font in fonts)
    assert all("/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts)


def test_equal_data_give_equal_bytes(template: Write) -> None:
    name = template(PLAIN + "#data.isi")
    assert printed(name, isi="sama") == printed(name, isi="sama")
    assert printed(name, isi="sama") != printed(name, isi="lain")


def test_a_draft_says_so_on_every_page(template: Write) -> None:
    name = template(PLAIN + "satu #pagebreak() dua")
    draft = PdfReader(io.BytesIO(render_in_child(name, {"meta": META | {"draft": True, "footer": "Draf versi 2"}})))
    assert all("DRAF" in page.extract_text() and "Draf versi 2" in page.extract_text() for page in draft.pages)
    assert "DRAF" not in words(printed(name))
    assert "Halaman 2 dari 2" in words(printed(name))


def test_parts_of_a_room_are_read_in_front_of_its_templates(template: Write) -> None:
    name = template(
        "#show: paper\n#title(data.meta.title)\n#halo(data.isi)", '#import "/paper.typ": *\n#let halo(x) = [Halo #x]\n'
    )
    assert "Halo semua" in words(printed(name, isi="semua"))


def test_no_text_is_ever_code(template: Write) -> None:
    name = template(PLAIN + EVERYWHERE)
    pdf = printed(name, isi=HOSTILE)
    squeezed = words(pdf).replace(" ", "")
    for text in HOSTILE:
        assert squeezed.count(text.replace(" ", "").replace("\n", "")) >= 2, text
    assert len(PdfReader(io.BytesIO(pdf)).pages) < 5


@pytest.mark.parametrize("text", ['#read("/etc/passwd")', '#read("../compiler.py")', '#import "@preview/cetz:0.1.0": *'])
def test_not_even_a_template_reads_beyond_its_folder_or_the_net(template: Write, text: str) -> None:
    with pytest.raises(CannotPrint):
        printed(template(text))


def test_letters_that_the_font_lacks_leave_a_mark_and_do_no_harm(template: Write) -> None:
    text = "Surat 😀 中文 \x00\x07\u202e terbalik\u200b e\u0301 \ud800 \ue000 é – ±"
    said = words(printed(template(PLAIN + "#data.isi"), isi=text))
    assert "Surat □ □□" in said
    assert "terbalik é □ é – ±" in said


def test_a_mistake_in_a_template_is_said_plainly_and_logged_whole(template: Write) -> None:
    with pytest.raises(CannotPrint, match="Dokumen “Kertas uji” tidak dapat dibuat; hubungi pengelola sistem.") as refused:
        printed(template(PLAIN + "#data.tidak-ada"))
    assert "tidak-ada" in refused.value.reason
    assert refused.value.status == 500


@pytest.mark.parametrize(
    ("text", "limits", "said"),
    [
        ("#for n in range(1000000) { for m in range(1000000) { str(n * m) } }", Limits(seconds=2), "dibuat dalam 2 detik"),
        ("#let s = \"ab\"\n#for n in range(40) { s = s + s }\n#s", Limits(memory=512 * 1024**2), "terlalu besar"),
        ("#for n in range(200000) { pagebreak() }", Limits(seconds=10, memory=400 * 1024**2), "terlalu besar|tidak selesai"),
        ("#for n in range(3) [halaman #pagebreak()]", Limits(size=1000), "terlalu besar"),
    ],
)  # fmt: skip
def test_a_paper_that_runs_away_is_stopped_with_a_sentence(template: Write, text: str, limits: Limits, said: str) -> None:
    with pytest.raises(CannotPrint, match=said):
        printed(template(PLAIN + text), limits)


@pytest.mark.parametrize("ended", [signal.SIGXCPU, signal.SIGKILL])
def test_a_typesetter_that_used_up_its_time_is_said_to_have_taken_too_long(ended: signal.Signals) -> None:
    done = subprocess.CompletedProcess((), -ended, b"", b"")
    assert "tidak selesai dibuat dalam 3 detik" in child._refusal(done, {"meta": META}, Limits(seconds=3)).detail


def test_the_typesetter_gets_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("S3_SECRET_KEY", "rahasia")
    assert child._environment().keys() <= {"PATH", "PYTHONPATH", "LC_ALL"}


@pytest.mark.parametrize("name", ["kertas", "../x/y", "runtut.printing/../child", "a/b/c", "/etc/passwd", "runtut.printing/"])
def test_what_is_no_template_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a template"):
        source(name)


def test_a_template_of_no_package_is_refused() -> None:
    with pytest.raises(ValueError, match="not a package"):
        source("tidak_ada/kertas")


def test_a_paper_without_a_title_is_called_a_document() -> None:
    assert named({}) == "Dokumen"


def test_the_font_draws_what_indonesian_offices_write() -> None:
    assert {ord(letter) for letter in "AZaz09éñ–—“”‘’…•·×÷±≥≤²°√□½¼/&@§€"} <= drawable()
    assert legible({"a": ["x\ty", 1, None, True]}) == {"a": ["x y", 1, None, True]}
    assert legible(("a\nb\u2028c\xa0d\u200e\ue000", "中")) == ["a\nb c\xa0d", "□"]


@given(st.dictionaries(st.sampled_from("abcd"), st.text(st.characters(exclude_categories=())) | st.text() | st.integers(0, 99)))
@example({"a": "x\ty\u2028z\x7f", "b": "C:\\temp \\n", "c": "e\u0301", "d": "\ud800", "e": (1.5, "kedua"), "f": "ä – ’"})
def test_what_is_written_is_what_can_be_drawn(data: dict[str, Any]) -> None:
    assert json.loads(written(data)) == json.loads(json.dumps(legible(data)))


def test_a_qr_code_is_a_drawing_with_a_quiet_border() -> None:
    drawing = qr_svg("https://contoh.go.id/verifikasi/7K3M-9QPA")
    assert drawing.startswith("<svg") and "viewBox" in drawing or 'width="' in drawing
    assert drawing == qr_svg("https://contoh.go.id/verifikasi/7K3M-9QPA") != qr_svg("https://contoh.go.id/lain")
