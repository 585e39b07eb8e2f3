"""The main job: a Dinas runs its SOP for a quarter, through the public API, to the signed and archived report."""

import re
from typing import Any

import pytest

from runtut.demo.cycle import play


def opened(told: str) -> str:
    """The period that the demo opened, as `2025-TW2`."""
    found = re.search(r"Siklus (\d{4}-TW\d) dibuka", told)
    assert found, told
    return found[1]


def test_the_demo_plays_thirteen_of_thirteen_steps_each_time_in_the_next_free_quarter(
    live: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play(live.address, live.accounts), capsys.readouterr().err
    first = capsys.readouterr().out
    assert "13/13" in first
    assert "Laporan: /api/v1/pemda/13.01/opd/diskopnaker/documents/" in first
    assert play(live.address, live.accounts), capsys.readouterr().err
    assert opened(capsys.readouterr().out) > opened(first)
