"""The SOP as a value: read from JSON, checked, walked and written back."""

from runtut.procedures.model.faults import SopError
from runtut.procedures.model.flow import following, path, reaches_end, returning, total_minutes, unreached
from runtut.procedures.model.parsing import from_json
from runtut.procedures.model.readiness import obstacles
from runtut.procedures.model.sop import Approver, Finding, Identity, Sop, StandardTime, Step, StepRef
from runtut.procedures.model.vocabulary import ACTIVITIES, CLOSES, FORMAT, KINDS, MINUTES_PER_UNIT, PARTS, SHAPES
from runtut.procedures.model.writing import canonical, sha256, to_json

__all__ = [
    "ACTIVITIES",
    "CLOSES",
    "FORMAT",
    "KINDS",
    "MINUTES_PER_UNIT",
    "PARTS",
    "SHAPES",
    "Approver",
    "Finding",
    "Identity",
    "SopError",
    "Sop",
    "StandardTime",
    "Step",
    "StepRef",
    "canonical",
    "following",
    "from_json",
    "obstacles",
    "path",
    "reaches_end",
    "returning",
    "sha256",
    "to_json",
    "total_minutes",
    "unreached",
]
