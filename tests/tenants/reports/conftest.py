"""Papers of a quarter in a Dinas, with invented people and figures: a content and a stamp for each kind, as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tenants.reports import shape_of
from tenants.reports.codec import from_json
from tenants.reports.shapes import Stamp

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

SAMPLES = Path(__file__).parent / "samples"


def read(file: Path) -> tuple[Any, Stamp]:
    kept = json.loads(file.read_text())
    kind = file.stem.split("-")[0]
    return shape_of(kind, kept["content"]), from_json(Stamp, kept["stamp"])


@pytest.fixture(scope="session")
def papers() -> dict[str, tuple[Any, Stamp]]:
    return {file.stem: read(file) for file in sorted(SAMPLES.glob("*.json"))}
