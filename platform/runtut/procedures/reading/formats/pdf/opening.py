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
DEEPEST: Final = 3
STREAM: Final = re.compile(rb"stream\r?\n")
PICTURE: Final = re.compile(rb"/Subtype\s*/Image\b")
DICTIONARY: Final = 2_000

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
    total = 0
    for found in STREAM.finditer(data):
        before = data[max(0, found.start() - DICTIONARY) : found.start()]
        about = before[before.rfind(b"obj") :]
        if b"FlateDecode" in about or b"/Fl" in about:
            total += 0 if PICTURE.search(about) else _inflated(data[found.end() :], DEEPEST)
        if total > LARGEST_WHOLE:
            raise Refused(TOO_DENSE)


def _inflated(data: bytes, depth: int) -> int:
    """How much a stream becomes, also when it is packed twice."""
    try:
        unpacked = zlib.decompressobj().decompress(data, LARGEST_STREAM + 1)
    except zlib.error:
        return 0
    if len(unpacked) > LARGEST_STREAM:
        raise Refused(TOO_DENSE)
    again = depth > 1 and unpacked[:1] == b"\x78"
    return len(unpacked) + (_inflated(unpacked, depth - 1) if again else 0)
