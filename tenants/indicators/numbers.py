"""Numbers as Indonesian officials write them, read without guessing, and written back the same way."""

import re
from decimal import Decimal

from tenants.indicators.formulas import is_usable

LONGEST = 40
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")
COMMA = re.compile(r"[+-]?[0-9]+(,[0-9]+)?")
POINT = re.compile(r"[+-]?[0-9]+\.[0-9]+")
ENGLISH = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+\.[0-9]+")


def read_number(text: str) -> Decimal:
    """1.234,56 or 1234,56 or 1234.56; "1.234" is one thousand and more, as on paper. ValueError for anything else."""
    return _usable(_pointed(_bare(text)))


def read_json_number(text: str) -> Decimal:
    """As read_number(), but "1.234" is one and a bit: so programs write, and so the API itself answers."""
    bare = _bare(text)
    return _usable(bare if POINT.fullmatch(bare) else _pointed(bare))


def _bare(text: str) -> str:
    bare = "".join(text.split()).removesuffix("%").removeprefix("Rp").replace("\N{MINUS SIGN}", "-")
    if len(bare) > LONGEST:
        raise ValueError("Angka ini terlalu panjang.")
    return bare


def _usable(digits: str) -> Decimal:
    number = Decimal(digits)
    if not is_usable(number):
        raise ValueError("Angka ini tidak wajar; periksa jumlah angkanya.")
    return number


def _pointed(bare: str) -> str:
    if THOUSANDS.fullmatch(bare):
        return bare.replace(".", "").replace(",", ".")
    if COMMA.fullmatch(bare):
        return bare.replace(",", ".")
    if POINT.fullmatch(bare):
        return bare
    if ENGLISH.fullmatch(bare):
        return bare.replace(",", "")
    raise ValueError("bukan angka")


def plain(number: Decimal | None) -> str | None:
    """As JSON keeps it: "82.5", with no zeros after the last digit and no exponent."""
    if number is None:
        return None
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def typed(number: Decimal | None) -> str | None:
    """As somebody would type it: "82,5"; read_number() reads the same number from it."""
    text = plain(number)
    return None if text is None else text.replace(".", ",")
