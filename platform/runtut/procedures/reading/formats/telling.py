"""What words say of a drawing where the drawing itself is lost: its description, and the words that stood in it."""

import re
from collections.abc import Sequence
from typing import Final

from runtut.procedures.reading.formats.canvas import BEGIN, FINISH, worded
from runtut.procedures.reading.formats.linking import BRANCH
from runtut.procedures.reading.formats.settling import SIGN
from runtut.procedures.reading.source import Symbol

LEAD: Final = (
    r"(?P<flow>flow\s?chart|bagan alir|bagan alur|diagram alir|diagram alur)?\s*(?:simbol|symbol|bentuk|shape)?\s*[:\-–]?\s*"
)
ENDED: Final = r"(?=\s*(?:$|[\d,;:.()\-–]))"
"""After the name of a shape come a number, a comma or nothing; in a sentence the same word means something else."""
LEADING: Final = r"(?=\s*(?:$|[\d,;:.()\-–]|(?:dari|ke|from|to)\b))"
SAID: Final[Sequence[tuple[Symbol, str, str]]] = (
    ("connector", r"off-?\s?page(?: connector)?|(?:sambungan|penghubung|konektor) (?:antar)?halaman(?: [A-Z])?", ENDED),
    ("arrow", r"(?:tanda )?panah|(?:\w+ ){0,2}(?:arrow|connector)|garis|konektor|line", LEADING),
    ("start", r"mulai|start|begin|awal", ENDED),
    ("end", r"selesai|end|finish|akhir", ENDED),
    ("decision", r"keputusan|decision|diamond|belah ketupat|rhombus", ENDED),
    ("terminator", r"terminator|terminal|oval|ell?ips[eo]?|kapsul", ENDED),
    ("process", r"kegiatan|(?:\w+ )?(?:process|rectangle)|proses|aktivitas|activity|persegi(?: panjang)?|kotak", ENDED),
)
"""In the order in which they are looked for: `off-page connector` before `connector`."""
NAMES: Final = {symbol: re.compile(rf"\s*{LEAD}(?:{names}){ended}", re.IGNORECASE) for symbol, names, ended in SAID}
LONGEST: Final = 300


def told(words: str) -> Symbol | None:
    """The symbol that a description names first: `Keputusan, langkah 8`, `Flowchart: Terminator: Mulai`, `Straight Arrow 4`."""
    for symbol, names in NAMES.items():
        if (found := names.match(words[:LONGEST])) is not None:
            if symbol == "arrow" and found["flow"]:
                return "connector"
            return worded(symbol, words[found.end() :].lstrip(" :,;")) if symbol == "terminator" else symbol
    return None


def is_word_of_drawing(text: str) -> bool:
    """`Mulai` in a capsule, `Ya` beside an arrow, the letter of an off-page connector."""
    return any(words.fullmatch(text) for words in (BEGIN, FINISH, BRANCH, SIGN))
