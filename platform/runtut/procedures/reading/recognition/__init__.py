"""From what a file shows to the SOPs that it holds."""

from runtut.procedures.model import Sop
from runtut.procedures.reading.limits import MOST_DOCUMENTS, MOST_ROWS
from runtut.procedures.reading.recognition.aligned import with_aligned_tables
from runtut.procedures.reading.recognition.assembly import sop_of
from runtut.procedures.reading.recognition.documents import documents_of
from runtut.procedures.reading.recognition.flow import parts_of
from runtut.procedures.reading.recognition.rows import rows_of
from runtut.procedures.reading.recognition.stacked import with_stacked_tables
from runtut.procedures.reading.refusal import Refused
from runtut.procedures.reading.source import Grid, Source


def recognise(source: Source) -> list[Sop]:
    """Every SOP of the file in its order; a file without one gives one document that says what it is instead."""
    if sum(block.height if isinstance(block, Grid) else 1 for block in source.blocks) > MOST_ROWS:
        raise Refused("Isi berkas ini terlalu panjang untuk dibaca sekaligus; unggah hanya bagian SOP-nya.")
    rows = rows_of(with_stacked_tables(with_aligned_tables(source.blocks)))
    documents = documents_of(rows, parts_of(rows))[:MOST_DOCUMENTS]
    sops = [sop_of(document, source.kind) for document in documents]
    return [sop for sop in sops if sop.kind != "other"] or sops[:1]
