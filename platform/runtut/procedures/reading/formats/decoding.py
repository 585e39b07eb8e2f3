"""The characters of a text file: its encoding found, its invisible signs and broken ligatures mended."""

import codecs
import re

from runtut.procedures.reading.limits import LONGEST_LINE, LONGEST_TEXT, MOST_LINES
from runtut.procedures.reading.refusal import Refused

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076\uf06e\uf02d\u2023\u25aa\u25cf\u2219", "•")
TICKS = dict.fromkeys("\uf0fc\uf050\uf052\uf0fe", "√")
INVISIBLE = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e", "")
SPACES = dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " ")
MENDED = str.maketrans({**LIGATURES, **BULLETS, **TICKS, **INVISIBLE, **SPACES, "\u2028": "\n", "\u2029": "\n", "\x85": "…"})
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def decode(data: bytes) -> str:
    """The text of a file, whatever wrote it, or `Refused` where it is longer than any SOP."""
    if len(data) > 4 * LONGEST_TEXT:
        raise Refused(_too_long())
    text = _characters(data)
    if len(text) > LONGEST_TEXT:
        raise Refused(_too_long())
    return tidy(text)


def tidy(text: str) -> str:
    """Line ends alike, ligatures and bullets as letters, no invisible signs; for the text of every format."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").translate(MENDED))


def lines_of(text: str) -> list[str]:
    lines = text.split("\n")
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
        raise Refused(_too_long())
    return lines


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text in any of the encodings that are read."""
    head = data[:8192]
    if _encoding(head) in ("utf-16", "utf-32", "utf-8-sig", "utf-16-le", "utf-16-be"):
        return False
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return b"\x00" in head or control * 100 > len(head)


def _characters(data: bytes) -> str:
    encoding = _encoding(data)
    if encoding is not None:
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _encoding(data: bytes) -> str | None:
    """By the mark at the beginning or, without one, by the zero bytes between Latin letters."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return name
    head = data[:2000]
    if len(head) >= 4 and head[1::2].count(0) * 10 > len(head[1::2]) * 9 and 0 not in head[::2]:
        return "utf-16-le"
    if len(head) >= 4 and head[::2].count(0) * 10 > len(head[::2]) * 9 and 0 not in head[1::2]:
        return "utf-16-be"
    return None


def _too_long() -> str:
    return "Teks ini terlalu panjang untuk sebuah SOP; unggah hanya bagian SOP-nya."
