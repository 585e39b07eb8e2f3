"""Which item of a later list is an earlier one with other words: renamed actors and reworded items."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from runtut.procedures.model import Sop

WINDOW = 8  # candidates that are looked at for one item
ALIKE = 0.5
WORD = re.compile(r"\w+")
Pairs = dict[str, str]


def numbered(texts: Sequence[str]) -> tuple[str, ...]:
    """A key for each text; a repeated one tells its occurrences apart."""
    seen: Counter[str] = Counter()
    keys = []
    for text in texts:
        keys.append(f"{text}#{seen[text]}")
        seen[text] += 1
    return tuple(keys)


def rewordings(before: Sequence[str], after: Sequence[str]) -> Pairs:
    """Key of an item that is new → key of the one that it replaces: between the same neighbours, half the words kept."""
    lost = _by_gap(before, set(after))
    pairs: Pairs = {}
    for gap, new in _by_gap(after, set(before)).items():
        for key in new:
            open_keys = [one for one in lost.get(gap, ()) if one not in pairs.values()][:WINDOW]
            best = max(open_keys, key=lambda one: alike(one, key), default=None)
            if best is not None and alike(best, key) >= ALIKE:
                pairs[key] = best
    return pairs


def _by_gap(order: Sequence[str], known: set[str]) -> dict[str | None, list[str]]:
    """The keys that are not `known`, by the known one above them."""
    gaps: dict[str | None, list[str]] = {}
    above: str | None = None
    for key in order:
        if key in known:
            above = key
        else:
            gaps.setdefault(above, []).append(key)
    return gaps


def alike(one: str, other: str) -> float:
    """Share of the words that two texts have in common."""
    left, right = (Counter(WORD.findall(text.rpartition("#")[0].casefold())) for text in (one, other))
    return 2 * (left & right).total() / ((left.total() + right.total()) or 1)


def renamings(base: Sop, later: Sop, key_of: Callable[[Sop], Sequence[str]]) -> Pairs:
    """New name of an actor → the base's name, where a vanished actor has left its work to a new one."""
    gone, come = _work(base, key_of(base)), _work(later, key_of(later))
    shared = set(key_of(base)) & set(key_of(later))
    pairs: Pairs = {}
    for name in (name for name in later.actors if name not in base.actors):
        open_names = [one for one in base.actors if one not in later.actors and one not in pairs.values()]
        best = max(open_names, key=lambda one: _overlap(gone[one] & shared, come[name] & shared), default=None)
        if best is not None and _overlap(gone[best] & shared, come[name] & shared) > ALIKE:
            pairs[name] = best
    return pairs


def _work(sop: Sop, keys: Sequence[str]) -> dict[str, set[str]]:
    return {actor: {key for key, step in zip(keys, sop.steps, strict=True) if actor in step.actors} for actor in sop.actors}


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def agreed(own: Pairs, others: Pairs, others_new: Sequence[str]) -> Pairs:
    """The pairs that can stand: not those whose new words the other side has for something else."""
    return {new: old for new, old in own.items() if new not in others_new or others.get(new) == old}


def keyed(keys: Sequence[str], pairs: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(pairs.get(key, key) for key in keys)
