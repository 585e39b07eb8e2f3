"""Files that hold secrets: closed to others from their first byte, and never half written."""

import os
from pathlib import Path


def write_private(file: Path, text: str) -> None:
    """Mode 0600 from its first byte on; whole or not at all."""
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)
