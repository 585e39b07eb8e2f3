"""How a number of a workbook is shown: as a date, with its unit, in percent; as an office here writes it."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import isfinite
from typing import Final

from lxml import etree

from runtut.calendar.wording import MONTHS

Element = etree._Element
MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DATES: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
CLOCKS: Final = frozenset([*range(18, 22), *range(45, 48)])
ELAPSED: Final = re.compile(r"\[h+\]", re.IGNORECASE)
PERCENT: Final = frozenset([9, 10])
QUOTED: Final = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
BRACKETED: Final = re.compile(r"\[[^\]]*\]")
DIGITS: Final = re.compile(r"[#0?][#0?.,]*")
LAST_DAY: Final = 2_958_465


@dataclass(frozen=True)
class Styles:
    """The number formats by the style of a cell; `base` is the day before the first."""

    codes: tuple[tuple[int, str], ...] = ()
    base: datetime = field(default=datetime(1899, 12, 30))  # noqa: DTZ001  (a workbook has no zone)

    def shown(self, raw: str, style: int) -> str:
        try:
            number = float(raw)
        except ValueError:
            return raw
        if not isfinite(number):
            return ""
        no, code = self.codes[style] if 0 <= style < len(self.codes) else (0, "")
        if clock := _clock(number, no, code):
            return clock
        if (no in DATES or _is_date(code)) and 1 <= number <= LAST_DAY:
            return _date(self.base + timedelta(days=number), number)
        if no in PERCENT or ("%" in QUOTED.sub("", code)):
            return f"{_plain(number * 100)}%"
        return _with_words(_plain(number), code)


def styles_of(root: Element | None, since_1904: bool) -> Styles:
    base = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  (a workbook has no zone)
    if root is None:
        return Styles(base=base)
    own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")}
    used = [each.get("numFmtId", "0") for each in root.iterfind(f"{MAIN}cellXfs/{MAIN}xf")]
    return Styles(tuple((int(no) if no.isdigit() else 0, own.get(no, "")) for no in used), base)


def _clock(number: float, no: int, code: str) -> str:
    """Hours and minutes: less than a day by the clock, any number of hours where the format counts them on."""
    bare = QUOTED.sub("", code.split(";")[0])
    counted = no == 46 or bool(ELAPSED.search(bare))
    timed = no in CLOCKS or "h" in BRACKETED.sub("", bare).lower() or counted
    if not timed or not 0 <= number < (LAST_DAY if counted else 1):
        return ""
    hours, minutes = divmod(round(number * 24 * 60), 60)
    return f"{hours}:{minutes:02}"


def _is_date(code: str) -> bool:
    bare = BRACKETED.sub("", QUOTED.sub("", code.split(";")[0])).lower()
    return bool(re.search(r"[dy]|m{3}|h", bare)) and "0" not in bare.replace("00", "").replace(".0", "")


def _date(moment: datetime, number: float) -> str:
    if number < LAST_DAY and moment.hour == moment.minute == 0:
        return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year} {moment:%H.%M}"


def _plain(number: float) -> str:
    """With a comma before decimals and without groups of thousands."""
    whole = round(number, 9)
    if whole == int(whole) and abs(whole) < 1e15:
        return str(int(whole))
    return f"{whole:.10g}".replace(".", ",")


def _with_words(number: str, code: str) -> str:
    """A format like `0 "menit"` writes its words with the number."""
    section = BRACKETED.sub("", code.split(";")[0])
    words = DIGITS.split(QUOTED.sub(lambda found: _kept(found), section), maxsplit=1)
    if len(words) != 2 or not re.search("[a-zA-Z]", "".join(words)) or "E" in words[1]:
        return number
    return f"{words[0]}{number}{words[1]}".strip()


def _kept(found: re.Match[str]) -> str:
    return (found[1] or found[2] or "").replace("0", "").replace("#", "")
