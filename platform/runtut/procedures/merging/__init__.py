"""Taking over what a newer template has changed: three ways, by step id and field, one decision for each change."""

from runtut.procedures.merging.applying import Applied, applied, apply
from runtut.procedures.merging.change import BOTH, MINE, THEIRS, Change, Decisions, Merge, UnknownDecisionError, take_all
from runtut.procedures.merging.comparing import merge
from runtut.procedures.merging.composing import Repair
from runtut.procedures.merging.lineage import Lineage, Place, lineage
from runtut.procedures.merging.rebasing import rebased
from runtut.procedures.merging.wording import KINDS, place_words, told, values_words

__all__ = [
    "BOTH",
    "KINDS",
    "MINE",
    "THEIRS",
    "Applied",
    "Change",
    "Decisions",
    "Lineage",
    "Merge",
    "Place",
    "Repair",
    "UnknownDecisionError",
    "applied",
    "apply",
    "lineage",
    "merge",
    "place_words",
    "rebased",
    "take_all",
    "told",
    "values_words",
]
