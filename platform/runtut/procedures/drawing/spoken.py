"""The drawing in words, for those who hear it."""

from collections.abc import Mapping

from runtut.procedures.drawing.states import SAID
from runtut.procedures.model import Sop, Step

PARTS_SAID = {
    "joins": "ikut serta",
    "chairs": "memimpin",
    "signs": "menandatangani",
    "receives": "menerima",
}


def description(sop: Sop, states: Mapping[str, str]) -> str:
    told = [f"{len(sop.steps)} langkah."]
    for place, step in enumerate(sop.steps):
        state = states.get(step.id) if step.id else None
        told.append(step_name(step, place, state) + ". " + "; ".join(_who(step)) + _return(sop, step) + ".")
    return " ".join(told)


def step_name(step: Step, place: int, state: str | None) -> str:
    """`Langkah 8: Memverifikasi draf laporan (sedang berjalan)`."""
    name = f"Langkah {place + 1 if step.no is None else step.no}: {step.text or 'tanpa uraian'}"
    return f"{name} ({SAID[state]})" if state in SAID else name


def _who(step: Step) -> list[str]:
    if not step.actors:
        return ["Pelaksana belum ditentukan"]
    said = ((actor, PARTS_SAID.get(step.part(actor))) for actor in step.actors)
    return [f"{actor} {part}" if part else actor for actor, part in said]


def _return(sop: Sop, step: Step) -> str:
    if step.on_return is None:
        return ""
    target = sop.step(step.on_return)
    when = "bila tidak" if step.shape == "decision" else "bila dikembalikan"
    return f"; {when}, kembali ke langkah {target.no if target.no is not None else sop.places[step.on_return] + 1}"
