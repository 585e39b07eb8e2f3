"""The main job: a Dinas runs its SOP for a quarter, through the public API, to the signed and archived report."""

from typing import Any

import pytest

from runtut.demo.cycle import play


def test_the_demo_plays_thirteen_of_thirteen_steps(live: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert play(live.address, live.accounts), capsys.readouterr().err
    told = capsys.readouterr().out
    assert "13/13" in told
    assert "Laporan: /api/v1/pemda/13.01/opd/diskopnaker/documents/" in told


def test_the_demo_takes_the_next_free_quarter(live: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert play(live.address, live.accounts), capsys.readouterr().err
    assert "Siklus 2025-TW2 dibuka" in capsys.readouterr().out
