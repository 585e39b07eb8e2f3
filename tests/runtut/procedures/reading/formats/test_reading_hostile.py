"""Files that want to hurt, and files that cannot be read: each is refused at once, with a sentence that says why."""

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from runtut.procedures.reading.formats import parse
from runtut.procedures.reading.refusal import Refused

DENSE = "mengembang tidak wajar"
BROKEN = "terpotong atau rusak"
DECLARED = "deklarasi DTD"
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {chr(98 + no)} "{f"&{chr(97 + no)};" * 10}">' for no in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
WORD = '{}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
TEXT = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def packed(**parts: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


def word(content: str, before: str = "") -> bytes:
    return packed(word__document_xml=WORD.format(before, content))


def refused(data: bytes, because: str) -> None:
    with pytest.raises(Refused, match=because):
        parse(data)


def test_a_text_that_grows_three_hundred_times_is_refused() -> None:
    refused(word(TEXT.format("x" * (30 << 20))), DENSE)


def test_a_header_that_lies_about_the_size_is_not_believed() -> None:
    data = word(TEXT.format("x" * (30 << 20)))
    size = len(WORD.format("", TEXT.format("x" * (30 << 20)))).to_bytes(4, "little")
    refused(data.replace(size, (10).to_bytes(4, "little")), f"{DENSE}|{BROKEN}")


def test_an_archive_of_two_hundred_thousand_members_is_not_even_opened() -> None:
    entry = b"PK\x01\x02" + bytes(24) + (6).to_bytes(2, "little") + bytes(16) + b"f00000"
    contents = entry * 200_000
    end = b"PK\x05\x06" + bytes(8) + len(contents).to_bytes(4, "little") + bytes(6)
    refused(b"PK\x03\x04" + contents + end, DENSE)


@pytest.mark.parametrize("before", [LAUGHS, OUTSIDE])
def test_declared_entities_are_refused_in_words_and_in_sheets(before: str, workbook: Any) -> None:
    refused(word(TEXT.format("&a;"), before), DECLARED)
    sheet = workbook(rows='<row r="1"><c r="A1" t="inlineStr"><is><t>&amp;</t></is></c></row>').save()
    with zipfile.ZipFile(io.BytesIO(sheet)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for poisoned in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, before.encode() + content if name == poisoned else content)
        refused(made.getvalue(), DECLARED)


def test_tables_within_tables_without_end_are_refused() -> None:
    refused(word("<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000), BROKEN)


def test_a_sheet_of_a_hundred_thousand_rows_is_refused_while_it_is_read(workbook: Any) -> None:
    rows = "".join(f'<row r="{no}"><c r="A{no}"><v>1</v></c></row>' for no in range(1, 100_000))
    refused(workbook(rows=rows).save(), "melebihi 20.000 baris")


def test_a_cell_at_the_far_end_of_a_sheet_costs_nothing(workbook: Any) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert len(parse(workbook(rows=rows).save()).blocks) == 2


def test_merged_cells_without_end_cost_nothing(workbook: Any) -> None:
    merged = "".join(f'<mergeCell ref="A{no}:XFD1048576"/>' for no in range(1, 3000))
    book = workbook(rows='<row r="5"><c r="B5"><v>1</v></c></row>', after=f"<mergeCells>{merged}</mergeCells>")
    assert len(parse(book.save()).blocks) == 1


def test_truncated_archives_are_refused(words: Any, workbook: Any) -> None:
    for data in (words.document(words.p("isi " * 500)), workbook(rows="<row/>" * 500).save()):
        refused(data[: len(data) * 2 // 3], BROKEN)


def test_a_damaged_part_is_refused(words: Any) -> None:
    data = bytearray(words.document(words.p("isi " * 500)))
    data[100:140] = bytes(40)
    refused(bytes(data), BROKEN)


def test_a_locked_archive_is_told_apart(words: Any) -> None:
    data = bytearray(words.document(words.p("isi")))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    refused(bytes(data), "kata sandi")


def flat(stream: bytes, about: bytes = b"/Filter/FlateDecode") -> bytes:
    """A PDF of one page with this content."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        b"<<" + about + b"/Length %d>>stream\n" % len(stream) + stream + b"\nendstream",
    ]
    made, places = b"%PDF-1.4\n", []
    for no, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % no + part + b"\nendobj\n"
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made)


def grown(size: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()


def test_a_stream_that_grows_to_megabytes_is_refused_also_when_packed_twice() -> None:
    refused(flat(grown(64 << 20)), DENSE)
    refused(flat(zlib.compress(grown(64 << 20)), b"/Filter[/FlateDecode/FlateDecode]"), DENSE)


def test_drawing_orders_without_end_are_refused() -> None:
    refused(flat(zlib.compress(b"0 0 m 10 10 l S\n" * 700_000)), "terlalu rumit")


def test_a_page_without_letters_is_called_a_scan() -> None:
    refused(flat(zlib.compress(b"0 0 m 10 10 l S\n")), "hasil pindai tanpa teks")


def test_a_truncated_pdf_is_refused(typeset: Callable[[str], bytes]) -> None:
    data = typeset("isi " * 50)
    refused(data[: len(data) // 2], BROKEN)


def test_a_pdf_of_too_many_pages_is_refused(typeset: Callable[[str], bytes]) -> None:
    refused(typeset("a" + "#pagebreak()b" * 90), "91 halaman")


def test_a_pdf_with_a_password_is_refused(typeset: Callable[[str], bytes]) -> None:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(typeset("isi rahasia")))
    writer.encrypt("sandi", algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    refused(made.getvalue(), "terkunci kata sandi")


def test_numbers_that_are_none_are_read_as_nothing(words: Any) -> None:
    data = words.document(words.table([50], words.row(words.cell("a", 50), high=20)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("word/document.xml").decode()
    for nonsense in ("nan", "1e400", "-99999999999999999999", "abc"):
        poisoned = text.replace('w:w="1000"', f'w:w="{nonsense}"').replace('w:val="400"', f'w:val="{nonsense}"')
        assert len(parse(packed(word__document_xml=poisoned)).blocks) == 1
