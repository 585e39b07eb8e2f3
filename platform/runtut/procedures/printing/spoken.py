"""What each symbol of a drawn page says to those who hear it: who, what, and where the flow goes on."""

from runtut.procedures.drawing import Page
from runtut.procedures.drawing.spoken import PARTS_SAID
from runtut.procedures.model import Sop, following, returning

KINDS = {"start": "Mulai", "end": "Selesai", "process": "Kegiatan", "decision": "Keputusan"}


class Spoken:
    def __init__(self, sop: Sop, page: Page) -> None:
        self.sop, self.page = sop, page

    def shape(self, at: int) -> str:
        """`Keputusan; ya ke langkah 9, tidak ke langkah 7`, or for whoever takes part: `ikut serta`."""
        shape = self.page.shapes[at]
        if shape.step is None:
            return f"Sambungan halaman {shape.label}"
        if not shape.main:
            return PARTS_SAID.get(shape.part, KINDS["process"])
        ways = self._ways(shape.step)
        return f"{KINDS[shape.kind]}; {', '.join(ways)}" if ways else KINDS[shape.kind]

    def _ways(self, place: int) -> list[str]:
        onward, back = following(self.sop, place), returning(self.sop, place)
        decides = self.sop.steps[place].shape == "decision"
        ways = [f"{'ya ' if decides else ''}ke langkah {self.no(onward)}"] if onward is not None else []
        return ways + ([f"{'tidak' if decides else 'kembali'} ke langkah {self.no(back)}"] if back is not None else [])

    def no(self, place: int) -> int:
        no = self.sop.steps[place].no
        return place + 1 if no is None else no
