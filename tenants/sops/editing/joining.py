"""Two people wrote on one draft: what both changed is put together, what both changed differently is asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tenants.sops.comparing.flat import ACTORS, FIELDS, ORDER, Document, Flat, flat, label, said, whole

MINE, THEIRS = "mine", "theirs"
PRESENT = "present"


@dataclass(frozen=True)
class Clash:
    """A place that both changed: in words what I have and what they have."""

    key: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Joined:
    """`document` is whole once there are no `clashes`; `taken` says which places came from the other one."""

    document: dict[str, Any]
    clashes: tuple[Clash, ...]
    taken: tuple[str, ...]


def join(base: Document | None, mine: Document, theirs: Document, picks: Mapping[str, str]) -> Joined:
    """Three drafts into one by step and field; without a base everything that differs is asked about."""
    return Joining(flat(base) if base else {}, flat(mine), flat(theirs), picks).joined(theirs)


class Joining:
    def __init__(self, base: Flat, mine: Flat, theirs: Flat, picks: Mapping[str, str]) -> None:
        self.base, self.mine, self.theirs, self.picks = base, mine, theirs, picks
        self.clashes: list[Clash] = []
        self.taken: list[str] = []
        order = [*mine[ORDER], *(id_ for id_ in theirs[ORDER] if id_ not in mine[ORDER])]
        self.numbers = {id_: no for no, id_ in enumerate(order, 1)}

    def joined(self, frame: Document) -> Joined:
        table: Flat = {}
        for key in self._loose():
            table[key] = self._value(key)
        table[ORDER] = self._order(table)
        return Joined(whole(table, frame), tuple(self.clashes), tuple(self.taken))

    def _loose(self) -> list[str]:
        """Everything but the steps that are not in both."""
        keys = [*self.mine, *(key for key in self.theirs if key not in self.mine)]
        both = set(self.mine[ORDER]) & set(self.theirs[ORDER])
        return [key for key in keys if key != ORDER and (not key.startswith("steps.") or self._id(key) in both)]

    @staticmethod
    def _id(key: str) -> str:
        return key.removeprefix("steps.").rpartition(".")[0]

    def _value(self, key: str) -> Any:
        base, mine, theirs = self.base.get(key), self.mine[key], self.theirs[key]
        if mine == theirs or (self.base and theirs == base):
            return mine
        if self.base and mine == base:
            self.taken.append(label(key, self.numbers))
            return theirs
        if key == ACTORS and self.base:
            return self._columns(base or [], mine, theirs)
        return mine if self._ask(key, mine, theirs) == MINE else theirs

    def _columns(self, base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
        """Columns that either added are there, those that either took out are gone."""
        kept = [name for name in mine if name in theirs or name not in base]
        return kept + [name for name in theirs if name not in mine and name not in base]

    def _ask(self, key: str, mine: Any, theirs: Any) -> str:
        """What was picked; without a pick the place is a clash, and mine is shown."""
        pick = self.picks.get(key)
        if pick in (MINE, THEIRS):
            return pick
        words = (said(key, value, self.numbers) if key.rpartition(".")[2] != PRESENT else value for value in (mine, theirs))
        self.clashes.append(Clash(key, label(key, self.numbers), *words))
        return MINE

    def _order(self, table: Flat) -> list[str]:
        """The steps of both in one order; a step that only one has was added by him or deleted by the other."""
        base, mine, theirs = self.base.get(ORDER, []), self.mine[ORDER], self.theirs[ORDER]
        both = [id_ for id_ in mine if id_ in theirs]
        theirs_both = [id_ for id_ in theirs if id_ in mine]
        old = [id_ for id_ in base if id_ in both]
        moved_by_me, moved_by_them = (
            [id_ for id_ in both if id_ in old] != old,
            [id_ for id_ in theirs_both if id_ in old] != old,
        )
        order = theirs_both if moved_by_them and not moved_by_me else both
        asked = (moved_by_me and moved_by_them) or not self.base
        if asked and both != theirs_both and self._ask(ORDER, both, theirs_both) == THEIRS:
            order = theirs_both
        order = list(order)
        for name, side, other in ((MINE, self.mine, self.theirs), (THEIRS, self.theirs, self.mine)):
            for id_ in side[ORDER]:
                if id_ not in other[ORDER] and self._stays(id_, name, side):
                    _insert(order, id_, side[ORDER])
                    table.update({f"steps.{id_}.{key}": side[f"steps.{id_}.{key}"] for key in FIELDS})
        return order

    def _stays(self, id_: str, name: str, side: Flat) -> bool:
        """Added by `name`, or deleted by the other one although `name` went on writing in it: then it is asked.

        Without a base nobody knows whether one added it or the other deleted it, so it is asked as well.
        """
        if self.base and id_ not in self.base[ORDER]:
            if name == THEIRS:
                self.taken.append(label(f"steps.{id_}.{PRESENT}", self.numbers))
            return True
        if not self.base:
            return self._ask_present(id_, name, side, "langkah ini tidak ada")
        if all(side[f"steps.{id_}.{key}"] == self.base[f"steps.{id_}.{key}"] for key in FIELDS):
            if name == MINE:
                self.taken.append("langkah yang dihapus")
            return False
        return self._ask_present(id_, name, side, "langkah ini dihapus")

    def _ask_present(self, id_: str, name: str, side: Flat, gone: str) -> bool:
        has = said(f"steps.{id_}.text", side[f"steps.{id_}.text"], {}) or "langkah tanpa uraian"
        words = (has, gone) if name == MINE else (gone, has)
        return self._ask(f"steps.{id_}.{PRESENT}", *words) == name


def _insert(order: list[str], id_: str, among: Sequence[str]) -> None:
    """Below the step that it stood below."""
    above = [other for other in among[: among.index(id_)] if other in order]
    order.insert(order.index(above[-1]) + 1 if above else 0, id_)
