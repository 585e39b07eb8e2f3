"""How large the letters of the identity block may be, so that it stays on one page where that is possible at all."""

from collections.abc import Sequence
from typing import Final

from runtut.procedures.drawing import metrics
from runtut.procedures.drawing.papers import Paper
from runtut.procedures.printing.form import Form

SIZES: Final = (3.53, 3.18, 2.82)
"""Ten, nine and eight points, in millimetres; smaller is not for reading."""
LABEL: Final = 42.0
MARGINS: Final = 26.0
SIGNING: Final = 17.0
VERIFYING: Final = 24.0
PAD, NUMBER, LINE = 3.6, 6.0, 1.32
"""What a cell keeps free across; what the number of an item takes; height of a line, in sizes."""


def identity_size(form: Form, paper: Paper) -> float:
    room = (paper.height or 0.0) - MARGINS - (VERIFYING if form.choices.address else 0.0)
    fitting = (size for size in SIZES if _height(form, paper.table_width / 2, size) <= room)
    return next(fitting, SIZES[-1])


def _height(form: Form, half: float, size: float) -> float:
    line = size * LINE
    facts = sum(_tall((words,), half - LABEL, size) for _, _, value in form.facts for words in [value or ""])
    signer = SIGNING + 4 * line
    parts = sum(line + max(_tall(part.items, half - NUMBER, size) for part in pair) + 2.5 for pair in form.parts)
    return facts + signer + parts + 2.5 * len(form.facts)


def _tall(items: Sequence[str], width: float, size: float) -> float:
    return size * LINE * sum(max(1, len(metrics.lines(words, width - PAD, size))) for words in items or ("",))
