"""Quarters of a year, written 2025-TW1 and said Triwulan I 2025."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, order=True)
class Period:
    year: int
    quarter: int

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 2999 and 1 <= self.quarter <= 4):
            raise ValueError("Periode harus berupa tahun dan triwulan 1 sampai 4, misalnya 2025-TW1.")

    @classmethod
    def parse(cls, text: str) -> Self:
        match = re.fullmatch(r"([0-9]{4})-TW([1-4])", text)
        if match is None:
            raise ValueError(f"Periode “{text}” tidak dikenal; tulis seperti 2025-TW1.")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, (day.month + 2) // 3)

    def __str__(self) -> str:
        return f"{self.year}-TW{self.quarter}"

    @property
    def label(self) -> str:
        return f"Triwulan {ROMAN[self.quarter - 1]} {self.year}"

    @property
    def start(self) -> date:
        return date(self.year, 3 * self.quarter - 2, 1)

    @property
    def end(self) -> date:
        """The last day, still inside."""
        return self.next().start - timedelta(days=1)

    def next(self) -> Self:
        return self._moved(1)

    def previous(self) -> Self:
        return self._moved(-1)

    def _moved(self, quarters: int) -> Self:
        year, quarter = divmod(4 * self.year + self.quarter - 1 + quarters, 4)
        return type(self)(year, quarter + 1)
