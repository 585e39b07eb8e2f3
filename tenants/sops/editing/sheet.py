"""What was typed on the sheet, read onto the draft that it was opened from."""

from collections.abc import Mapping
from typing import Any

from runtut.calendar import parse_duration
from runtut.procedures.model import ACTIVITIES, CLOSES, PARTS, SHAPES
from runtut.procedures.model.faults import LONGEST_TEXT, MOST_ITEMS, UNPRINTABLE
from runtut.procedures.model.parsing import DATES, PARAGRAPHS
from runtut.procedures.reading.recognition.dates import read_date

Document = dict[str, Any]
WORDS = ("text", "requirement", "output", "note")
IDENTITY = ("title", "number", "pemda", "opd")
APPROVER = ("position", "name", "rank", "nip")
CHOICES = {"shape": SHAPES, "closes": CLOSES}
MOST_ACTORS = 30
ANCHORS = ("minggu ke", "akhir ", "awal ", "tanggal ", "setiap ", "pertengahan ")


class Sheet:
    """One form; `wrong` maps the names of its fields to what is wrong in them."""

    def __init__(self, form: Mapping[str, str], before: Document) -> None:
        self.form, self.before, self.wrong = form, before, dict[str, list[str]]()

    def read(self) -> Document:
        """The draft as the form has it; a field that the form does not have stays as it was."""
        document = dict(self.before)
        document.pop("sources", None)
        document.pop("findings", None)
        document["identity"] = self._identity()
        document.update({key: self._lines(key) for key in PARAGRAPHS})
        document["actors"] = self._actors()
        document["steps"] = self._steps(document["actors"])
        return document

    def said(self, name: str, before: Any = None) -> Any:
        """A text without blanks around it, None when blank; what cannot be printed is left out."""
        if name not in self.form:
            return before
        words = UNPRINTABLE.sub("", self.form[name].replace("\r\n", "\n")).strip()
        if len(words) > LONGEST_TEXT:
            self.wrong[name] = [f"Tulisan terlalu panjang; paling banyak {LONGEST_TEXT} huruf."]
            return before
        return words or None

    def _identity(self) -> Document:
        old = self.before.get("identity") or {}
        new = {**old, **{key: self.said(f"identity.{key}", old.get(key)) for key in IDENTITY}}
        new.update({key: self._date(f"identity.{key}", old.get(key)) for key in DATES})
        by = old.get("approved_by") or {}
        signer = {key: self.said(f"identity.approved_by.{key}", by.get(key)) for key in APPROVER}
        return {**new, "approved_by": signer if any(signer.values()) else None}

    def _date(self, name: str, before: str | None) -> str | None:
        """In ISO form, however it is written: `31 Januari 2025`, `31-1-2025`, `2025-01-31`, `Januari 2025`, `2025`."""
        said: str | None = self.said(name, before)
        if said is None or said == before:
            return said
        read = read_date(said)
        if read is None:
            self.wrong[name] = ["Tulis tanggal seperti 31 Januari 2025, dan pastikan ada di kalender."]
            return before
        return read

    def _lines(self, key: str) -> list[str]:
        if key not in self.form:
            return list(self.before.get(key) or [])
        lines = [" ".join(UNPRINTABLE.sub("", line).split()) for line in self.form[key].splitlines()]
        found = [line for line in lines if line]
        if len(found) > MOST_ITEMS or any(len(line) > LONGEST_TEXT for line in found):
            self.wrong[key] = [f"Paling banyak {MOST_ITEMS} baris, masing-masing paling panjang {LONGEST_TEXT} huruf."]
            return list(self.before.get(key) or [])
        return found

    def _actors(self) -> list[str]:
        """Columns by their place; one that is just being renamed has a name of its own all the time."""
        found: list[str] = []
        for place, old in enumerate(self.before.get("actors") or []):
            name = " ".join((self.said(f"actors.{place}", old) or f"Pelaksana {place + 1}").split())
            found.append(
                name if name not in found else next(f"{name} ({no})" for no in range(2, 99) if f"{name} ({no})" not in found)
            )
        return found

    def _steps(self, actors: list[str]) -> list[Document]:
        old = {step["id"]: step for step in self.before.get("steps") or []}
        ids = [self.form.get(f"steps.{place}.id", "") for place in range(MOST_ITEMS)]
        known = [(place, old[id_]) for place, id_ in enumerate(ids) if id_ in old]
        if not known or len({step["id"] for _, step in known}) < len(known):
            known = [(MOST_ITEMS + row, step) for row, step in enumerate(old.values())]  # no rows: all stay as they were
        order = [step["id"] for _, step in known]
        return [self._step(place, step, actors, order, row) for row, (place, step) in enumerate(known)]

    def _step(self, place: int, old: Document, actors: list[str], order: list[str], row: int) -> Document:
        at = f"steps.{place}"
        new = {**old, "no": row + 1, **{key: self.said(f"{at}.{key}", old.get(key)) for key in WORDS}}
        new.update({key: self._choice(f"{at}.{key}", allowed, old.get(key)) for key, allowed in CHOICES.items()})
        new["activity"] = self._choice(f"{at}.activity", ("", *ACTIVITIES), old.get("activity")) or None
        new["time"] = self._time(f"{at}.time", old.get("time"))
        new["actors"], new["parts"] = self._people(at, old, actors)
        below = order[row + 1] if row + 1 < len(order) else None
        new["next"] = self._target(f"{at}.next", old.get("next"), order, below)
        new["on_return"] = self._target(f"{at}.on_return", old.get("on_return"), order, None)
        return new

    def _choice(self, name: str, allowed: tuple[str, ...], before: str | None) -> str | None:
        said = self.form.get(name)
        return before if said is None or said not in allowed else said

    def _time(self, name: str, before: Document | None) -> Document | None:
        raw = self.said(name, (before or {}).get("raw"))
        if raw is None or (before and before.get("raw") == raw):
            return before if raw else None
        return standard_time(raw)

    def _people(self, at: str, old: Document, actors: list[str]) -> tuple[list[str], dict[str, str] | None]:
        """Who was in the step before keeps his place in the handing over; columns are counted, so names may change."""
        was, parts = list(self.before.get("actors") or []), old.get("parts") or {}
        before = {was.index(actor): parts.get(actor, "does") for actor in old.get("actors") or [] if actor in was}
        now = {column: self.form.get(f"{at}.cells.{column}", before.get(column, "")) for column in range(len(actors))}
        marked = {column: part for column, part in now.items() if part in PARTS}
        order = [column for column in before if column in marked] + [column for column in marked if column not in before]
        if old.get("parts") is None and set(marked.values()) <= {"does"}:
            return [actors[column] for column in order], None
        return [actors[column] for column in order], {actors[column]: marked[column] for column in order} or None

    def _target(self, name: str, before: str | None, order: list[str], below: str | None) -> str | None:
        """Written as the number of a row; blank is the row below."""
        said = self.said(name, "")
        if name not in self.form:
            return before if before in order else None
        if said is None:
            return below if before == below else None
        if not said.isascii() or not said.isdigit() or not 1 <= int(said[:6]) <= len(order):
            self.wrong[name] = [f"Tulis nomor langkah, 1 sampai {len(order)}."]
            return before if before in order else None
        return order[int(said) - 1]


def standard_time(raw: str) -> Document:
    """The time as it is written, with its number and unit where they can be read."""
    try:
        read = parse_duration(raw)
    except ValueError:
        if any(raw.casefold().startswith(start) for start in ANCHORS):
            return {"raw": raw, "anchor": True}
        return {"raw": raw, "value": None, "unit": None}
    value = float(read.value)
    return {"raw": raw, "value": int(value) if value.is_integer() else value, "unit": read.unit}
