"""PDF with a text layer: ruling becomes tables, vector shapes become marks and arrows, pages become one document."""

from collections.abc import Iterator, Sequence

from runtut.procedures.reading.formats.joining import Draft, continues, grid_of, joined
from runtut.procedures.reading.formats.package import BROKEN
from runtut.procedures.reading.formats.pdf.opening import SCANNED, TOO_DENSE, UNREADABLE, opened
from runtut.procedures.reading.formats.pdf.pages import Sight, blocks_of, sight, words_said
from runtut.procedures.reading.refusal import Refused
from runtut.procedures.reading.source import Block, Paragraph, Source

MOST_LETTERS = 400_000
FURNITURE = 90
"""Lines at the top and foot of pages are no longer than this."""


def parse(data: bytes) -> Source:
    """What the document shows, or `Refused` with a sentence."""
    sights = _sights(data)
    letters, unknown = sum(each.letters for each in sights), sum(each.unknown for each in sights)
    if not letters:
        raise Refused(SCANNED)
    if unknown > 0.3 * letters:
        raise Refused(UNREADABLE)
    return Source("pdf", tuple(_blocks(sights)))


def _sights(data: bytes) -> list[Sight]:
    sights: list[Sight] = []
    with opened(data) as pdf:
        try:
            for number, page in enumerate(pdf.pages):
                sights.append(sight(page, number))
                page.close()
                if sum(each.letters for each in sights) > MOST_LETTERS:
                    raise Refused("Teks di PDF ini terlalu panjang untuk sebuah SOP; unggah hanya halaman SOP-nya.")
        except Refused:
            raise
        except (MemoryError, RecursionError):
            raise Refused(TOO_DENSE) from None
        except Exception:  # noqa: BLE001  (pdfminer raises whatever a broken file provokes in it)
            raise Refused(BROKEN) from None
    return sights


def _blocks(sights: Sequence[Sight]) -> Iterator[Block]:
    figures = [figure for each in sights for figure in each.figures]
    lines = [line for each in sights for line in each.lines]
    words = [word for each in sights for word in each.words]
    for block in _continued(sights):
        yield grid_of(block, figures, lines, words) if isinstance(block, Draft) else block


def _continued(sights: Sequence[Sight]) -> list[Draft | Block]:
    """A table that goes on on the next page is one; the lines at the end of a page stand behind it."""
    kept: list[Draft | Block] = []
    last: int | None = None
    said = words_said(sights)
    for each in sights:
        blocks = blocks_of(each, said)
        for at, block in enumerate(blocks):
            above = kept[last] if last is not None and isinstance(block, Draft) else None
            head = None
            if isinstance(above, Draft) and isinstance(block, Draft):
                first = not any(isinstance(before, Draft) for before in blocks[:at])
                between = [line for line in kept[(last or 0) + 1 :] if isinstance(line, Paragraph)]
                head = continues(above, block, next_to=first and all(len(line.text) <= FURNITURE for line in between[:4]))
            if last is not None and head is not None and isinstance(above, Draft) and isinstance(block, Draft):
                kept[last] = joined(above, block, head)
            else:
                kept.append(block)
                last = len(kept) - 1 if isinstance(block, Draft) else last
    return kept
