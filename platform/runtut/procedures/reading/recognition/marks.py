"""What stands in an actor's column: drawn shapes, and the signs and words that are left of them in a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from runtut.procedures.reading.source import Cell, Mark, Symbol

WORDS: Mapping[str, Symbol] = {
    **dict.fromkeys(("mulai", "start", "begin", "awal"), "start"),
    **dict.fromkeys(("selesai", "end", "finish", "stop", "berakhir"), "end"),
    **dict.fromkeys(("v", "x", "√", "✓", "✔", "✗", "✘", "✖", "☑", "☒", "*", "●", "•", "⚫", "○", "◯", "o", "◉", "#"), "mark"),
}  # fmt: skip
SIGNS: Mapping[str, Symbol] = {
    **dict.fromkeys("□■▢▣▭▬▯▮☐⬜⬛◻◼◽◾▪▫▱▰❑❒", "process"),
    **dict.fromkeys("◇◆◊⬦⬥♦♢⬨⯁❖⋄", "decision"),
    **dict.fromkeys("⬭⬬⬯⬮", "terminator"),
    **dict.fromkeys("⬠⬟⌂⏢⛉", "connector"),
    **dict.fromkeys("↓↑→←↔↕⇓⇑⇒⇐⬇⬆➡⬅▼▲►◄▶◀⟶⟵↘↙↗↖↳↲↵⤵⤴⭣⭡➔➜", "arrow"),
    **dict.fromkeys("√✓✔✗✘✖☑☒●•⚫○◯◉*", "mark"),
}
ANSWERS = {"ya": "Ya", "yes": "Ya", "tidak": "Tidak", "no": "Tidak", "tdk": "Tidak"}
SHORT_ANSWERS = {"y": "Ya", "t": "Tidak", "n": "Tidak"}
"""Only before an arrow that leads to a number; elsewhere such a letter is a connector."""
TARGET = re.compile(
    r"(?:\b(ya|tidak|tdk)\b\s*[,:]?\s*(?:→|➔|->|=>|(?:kembali\s+)?ke)"
    r"|(?:\b(kembali|[A-NP-UWYZ])\b\s*[,:]?\s*)?(?:→|➔|->|=>))"
    r"\s*(?:langkah\s*|no\.?\s*|nomor\s*)?(\d{1,3})\b",
    re.IGNORECASE,
)
CONNECTOR = re.compile(r"([A-JL-NP-U])\1?")
"""The letter of an off-page connector; V, X and O are ticks."""
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
LINES = re.compile(r"[–—│┃|─━┌┐└┘├┤┬┴┼╭╮╯╰\-_.:,;()\[\]/\\]+")
BOXES: frozenset[Symbol] = frozenset({"start", "end", "process", "decision", "terminator", "mark"})


@dataclass(frozen=True)
class Seen:
    """The marks of a cell, the answers Ya and Tidak written in it, and words that are neither."""

    marks: tuple[Mark, ...] = ()
    answers: tuple[str, ...] = ()
    rest: str = ""
    targets: tuple[tuple[str, int], ...] = ()
    """Where an answer leads, if it is written: `Tidak → 10`, `Kembali → 3`; `→ 9` without a word is the way on."""
    unclear: tuple[str, ...] = ()
    """Letters before an arrow to a number that are no answer."""


def seen_in(cell: Cell) -> Seen:
    """Drawn shapes count before signs; the words inside a shape are its own and are no second mark.

    Of a picture that only stands there, a sign in the same cell says what it shows.
    """
    read = _read(cell.text)
    drawn = tuple(_by_its_word(mark) for mark in cell.marks)
    named = next((mark.symbol for mark in read.marks if mark.symbol in BOXES), None)
    if named and drawn and all(mark.symbol == "mark" for mark in drawn):
        drawn = (replace(drawn[0], symbol=named), *drawn[1:])
    if not drawn:
        return read
    words = {mark.text.casefold() for mark in drawn if mark.text}
    rest = "" if read.rest.casefold() in words else read.rest
    known = {mark.symbol for mark in drawn}
    more = tuple(mark for mark in read.marks if mark.symbol in ("start", "end") and mark.symbol not in known)
    return Seen(drawn + more, read.answers, rest, read.targets, read.unclear)


def _by_its_word(mark: Mark) -> Mark:
    word = WORDS.get((mark.text or "").strip().casefold())
    return Mark(word, mark.text, mark.key) if word in ("start", "end") and mark.symbol in ("terminator", "process") else mark


def _way(answer: str, before: str) -> str | None:
    """The answer that leads on; None where a letter stands for it that means neither."""
    if answer:
        return ANSWERS[answer.casefold()]
    return "Ya" if not before else "Tidak" if before.casefold() == "kembali" else SHORT_ANSWERS.get(before.casefold())


def _answered(found: re.Match[str]) -> str:
    return f" {found[1] or SHORT_ANSWERS.get((found[2] or '').casefold(), '')} "


def _read(text: str) -> Seen:
    marks: list[Mark] = []
    answers: list[str] = []
    rest: list[str] = []
    written = [(_way(answer, before), before, int(no)) for answer, before, no in TARGET.findall(text)]
    targets = tuple((way, no) for way, _, no in written if way is not None)
    unclear = tuple(before for way, before, _ in written if way is None)
    for token in WORD.findall(TARGET.sub(_answered, text.replace("\ufe0f", ""))):
        folded = token.casefold()
        if (symbol := SIGNS.get(token) or WORDS.get(folded)) is not None:
            marks.append(Mark(symbol, token))
        elif CONNECTOR.fullmatch(token):
            marks.append(Mark("connector", token))
        elif folded in ANSWERS:
            answers.append(ANSWERS[folded])
        elif not LINES.fullmatch(token):
            rest.append(token)
    if rest:  # a sentence that slipped in here, not signs: its letters are no marks
        marks = [mark for mark in marks if mark.symbol not in ("mark", "start", "end", "connector")]
    return Seen(tuple(marks), tuple(answers), " ".join(rest), targets, unclear)
