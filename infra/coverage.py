"""Judges what the tests have run, by what each of their processes has measured: `python infra/coverage.py FOLDER`.

Lines and branches: 95 % of all, and every one of the rooms on which everybody's safety stands.
"""

import json
import sys
from fnmatch import fnmatch
from functools import reduce
from pathlib import Path
from typing import Any

from slipcover import merge_coverage

OVERALL = 95.0
CORE = (
    "platform/runtut/tenancy/*",
    "platform/runtut/permissions/*",
    "platform/runtut/jobs/*",
    "platform/runtut/events/*",
    "tenants/cycles/engine/*",
)


def main() -> int:
    measured = reduce(merge_coverage, (json.loads(file.read_text()) for file in Path(sys.argv[1]).glob("*.json")))
    files: dict[str, Any] = measured["files"]
    for name, file in sorted(files.items()):
        if file["summary"]["percent_covered"] < 100:
            sys.stdout.write(line(name, file) + "\n")
    core = {name: file for name, file in files.items() if any(fnmatch(name, room) for room in CORE)}
    lacking = [line(name, file) for name, file in core.items() if file["summary"]["percent_covered"] < 100]
    overall: float = measured["summary"]["percent_covered"]
    said = f"Seluruhnya {overall:.2f} % (paling sedikit {OVERALL:g} %)"
    sys.stdout.write(f"{said}; inti: {len(core)} berkas, {len(lacking)} tidak penuh\n")
    return 1 if lacking or not core or overall < OVERALL else 0


def line(name: str, file: Any) -> str:
    branches = ", ".join(f"{here}->{there or 'exit'}" for here, there in file["missing_branches"])
    lines = ", ".join(map(str, file["missing_lines"]))
    return f"{name} {file['summary']['percent_covered']:.0f} %  baris: {lines or '-'}  cabang: {branches or '-'}"


if __name__ == "__main__":
    sys.exit(main())
