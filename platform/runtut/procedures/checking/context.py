"""What surrounds an SOP when it is checked: switches, the reporting window, names, other SOPs, and waivers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from runtut.calendar import MINUTES_PER_DAY
from runtut.procedures.checking.copies import NearCopies
from runtut.procedures.checking.places import fingerprint, stable
from runtut.procedures.model import Finding, Sop


@dataclass(frozen=True)
class Window:
    """The longest working time that a report may take; `source` says who set it."""

    minutes: int = 5 * MINUTES_PER_DAY
    name: str = "tenggat pelaporan triwulan"
    source: str = (
        "PP 39/2006: Form C disampaikan paling lambat 5 hari kerja setelah triwulan berakhir "
        "(resminya untuk dana dekonsentrasi dan tugas pembantuan; ganti menurut aturan daerah)"
    )


QUARTERLY: Final = Window()


@dataclass(frozen=True)
class Waiver:
    """Somebody's decision to leave a finding; it holds as long as the value at the place stays what it was."""

    code: str
    at: str
    fingerprint: str
    reason: str
    by: str
    on: date

    @classmethod
    def of(cls, sop: Sop, finding: Finding, reason: str, by: str, on: date) -> "Waiver":
        return cls(finding.code or "", stable(sop, finding.at), fingerprint(sop, finding), reason, by, on)

    def holds(self, sop: Sop, finding: Finding) -> bool:
        same = self.code == finding.code and self.at in (finding.at, stable(sop, finding.at))
        return same and self.fingerprint == fingerprint(sop, finding)


@dataclass(frozen=True)
class Context:
    """Everything is optional: without it only what the document alone shows is found.

    `awaits_approval`: number, day in force and signer are filled in by the approval that is still to come.
    `pemda` names the owner where the document does not; `own_names` may stand in the body although they look foreign;
    `foreign_names` are sister offices. `known_sops` are titles that Keterkaitan may name (None: not known).
    `lineage` are keys of `copies` that this SOP comes from: its own versions, its template and that one's other clones.
    """

    disabled: frozenset[str] = frozenset()
    waivers: tuple[Waiver, ...] = ()
    window: Window | None = QUARTERLY
    awaits_approval: bool = False
    pemda: str | None = None
    own_names: frozenset[str] = frozenset()
    foreign_names: frozenset[str] = frozenset()
    known_sops: frozenset[str] | None = None
    copies: NearCopies | None = None
    lineage: frozenset[str] = field(default_factory=frozenset)
    similar_from: float = 0.8
