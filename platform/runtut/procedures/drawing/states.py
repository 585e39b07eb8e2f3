"""How the state of a step is shown: by outline, by mark and by word, and only then by colour."""

from dataclasses import dataclass
from typing import Final

INK: Final = "#1C2530"
"""Of a drawing that stands alone as a file: nothing around it gives it a colour."""

STATES: Final = ("done", "current", "waiting", "late", "returned")

SAID: Final = {
    "done": "selesai",
    "current": "sedang berjalan",
    "waiting": "menunggu",
    "late": "terlambat",
    "returned": "dikembalikan",
}
"""The word for a person who hears the drawing, and for the key below it."""

WRITTEN: Final = {"current": "Sekarang", "late": "Terlambat", "returned": "Kembali"}
"""The word inside the symbol."""


@dataclass(frozen=True)
class Look:
    """Presentation attributes; a page may override all of them by the class `step-<state>`."""

    stroke: str = "currentColor"
    width: float = 0.36
    fill: str = "currentColor"
    tint: float = 0.0
    faint: float = 1.0


PLAIN: Final = Look()
LOOKS: Final = {
    "done": Look("#1F6B3A", 0.42, "#1F6B3A", 0.13),
    "current": Look("#0B5D66", 0.9, "#0B5D66", 0.12),
    "waiting": Look(width=0.3, faint=0.6),
    "late": Look("#A3261F", 0.9, "#A3261F", 0.1),
    "returned": Look("#9A5B00", 0.7, "#9A5B00", 0.12),
}


def look(state: str | None) -> Look:
    return LOOKS.get(state or "", PLAIN)
