"""The symbols of the flow as text, for a table that cannot draw: Mulai, □, ◇, Selesai, and where the flow jumps."""

from typing import Final

from runtut.procedures.model import Sop, following, returning

MARKS: Final = {"start": "Mulai", "process": "□", "decision": "◇", "end": "Selesai"}


def mark(sop: Sop, place: int, actor: str) -> str:
    """`◇`, and below it `Tidak → 7` where the flow does not simply go on to the row below; empty for who has no part."""
    step = sop.steps[place]
    if actor not in step.actors:
        return ""
    if actor != step.exit_actor:
        return MARKS["process"]
    return "\n".join([MARKS[step.shape], *_ways(sop, place)])


def _ways(sop: Sop, place: int) -> list[str]:
    onward, back = following(sop, place), returning(sop, place)
    decides = sop.steps[place].shape == "decision"
    ways = []
    if onward is not None and onward != place + 1:
        ways.append(f"{'Ya ' if decides else ''}→ {_no(sop, onward)}")
    if back is not None:
        ways.append(f"{'Tidak' if decides else 'Kembali'} → {_no(sop, back)}")
    return ways


def _no(sop: Sop, place: int) -> int:
    no = sop.steps[place].no
    return place + 1 if no is None else no
