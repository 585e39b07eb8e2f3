"""Every finding that the gold readings require is raised, from the gold documents and from the sources as we read them."""

import json
from pathlib import Path
from typing import Any

import pytest

import runtut.library
from runtut.procedures import Finding, from_json
from runtut.procedures.checking import check
from runtut.procedures.reading import read

ROOT = Path(__file__).parents[4]
SEEDS = ROOT / "../shared/seeds"
TEMPLATES = sorted((Path(runtut.library.__path__[0]) / "content").glob("*.json"))
ONLY_IN_THE_SOURCE = {"ID-04", "ID-07", "ID-10", "FL-05", None}


@pytest.fixture(params=["000", "001", "002", "003", "004"])
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    file = SEEDS / f"gold/{request.param}.json"
    if not file.exists():
        pytest.skip("the folder of shared seeds is not beside this repository")
    found: dict[str, Any] = json.loads(file.read_text())
    return found | {"file": next(SEEDS.glob(f"{request.param}_*.txt"))}


def missing(gold: dict[str, Any], found: tuple[Finding, ...]) -> list[str]:
    """By the rule of the score: by code, or by place and words where the catalogue has no code."""
    lost = []
    for wanted in gold["findings"]:
        said = [
            f"{one.message} {one.evidence}".lower() for one in found if one.at.startswith(wanted["at"].replace("header", ""))
        ]
        by_words = any(word in text for text in said for word in wanted.get("words", ()))
        if not (any(one.code == wanted["code"] for one in found) if wanted["code"] else by_words):
            lost.append(f"{wanted['code']} {wanted['at']}: {wanted['message']}")
    return lost


def test_what_the_document_alone_shows_is_raised_at_its_place(gold: dict[str, Any]) -> None:
    document = {key: value for key, value in gold.items() if key[0] != "_" and key not in ("file", "findings")}
    found = {(one.code, one.at) for one in check(from_json(document))}
    wanted = {(one["code"], one["at"]) for one in gold["findings"]}
    assert {(code, at) for code, at in wanted - found if code not in ONLY_IN_THE_SOURCE} == set()


def test_reading_a_source_raises_every_required_finding(gold: dict[str, Any]) -> None:
    (sop,) = read(gold["file"].read_bytes(), gold["file"].name)
    assert missing(gold, sop.findings) == []


def test_every_finding_has_its_place_and_its_words(gold: dict[str, Any]) -> None:
    (sop,) = read(gold["file"].read_bytes(), gold["file"].name)
    wanted = {(one["code"], one["at"]) for one in gold["findings"] if one["code"]}
    assert wanted - {(one.code, one.at) for one in sop.findings} == set()


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_our_own_templates_have_no_findings(file: Path) -> None:
    assert check(from_json(json.loads(file.read_text()))) == ()
