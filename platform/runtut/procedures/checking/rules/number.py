"""The number of the SOP: its serial and its archive class."""

import re

from runtut.procedures.checking.context import Context
from runtut.procedures.checking.rule import Hit, Hits, rule
from runtut.procedures.model import Sop

SOP_CLASS = "000.8.3.3"
CLASSES = "Permendagri 83/2022 (kode klasifikasi arsip): 000.8.3.3 Standar Operasional Prosedur"
BEFORE = re.compile(r"^[\s-]*(?:no(?:mor)?\b[\s.:]*)?(?:(?:SR|R|B|T|S)\s*/\s*(?=\d))?", re.I)
"""What may stand before the class: the word Nomor, and how secret and urgent it is (B/ is Biasa)."""
BLANK = re.compile(r"^[\s._…-]*$")
OTHER_CLASS = re.compile(r"(?:[1-9]\d|0[1-9])\d(?:\.[0-9.]+)?")
NEW_CLASSES_FROM = "2023"


@rule(
    "ID-01", "warning", "Nomor SOP kosong atau belum lengkap",
    why="Tanpa nomor urut SOP tidak dapat dirujuk, dicatat, atau dibedakan dari SOP lain.",
    mend="Isi nomor SOP dari buku agenda tata naskah dinas, termasuk nomor urutnya.",
    source="PermenPANRB 35/2012, Lampiran (bagian identitas: Nomor SOP)", about="owner",
)  # fmt: skip
def number_is_blank(sop: Sop, context: Context) -> Hits:
    number = sop.identity.number
    if number is None and context.awaits_approval:
        return
    if number is None:
        yield Hit("identity.number", "Nomor SOP belum diisi.")
    elif any(BLANK.match(part) for part in number.split("/")) or re.search(r"[-./]\s*(?:/|$)", number):
        yield Hit("identity.number", f"Nomor urut di dalam Nomor SOP kosong (“{number}”).", number)


@rule(
    "ID-02", "warning", "Kode klasifikasi arsip pada nomor SOP keliru",
    why="Nomor naskah dinas dimulai dengan kode klasifikasi arsip; kode yang salah membuat SOP tersimpan di berkas yang salah.",
    mend=f"Awali nomor dengan {SOP_CLASS}, misalnya {SOP_CLASS}/12/Diskominfo/2025.",
    source=CLASSES, about="owner",
)  # fmt: skip
def archive_class_is_wrong(sop: Sop, _context: Context) -> Hits:
    number = sop.identity.number or ""
    code = re.split(r"[/\s-]", BEFORE.sub("", number), maxsplit=1)[0].rstrip(".")
    if not number.strip() or code == SOP_CLASS:
        return
    old = _made_before_the_new_classes(sop)
    yield Hit(
        "identity.number",
        _said(code) + (" (SOP ini dibuat sebelum kode itu berlaku.)" if old else ""),
        code,
        "info" if old else None,
    )


def _said(code: str) -> str:
    if re.fullmatch(r"0[0-9.]*\.[0-9.]*", code) and not OTHER_CLASS.fullmatch(code):
        return f"Kode klasifikasi “{code}” salah tulis; kode arsip SOP adalah {SOP_CLASS}."
    if OTHER_CLASS.fullmatch(code):
        return f"Kode klasifikasi “{code}” bukan kode SOP; seharusnya {SOP_CLASS}."
    return f"Nomor SOP tidak diawali kode klasifikasi arsip; kode arsip SOP adalah {SOP_CLASS}."


def _made_before_the_new_classes(sop: Sop) -> bool:
    own = sop.identity
    made = own.created_on or own.approved_on or own.effective_on
    return made is not None and made < NEW_CLASSES_FROM
