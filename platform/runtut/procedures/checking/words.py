"""Indonesian office words: what a cell is about, whether a sentence starts with a verb, which words mean the same."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LISTS = json.loads(resources.files("runtut.procedures.checking").joinpath("words.json").read_text("utf-8"))
EMPTY_WORDS, NOT_VERBS, BARE_VERBS = (frozenset[str](LISTS[key]) for key in ("empty", "not_verbs", "bare_verbs"))
SAME: Mapping[str, str] = LISTS["same"]
SHORT: Mapping[str, str] = LISTS["short"]
FOREIGN: Mapping[str, str] = LISTS["foreign"]
LETTERED = re.compile(r"^\W*(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+", re.I)
ACTIVE = re.compile(r"(?:me(?:m|n|ng|ny|nge)?|ber|bel)[a-z]{3,}", re.I)
BROKEN = re.compile(r"\b([a-z]{6,})\s(n|g|ng|an|kan|i|k|t|r|s|l)\b")


@lru_cache(maxsize=8192)
def topics(text: str) -> frozenset[str]:
    """The words that carry the meaning of a cell, synonyms made one: `Draft laporan monev` is {laporan, pantau}."""
    mended = BROKEN.sub(lambda match: match[1] + match[2], text.lower())
    in_full = (word for said in WORD.findall(mended) for word in SHORT.get(said, said).split())
    words = (SAME.get(word, word) for word in in_full)
    return frozenset(word for word in words if word not in EMPTY_WORDS and len(word) > 1)


def share_a_topic(a: str, b: str) -> bool:
    """Whether two cells may speak of the same thing; where one has only weak words (`Berkas`), these decide."""
    if topics(a) and topics(b):
        return bool(topics(a) & topics(b))
    return bool(set(WORD.findall(folded(a))) & set(WORD.findall(folded(b))))


def first_word(text: str) -> str:
    """Without the letter of a sub-step: of `a. Menyiapkan bahan` it is Menyiapkan."""
    match = WORD.search(LETTERED.sub("", text))
    return match[0] if match else ""


def is_active_verb(word: str) -> bool:
    plain = word.lower()
    return plain in BARE_VERBS or (plain not in NOT_VERBS and ACTIVE.fullmatch(plain) is not None)


def folded(text: str) -> str:
    return " ".join(text.casefold().split())


def figure(number: float, decimals: int = 0) -> str:
    """14.160 or 31,47, as an Indonesian office writes it."""
    return f"{number:,.{decimals}f}".translate({44: 46, 46: 44})
