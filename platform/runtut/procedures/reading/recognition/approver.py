"""Who approved: position, name, rank and NIP out of one cell, with or without line breaks between them."""

import re
from collections.abc import Callable, Collection

from runtut.procedures.model import Approver
from runtut.procedures.reading.recognition.dates import read_date
from runtut.procedures.reading.recognition.spelling import fold, value
from runtut.procedures.reading.recognition.words import WORDS

NIP_WORD = r"\bN\.?\s*I\.?\s*P(?:PPK|\.?\s*PPPK)?\b(?:\.?\s*/\s*NRP\b)?"
NIP = re.compile(rf"{NIP_WORD}\s*[.:]*\s*(\d[\d .]{{6,40}}\d|[-.…_\s]*)", re.IGNORECASE)
UNREADABLE = re.compile(r"[^\W\d_]\w*(?: \d+)*|\s[^\W\d_]{1,2}\d\w*")
"""What goes on right after the digits of a NIP where one of them was read as a letter."""
NIP_DIGITS = 18
RANK = re.compile(
    r"\b(?:PEMBINA|PENATA|PENGATUR|JURU)\b(?:\s+(?:UTAMA|MUDA|MADYA|TK\.?\s*\w{1,3}|TINGKAT\s*\w{1,3})\b\.?)*"
    r"\s*[,/(]*\s*(?:\(?\s*(?:GOL\.?\s*)?[IV]{1,3}\s*[/.]?\s*[A-Ea-e]\b\s*\)?)?",
    re.IGNORECASE,
)
DEGREE = re.compile(r",\s*[^\W\d_]|^(?:Drs?a?|Ir|Prof|H|Hj|dr|drg|drh)\.\s", re.IGNORECASE)
"""What tells a person's name from the rest of a position."""
SIGNATURE = re.compile(r"^(?:ttd\.?|tanda\s*tangan|cap|\(?tt[de]\)?|_+|\.{3,}|materai)$", re.IGNORECASE)
ELECTRONIC = re.compile(
    r"^(?:dokumen\s+ini\s+)?(?:telah\s+)?(?:di)?tanda\s*tangan(?:i)?\s+(?:secara\s+)?elektronik(?:\s+oleh)?\s*[,:]*\s*",
    re.IGNORECASE,
)
ISSUED = re.compile(
    r"(?:ditetapkan|disahkan|dikeluarkan|dibuat)\s+di(?:\s+[\w.'-]+){1,4}|(?:pada\s+)?tanggal\b.{0,40}|(?:mengetahui|menyetujui)\W*",
    re.IGNORECASE,
)
"""A line that says where, when or for what is signed: `Ditetapkan di X`, `pada tanggal …`, `Mengetahui`."""
KNOWN_TO = re.compile(r"^(?:mengetahui|menyetujui)\s*[,:/]\s*", re.IGNORECASE)
PLACE_DATE = re.compile(r"(?:[^\W\d_][\w.'-]*\s*){1,4},\s*(\S.*)")
TO_FILL = re.compile(r"[.…_\s-]*(?:[^\W\d_]{3,10}[.…_\s-]+)?(?:20[\d.…_ -]*)?")
ON_BEHALF = re.compile(r"^\W*(?:a\.?\s*n|u\.?\s*b)\b\.?\s*")
LONGEST_POSITION = 120
POSITIONS = frozenset(WORDS["positions"]["words"].split())


def read_approver(text: str, own_words: Collection[str]) -> Approver | None:
    """`own_words` are those of the OPD's and the pemda's name, which a position may repeat: `Camat Sutera`."""
    nip, text, inline = _nip(text)
    rank, lines = _rank([line for raw in text.split("\n") for line in [_said(raw)] if line])
    position, name = _position_and_name(lines, lambda word: word in POSITIONS or word in own_words, inline)
    found = Approver(value(position or ""), value(name or ""), rank, nip)
    return found if any((found.position, found.name, found.rank, found.nip)) else None


def _said(raw: str) -> str:
    """The line without what introduces a signature; empty where it says nothing about who signs."""
    line = ELECTRONIC.sub("", fold(raw).strip(" :;"))
    return "" if SIGNATURE.match(line) or ISSUED.fullmatch(line) or is_place_and_date(line) else KNOWN_TO.sub("", line)


def is_place_and_date(line: str) -> bool:
    """`Sleman, 3 Mei 2024`, or with dots where the date is still to be written; or a date alone."""
    found = PLACE_DATE.fullmatch(line[:LONGEST_POSITION])
    return read_date(line) is not None or bool(found and (read_date(found[1]) or TO_FILL.fullmatch(found[1])))


def names_position(line: str, own_words: Collection[str]) -> bool:
    """Whether a line of a signature is an office: it begins with a word of offices, or most of its words are such."""
    words = re.findall(r"[^\W\d_]+", ON_BEHALF.sub("", line.casefold()))
    if not words or len(line) > LONGEST_POSITION or line.rstrip().endswith("."):
        return False
    return words[0] in POSITIONS or _begins_position(line, lambda word: word in POSITIONS or word in own_words)


def printed_nip(text: str) -> str | None:
    found = NIP.search(text)
    return fold(f"{found[1]}{_broken(text, found)}") if found and any(sign.isdigit() for sign in found[1]) else None


def _broken(text: str, found: re.Match[str]) -> str:
    """The rest of a NIP from the first letter on that stands where a digit should; empty where the digits are whole."""
    rest = UNREADABLE.match(text, found.end()) if found[1].strip(" .-_…") else None
    return rest[0] if rest and len(re.sub(r"\D", "", found[1])) != NIP_DIGITS else ""


def _nip(text: str) -> tuple[str | None, str, bool]:
    """The digits, the text without them, and whether they stood in the line of the name."""
    found = NIP.search(text)
    if found is None:
        return None, text, False
    broken = _broken(text, found)
    digits = "" if broken else re.sub(r"\D", "", found[1])
    before = text[: found.start()].rstrip(" ,;")
    return digits or None, f"{before}\n{text[found.end() + len(broken) :].strip()}", bool(before) and not before.endswith("\n")


def _rank(lines: list[str]) -> tuple[str | None, list[str]]:
    """The rank is at the end of its line, or a line of its own."""
    for place, line in enumerate(lines):
        found = list(RANK.finditer(line))
        if found and not line[found[-1].end() :].strip(" .,)") and (place or found[-1].start()):
            before = line[: found[-1].start()].strip(" ,(")
            rank = found[-1][0].strip(" ,(")
            return rank, [*lines[:place], *([before] if before else []), *lines[place + 1 :]]
    return None, lines


def _position_and_name(lines: list[str], is_position: Callable[[str], bool], signed: bool) -> tuple[str | None, str | None]:
    if not lines:
        return None, None
    if len(lines) > 1:
        started = [place for place, line in enumerate(lines) if place and not _begins_position(line, is_position)]
        place = started[0] if started else len(lines)
        position, name = " ".join(lines[:place]), " ".join(lines[place : place + 1])
        if name:
            return position.rstrip(" ,"), name
        lines = [position]
    before, rest = _split(lines[0], is_position)
    if before and rest and not (signed or DEGREE.search(rest)):
        return lines[0], None
    return before, rest


def _begins_position(line: str, is_position: Callable[[str], bool]) -> bool:
    words = re.findall(r"[^\W\d_]+", line.casefold())
    return bool(words) and sum(map(is_position, words)) * 2 > len(words)


def _split(line: str, is_position: Callable[[str], bool]) -> tuple[str | None, str | None]:
    """The longest beginning of words of office is the position, the rest the name."""
    end = 0
    for word in re.finditer(r"\S+", line):
        bare = re.findall(r"[^\W\d_]+", word[0].casefold())
        if not bare or not all(map(is_position, bare)):
            if re.fullmatch(r"[,&/:-]+", word[0]):
                continue
            break
        end = word.end()
    position, name = line[:end].strip(" ,:"), line[end:].strip(" ,:")
    return (position or None), (name or None)
