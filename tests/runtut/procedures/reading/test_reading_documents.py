"""SOPs of many layouts, and papers that only resemble one: each is read as the reading beside it says, and nothing more."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import groupby
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
def test_a_document_is_read_as_a_person_reads_it(file: Path) -> None:
    expected = json.loads(file.with_name(f"{file.name}.json").read_text("utf-8"))
    read = [_shown(sop) for sop in _read(file)]
    assert len(read) == len(expected)
    for have, want in zip(read, expected, strict=True):
        assert have == want


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_was_read_is_a_document_of_the_format_and_every_value_has_its_place(file: Path) -> None:
    for sop in _read(file):
        assert to_json(from_json(json.loads(json.dumps(to_json(sop))))) == json.loads(json.dumps(to_json(sop)))
        places = set(sop.sources)
        for path in _paths(sop):
            assert path in places, path


@pytest.mark.parametrize("file", [file for file in FILES if file.name[0] == "3"], ids=lambda file: file.name)
def test_papers_that_resemble_an_sop_get_no_steps(file: Path) -> None:
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


WITH_TABS = [
    file for file in FILES if file.suffix == ".txt" and file.name[:2] in {"01", "03", "05", "06", "08", "16", "18", "19", "28"}
]


@pytest.mark.parametrize("file", WITH_TABS, ids=lambda file: file.name)
@pytest.mark.parametrize("written", ["bars", "html", "spaces"])
def test_the_same_table_says_the_same_with_bars_as_html_or_in_columns_of_spaces(file: Path, written: str) -> None:
    text = file.read_text("utf-8")
    (read,) = recognise(parse(WRITERS[written](text).encode()))
    (expected,) = _read(file)
    assert (read.kind, read.identity, read.actors, read.steps) == (
        expected.kind,
        expected.identity,
        expected.actors,
        expected.steps,
    )
    assert [getattr(read, key) for key in LISTS] == [getattr(expected, key) for key in LISTS]


def _blocks(text: str) -> Iterator[tuple[bool, list[list[str]]]]:
    for tabbed, lines in groupby(text.split("\n"), key=lambda line: "\t" in line):
        yield tabbed, [line.split("\t") for line in lines]


def _bars(text: str) -> str:
    return "\n".join("| " + " | ".join(row) + " |" if tabbed else row[0] for tabbed, rows in _blocks(text) for row in rows)


def _html(text: str) -> str:
    return "".join(_html_block(tabbed, rows) for tabbed, rows in _blocks(text))


def _html_block(tabbed: bool, rows: list[list[str]]) -> str:
    if not tabbed:
        return "".join(f"<p>{row[0].replace('**', '')}</p>" for row in rows)
    return "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"


def _spaces(text: str) -> str:
    return "\n".join(
        line for tabbed, rows in _blocks(text) for line in (_in_columns(rows) if tabbed else [row[0] for row in rows])
    )


def _in_columns(rows: list[list[str]]) -> list[str]:
    """As `pdftotext -layout` and consoles write it: labels of groups reach over the columns below them."""
    groups = {"PELAKSANA", "MUTU BAKU", "PELAKU KEGIATAN"}
    count = max(map(len, rows))
    full = [row + [""] * (count - len(row)) for row in rows]
    widths = [
        max(len(row[column]) for row in full if row[column].upper() not in groups or count < 8) for column in range(count)
    ]
    starts = [sum(width + 3 for width in widths[:column]) for column in range(count)]
    lines = []
    for row in full:
        line = ""
        for start, cell in zip(starts, row, strict=True):
            line = line.ljust(start) + cell if cell else line
        lines.append(line)
    return lines


WRITERS: dict[str, Callable[[str], str]] = {"bars": _bars, "html": _html, "spaces": _spaces}
