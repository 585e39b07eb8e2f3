"""The printed SOP: one form and one drawing, written as DOCX, XLSX and BPMN."""

from runtut.procedures.printing.form import Choices, Form, Part, form
from runtut.procedures.printing.profile import Logo, Profile
from runtut.procedures.printing.signer import CAPACITIES, Signer

__all__ = ["CAPACITIES", "Choices", "Form", "Logo", "Part", "Profile", "Signer", "form"]
