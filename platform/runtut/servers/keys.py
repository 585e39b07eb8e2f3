"""The random secrets of an installation, made once and kept in its home with mode 0600."""

import json
import secrets
from pathlib import Path

from runtut.errors import CannotStart
from runtut.servers.files import write_private

NAMES = (
    "postgres",
    "runtut_owner",
    "runtut_app",
    "runtut_relay",
    "runtut_benchmark",
    "valkey",
    "s3_owner_key",
    "s3_owner_secret",
    "s3_app_key",
    "s3_app_secret",
    "weed_filer",
    "weed_filer_read",
    "weed_volume",
    "weed_volume_read",
    "fence",
    "cookies",
)


def kept_in(folder: Path) -> dict[str, str]:
    """Every name with its secret (64 hex digits); what an older version did not have yet is added."""
    file = folder / "secrets"
    found = _read(file) if file.exists() else {}
    missing = {name: secrets.token_hex(32) for name in NAMES if name not in found}
    if missing:
        found |= missing
        write_private(file, json.dumps(found, indent=1))
    return found


def _read(file: Path) -> dict[str, str]:
    try:
        return {str(name): str(value) for name, value in json.loads(file.read_text()).items()}
    except (ValueError, AttributeError):
        raise CannotStart(f"Berkas rahasia {file} rusak; kembalikan dari cadangan (data tidak disentuh).", 2) from None
