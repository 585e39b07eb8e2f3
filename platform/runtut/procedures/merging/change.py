"""A difference that a newer template offers: where it is, what each side says, and what may be decided about it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from runtut.procedures.merging.document import Below, Document, Target
from runtut.procedures.model import StandardTime

MINE, THEIRS, BOTH = "mine", "theirs", "both"
KINDS = ("edit", "insert", "delete", "move", "restore")
Decisions = Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """`base`, `mine`, `theirs` are JSON; None where a side has nothing. `follows` is the key of the change that decides
    for this one: the flow into a new step goes with the step. A conflict is a place that both sides changed differently."""

    kind: str
    section: str
    item: str
    field: str
    base: Any
    mine: Any
    theirs: Any
    conflict: bool = False
    choices: tuple[str, ...] = (MINE, THEIRS)
    follows: str | None = None

    @property
    def place(self) -> tuple[str, str, str]:
        return self.section, self.item, self.field

    @cached_property
    def key(self) -> str:
        """The same for the same place in every merge; fit for the name of a form field."""
        return _digest([self.kind, *self.place])[:16]

    @cached_property
    def fingerprint(self) -> str:
        """What is offered: while it stays the same, a recorded refusal counts."""
        return _digest([self.kind, *self.place, self.base, self.theirs])


def _digest(value: object) -> str:
    return sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Merge:
    """`changes` are open, in reading order; `declined` those that were refused before and are not asked again."""

    base: Document
    mine: Document
    theirs: Document
    changes: tuple[Change, ...]
    declined: tuple[Change, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Change]:
        return {change.key: change for change in self.changes}

    @property
    def questions(self) -> tuple[Change, ...]:
        """Those that somebody decides; the rest follows one of them."""
        return tuple(change for change in self.changes if change.follows is None)

    @property
    def conflicts(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.conflict)

    def decided(self, decisions: Decisions) -> dict[str, str]:
        """Every decision with what follows from it; a key or a choice that this merge does not have is refused."""
        for key, choice in decisions.items():
            if key not in self.by_key or choice not in self.by_key[key].choices:
                raise UnknownDecisionError(key, choice)
        found = {change.key: decisions.get(change.follows or change.key) for change in self.changes}
        return {key: (BOTH if choice == BOTH and BOTH in self.by_key[key].choices else THEIRS if choice != MINE else MINE)
                for key, choice in found.items() if choice is not None}  # fmt: skip


class UnknownDecisionError(ValueError):
    """A decision about a change that the merge does not have, or one that this change does not allow."""

    def __init__(self, key: str, choice: str) -> None:
        super().__init__(f"{key}: {choice}")
        self.key, self.choice = key, choice


def plain(value: object) -> Any:
    """A value of a document as JSON."""
    if isinstance(value, Target):
        return value.key
    if isinstance(value, Below):
        return None
    if isinstance(value, StandardTime):
        return asdict(value)
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


def take_all(merge: Merge) -> dict[str, str]:
    """Take everything that is offered and nobody else has changed; where both did, keep mine."""
    return {change.key: MINE if change.conflict else THEIRS for change in merge.questions}
