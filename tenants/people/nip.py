"""NIP of a civil servant: 18 digits of birth date, month of appointment, sex and serial (domain.md §4.4)."""

import re
from datetime import date


def doubts(nip: str, today: date) -> list[str]:
    """What speaks against `nip`, as sentences: warn, never block, for real documents hold faulty ones."""
    digits = re.sub(r"\s", "", nip)
    if not re.fullmatch(r"\d{18}", digits):
        return [f"NIP harus 18 angka, ini {len(digits)}."]
    said = [] if _is_date(digits[:8]) else ["Delapan angka pertama bukan tanggal lahir."]
    if not int(digits[:4]) + 17 <= int(digits[8:12]) <= today.year:
        said.append("Tahun pengangkatan tidak cocok dengan tahun lahir.")
    if not 1 <= int(digits[12:14]) <= 12:
        said.append("Bulan pengangkatan tidak ada; mungkin ini NI PPPK.")
    if digits[14] not in "12":
        said.append("Angka ke-15 harus 1 (laki-laki) atau 2 (perempuan).")
    return said


def spaced(nip: str) -> str:
    """As it is printed: `19680411 199303 1 009`."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if len(nip) == 18 else nip


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
