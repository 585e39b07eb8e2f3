"""Whose SOP it is, as far as the identity block says so."""

import re

from runtut.procedures.model import Sop

KINDS = {
    "kecamatan": r"kecamatan|camat", "kelurahan": r"kelurahan|lurah", "dinas": r"dinas", "badan": r"badan",
    "sekretariat": r"sekretariat|sekretaris\s+daerah|setda|bagian", "inspektorat": r"inspektorat|inspektur",
    "puskesmas": r"puskesmas|upt", "rumah sakit": r"rsud|rumah\s+sakit",
}  # fmt: skip
STARTS = {kind: re.compile(rf"\s*(?:{words})\b", re.I) for kind, words in KINDS.items()}
ACTING = re.compile(r"^\W*(?:plt|plh|pj|pjs|an|a\.n)\b\.?\s*|^\W*kepala\s+(?=dinas|badan|puskesmas)", re.I)


def is_template(sop: Sop) -> bool:
    """Nobody's SOP yet: the identity block names neither an institution nor a number nor a day."""
    own = sop.identity
    dates = (own.created_on, own.revised_on, own.approved_on, own.effective_on)
    by = own.approved_by
    return sop.kind == "sop_ap" and not any((own.pemda, own.opd, own.number, *dates, by and (by.name or by.nip)))


def kind_of_office(sop: Sop) -> str | None:
    """`kecamatan`, `dinas`, ... by the name of the OPD, else by the position of whoever approves."""
    by = sop.identity.approved_by
    for words in (sop.identity.opd, by.position if by else None):
        plain = ACTING.sub("", ACTING.sub("", words or ""))
        for kind, pattern in STARTS.items():
            if pattern.match(plain):
                return kind
    return None
