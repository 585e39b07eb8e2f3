"""How the OPD in the address prints its SOPs: read with the usual form in the place of what was never set, and changed."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image
from sqlalchemy import select

from runtut.database import db
from runtut.errors import Conflict, Invalid
from runtut.events import record
from runtut.permissions import here
from runtut.procedures.printing import Logo, Profile
from runtut.procedures.printing.profile import PATTERN
from tenants.sops.printing.models import LOGO_TYPES, MOST_LOGO_BYTES, PAPERS, SopProfile

MOST_PIXELS = 4_000
FORMATS = dict(zip(("PNG", "JPEG"), LOGO_TYPES, strict=True))


@dataclass(frozen=True)
class Wish:
    """A profile as somebody wants it; `logo` None keeps the one that is there, `drop_logo` takes it away."""

    letterhead: tuple[str, ...]
    labels: Mapping[str, str]
    number_pattern: str
    paper: str
    version: int
    logo: bytes | None = None
    drop_logo: bool = False


def kept() -> SopProfile | None:
    return db.session.scalar(select(SopProfile).where(SopProfile.opd_id == here().opd.id))


def profile() -> Profile:
    """What the printers need."""
    row = kept()
    if row is None:
        return Profile()
    logo = Logo(row.logo, row.logo_type) if row.logo and row.logo_type else None
    return Profile(tuple(row.letterhead), logo, row.labels, row.number_pattern, row.paper)


def change(wish: Wish) -> SopProfile:
    """Set the profile as wished; Conflict when somebody else changed it meanwhile, Invalid for a logo that is none."""
    row = db.session.scalar(select(SopProfile).where(SopProfile.opd_id == here().opd.id).with_for_update())
    if wish.version != (row.version if row else 0):
        raise Conflict("Bentuk cetak ini sudah diubah orang lain; muat ulang halaman, lalu ulangi perubahan Anda.")
    if row is None:
        row = SopProfile(opd_id=here().opd.id, number_pattern=PATTERN, version=0)
        db.session.add(row)
    row.letterhead, row.labels = list(wish.letterhead), dict(wish.labels)
    row.number_pattern, row.paper, row.version = wish.number_pattern, wish.paper, wish.version + 1
    if wish.logo:
        row.logo, row.logo_type = wish.logo, _type_of(wish.logo)
    elif wish.drop_logo:
        row.logo = row.logo_type = None
    db.session.flush()
    record("sop.profile_changed", f"opd:{row.opd_id}", row.opd_id, told(row))
    return row


def told(row: SopProfile | None) -> dict[str, Any]:
    """The profile without the picture itself."""
    shown = row or SopProfile(letterhead=[], labels={}, number_pattern=PATTERN, paper=PAPERS[0], version=0)
    return {
        "letterhead": shown.letterhead, "labels": shown.labels, "number_pattern": shown.number_pattern,
        "paper": shown.paper, "logo": shown.logo_type, "version": shown.version,
    }  # fmt: skip


def _type_of(logo: bytes) -> str:
    """The media type, by what the file is; a picture that cannot be drawn is refused before it is kept."""
    if len(logo) > MOST_LOGO_BYTES:
        raise _wrong(f"Logo paling besar {MOST_LOGO_BYTES // 1000} kB; perkecil gambarnya lalu unggah lagi.")
    try:
        with Image.open(io.BytesIO(logo), formats=tuple(FORMATS)) as picture:
            if max(picture.size) > MOST_PIXELS:
                raise _wrong(f"Logo paling lebar {MOST_PIXELS} piksel; perkecil gambarnya lalu unggah lagi.")
            picture.load()
            return FORMATS[str(picture.format)]
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as bad:
        raise _wrong("Berkas ini bukan gambar PNG atau JPEG yang utuh; pilih berkas gambar lain.") from bad


def _wrong(said: str) -> Invalid:
    return Invalid(said, {"logo": [said]})
