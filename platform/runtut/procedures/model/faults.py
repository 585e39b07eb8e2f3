"""What is wrong with a document, place by place, and a cursor that collects it while reading."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

LONGEST_TEXT = 4000
MOST_ITEMS = 200
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class SopError(ValueError):
    """The document breaks the format; `errors` maps a path like `steps[3].time.unit` to its sentences."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        self.errors = dict(errors)
        first, *more = [f"{path}: {sentence}" for path, found in self.errors.items() for sentence in found]
        super().__init__(first + (f" (dan {len(more)} kesalahan lain)" if more else ""))


class Faults:
    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {}

    def add(self, path: str, sentence: str) -> None:
        self.found.setdefault(path, []).append(sentence)

    def raise_if_any(self) -> None:
        if self.found:
            raise SopError(self.found)


class Cursor:
    """Reads the fields of one JSON object; a wrong field is noted and read as empty."""

    def __init__(self, value: object, path: str, faults: Faults) -> None:
        if not isinstance(value, Mapping):
            faults.add(path or "dokumen", "Isinya harus berupa kumpulan isian bernama; periksa susunan berkasnya.")
        self.fields: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
        self.path, self.faults = path, faults

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def wrong(self, key: str, sentence: str) -> None:
        self.faults.add(self.at(key), sentence)

    def only(self, known: Sequence[str]) -> None:
        for key in islice((key for key in self.fields if key not in known), MOST_ITEMS):
            self.wrong(UNPRINTABLE.sub("?", str(key))[:80], "Isian ini tidak dikenal; hapus atau perbaiki namanya.")

    def text(self, key: str) -> str | None:
        value = self.fields.get(key)
        return None if value is None else self._printable(key, value)

    def _printable(self, key: str, value: object) -> str | None:
        if not isinstance(value, str):
            self.wrong(key, "Harus berupa tulisan.")
        elif not value.strip():
            self.wrong(key, "Tulisan kosong; isi, atau kosongkan dengan null.")
        elif len(value) > LONGEST_TEXT:
            self.wrong(key, f"Tulisan terlalu panjang; paling banyak {LONGEST_TEXT} huruf.")
        elif UNPRINTABLE.search(value):
            self.wrong(key, "Ada karakter yang tidak dapat dicetak; ketik ulang tulisannya.")
        else:
            return value
        return None

    def items(self, key: str) -> Iterator[tuple[str, object]]:
        value = self.fields.get(key)
        if value is not None and not isinstance(value, list | tuple):
            self.wrong(key, "Harus berupa daftar.")
        elif value and len(value) > MOST_ITEMS:
            self.wrong(key, f"Daftar terlalu panjang; paling banyak {MOST_ITEMS} baris.")
        elif value:
            yield from ((f"{key}[{place}]", item) for place, item in enumerate(value))

    def texts(self, key: str) -> tuple[str, ...]:
        read = (self._printable(path, item) for path, item in self.items(key))
        return tuple(text for text in read if text is not None)

    def distinct(self, key: str) -> tuple[str, ...]:
        found = self.texts(key)
        for text in dict.fromkeys(text for text in found if found.count(text) > 1):
            self.wrong(key, f"“{text}” tertulis lebih dari satu kali; hapus yang berlebih.")
        return tuple(dict.fromkeys(found))

    def choice(self, key: str, allowed: Sequence[str], default: str | None = None) -> str | None:
        value = self.fields.get(key)
        if value is None:
            return default
        if not isinstance(value, str) or value not in allowed:
            self.wrong(key, f"Harus salah satu dari: {', '.join(allowed)}.")
            return default
        return value

    def number(self, key: str) -> float | None:
        value = self.fields.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100_000:
            self.wrong(key, "Harus berupa angka antara 0 dan 100.000.")
            return None
        return value

    def ordinal(self, key: str) -> int | None:
        value = self.number(key)
        if value is not None and not isinstance(value, int):
            self.wrong(key, "Harus berupa bilangan bulat.")
        return value if isinstance(value, int) else None

    def date(self, key: str) -> str | None:
        value = self.text(key)
        if value is not None and not is_partial_date(value):
            self.wrong(key, "Tanggal harus ditulis 2025-01-31, 2025-01 atau 2025, dan ada di kalender.")
            return None
        return value


def is_partial_date(value: str) -> bool:
    match = PARTIAL_DATE.fullmatch(value)
    if not match:
        return False
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
