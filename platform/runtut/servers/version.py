"""Which code wrote a home: newer data is left alone."""

import importlib.metadata
import json
from pathlib import Path
from typing import Any

from runtut.errors import CannotStart
from runtut.servers.files import write_private

LAYOUT = 1  # raised when older code could not read the folder any more
OWN_FILES = {"lock", "log", "run"}  # what may stand in a folder whose first start was cut short


def check_version(folder: Path) -> bool:
    """Whether the home is new; refuses one that newer code has written, or a folder that holds something else."""
    file = folder / "version"
    new = not file.exists()
    if new:
        _refuse_strangers(folder)
    else:
        _refuse_newer(folder, _read(file))
    write_private(file, json.dumps({"layout": LAYOUT, "runtut": own_version()}))
    return new


def own_version() -> str:
    try:
        return importlib.metadata.version("runtut")
    except importlib.metadata.PackageNotFoundError:
        return "0.0.0"


def _refuse_strangers(folder: Path) -> None:
    others = {entry.name for entry in folder.iterdir()} - OWN_FILES
    if others:
        raise CannotStart(
            f"Folder {folder} berisi berkas lain ({', '.join(sorted(others)[:3])}) dan bukan folder data Runtut; "
            "pilih folder yang kosong dengan --home."
        )


def _read(file: Path) -> tuple[int, str]:
    try:
        found: dict[str, Any] = json.loads(file.read_text())
        return int(found["layout"]), str(found["runtut"])
    except (ValueError, KeyError, TypeError):
        raise CannotStart(f"Berkas {file} rusak; kembalikan dari cadangan (data tidak disentuh).", 2) from None


def _refuse_newer(folder: Path, found: tuple[int, str]) -> None:
    layout, version = found
    if layout > LAYOUT or _numbers(version) > _numbers(own_version()):
        raise CannotStart(
            f"Folder data {folder} ditulis oleh Runtut {version}, lebih baru daripada yang dijalankan "
            f"({own_version()}); jalankan Runtut yang lebih baru. Data tidak disentuh.",
            exit_code=2,
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
