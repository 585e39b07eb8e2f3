"""Writes the model as JSON, and as the one byte sequence that is hashed."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256 as digest

from runtut.procedures.model.sop import Sop, StandardTime, Step
from runtut.procedures.model.vocabulary import FORMAT


def to_json(sop: Sop) -> dict[str, object]:
    document = {"format": FORMAT, **asdict(sop)}
    for key in ("sources", "findings"):
        if not document[key]:
            del document[key]
    document["steps"] = [_step(step) for step in sop.steps]
    return {key: list(value) if isinstance(value, tuple) else value for key, value in document.items()}


def _step(step: Step) -> dict[str, object]:
    return {**asdict(step), "actors": list(step.actors), "time": None if step.time is None else _time(step.time)}


def _time(time: StandardTime) -> dict[str, object]:
    if time.anchor:
        return {"raw": time.raw, "anchor": True}
    return {"raw": time.raw, "value": time.value, "unit": time.unit}


def canonical(document: Mapping[str, object]) -> bytes:
    """Sorted keys, UTF-8, no spaces: equal documents give equal bytes."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def sha256(document: Mapping[str, object]) -> str:
    return digest(canonical(document)).hexdigest()
