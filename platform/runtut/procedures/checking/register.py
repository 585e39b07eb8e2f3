"""The register of regulations: which are no longer in force, what took their place, and where we know it from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from runtut.procedures.checking.citations import Citation, plain_number
from runtut.procedures.checking.words import folded


@dataclass(frozen=True)
class Regulation:
    """`verify`: we are not sure; somebody who can look it up in the state gazette should."""

    kind: str
    number: str
    year: int
    name: str
    subject: str
    status: str
    successor: str | None
    source: str
    verify: bool

    @property
    def in_force(self) -> bool:
        return self.status == "berlaku"


@lru_cache(maxsize=1)
def register() -> Mapping[tuple[str, str, int], Regulation]:
    text = resources.files("runtut.procedures.checking").joinpath("regulations.json").read_text("utf-8")
    entries = [Regulation(**entry) for entry in json.loads(text)["regulations"]]
    return {(entry.kind, plain_number(entry.number), entry.year): entry for entry in entries}


def known(citation: Citation) -> Regulation | None:
    return register().get((citation.kind, citation.number, citation.year))


def meant(citation: Citation, text: str) -> Regulation | None:
    """The regulation of the same kind, number and subject with another year: the citation has the wrong one."""
    words = folded(text)
    for entry in register().values():
        same = entry.kind == citation.kind and plain_number(entry.number) == citation.number and entry.year != citation.year
        if same and entry.subject in words:
            return entry
    return None
