"""Opens a PDF only when it can be read: whole, without a password, not too long, nothing in it grown beyond measure."""

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pdfplumber
from pdfplumber.pdf import PDF

from runtut.procedures.reading.formats.package import BROKEN, LOCKED
from runtut.procedures.reading.refusal import Refused

MOST_PAGES: Final = 80
LARGEST_STREAM: Final = 32 * 1024 * 1024
LARGEST_WHOLE: Final = 96 * 1024 * 1024
LONGEST_DRAWN: Final = 8 * 1024 * 1024
"""Characters of drawing orders; a page of an SOP has 60,000."""
DEEPEST: Final = 3
STREAM: Final = re.compile(rb"stream\r?\n")
PICTURE: Final = re.compile(rb"/Subtype\s*/Image\b")
DICTIONARY: Final = 2_000
PLAIN: Final = frozenset([9, 10, 13, *range(32, 127)])

TOO_MUCH: Final = "Gambar di PDF ini terlalu rumit untuk sebuah SOP; unggah hanya halaman SOP-nya."
TOO_DENSE: Final = "Isi PDF ini mengembang tidak wajar saat dibuka; cetak ulang dokumen aslinya menjadi PDF, lalu coba lagi."
SCANNED: Final = "PDF ini hasil pindai tanpa teks; unggah dokumen aslinya (DOCX, XLSX), atau PDF yang teksnya dapat disalin."
UNREADABLE: Final = (
    "Huruf di PDF ini tidak dapat disalin menjadi teks; unggah dokumen aslinya, atau simpan ulang PDF-nya dari Word."
)


@contextmanager
def opened(data: bytes) -> Iterator[PDF]:
    """The document, or `Refused` with a sentence."""
    _refuse_truncated(data)
    _refuse_bombs(data)
    try:
        pdf = pdfplumber.open(io.BytesIO(data))
        count = len(pdf.pages)
    except (MemoryError, RecursionError):
        raise Refused(TOO_DENSE) from None
    except Exception as error:  # noqa: BLE001  (pdfminer raises whatever a broken file provokes in it)
        raise Refused(LOCKED if "Password" in repr(error) or "Encryption" in repr(error) else BROKEN) from None
    try:
        if not count:
            raise Refused(BROKEN)
        if count > MOST_PAGES:
            raise Refused(f"PDF ini {count} halaman; unggah hanya halaman SOP-nya, paling banyak {MOST_PAGES} halaman.")
        yield pdf
    finally:
        pdf.close()


def _refuse_truncated(data: bytes) -> None:
    tail = data[-4096:]
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise Refused(BROKEN)


def _refuse_bombs(data: bytes) -> None:
    """Inflate what would be inflated, a little at a time and under a limit; pictures are never looked at."""
    total = drawn = 0
    for found in STREAM.finditer(data):
        before = data[max(0, found.start() - DICTIONARY) : found.start()]
        about = before[before.rfind(b"obj") :]
        if (b"FlateDecode" in about or b"/Fl" in about) and not PICTURE.search(about):
            size, orders = _inflated(data[found.end() :], DEEPEST)
            total, drawn = total + size, drawn + (size if orders else 0)
        if total > LARGEST_WHOLE:
            raise Refused(TOO_DENSE)
        if drawn > LONGEST_DRAWN:
            raise Refused(TOO_MUCH)


def _inflated(data: bytes, depth: int) -> tuple[int, bool]:
    """How much a stream becomes, also when it is packed twice, and whether it reads like drawing orders."""
    try:
        unpacked = zlib.decompressobj().decompress(data, LARGEST_STREAM + 1)
    except zlib.error:
        return 0, False
    if len(unpacked) > LARGEST_STREAM:
        raise Refused(TOO_DENSE)
    if depth > 1 and unpacked[:1] == b"\x78":
        size, orders = _inflated(unpacked, depth - 1)
        return len(unpacked) + size, orders
    head = unpacked[:1000]
    return len(unpacked), sum(byte in PLAIN for byte in head) > 0.95 * len(head)
