"""HTML forms as nested data: a field named `rows.0.value` is the value of the first of the rows."""

from collections.abc import Iterable
from typing import Any

from runtut.errors import Invalid

DEEPEST, MOST = 6, 2_000
OURS = ("csrf_token", "version", "worksheet", "action", "password_hint")


def nested(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Blank fields become None; runs of numbers become lists, in their order, gaps closed.

    Raises Invalid for a form that is larger than any of ours can be: nothing of it is dropped in silence.
    """
    root: dict[str, Any] = {}
    for place, (name, value) in enumerate(pairs):
        if place >= MOST:
            raise Invalid(f"Formulir ini memuat lebih dari {MOST:,} isian; kirimlah sebagian demi sebagian.".replace(",", "."))
        keys = name.split(".")
        if name in OURS or len(keys) > DEEPEST:
            continue
        _put(root, keys, value.strip() or None)
    return {key: _listed(value) for key, value in root.items()}


def _put(tree: dict[str, Any], keys: list[str], value: str | None) -> None:
    for key in keys[:-1]:
        below = tree.setdefault(key, {})
        if not isinstance(below, dict):
            return
        tree = below
    tree[keys[-1]] = value


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(below) for key, below in value.items()}
    if inner and all(key.isascii() and key.isdigit() for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner
