"""The main job: a Dinas runs its SOP for a quarter, through the public API, to the signed and archived report."""

import re
from typing import Any

import pytest

from runtut.demo.cycle import play
from runtut.demo.office import SOP, Office


def opened(told: str) -> str:
    """The period that the demo opened, as `2025-TW2`."""
    found = re.search(r"Siklus (\d{4}-TW\d) dibuka", told)
    assert found, told
    return found[1]


def test_the_demo_plays_thirteen_of_thirteen_steps_in_the_next_free_quarter(
    live: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office(live.address, live.accounts)
    office.ready_sop()
    taken = office.free_period()
    office.person("sekretaris").send("POST", f"{office.path}/cycles", {"sop": SOP, "period": taken})
    office.leave()
    assert play(live.address, live.accounts), capsys.readouterr().err
    told = capsys.readouterr().out
    assert "13/13" in told
    assert "Laporan: /api/v1/pemda/13.01/opd/diskopnaker/documents/" in told
    assert opened(told) > taken
