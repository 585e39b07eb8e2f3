"""A template in the words of one institution: placeholders filled, names of offices turned into those of its kind."""

from runtut.procedures.filling.fill import PLACEHOLDERS, Institution, emptied, fill
from runtut.procedures.filling.terms import KINDS, Terms, translated

__all__ = ["KINDS", "PLACEHOLDERS", "Institution", "Terms", "emptied", "fill", "translated"]
