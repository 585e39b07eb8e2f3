"""The profile as JSON, as it is stored and handed over; what does not fit is refused in a sentence each."""

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any, Final

from runtut.procedures.drawing.papers import PAPERS
from runtut.procedures.printing.profile import LABELS, PATTERN, Logo, Profile

PRINTABLE: Final = tuple(name for name, paper in PAPERS.items() if paper.height is not None)
SIGNS: Final = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
MOST_LINES, LONGEST, LARGEST = 6, 200, 512 * 1024


class ProfileError(ValueError):
    """`errors` maps a field to its sentences."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        self.errors = dict(errors)
        super().__init__(" ".join(sentence for found in self.errors.values() for sentence in found))


def profile_to_json(profile: Profile) -> dict[str, object]:
    logo = profile.logo
    return {
        "letterhead": list(profile.letterhead),
        "logo": logo and {"media_type": logo.media_type, "content": base64.b64encode(logo.content).decode()},
        "labels": dict(profile.labels),
        "number_pattern": profile.number_pattern,
        "paper": profile.paper,
    }


def profile_from_json(document: object) -> Profile:
    fields: Mapping[str, Any] = document if isinstance(document, Mapping) else {"": document}
    errors: dict[str, list[str]] = {}
    for key, (check, sentence) in CHECKS.items():
        if key in fields and not check(fields[key]):
            errors[key] = [sentence]
    unknown = [str(key)[:80] for key in fields if key not in CHECKS]
    if unknown:
        errors["profile"] = [f"Isian {', '.join(unknown)} tidak dikenal; hapus atau perbaiki namanya."]
    if errors:
        raise ProfileError(errors)
    return Profile(
        letterhead=tuple(fields.get("letterhead") or ()),
        logo=_logo(fields.get("logo")),
        labels=fields.get("labels") or {},
        number_pattern=fields.get("number_pattern") or PATTERN,
        paper=fields.get("paper") or "a4-landscape",
    )


def _words(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and value.isprintable()


def _letterhead(value: object) -> bool:
    return value is None or isinstance(value, list) and len(value) <= MOST_LINES and all(map(_words, value))


def _labels(value: object) -> bool:
    known = isinstance(value, Mapping) and set(value) <= set(LABELS)
    return value is None or isinstance(value, Mapping) and known and all(map(_words, value.values()))


def _pattern(value: object) -> bool:
    """The serial at least, and nothing in braces that we cannot fill."""
    if not isinstance(value, str):
        return value is None
    places = re.findall(r"\{([^{}]*)\}", value)
    return _words(value) and "serial" in places and set(places) <= {"serial", "unit", "year"}


def _logo(value: object) -> Logo | None:
    if not isinstance(value, Mapping):
        return None
    return Logo(base64.b64decode(value["content"], validate=True), value["media_type"])


def _is_logo(value: object) -> bool:
    if not isinstance(value, Mapping):
        return value is None
    if not isinstance(value.get("content"), str) or not isinstance(value.get("media_type"), str):
        return False
    try:
        logo = _logo(value)
    except (binascii.Error, ValueError):
        return False
    return logo is not None and len(logo.content) <= LARGEST and _is_picture(logo)


def _is_picture(logo: Logo) -> bool:
    if logo.media_type == "image/svg+xml":
        return b"<svg" in logo.content[:1000] and b"<!" not in logo.content.replace(b"<!--", b"")
    return logo.media_type in SIGNS and logo.content.startswith(SIGNS[logo.media_type])


CHECKS: Final = {
    "letterhead": (_letterhead, f"Kop berisi paling banyak {MOST_LINES} baris, masing-masing paling panjang {LONGEST} huruf."),
    "logo": (_is_logo, f"Lambang harus berupa gambar PNG, JPEG, atau SVG paling besar {LARGEST // 1024} kB."),
    "labels": (_labels, f"Label hanya dapat diganti untuk {', '.join(LABELS)}, paling panjang {LONGEST} huruf."),
    "number_pattern": (_pattern, "Pola nomor memuat {serial}, dan boleh memuat {unit} dan {year}."),
    "paper": (lambda value: value is None or value in PRINTABLE, f"Kertas harus salah satu dari {', '.join(PRINTABLE)}."),
}
