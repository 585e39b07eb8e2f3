"""The checker of SOPs: a catalogue of small rules, each with its source and its mend."""

from runtut.procedures.checking import rules
from runtut.procedures.checking.check import Review, Waived, check, review
from runtut.procedures.checking.context import QUARTERLY, Context, Waiver, Window
from runtut.procedures.checking.copies import NearCopies, NearCopy, Sketch, sketch_of
from runtut.procedures.checking.owner import is_template
from runtut.procedures.checking.places import fingerprint, stable, value_at
from runtut.procedures.checking.rule import RULES, Rule

__all__ = [
    "QUARTERLY",
    "RULES",
    "Context",
    "NearCopies",
    "NearCopy",
    "Review",
    "Rule",
    "Sketch",
    "Waived",
    "Waiver",
    "Window",
    "check",
    "fingerprint",
    "is_template",
    "review",
    "rules",
    "sketch_of",
    "stable",
    "value_at",
]
