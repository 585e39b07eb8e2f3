"""Real, published SOPs, where they lie beside the repository: read as a careful official reads them."""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pytest

from runtut.procedures.reading.formats import parse
from runtut.procedures.reading.recognition import recognise

SEEDS = Path(__file__).parents[4].parent / "shared" / "seeds"
FILES = sorted(SEEDS.glob("[0-9][0-9][0-9]_*.txt"))

pytestmark = pytest.mark.skipif(not FILES, reason=f"no SOPs to read in {SEEDS}")


def test_the_readings_agree_with_those_of_a_person_and_nothing_is_invented() -> None:
    command = [sys.executable, str(SEEDS / "gold" / "score.py"), sys.executable, "-m", "runtut.commands"]
    scored = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert scored.returncode == 0, scored.stdout + scored.stderr
    assert "missing findings 0 PASS" in scored.stdout.splitlines()[-1], scored.stdout


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name[:3])
def test_a_text_is_read_in_thirty_milliseconds(file: Path) -> None:
    data, spans = file.read_bytes(), []
    for _ in range(9):
        start = time.process_time()
        recognise(parse(data, file.name))
        spans.append(time.process_time() - start)
    assert median(spans) < (0.03 if sys.gettrace() is None else 0.3)  # a tracer that counts lines slows it down
