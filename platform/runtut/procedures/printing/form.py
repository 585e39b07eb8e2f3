"""The printed form before it has a format: letterhead, identity block, parts, signer, and where to verify it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from runtut.procedures.drawing import Layout, layout
from runtut.procedures.model import Sop
from runtut.procedures.printing.dates import said
from runtut.procedures.printing.profile import Profile
from runtut.procedures.printing.signer import Signer, signer_of

Fact = tuple[str, str, str | None]
"""Key, label, value; None is a line still to be filled in."""

PAIRS: Final = (("legal_basis", "qualifications"), ("related", "equipment"), ("warnings", "records"))
"""The parts of an SOP, two beside one another."""


@dataclass(frozen=True)
class Choices:
    """What may differ from one print of an SOP to the next; `address` is where a reader can verify it."""

    paper: str | None = None
    cover: bool = False
    capacity: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class Part:
    key: str
    label: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    sop: Sop
    drawing: Layout
    letterhead: tuple[str, ...]
    facts: tuple[Fact, ...]
    signer: Signer
    parts: tuple[tuple[Part, Part], ...]
    profile: Profile = field(default_factory=Profile)
    choices: Choices = field(default_factory=Choices)

    @property
    def title(self) -> str:
        return self.sop.identity.title or "SOP tanpa judul"

    @property
    def label(self) -> Mapping[str, str]:
        return {key: label for key, label, _ in self.facts}


def form(sop: Sop, profile: Profile | None = None, choices: Choices | None = None) -> Form:
    """`FL-` and other findings are not printed; what an SOP leaves empty stays empty on paper."""
    profile, choices = profile or Profile(), choices or Choices()
    identity = sop.identity
    return Form(
        sop=sop,
        drawing=layout(sop, choices.paper or profile.paper),
        letterhead=profile.letterhead or tuple(words.upper() for words in (identity.pemda, identity.opd) if words),
        facts=_facts(sop, profile),
        signer=signer_of(identity.approved_by, choices.capacity),
        parts=tuple((_part(sop, profile, left), _part(sop, profile, right)) for left, right in PAIRS),
        profile=profile,
        choices=choices,
    )


def _facts(sop: Sop, profile: Profile) -> tuple[Fact, ...]:
    identity = sop.identity
    values = {
        "number": identity.number,
        "created_on": said(identity.created_on),
        "revised_on": said(identity.revised_on),
        "approved_on": said(identity.approved_on),
        "effective_on": said(identity.effective_on),
        "approved_by": None,
        "title": identity.title,
    }
    return tuple((key, profile.label(key), value) for key, value in values.items() if value or key != "approved_on")


def _part(sop: Sop, profile: Profile, key: str) -> Part:
    return Part(key, profile.label(key), getattr(sop, key))
