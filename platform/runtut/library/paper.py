"""An SOP as the printed form shows it: identity block, lists beside one another, and the steps in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from runtut.calendar import say_date
from runtut.calendar.wording import MONTHS
from runtut.procedures import ACTIVITIES, Identity, Sop, Step, total_minutes
from runtut.procedures.drawing import layout, svg

PARTS = {
    "does": "mengerjakan", "joins": "ikut serta", "chairs": "memimpin", "signs": "menandatangani", "receives": "menerima",
}  # fmt: skip
CLOSES = {
    "all": "Selesai bila semua bagian sudah diserahkan.", "any": "Selesai bila salah satu bagian diserahkan.",
    "chair": "Ditutup oleh yang memimpin.",
}  # fmt: skip


@dataclass(frozen=True)
class PartOf:
    actor: str
    part: str


@dataclass(frozen=True)
class StepWords:
    """A row of the flow table; `minutes` counts working time, `returns_to` the number of the step that it returns to."""

    no: int
    text: str
    activity: str
    people: tuple[PartOf, ...]
    closes: str
    requirement: str | None
    time: str | None
    output: str | None
    note: str | None
    returns_to: int | None


@dataclass(frozen=True)
class Paper:
    """`facts` are the right half of the identity block; an empty value is a line that is not filled in yet."""

    sop: Sop
    facts: tuple[tuple[str, str | None], ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    steps: tuple[StepWords, ...]
    minutes: int

    @property
    def identity(self) -> Identity:
        return self.sop.identity


def paper_of(sop: Sop, effective_on: date | None = None, approver: Sequence[str] = ()) -> Paper:
    """`effective_on` and `approver` (lines: position, name) where the OPD has put it into force itself."""
    identity = sop.identity
    by = identity.approved_by
    lines = list(approver) or [words for words in (by and by.position, by and by.name) if words]
    facts = (
        ("Nomor SOP", identity.number),
        ("Tanggal pembuatan", partial_date(identity.created_on)),
        ("Tanggal revisi", partial_date(identity.revised_on)),
        ("Tanggal efektif", say_date(effective_on) if effective_on else partial_date(identity.effective_on)),
        ("Disahkan oleh", "\n".join(lines) or None),
        ("Nama SOP", identity.title),
    )
    lists = (
        ("Dasar hukum", sop.legal_basis), ("Kualifikasi pelaksana", sop.qualifications),
        ("Keterkaitan", sop.related), ("Peralatan/perlengkapan", sop.equipment),
        ("Peringatan", sop.warnings), ("Pencatatan dan pendataan", sop.records),
    )  # fmt: skip
    return Paper(sop, facts, lists, tuple(_words(sop, step) for step in sop.steps), total_minutes(sop))


def partial_date(iso: str | None) -> str | None:
    """`2022`, `2016-09` or a whole day, as it is said."""
    if not iso:
        return None
    numbers = [int(part) for part in iso.split("-")]
    if len(numbers) == 3:
        return say_date(date(*numbers))
    return f"{MONTHS[numbers[1] - 1]} {numbers[0]}" if len(numbers) == 2 else str(numbers[0])


def _words(sop: Sop, step: Step) -> StepWords:
    people = tuple(PartOf(actor, PARTS[step.part(actor)]) for actor in step.actors)
    return StepWords(
        step.no or sop.steps.index(step) + 1, step.text or "", ACTIVITIES.get(step.activity or "", ""), people,
        CLOSES[step.closes] if len(people) > 1 else "", step.requirement, step.time.raw if step.time else None,
        step.output, step.note, sop.step(step.on_return).no if step.on_return is not None else None,
    )  # fmt: skip


def flowchart(sop: Sop, paper: str = "screen") -> Markup:
    """The official drawing, as one continuous page unless a paper is named."""
    return Markup(svg(layout(sop, paper), prefix="alur"))  # noqa: S704  # written by our own drawing, texts escaped


def thumbnail(sop: Sop, prefix: str) -> Markup:
    """The flow alone, small and true."""
    return Markup(svg(layout(sop, "thumbnail"), prefix=prefix))  # noqa: S704  # as above
