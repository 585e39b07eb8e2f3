"""Which lines and branches of the product the tests run: `pytest -p tests.measuring`, figures to the folder RUNTUT_MEASURED.

SlipCover as a library: every process of tests measures itself. With its own command a process stands still for seconds
again and again while it takes its probes out of all functions; `immediate` makes a probe cost nothing once it was passed.
"""

import json
import os
from pathlib import Path

import slipcover

CODE = ["platform/runtut", "tenants", "workers"]
ELSEWHERE = ["platform/runtut/bench/*"]
NEVER_RUN = ["if TYPE_CHECKING:", r"assert_never\(", r"\.\.\.$"]

measured = slipcover.Slipcover(immediate=True, branch=True, source=CODE, omit=ELSEWHERE, exclude_also=NEVER_RUN)
slipcover.ImportManager(measured, slipcover.FileMatcher(sources=CODE, omit=ELSEWHERE)).__enter__()


def pytest_sessionfinish() -> None:
    Path(os.environ["RUNTUT_MEASURED"], f"{os.getpid()}.json").write_text(json.dumps(measured.get_coverage()))
