"""Which format a file has, told by its first bytes and, inside an archive, by the names of its members."""

import io
import re
import zipfile
from typing import Literal, TypeAlias

from runtut.procedures.reading.formats.decoding import is_binary
from runtut.procedures.reading.formats.package import refuse_crowded
from runtut.procedures.reading.limits import LARGEST_FILE
from runtut.procedures.reading.refusal import Refused

Kind: TypeAlias = Literal["text", "html", "docx", "pdf", "xlsx"]

MEMBERS: dict[str, Kind] = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<table[\s>]", re.IGNORECASE)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")


def kind_of(data: bytes, name: str = "") -> Kind:
    """The format, or `Refused` with a sentence: what the file is instead, and what to hand in."""
    if len(data) > LARGEST_FILE:
        raise Refused(f"Berkas ini melebihi {LARGEST_FILE // 1024**2} MB; unggah hanya bagian SOP-nya.")
    if not data.strip(b"\x00\r\n\t\f \xef\xbb\xbf"):
        raise Refused("Berkas kosong; pilih berkas yang berisi SOP.")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _member_kind(data)
    _refuse_foreign(data, name)
    return "html" if HTML.search(data[:4096].replace(b"\x00", b"")) else "text"


def _member_kind(data: bytes) -> Kind:
    refuse_crowded(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError):
        raise Refused("Berkas ini terpotong atau rusak; unduh atau simpan ulang, lalu coba lagi.") from None
    for member, kind in MEMBERS.items():
        if member in names:
            return kind
    raise Refused("Berkas ini arsip ZIP, bukan dokumen; keluarkan SOP-nya (DOCX, PDF, XLSX, HTML, atau teks) dahulu.")


def _refuse_foreign(data: bytes, name: str) -> None:
    if data.startswith(OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused("Dokumen ini terkunci kata sandi; simpan ulang tanpa kata sandi, lalu coba lagi.")
        raise Refused("Dokumen Word atau Excel lama (.doc, .xls) tidak dapat dibaca; simpan ulang sebagai DOCX atau XLSX.")
    if data.startswith(b"{\\rtf"):
        raise Refused("Berkas RTF tidak dapat dibaca; simpan ulang sebagai DOCX atau PDF.")
    if data.startswith(PICTURES):
        raise Refused("Berkas ini gambar tanpa teks; unggah dokumen aslinya (DOCX, XLSX, atau PDF berteks).")
    if is_binary(data):
        raise Refused(f"Isi {_called(name)} bukan dokumen yang dikenal; unggah DOCX, PDF, XLSX, HTML, atau teks.")


def _called(name: str) -> str:
    plain = re.sub(r"[^\w .()-]", "", name.rsplit("/", 1)[-1])[:60].strip()
    return f"berkas “{plain}”" if plain else "berkas ini"
