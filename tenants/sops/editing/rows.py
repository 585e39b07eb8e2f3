"""The rows of the sheet as they are shown: marks by column, targets by number."""

from dataclasses import dataclass
from typing import Any

from tenants.sops.editing.sheet import Document


@dataclass(frozen=True)
class Row:
    """`cells` has a part or nothing for each actor; `next` and `on_return` are numbers of rows, "" where nothing is written."""

    step: Document
    no: int
    cells: tuple[str, ...]
    next: int | str
    on_return: int | str

    @property
    def time(self) -> str:
        return str((self.step.get("time") or {}).get("raw") or "")


def rows(document: Document) -> list[Row]:
    steps = document["steps"]
    numbers = {step["id"]: no for no, step in enumerate(steps, 1)}
    return [_row(step, no, document["actors"], numbers) for no, step in enumerate(steps, 1)]


def _row(step: dict[str, Any], no: int, actors: list[str], numbers: dict[str, int]) -> Row:
    parts = step.get("parts") or {}
    cells = tuple(parts.get(actor, "does") if actor in step["actors"] else "" for actor in actors)
    following = numbers.get(step["next"], "") if step.get("next") else ""
    return Row(step, no, cells, "" if following == no + 1 else following, numbers.get(step.get("on_return") or "", ""))
