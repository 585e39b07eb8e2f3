"""Real, published SOPs, where they lie beside the repository: read as a careful official reads them."""

import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[4].parent / "shared" / "seeds"
FILES = sorted(SEEDS.glob("[0-9][0-9][0-9]_*.txt"))

pytestmark = pytest.mark.skipif(not FILES, reason="the folder of shared seeds is not beside this repository")


def test_the_readings_agree_with_those_of_a_person_and_nothing_is_invented() -> None:
    command = [sys.executable, str(SEEDS / "gold" / "score.py"), sys.executable, "-m", "runtut.commands"]
    scored = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert scored.returncode == 0, scored.stdout + scored.stderr
    assert "missing findings 0 PASS" in scored.stdout.splitlines()[-1], scored.stdout
