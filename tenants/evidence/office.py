"""Word and Excel files (OOXML) looked at without unpacking them: what is inside, how much, and that no macro is."""

import struct
import zipfile
import zlib
from typing import IO

MOST_MEMBERS = 2_000
MOST_DIRECTORY = 1024**2
MOST_BYTES = 200 * 1024**2
CHUNK = 256 * 1024
END, END_SIZE, LONGEST_REMARK = b"PK\x05\x06", 22, 65_535
CONTENT_TYPES = "[Content_Types].xml"
MACROS = ("vbaproject.bin", "vbadata.xml", "/macrosheets/", "/activex/")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, ValueError)

DAMAGED = "rusak atau bukan berkas Office"
TOO_MUCH = "berisi terlalu banyak data tersembunyi"
MACRO = "memuat makro; simpan ulang tanpa makro"


def fault_of(stream: IO[bytes], main: str, content_type: str) -> str | None:
    """What is wrong with a file whose main member is `main`; None when nothing is."""
    if not has_modest_directory(stream):
        return DAMAGED
    try:
        with zipfile.ZipFile(stream) as box:
            return members_fault(box, main) or bytes_fault(box, content_type)
    except BROKEN:
        return DAMAGED


def has_modest_directory(stream: IO[bytes]) -> bool:
    """Whether the table of contents is small, asked before anything reads it: 200,000 entries take 120 MB to open."""
    stream.seek(0, 2)
    size = stream.tell()
    stream.seek(max(0, size - END_SIZE - LONGEST_REMARK))
    tail = stream.read()
    place = tail.rfind(END)
    if place < 0 or len(tail) - place < END_SIZE:
        return False
    entries, directory = struct.unpack_from("<HI", tail, place + 10)
    stream.seek(0)
    return bool(entries <= MOST_MEMBERS and directory <= MOST_DIRECTORY)


def members_fault(box: zipfile.ZipFile, main: str) -> str | None:
    names = [member.filename for member in box.infolist()]
    if len(names) > MOST_MEMBERS:
        return TOO_MUCH
    if len(set(names)) != len(names) or any(leads_out(name) for name in names):
        return DAMAGED
    if any(trace in f"/{name.lower()}" for name in names for trace in MACROS):
        return MACRO
    if any(member.flag_bits & 1 for member in box.infolist()):
        return "terkunci dengan kata sandi; simpan ulang tanpa kata sandi"
    return None if {main, CONTENT_TYPES} <= set(names) else DAMAGED


def leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def bytes_fault(box: zipfile.ZipFile, content_type: str) -> str | None:
    """Inflate every member and count: what a header says of its size is not believed."""
    total, kinds = 0, b""
    for member in box.infolist():
        with box.open(member) as inside:
            while chunk := inside.read(CHUNK):
                total += len(chunk)
                kinds += chunk if member.filename == CONTENT_TYPES else b""
                if total > MOST_BYTES or len(kinds) > MOST_DIRECTORY:
                    return TOO_MUCH
    return kinds_fault(kinds.decode("utf-8-sig"), content_type)


def kinds_fault(kinds: str, content_type: str) -> str | None:
    if "macroenabled" in kinds.lower():
        return MACRO
    return None if content_type in kinds and "<!DOCTYPE" not in kinds else DAMAGED
