"""The process that draws the pages of a stranger's PDF: bytes on standard input, pictures on standard output, one by one."""

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from runtut.procedures.reading.__main__ import TOO_MUCH, confine
from runtut.procedures.reading.limits import LARGEST_FILE

if TYPE_CHECKING:
    from PIL.Image import Image

MEDIA_TYPE: Final = "image/webp"
MOST_PAGES: Final = 40
LONG_SIDE: Final = 1400
"""Pixels of the longer side, whatever size the page claims: small print of an A4 page can be read."""
GREYS: Final = 17
"""Steps between two greys that are kept apart; sixteen are enough for print, and pack well."""
HEAVY: Final = 150_000
"""Bytes from which a picture is a photograph rather than print, and may lose a little."""


@dataclass(frozen=True)
class Picture:
    """One page; `image` is empty where it cannot be drawn."""

    width: int
    height: int
    image: bytes


def is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def pictures(data: bytes) -> Iterator[Picture]:
    """The pages from the first on."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for number in range(min(len(document), MOST_PAGES)):
        try:
            yield picture(document[number])
        except (pypdfium2.PdfiumError, ValueError, OSError):
            yield Picture(0, 0, b"")


def picture(page: Any) -> Picture:
    drawn: Image = page.render(scale=LONG_SIDE / max(1.0, *page.get_size()), grayscale=True).to_pil()
    page.close()
    return Picture(drawn.width, drawn.height, packed(drawn))


def packed(drawn: "Image") -> bytes:
    fine = encoded(drawn.convert("L").point([shade // GREYS * GREYS for shade in range(256)]), lossless=True, method=2)
    return fine if len(fine) < HEAVY else min(fine, encoded(drawn.convert("L"), quality=40), key=len)


def encoded(drawn: "Image", **how: object) -> bytes:
    made = io.BytesIO()
    drawn.save(made, "WEBP", **how)
    return made.getvalue()


def said(picture: Picture) -> bytes:
    return json.dumps([picture.width, picture.height, len(picture.image)]).encode() + b"\n" + picture.image


def heard(answer: bytes) -> Iterator[Picture]:
    """The pictures that came through whole, from the first on."""
    stream = io.BytesIO(answer)
    while head := stream.readline():
        try:
            width, height, size = json.loads(head)
        except ValueError:
            return
        image = stream.read(size)
        if len(image) < size:
            return
        yield Picture(width, height, image)


def main(source: BinaryIO, answer: BinaryIO) -> int:
    """Every page is handed over at once, so that those before the limit are there."""
    try:
        for picture in pictures(source.read(LARGEST_FILE + 1)):
            answer.write(said(picture))
            answer.flush()
    except MemoryError:
        return TOO_MUCH
    return 0


if __name__ == "__main__":
    confine()
    sys.exit(main(sys.stdin.buffer, sys.stdout.buffer))
