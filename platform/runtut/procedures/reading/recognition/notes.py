"""What the reader writes down beside the values: where each one stood, and what it noticed or could not decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from runtut.procedures.model import Finding
from runtut.procedures.reading.recognition.spelling import fold
from runtut.procedures.reading.source import Place

LONGEST = 300
LONGEST_TEXT = 4000


@dataclass
class Notes:
    sources: dict[str, Mapping[str, object]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def stood(self, path: str, place: Place) -> None:
        if place:
            self.sources[path] = dict(place)

    def noticed(self, code: str, at: str, message: str, evidence: str | None = None, severity: str = "warning") -> None:
        """One finding for a code at a place; what is said again is left out."""
        if not any(known.code == code and known.at == at and known.message == message for known in self.findings):
            shown = fold(evidence or "")[:LONGEST] or None
            self.findings.append(Finding(code, severity, at, message, shown))

    def bounded(self, text: str | None, path: str) -> str | None:
        """The text as far as the format allows; what is cut off is said."""
        if text is None or len(text) <= LONGEST_TEXT:
            return text
        self.noticed(
            "RD-09", path, f"Tulisan ini lebih dari {LONGEST_TEXT} huruf; hanya bagian awalnya yang dibaca.", text[-80:]
        )
        return text[:LONGEST_TEXT].rstrip()
