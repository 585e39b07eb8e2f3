"""The words of `words.toml`: spellings of labels, of heads of columns and of positions."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

from runtut.procedures.reading.recognition.spelling import key

Meaning = TypeVar("Meaning", bound=str)

WORDS: Final[Mapping[str, Mapping[str, Any]]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def by_key(words: Mapping[Meaning, Sequence[str]]) -> dict[str, Meaning]:
    """The letters of each spelling with what it means."""
    return {key(word): meaning for meaning, spellings in words.items() for word in spellings}
