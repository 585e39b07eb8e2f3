"""The printed SOP: one form and one drawing, written as DOCX, XLSX and BPMN."""

from runtut.procedures.printing.form import Choices, Form, Part, form
from runtut.procedures.printing.profile import Logo, Profile
from runtut.procedures.printing.signer import CAPACITIES, Signer
from runtut.procedures.printing.stored import ProfileError, profile_from_json, profile_to_json

__all__ = [
    "CAPACITIES",
    "Choices",
    "Form",
    "Logo",
    "Part",
    "Profile",
    "ProfileError",
    "Signer",
    "form",
    "profile_from_json",
    "profile_to_json",
]
