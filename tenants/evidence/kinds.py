"""The kinds of files that are taken as evidence: ending, declared type and content must all say the same."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import IO

from tenants.evidence import office

CHUNK = 256 * 1024
OFFICE = "application/vnd.openxmlformats-officedocument"
DISGUISED = (b"<", b"#!", b"%PDF", b"%!PS", b"{\\rtf", b"PK\x03", b"MZ", b"GIF8", b"\x7fELF")
Look = Callable[[IO[bytes]], str | None]


@dataclass(frozen=True)
class Kind:
    """`declared` are the media types that browsers name for it, ours first; `fault_of` tells what is wrong inside."""

    label: str
    endings: tuple[str, ...]
    declared: tuple[str, ...]
    fault_of: Look

    @property
    def media_type(self) -> str:
        return self.declared[0]


def begins_with(magic: bytes, more: bytes = b"", at: int = 0) -> Look:
    """A look at the first bytes, and at `more` at another place."""

    def look(stream: IO[bytes]) -> str | None:
        head = stream.read(64)
        return None if head.startswith(magic) and head[at:].startswith(more) else "isinya jenis lain"

    return look


def text_fault(stream: IO[bytes]) -> str | None:
    """UTF-8 without controls, and not a page, program or paper that only calls itself text."""
    reader = codecs.getincrementaldecoder("utf-8-sig")()
    first = stream.read(CHUNK)
    if first.removeprefix(codecs.BOM_UTF8).lstrip().startswith(DISGUISED):
        return "isinya bukan teks biasa"
    try:
        chunk = first
        while chunk:
            if has_controls(reader.decode(chunk)):
                return "isinya bukan teks biasa"
            chunk = stream.read(CHUNK)
        reader.decode(b"", final=True)
    except UnicodeDecodeError:
        return "hurufnya tidak terbaca; simpan ulang dengan pengodean UTF-8"
    return None


def has_controls(text: str) -> bool:
    return any(character < " " and character not in "\t\n\r\f" for character in text)


def office_look(part: str, main: str) -> Look:
    return partial(office.fault_of, main=main, content_type=f"{OFFICE}.{part}.main+xml")


KINDS = (
    Kind("PDF", ("pdf",), ("application/pdf",), begins_with(b"%PDF-")),
    Kind("PNG", ("png",), ("image/png",), begins_with(b"\x89PNG\r\n\x1a\n", b"IHDR", 12)),
    Kind("JPG", ("jpg", "jpeg"), ("image/jpeg", "image/pjpeg"), begins_with(b"\xff\xd8\xff")),
    Kind("XLSX", ("xlsx",), (f"{OFFICE}.spreadsheetml.sheet",), office_look("spreadsheetml.sheet", "xl/workbook.xml")),
    Kind(
        "DOCX", ("docx",), (f"{OFFICE}.wordprocessingml.document",),
        office_look("wordprocessingml.document", "word/document.xml"),
    ),
    Kind("CSV", ("csv",), ("text/csv", "application/csv", "application/vnd.ms-excel", "text/plain"), text_fault),
    Kind("TXT", ("txt",), ("text/plain",), text_fault),
)  # fmt: skip
BY_ENDING = {ending: kind for kind in KINDS for ending in kind.endings}
ACCEPT = ",".join(f".{ending}" for ending in BY_ENDING)
SAID = "PDF, PNG, JPG, XLSX, DOCX, CSV, atau TXT"
