"""Separation of duties between persons: nobody checks or signs his own unchecked work."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Deed(StrEnum):
    WROTE = "wrote"
    VERIFIED = "verified"
    SUBMITTED = "submitted"


@dataclass(frozen=True)
class Act:
    """What an official did to a document; an official is a person, whatever the account or the position."""

    deed: Deed
    person: UUID


@dataclass(frozen=True)
class Verdict:
    """`reason` is empty where it is allowed."""

    allowed: bool
    reason: str = ""


ALLOWED = Verdict(True)
OWN_WORK = Verdict(
    False,
    "Anda ikut menyusun dokumen ini sejak pemeriksaan terakhir, jadi tidak dapat memverifikasinya; "
    "mintalah pejabat lain memverifikasi.",
)
OWN_CORRECTION = Verdict(
    False,
    "Anda mengoreksi dokumen ini dan belum ada pejabat lain yang memverifikasi atau menyampaikannya sesudah itu, "
    "jadi belum dapat Anda tanda tangani; mintalah pejabat lain memeriksanya.",
)


def authors_since_check(acts: Sequence[Act]) -> frozenset[UUID]:
    """Who wrote since the last acceptance; `acts` in the order of time. A return is no acceptance and is not listed.

    An acceptance by one of the authors themselves clears nobody.
    """
    authors: set[UUID] = set()
    for act in acts:
        if act.deed is Deed.WROTE:
            authors.add(act.person)
        elif act.deed is Deed.VERIFIED and act.person not in authors:
            authors.clear()
    return frozenset(authors)


def may_verify(authors: Collection[UUID], person: UUID) -> Verdict:
    """`authors` are those of every version since the last check."""
    return OWN_WORK if person in authors else ALLOWED


def may_sign(acts: Sequence[Act], person: UUID) -> Verdict:
    """A signer may have corrected the document only if another person verified or submitted it after that."""
    unchecked = False
    for act in acts:
        if act.person == person:
            unchecked = unchecked or act.deed is Deed.WROTE
        elif act.deed is not Deed.WROTE:
            unchecked = False
    return OWN_CORRECTION if unchecked else ALLOWED
