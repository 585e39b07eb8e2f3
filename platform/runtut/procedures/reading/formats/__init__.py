"""From the bytes of a file to what it shows: the format is told by the content, its parser imported when needed."""

import importlib
from typing import cast

from runtut.procedures.reading.formats.detection import kind_of
from runtut.procedures.reading.limits import MOST_CELLS
from runtut.procedures.reading.refusal import Refused
from runtut.procedures.reading.source import Grid, Source


def parse(data: bytes, name: str = "") -> Source:
    """What the file shows, or `Refused` with the sentence for its owner; each format is a module of this folder."""
    module = importlib.import_module(f"{__name__}.{kind_of(data, name)}")
    source = cast(Source, module.parse(data))
    if sum(len(block.cells) for block in source.blocks if isinstance(block, Grid)) > MOST_CELLS:
        raise Refused(f"Tabel di berkas ini melebihi {MOST_CELLS:,} sel; unggah hanya halaman SOP-nya.".replace(",", "."))
    return source
