"""Tests in several processes that come from one: what they report is all there, and nothing that is lost looks passed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GOOD = """
def test_a_file_of_its_own(tmp_path): (tmp_path / "file").write_text("")
def test_another(): print("words that nobody needs")
"""
BAD = """
import os, pytest
def test_says_why(): print("words that tell why"); os.system("echo words of a child"); assert 1 == 2
def test_later(): pytest.skip("not today")
"""
DYING = """
import os
def test_before(): pass
def test_dies(): os._exit({})
def test_after(): pass
"""


def run(folder: Path, *more: str, **files: str) -> tuple[int, str]:
    for name, code in files.items():
        (folder / f"test_{name}.py").write_text(code)
    known = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}"}
    known.pop("PYTEST_DEBUG_TEMPROOT", None)  # this very test may run in one of several processes
    asked = [sys.executable, "-m", "pytest", "-p", "tests.forking", "-p", "no:cacheprovider", "--processes", "2", *more, "."]
    ended = subprocess.run(asked, cwd=folder, env=known, capture_output=True, text=True, check=False)
    return ended.returncode, re.sub(r" in [\d.]+s", "", ended.stdout)


def test_all_that_passes_is_told(tmp_path: Path) -> None:
    code, told = run(tmp_path, one=GOOD, two=GOOD, three=GOOD)
    assert (code, "6 passed" in told) == (0, True)


def test_a_failure_comes_with_its_own_words(tmp_path: Path) -> None:
    code, told = run(tmp_path, "-r", "s", one=GOOD, two=BAD)
    assert (code, "1 failed, 2 passed, 1 skipped" in told) == (1, True)
    assert "words that tell why" in told and "words of a child" in told and "not today" in told
    assert "words that nobody needs" not in told


@pytest.mark.parametrize("code", [0, 3])
def test_a_process_that_dies_takes_nothing_with_it_unseen(tmp_path: Path, code: int) -> None:
    ended, told = run(tmp_path, one=DYING.format(code), two=GOOD, three=GOOD)
    assert (ended, "5 passed, 2 errors" in told) == (1, True)
    assert "ERROR at teardown of test_dies" in told and "ERROR at teardown of test_after" in told


def test_it_stops_where_it_is_asked_to(tmp_path: Path) -> None:
    code, told = run(tmp_path, "-x", one=BAD, two="import time\ndef test_slow(): time.sleep(60)")
    assert (code, "stopping after 1 failures" in told) == (1, True)


def test_what_is_not_collected_fails_before_anything_runs(tmp_path: Path) -> None:
    code, told = run(tmp_path, one=GOOD, two="import nothing_of_that_name")
    assert code == 2 and "1 error during collection" in told


def test_a_process_that_fails_after_its_last_test_is_told_of(tmp_path: Path) -> None:
    late = (
        "import os\ndef pytest_sessionfinish():\n    if 'PYTEST_DEBUG_TEMPROOT' in os.environ: raise OSError('no place left')"
    )
    (tmp_path / "conftest.py").write_text(late)
    code, told = run(tmp_path, one=GOOD, two=GOOD)
    assert (code, "one of their processes ended with 1" in told) == (3, True)
