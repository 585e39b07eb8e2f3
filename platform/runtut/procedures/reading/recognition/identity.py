"""The identity block: number, title, offices, dates and approver out of the labelled texts."""

import re
from collections.abc import Sequence

from runtut.procedures.model import Approver, Identity
from runtut.procedures.reading.recognition.approver import (
    NIP_WORD,
    POSITIONS,
    names_position,
    printed_nip,
    read_approver,
)
from runtut.procedures.reading.recognition.dates import FIGURES, WORDS, read_date
from runtut.procedures.reading.recognition.fields import Fields, Loose
from runtut.procedures.reading.recognition.labels import Field
from runtut.procedures.reading.recognition.notes import Notes
from runtut.procedures.reading.recognition.offices import headings_of, official, opd_of, pemda_of, words_of
from runtut.procedures.reading.recognition.spelling import fold, value, words_key
from runtut.procedures.reading.recognition.titles import Titled, cover_title, differ
from runtut.procedures.reading.source import Place

DATES: dict[Field, str] = {
    "created_on": "Tanggal Pembuatan",
    "revised_on": "Tanggal Revisi",
    "approved_on": "Tanggal Pengesahan",
    "effective_on": "Tanggal Efektif",
}
CUT_OFF = re.compile(r"(?:\w|[-–/.])$|\b[ilo|]{1,2}\s*$|\d\w*\s*(?:[-–/.]|s\.?\s*/?\s*d\.?|sampai|dan)?\s*$|[-–/]\s*$")
"""What stands before a date that is only the end of one: a letter, a figure, the first day of a span."""
NO_REVISION = re.compile(r"[-–—_.\s]+|nihil|belum ada|tidak ada|n/?a", re.IGNORECASE)
NIP_LINE = re.compile(NIP_WORD, re.IGNORECASE)
NIP_GROUPS = [8, 6, 1, 3]
SIGNATURE_LINES = 6
NOT_APPROVING = re.compile(
    r"^\W*(?:di(?:susun|buat|periksa|siapkan|konsep|verifikasi|teliti)(?!\s+di\b)|penyusun|pembuat|pemeriksa|verifikator)\b",
    re.IGNORECASE,
)
"""Above the names of those who wrote or looked at the SOP, not of the one who approved it."""


def identity_of(fields: Fields, after: Sequence[Loose], table: Titled | None, notes: Notes) -> Identity:
    headings = headings_of((loose.text, loose.place) for loose in fields.loose)
    pemda, opd = _office("pemda", fields, headings, notes), _office("opd", fields, headings, notes)
    return Identity(
        title=_title(fields, table, notes),
        number=_number(fields, notes),
        pemda=pemda,
        opd=opd,
        approved_by=_approver(fields, after, words_of({"pemda": pemda, "opd": opd}), notes),
        **{name: _date(name, fields, notes) for name in ("created_on", "revised_on", "approved_on", "effective_on")},
    )


def _number(fields: Fields, notes: Notes) -> str | None:
    number = value(fields.text("number"))
    notes.stood("identity.number", fields.place("number"))
    return notes.bounded(number, "identity.number")


def _title(fields: Fields, table: Titled | None, notes: Notes) -> str | None:
    """The name in the identity block; only where there is none, the title over the table or on the cover."""
    named, cover = value(fields.text("title")), cover_title(fields.loose)
    elsewhere = {"judul sampul": Titled(cover[0], cover[1].place) if cover else None, "judul tabel": table}
    if named is None:
        found = table or elsewhere["judul sampul"]
        notes.stood("identity.title", found.place if found else {})
        return notes.bounded(found.title if found else None, "identity.title")
    notes.stood("identity.title", fields.place("title"))
    named = _unquoted(named)
    others = {where: titled.title for where, titled in elsewhere.items() if titled}
    for where, other in others.items():
        if differ(named, other) and words_key(f"SOP {named}") != words_key(other):
            notes.noticed("ID-10", "identity.title", f"Nama SOP “{named[:150]}” berbeda dari {where} “{other[:150]}”.", other)
    return notes.bounded(named, "identity.title")


def _unquoted(text: str) -> str:
    return text[1:-1].strip() if len(text) > 2 and text[0] in "“\"'" and text[-1] in "”\"'" else text


def _office(name: Field, fields: Fields, headings: Sequence[tuple[str, Place]], notes: Notes) -> str | None:
    labelled = value(fields.text(name))
    if labelled is not None:
        place = fields.place(name)
        found = pemda_of([(labelled, place)]) if name == "pemda" else opd_of([(labelled, place)])
        notes.stood(f"identity.{name}", place)
        return notes.bounded(found.name if found else official(labelled), f"identity.{name}")
    own = fields.text("opd") if name == "pemda" else ""
    texts = [*headings, (own, fields.place("opd"))] if own else headings
    office = pemda_of(texts) if name == "pemda" else opd_of(texts)
    if office is None:
        return None
    notes.stood(f"identity.{name}", office.place)
    return office.name


def _date(name: Field, fields: Fields, notes: Notes) -> str | None:
    if name not in fields.labels:
        return None
    at, text = f"identity.{name}", fold(fields.text(name))
    notes.stood(at, fields.place(name))
    read = read_date(text) or _date_within(text)
    if name == "revised_on":
        _note_revision(text, read, notes)
    elif read is None and value(text) is not None:
        notes.noticed("RD-02", at, f"{DATES[name]} “{text[:80]}” tidak terbaca sebagai tanggal.", text)
    return read


def _date_within(text: str) -> str | None:
    """The one date that stands among other words, whole: not the end of a span, and no day that was misread before it."""
    plain = text.casefold()
    found = [match for form in (WORDS, FIGURES) for match in form.finditer(plain)]
    if len(found) != 1 or CUT_OFF.search(plain[: found[0].start()]):
        return None
    return read_date(found[0][0])


def _note_revision(text: str, read: str | None, notes: Notes) -> None:
    at = "identity.revised_on"
    if not text:
        notes.noticed("ID-04", at, "Tanggal Revisi kosong; isi tanggal, atau “-” bila belum pernah direvisi.")
    elif read is None and re.fullmatch(r"(?:ke-?\s*)?[\dIVX]{1,3}", text):
        notes.noticed("ID-04", at, f"Tanggal Revisi berisi nomor revisi “{text}”, bukan tanggal.", text)
    elif read is None and not NO_REVISION.fullmatch(text):
        notes.noticed("RD-02", at, f"Tanggal Revisi “{text[:80]}” tidak terbaca sebagai tanggal.", text)


def _approver(fields: Fields, after: Sequence[Loose], own: frozenset[str], notes: Notes) -> Approver | None:
    text = fields.text("approved_by")
    block = read_approver(text, own) if text else None
    signed = _signature(after, own)
    if block is not None and (block.name or signed is None or not _same(block.position, signed[0].position, own)):
        _note_nip(printed_nip(text), notes)
        return _placed(block, fields.place("approved_by"), {}, notes)
    if signed is None or (block is None and "approved_by" in fields.labels and value(text) is not None):
        return block
    approver, place, nip = signed
    _note_nip(nip, notes)
    position = block.position if block else approver.position
    known = {"identity.approved_by.position": fields.place("approved_by")} if block else {}
    merged = Approver(position, approver.name, (block.rank if block else None) or approver.rank, approver.nip)
    return _placed(merged, place, known, notes)


def _placed(approver: Approver, place: Place, known: dict[str, Place], notes: Notes) -> Approver:
    for part in ("position", "name", "rank", "nip"):
        if getattr(approver, part) is not None:
            path = f"identity.approved_by.{part}"
            notes.stood(path, known.get(path, place))
    return Approver(
        *(
            notes.bounded(part, "identity.approved_by")
            for part in (approver.position, approver.name, approver.rank, approver.nip)
        )
    )


def _same(one: str | None, other: str | None, own: frozenset[str]) -> bool:
    """The same office, perhaps with its own name after it: `Camat` and `Camat Sutera`, but not `Kepala` and `Kepala Seksi`."""
    if one is None or other is None:
        return False
    short, long = sorted((re.findall(r"\w+", text.casefold()) for text in (one, other)), key=len)
    if long[: len(short)] != short:
        return False
    return len(short) != 1 or not any(word in POSITIONS and word not in own for word in long[1:])


def _signature(after: Sequence[Loose], own: frozenset[str]) -> tuple[Approver, Place, str | None] | None:
    """The first block of lines below the table that begins with an office and ends with a NIP, of one who approves."""
    since = 0
    for place, loose in enumerate(after):
        if not NIP_LINE.search(loose.text):
            continue
        lines = _signers_lines(after[max(since, place - SIGNATURE_LINES) : place + 1], own)
        since = place + 1
        text = "\n".join(line for line, _ in lines)
        approver = read_approver(text, own) if lines else None
        if approver is not None and approver.name:
            return approver, lines[-2][1] if len(lines) > 1 else loose.place, printed_nip(text)
    return None


def _signers_lines(block: Sequence[Loose], own: frozenset[str]) -> list[tuple[str, Place]]:
    """From the office to the NIP, in its own column; none where no office stands above, or another signs than approves."""
    column = block[-1].place.get("column")
    beside = [each for each in block if each.place.get("column") in (None, column)]
    lines = [(line, each.place) for each in beside for line in each.text.split("\n") if line.strip()]
    offices = [names_position(line, own) for line, _ in lines]
    if True not in offices or any(NOT_APPROVING.match(line) for line, _ in lines):
        return []
    last = max(at for at, office in enumerate(offices) if office)
    first = max((at + 1 for at in range(last) if not offices[at]), default=0)
    return lines[first:]


def _note_nip(printed: str | None, notes: Notes) -> None:
    """Only the reader sees how the digits were grouped; their number is checked later."""
    if any(map(str.isalpha, printed or "")):
        message = f"NIP “{printed}” memuat huruf di antara angkanya dan tidak disimpan; ketik ulang angkanya."
        notes.noticed("ID-07", "identity.approved_by.nip", message, printed)
        return
    groups = [len(group) for group in re.split(r"[ .]+", printed or "") if group]
    if sum(groups) == 18 and len(groups) > 1 and groups != NIP_GROUPS:
        notes.noticed("ID-07", "identity.approved_by.nip", f"Spasi NIP tidak pada tempatnya (“{printed}”).", printed)
