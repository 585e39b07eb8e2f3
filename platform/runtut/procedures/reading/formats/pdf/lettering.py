"""From single letters on a page to lines, words and paragraphs, also of letters that stand on their side."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, Final

from runtut.procedures.drawing.picture import Box
from runtut.procedures.reading.formats.canvas import union
from runtut.procedures.reading.formats.decoding import tidy

SPACE: Final = 0.18
"""Share of the size at which a gap between letters is a space."""
WIDEST_PAD: Final = 6.0
LONGEST_REST: Final = 8
"""Letters of what is left of a word that was broken; more are a word of their own, unless the whole is said elsewhere."""
SHORT_WORDS: Final = frozenset(["dan", "atau", "di", "ke", "dari", "yang", "untuk", "pada", "dengan", "oleh", "serta", "per"])
ITEM: Final = re.compile(r"(\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|[-–•*○▪‣➢✓√])(\s|$)")


@dataclass(frozen=True)
class Letter:
    """`along` and `aside` are measured in the direction of reading."""

    text: str
    box: Box
    along: float
    end: float
    aside: float
    size: float
    bold: bool


@dataclass(frozen=True)
class Row:
    """A line of letters as it stands on the paper."""

    text: str
    box: Box
    start: float
    end: float
    aside: float
    size: float
    first: float
    """Width of its first word."""
    bold: bool


def letters_of(chars: Iterable[dict[str, Any]]) -> tuple[list[Letter], list[Letter]]:
    """The upright letters of a page, and those that are turned by a quarter."""
    upright: list[Letter] = []
    turned: list[Letter] = []
    for char in chars:
        letter = _letter(char)
        if letter is not None:
            (upright if _upright(char) else turned).append(letter)
    return upright, turned


def _upright(char: dict[str, Any]) -> bool:
    """By the matrix, since a quarter turn is seldom exact enough for the reader of the file to call it one."""
    across, up, *_ = char.get("matrix", (1, 0, 0, 0))
    return bool(char.get("upright", True)) and abs(across) >= abs(up)


def _letter(char: dict[str, Any]) -> Letter | None:
    text = char["text"]
    box = Box(char["x0"], char["top"], char["x1"] - char["x0"], char["bottom"] - char["top"])
    bold = "bold" in str(char.get("fontname", "")).lower()
    if _upright(char):
        return Letter(text, box, box.x, box.right, box.bottom, max(box.height, 1.0), bold)
    climbing = char.get("matrix", (0, 1, 0, 0))[1] > 0
    size = max(box.width, 1.0)
    if climbing:
        return Letter(text, box, -box.bottom, -box.y, box.right, size, bold)
    return Letter(text, box, box.y, box.bottom, -box.x, size, bold)


def rows_of(letters: Sequence[Letter]) -> list[Row]:
    """Lines from the top; letters of one line share a base line up to half their size."""
    groups: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: letter.aside):
        same = groups and abs(median_aside(groups[-1]) - letter.aside) <= 0.45 * letter.size
        if same:
            groups[-1].append(letter)
        else:
            groups.append([letter])
    return [row for group in groups if (row := _row(group))]


def median_aside(group: Sequence[Letter]) -> float:
    return group[len(group) // 2].aside


def _row(group: list[Letter]) -> Row | None:
    ordered = sorted(group, key=lambda letter: letter.along)
    inked = [letter for letter in ordered if letter.text.strip()]
    if not inked:
        return None
    text = tidy(_spelled(ordered)).strip()
    size = median(letter.size for letter in inked)
    gaps = [b.along for a, b in pairwise(ordered) if _apart(a, b) or not a.text.strip()]
    first = next((gap for gap in gaps if gap > inked[0].along), inked[-1].end) - inked[0].along
    bold = all(letter.bold for letter in inked)
    box = union([letter.box for letter in inked])
    return Row(text, box, inked[0].along, inked[-1].end, inked[0].aside, size, first, bold)


def _apart(a: Letter, b: Letter) -> bool:
    return b.along - a.end > SPACE * min(a.size, b.size)


def _spelled(ordered: Sequence[Letter]) -> str:
    parts = [ordered[0].text]
    for a, b in pairwise(ordered):
        if _apart(a, b) and a.text.strip() and b.text.strip():
            parts.append(" ")
        parts.append(b.text)
    return re.sub(r"[ \u00a0]+", " ", "".join(parts))


def flowing(rows: Sequence[Row], left: float, right: float, said: Container[str] = frozenset()) -> str:
    """Lines as paragraphs: a line that had no room for the next word goes on in the next line.

    `said` are words of the document, by which a word that was broken is told from two words.
    """
    if not rows:
        return ""
    pad = max(min(min(row.start - left, right - row.end) for row in rows), 0.0)
    text = rows[0].text
    for above, below in pairwise(rows):
        text += _seam(above, below, left, right, pad, said) + below.text
    return text


def _seam(above: Row, below: Row, left: float, right: float, pad: float, said: Container[str]) -> str:
    """Nothing inside a broken word, a space inside a paragraph, a line end between two."""
    if below.aside - above.aside > 2.1 * max(above.size, below.size) or ITEM.match(below.text):
        return "\n"
    more = 0.25 * above.size + below.first + 0.5
    if above.end - above.start + more < right - left - 2 * pad and above.end + more < right - pad:
        return "\n"
    if re.search(r"\w[-/]$", above.text):
        return ""
    whole = above.end - above.start + below.first
    broken = whole > right - left - 2 * pad and above.end - above.start + 0.7 * above.size > right - left - 2 * min(
        pad, WIDEST_PAD
    )
    return "" if broken and is_broken(above.text, below.text, said) else " "


def is_broken(above: str, below: str, said: Container[str]) -> bool:
    """One long word that did not fit: said whole elsewhere, or neither half of it is a word that is said elsewhere."""
    end, rest = above.casefold(), (below.split() or [""])[0].casefold()
    if " " in above or not below[:1].islower():
        return False
    if bare(end + rest) in said:
        return True
    if re.search(r"\w[-/]\w", end):  # it would have been broken there
        return False
    apart = bare(end) in said or bare(rest) in said or re.split(r"\W", rest)[0] in SHORT_WORDS
    return not apart and len(bare(rest)) <= LONGEST_REST


def bare(word: str) -> str:
    return word.casefold().strip(".,;:()\"'")


def whole_words(rows: Sequence[Row]) -> Iterator[str]:
    """Words that surely are whole: not where one line ends and the next begins."""
    for at, row in enumerate(rows):
        words = row.text.split()
        yield from (bare(word) for word in words[at > 0 : len(words) - (at < len(rows) - 1)] if len(word) > 1)
