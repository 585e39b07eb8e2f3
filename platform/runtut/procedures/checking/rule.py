"""A rule of the checker and the catalogue in which every rule is registered by its code."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from runtut.procedures.checking.context import Context
from runtut.procedures.model import Sop

OWN = "Katalog pemeriksaan Runtut"
GUIDE = "PermenPANRB 35/2012, Lampiran"


@dataclass(frozen=True)
class Hit:
    """One place that breaks a rule; `severity` only where it differs from the rule's own."""

    at: str
    message: str
    evidence: str | None = None
    severity: str | None = None


Hits: TypeAlias = Iterator[Hit]
Look: TypeAlias = Callable[[Sop, Context], Hits]


@dataclass(frozen=True)
class Rule:
    """`about` says where the rule makes sense: identity (not in a bare table), owner (not in a template), content, head.

    `seen_in_source` marks what a reader of the source may see as well; without `look` only a reader can see it.
    """

    code: str
    severity: str
    title: str
    explanation: str
    mend: str
    source: str = OWN
    about: str = "content"
    seen_in_source: bool = False
    look: Look | None = None


RULES: dict[str, Rule] = {}


def register(rule: Rule) -> Rule:
    if rule.code in RULES:
        raise ValueError(f"Kode {rule.code} sudah dipakai.")
    RULES[rule.code] = rule
    return rule


def rule(
    code: str, severity: str, title: str, *, why: str, mend: str, source: str = OWN, about: str = "content",
    seen_in_source: bool = False,
) -> Callable[[Look], Look]:  # fmt: skip
    """Enter the function below into the catalogue."""

    def enter(look: Look) -> Look:
        register(Rule(code, severity, title, why, mend, source, about, seen_in_source, look))
        return look

    return enter
