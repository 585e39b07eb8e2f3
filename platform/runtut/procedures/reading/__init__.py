"""The reader of SOPs: from the bytes of a file to documents of the format runtut.sop/1."""

import importlib
import importlib.util
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from runtut.procedures.model import Finding, Sop
from runtut.procedures.reading.refusal import Refused
from runtut.procedures.reading.source import Source

__all__ = ["Refused", "documents_of", "read", "source_of"]

CHECKING = "runtut.procedures.checking"


def read(data: bytes, name: str = "") -> list[Sop]:
    """The SOPs of a file with the findings of reader and checker, in this process; strangers' files go through `child`."""
    return documents_of(source_of(data, name))


def source_of(data: bytes, name: str = "") -> Source:
    """What the file shows."""
    return cast(Source, importlib.import_module(f"{__name__}.formats").parse(data, name))


def documents_of(source: Source) -> list[Sop]:
    recognition = importlib.import_module(f"{__name__}.recognition")
    return [checked(sop) for sop in recognition.recognise(source)]


def checked(sop: Sop) -> Sop:
    """With what the checker finds; at one place a code is said once, by the reader first."""
    if not sop.kind.startswith("sop_ap") or importlib.util.find_spec(CHECKING) is None:
        return sop
    more = cast(Sequence[Finding], importlib.import_module(CHECKING).check(sop))
    said = {(finding.code, finding.at) for finding in sop.findings}
    return replace(sop, findings=(*sop.findings, *(finding for finding in more if (finding.code, finding.at) not in said)))
