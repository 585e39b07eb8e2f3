"""A return that is told in words: `Bila belum sesuai, kembali ke langkah 10`."""

import re
from collections.abc import Sequence

A_STEP = r"(?:langkah|kegiatan|aktivitas|tahap(?:an)?|butir|angka|urutan|nomor|no)"
RETURN = re.compile(
    rf"\b(?:di)?kembali(?:kan)?\s+(?:lagi\s+)?(?:ke(?:pada)?|pada)\s+{A_STEP}\b\.?\s{{0,3}}(?:(?:nomor|no|ke)\b\W{{0,2}})?(\d{{1,3}})\b",
    re.IGNORECASE,
)


def told_return(text: str, own: int | None, numbers: Sequence[int | None]) -> int | None:
    """The number of the one earlier step to which the words send back; None where they name none, or two."""
    named = {int(no) for no in RETURN.findall(text)}
    earlier = {no for no in named if numbers.count(no) == 1 and own is not None and no < own}
    return next(iter(earlier)) if len(named) == 1 and earlier else None
