"""The zipped XML of Office documents, inflated under a limit and read without anything from outside."""

import io
import posixpath
import zipfile
import zlib
from typing import IO, Final

from lxml import etree

from runtut.procedures.reading.refusal import Refused

MOST_MEMBERS: Final = 2_000
LARGEST_PART: Final = 24 * 1024 * 1024
LARGEST_WHOLE: Final = 160 * 1024 * 1024
MOST_RATIO: Final = 200
RATIO_FROM: Final = 4 * 1024 * 1024
"""Small parts may be as dense as they like; blank XML packs very well."""
LARGEST_CONTENTS: Final = MOST_MEMBERS * 300
LONGEST_END: Final = 22 + 0xFFFF
CHUNK: Final = 1 << 20
RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

TOO_DENSE: Final = (
    "Isi berkas ini mengembang tidak wajar saat dibuka; simpan ulang dari Word, Excel, atau LibreOffice, lalu coba lagi."
)
BROKEN: Final = "Berkas ini terpotong atau rusak; unduh atau simpan ulang, lalu coba lagi."
LOCKED: Final = "Dokumen ini terkunci kata sandi; simpan ulang tanpa kata sandi, lalu coba lagi."
DECLARED: Final = "Berkas ini memuat deklarasi DTD yang tidak dipakai Word atau Excel; simpan ulang, lalu coba lagi."

BAD_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


def refuse_crowded(data: bytes) -> None:
    """By the size of its table of contents, before that is read: an archive of 200,000 members takes seconds to open."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - LONGEST_END))
    if end >= 0 and len(data) >= end + 22 and int.from_bytes(data[end + 12 : end + 16], "little") > LARGEST_CONTENTS:
        raise Refused(TOO_DENSE)


class Package:
    """Parts by their names; what they really take is counted, whatever their headers say."""

    def __init__(self, data: bytes) -> None:
        refuse_crowded(data)
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except BAD_ZIP:
            raise Refused(BROKEN) from None
        members = self.archive.infolist()
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_WHOLE:
            raise Refused(TOO_DENSE)
        if any(member.flag_bits & 1 for member in members):
            raise Refused(LOCKED)
        self.members = {member.filename.lstrip("/"): member for member in members}
        self.inflated = 0

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def read(self, name: str) -> bytes:
        """A part as bytes, or `Refused` when it is damaged or grows beyond measure."""
        member = self.members.get(name)
        if member is None:
            raise Refused(BROKEN)
        try:
            with self.archive.open(member) as part:
                return self._inflate(part, member.compress_size)
        except Refused:
            raise
        except BAD_ZIP:
            raise Refused(BROKEN) from None

    def stream(self, name: str) -> "Counted":
        """A part to be read little by little, for what may be too long to be held at once."""
        return Counted(self, name)

    def _inflate(self, part: IO[bytes], packed: int) -> bytes:
        chunks, size = [], 0
        while chunk := part.read(CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            self.inflated += len(chunk)
            dense = size > RATIO_FROM and size > MOST_RATIO * max(packed, 1)
            if dense or size > LARGEST_PART or self.inflated > LARGEST_WHOLE:
                raise Refused(TOO_DENSE)
        return b"".join(chunks)

    def xml(self, name: str) -> etree._Element:
        return parsed(self.read(name))

    def maybe(self, name: str) -> etree._Element | None:
        return self.xml(name) if name in self else None

    def relations(self, name: str) -> dict[str, str]:
        """The parts that a part names, by relation id; nothing outside the file."""
        folder, base = posixpath.split(name)
        root = self.maybe(f"{folder}/_rels/{base}.rels")
        found = {} if root is None else {each.get("Id", ""): each for each in root.iter(RELATIONS)}
        return {
            key: posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
            for key, each in found.items()
            if each.get("TargetMode") != "External"
        }


class Counted(io.RawIOBase):
    """Reads a part under the limits of the whole file, without a limit of its own; damage is `Refused`."""

    def __init__(self, package: Package, name: str) -> None:
        self.package, self.started = package, False
        try:
            self.part = package.archive.open(package.members[name])
        except (KeyError, *BAD_ZIP):
            raise Refused(BROKEN) from None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            chunk = self.part.read(min(size, CHUNK) if size > 0 else CHUNK)
        except BAD_ZIP:
            raise Refused(BROKEN) from None
        if not self.started and (b"<!DOCTYPE" in chunk[:8192] or b"<!ENTITY" in chunk[:8192]):
            raise Refused(DECLARED)
        self.started = True
        self.package.inflated += len(chunk)
        if self.package.inflated > LARGEST_WHOLE:
            raise Refused(TOO_DENSE)
        return chunk

    def close(self) -> None:
        self.part.close()
        super().close()


def parsed(data: bytes) -> etree._Element:
    """The root of an XML part; a DTD is refused before an entity can mean anything."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused(DECLARED if b"<!DOCTYPE" in data[:100_000] or b"<!ENTITY" in data[:100_000] else BROKEN) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused(DECLARED)
    return root
