"""Three documents become the changes that theirs offers to mine."""

from collections.abc import Collection, Iterator, Mapping

from runtut.procedures.merging.change import BOTH, MINE, THEIRS, Change, Merge, plain
from runtut.procedures.merging.document import LISTS, SECTIONS, STEP_FIELDS, Document, Section, Target, documents
from runtut.procedures.merging.following import with_followers
from runtut.procedures.merging.ordering import before_it, moved, turned
from runtut.procedures.model import Sop

JOINED = ("requirement", "output", "note")
LONGEST = 3900
Values = Mapping[str, object]
Keys = Collection[str]


def merge(base: Sop, mine: Sop, theirs: Sop, declined: Collection[str] = ()) -> Merge:
    """What `theirs` has changed since `base` and `mine` has not got yet; `declined` are fingerprints not to ask again."""
    three = documents(base, mine, theirs)
    found = with_followers(tuple(_changes(*three)))
    refused = {change.key for change in found if change.fingerprint in declined}
    asked = tuple(change for change in found if change.key not in refused and change.follows not in refused)
    return Merge(*three, asked, tuple(change for change in found if change not in asked))


def _changes(base: Document, mine: Document, theirs: Document) -> Iterator[Change]:
    yield from _edits("identity", "", base.fields, mine.fields, theirs.fields, tuple(base.fields))
    for name in SECTIONS:
        b, m, t = (one.sections[name] for one in (base, mine, theirs))
        keys = STEP_FIELDS if name == "steps" else ("text",)
        moves = _moves(name, b, m, t)
        for key in t.order:
            yield from _item(name, key, b, m, t, keys)
            if key in moves:
                yield moves[key]
        yield from (_deletion(name, key, b, m, keys) for key in b.order if key not in t.items and key in m.items)


def _item(name: str, key: str, b: Section, m: Section, t: Section, keys: tuple[str, ...]) -> Iterator[Change]:
    before, own, other = b.items.get(key), m.items.get(key), t.items[key]
    if own is not None:
        yield from _edits(name, key, before or {}, own, other, keys, b.items)
    elif before is None:
        yield Change("insert", name, key, "", None, None, plain(other))
    elif any(before[one] != other[one] for one in keys):
        yield Change("restore", name, key, "", plain(before), None, plain(other), conflict=True)


def _deletion(name: str, key: str, b: Section, m: Section, keys: tuple[str, ...]) -> Change:
    touched = any(b.items[key][one] != m.items[key][one] for one in keys)
    return Change("delete", name, key, "", plain(b.items[key]), plain(m.items[key]), None, conflict=touched)


def _edits(
    section: str, item: str, b: Values, m: Values, t: Values, keys: tuple[str, ...], known: Keys = ()
) -> Iterator[Change]:
    for key in keys:
        before, own, other = b.get(key), m[key], t[key]
        if own != other and (key not in b or before != other):
            conflict = key not in b or own != before
            choices = (MINE, THEIRS, BOTH) if conflict and _joinable(section, key, own, other, known) else (MINE, THEIRS)
            yield Change("edit", section, item, key, plain(before), plain(own), plain(other), conflict, choices)


def _joinable(section: str, key: str, own: object, other: object, known: Keys) -> bool:
    """Where both sides' values can stand beside one another."""
    if isinstance(own, Target) and isinstance(other, Target):
        return key == "next" and own.key not in known and other.key not in known
    if key in JOINED:
        return bool(own and other) and len(str(own)) + len(str(other)) < LONGEST
    if key == "people":
        return not _actors(other) <= _actors(own)
    return section in LISTS


def _actors(people: object) -> set[str]:
    return {actor for actor, _ in people} if isinstance(people, tuple) else set()


def _moves(name: str, b: Section, m: Section, t: Section) -> dict[str, Change]:
    """By key of the item: theirs put it past another, and mine has not. A conflict is where mine moved one of the two."""
    theirs, own = moved(b.order, t.order), set(moved(b.order, m.order))
    if not theirs:
        return {}
    still = set(b.items) & set(m.items) & set(t.items) - set(theirs)
    by_theirs, yet = turned(b.order, t.order), turned(m.order, t.order)
    found = {}
    for key in theirs:
        past = by_theirs[key] & yet.get(key, frozenset())
        if past:
            above = [before_it(one.order, key, still) for one in (b, m, t)]
            found[key] = Change("move", name, key, "", above[0], above[1], above[2], conflict=bool(own & {key, *past}))
    return found
