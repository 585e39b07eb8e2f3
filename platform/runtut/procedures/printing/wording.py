"""The words of a cell as its author wrote them, also where the drawing had to break a word or a row."""

from runtut.procedures.drawing.rows import cell_words
from runtut.procedures.model import Sop, Step
from runtut.procedures.printing.cells import Band, Cell


class Wording:
    """Ask for the cells in the order of the pages: a row that goes on over pages gives a piece each time."""

    def __init__(self, sop: Sop) -> None:
        self.sop = sop
        self.place: int | None = None
        self.given: dict[str, int] = {}

    def of(self, cell: Cell, band: Band) -> str:
        if band.step is not None and band.step != self.place:
            self.place, self.given = band.step, {}
        if any(line.role == "continued" for line in cell.lines) or self.place is None:
            return cell.words
        return self._piece(cell, written(self.sop.steps[self.place], self.place, cell.key))

    def _piece(self, cell: Cell, whole: str) -> str:
        """As many letters as the lines have, with the spaces between them that the author put there."""
        start = self.given.get(cell.key, 0)
        left, end = sum(len(line.words.replace(" ", "")) for line in cell.lines), start
        while left and end < len(whole):
            left -= whole[end] != " "
            end += 1
        self.given[cell.key] = end
        return whole[start:end].strip()


def written(step: Step, place: int, key: str) -> str:
    """The words of a text column, with single spaces."""
    return " ".join(cell_words(step, place)[key].split())
