"""File names of users made harmless: no paths, no control or direction characters, never too long."""

import re
import unicodedata

MOST = 120
FORBIDDEN = re.compile(r'[<>:"|?*%;]')


def harmless(name: str) -> str:
    """The last part of `name` as plain words with its ending; "bukti" where nothing is left of it."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name.encode("utf-8", "ignore").decode()))[-1]
    plain = "".join(character if is_plain(character) else " " for character in last)
    words = " ".join(FORBIDDEN.sub("_", plain).split()).rstrip(". ")
    return shortened(words if words and words[0] != "." else f"bukti{words and '.'}{words.lstrip('. ')}")


def is_plain(character: str) -> bool:
    """Letters, marks, digits, punctuation and blanks; no controls, no bidirectional overrides, nothing invisible."""
    return not unicodedata.category(character).startswith("C") and unicodedata.category(character) not in ("Zl", "Zp")


def shortened(name: str) -> str:
    """At most MOST characters, with the ending kept."""
    if len(name) <= MOST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 8:
        return name[:MOST].rstrip(". ")
    return f"{stem[: MOST - len(ending) - 1].rstrip('. ')}.{ending}"


def ending_of(name: str) -> str:
    """The part after the last dot, in small letters."""
    _, dot, ending = name.rpartition(".")
    return ending.lower() if dot else ""
