"""The rules themselves, by what they look at; importing them fills the catalogue."""

from runtut.procedures.checking.rules import (
    actors,
    approver,
    dates,
    handling,
    head,
    law,
    names,
    number,
    outputs,
    paragraphs,
    sentences,
    shape,
    times,
    twins,
    wording,
)

__all__ = [
    "actors",
    "approver",
    "dates",
    "handling",
    "head",
    "law",
    "names",
    "number",
    "outputs",
    "paragraphs",
    "sentences",
    "shape",
    "times",
    "twins",
    "wording",
]
