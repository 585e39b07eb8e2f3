"""The pages of a PDF as pictures beside what was read from it: drawn in a process of its own, stored once, shown one by one."""

import sys
from collections.abc import Generator
from hashlib import sha256
from io import BytesIO
from typing import Any

from runtut.errors import NotFound
from runtut.procedures.reading.child import ask
from runtut.procedures.reading.facsimile import MEDIA_TYPE, Picture, heard, is_pdf
from runtut.storage import put, read
from tenants.evidence.kept import keep_if_committed
from tenants.sops.models import SopReading

COMMAND = (sys.executable, "-P", "-m", "runtut.procedures.reading.facsimile")


def kept_pages(row: SopReading, data: bytes, seconds: float) -> list[dict[str, Any]]:
    """What is known of each page that could be drawn before a limit was met; `key` is lacking where one could not."""
    if not is_pdf(data):
        return []
    _, answer = ask(COMMAND, data, row.name, seconds)
    return [kept_page(row, number, picture) for number, picture in enumerate(heard(answer), 1)]


def kept_page(row: SopReading, number: int, picture: Picture) -> dict[str, Any]:
    """Its name follows from its bytes: a job that is repeated finds what the interrupted one stored."""
    if not picture.image:
        return {"width": 0, "height": 0}
    name = f"sop-{row.id}-{number}-{sha256(picture.image).hexdigest()[:16]}.webp"
    stored = put("documents", row.pemda_id, row.opd_id, name, BytesIO(picture.image), MEDIA_TYPE)
    keep_if_committed(stored)
    return {
        "width": picture.width, "height": picture.height, "key": stored.key, "version": stored.version, "sha256": stored.sha256,
        "size": stored.size,
    }  # fmt: skip


def page_of(row: SopReading, number: int) -> dict[str, Any]:
    """A page, counted from 1, that has a picture."""
    pages: list[dict[str, Any]] = (row.result or {}).get("pages") or []
    if not 0 < number <= len(pages) or "key" not in pages[number - 1]:
        raise NotFound("Gambar halaman ini tidak ada.")
    return pages[number - 1]


def image(page: dict[str, Any]) -> Generator[bytes, None, None]:
    return read(page["key"], page["version"], page["sha256"])
