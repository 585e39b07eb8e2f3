"""A paper ready to be printed: its template, and data that hold only texts, numbers, lists and None."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from runtut.calendar import Period, say_date
from runtut.printing import qr_svg
from tenants.reports.shapes import Office, Signatory, Signed, Stamp
from tenants.reports.wording import CAPACITIES, say_day_and_clock, say_nip

Data = dict[str, Any]


@dataclass(frozen=True)
class Paper:
    """`runtut.printing.render_in_child(paper.template, paper.data)` gives its PDF."""

    template: str
    data: Data


def paper(name: str, title: str, office: Office, made_on: date, stamp: Stamp, data: Data, draft: bool | None = None) -> Paper:
    """Put the common frame around what one kind of paper says."""
    common = {
        "meta": _meta(title, office, made_on, stamp, stamp.draft if draft is None else draft),
        "letterhead": letterhead(office),
        "number": stamp.number,
        "dated": say_date(stamp.dated) if stamp.dated else None,
        "place": office.place,
    }
    return Paper(f"tenants.reports/{name}", common | data)


def _meta(title: str, office: Office, made_on: date, stamp: Stamp, draft: bool) -> Data:
    day = stamp.signed.at.date() if stamp.signed else stamp.dated or made_on
    return {
        "title": title,
        "author": f"{office.name} {office.pemda}",
        "date": [day.year, day.month, day.day],
        "draft": draft,
        "footer": f"Draf versi {stamp.version}" if draft and stamp.version else None,
        "code": stamp.signed.code if stamp.signed else None,
    }


def letterhead(office: Office) -> Data:
    return {
        "pemda": f"Pemerintah {office.pemda}".upper(),
        "office": office.name.upper(),
        "address": office.address or None,
        "contact": office.contact or None,
        "emblem": office.emblem_svg,
    }


def signing(office: Office, stamp: Stamp, signatory: Signatory) -> Data:
    """The block at the foot; who really signed takes the place of who was meant to."""
    return {
        "place_date": f"{office.place}, {say_date(stamp.dated)}" if stamp.dated else None,
        "place": office.place,
        **signer(stamp.signed.signatory if stamp.signed else signatory),
        "record": _record(stamp.signed) if stamp.signed else None,
    }


def signer(signatory: Signatory) -> Data:
    return {
        "position": " ".join(filter(None, (CAPACITIES[signatory.capacity], signatory.position))),
        "name": signatory.name,
        "rank": signatory.rank,
        "nip": say_nip(signatory.nip),
    }


def _record(signed: Signed) -> Data:
    return {
        "at": say_day_and_clock(signed.at),
        "sha256": grouped(signed.sha256),
        "code": signed.code,
        "address": signed.address,
        "qr": qr_svg(signed.address),
    }


def grouped(sha256: str) -> str:
    """In groups of eight and two lines, so that two people can compare it aloud."""
    lines = (sha256[:32], sha256[32:])
    return "\n".join(" ".join(line[at : at + 8] for at in range(0, len(line), 8)) for line in lines)


def period_label(code: str) -> str:
    return Period.parse(code).label
