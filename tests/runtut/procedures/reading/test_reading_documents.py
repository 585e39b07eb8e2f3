"""SOPs of many layouts, and papers that only resemble one: each is read as the reading beside it says, and nothing more."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from runtut.procedures import Sop, Step, from_json, to_json
from runtut.procedures.reading.formats import parse
from runtut.procedures.reading.recognition import recognise

FOLDER = Path(__file__).parent / "documents"
FILES = sorted(file for file in FOLDER.iterdir() if file.suffix != ".json")
LISTS = ("legal_basis", "qualifications", "related", "equipment", "warnings", "records", "actors")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_document_is_read_as_a_person_reads_it(file: Path):
    expected = json.loads(file.with_name(f"{file.name}.json").read_text("utf-8"))
    read = [_shown(sop) for sop in _read(file)]
    assert len(read) == len(expected)
    for have, want in zip(read, expected, strict=True):
        assert have == want


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_was_read_is_a_document_of_the_format_and_every_value_has_its_place(file: Path):
    for sop in _read(file):
        assert to_json(from_json(json.loads(json.dumps(to_json(sop))))) == json.loads(json.dumps(to_json(sop)))
        places = set(sop.sources)
        for path in _paths(sop):
            assert path in places, path


@pytest.mark.parametrize("file", [file for file in FILES if file.name[0] == "3"], ids=lambda file: file.name)
def test_papers_that_resemble_an_sop_get_no_steps(file: Path):
    for sop in _read(file):
        assert not sop.kind.startswith("sop_ap")
        assert not sop.steps
        assert not sop.actors


def _read(file: Path) -> list[Sop]:
    return recognise(parse(file.read_bytes(), file.name))


def _shown(sop: Sop) -> dict[str, Any]:
    identity = {key: value for key, value in asdict(sop.identity).items() if value is not None}
    if "approved_by" in identity:
        identity["approved_by"] = {key: value for key, value in identity["approved_by"].items() if value is not None}
    shown: dict[str, Any] = {"kind": sop.kind, "identity": identity}
    shown |= {key: list(getattr(sop, key)) for key in LISTS if getattr(sop, key)}
    if sop.steps:
        shown["steps"] = [_row(step) for step in sop.steps]
    return shown | {"findings": [[finding.code, finding.at] for finding in sop.findings]}


def _row(step: Step) -> list[Any]:
    assert (step.next, step.on_return) == (None, None), "no arrow is drawn in a text"
    time = step.time and ([step.time.raw, "anchor"] if step.time.anchor else [step.time.raw, step.time.value, step.time.unit])
    return [step.no, step.text, list(step.actors), step.shape, step.requirement, time, step.output, step.note]


def _paths(sop: Sop) -> list[str]:
    """Every value that must be found again in the source; a title may stand over the table."""
    paths = [f"identity.{key}" for key, value in asdict(sop.identity).items() if value is not None and key != "approved_by"]
    if sop.identity.approved_by:
        approver = asdict(sop.identity.approved_by)
        paths += [f"identity.approved_by.{key}" for key, value in approver.items() if value is not None]
    paths += [f"{key}[{place}]" for key in LISTS for place in range(len(getattr(sop, key)))]
    for place, step in enumerate(sop.steps):
        values = ("text", "actors", "requirement", "time", "output", "note")
        paths += [f"steps[{place}].{key}" for key in values if getattr(step, key)]
    return paths
