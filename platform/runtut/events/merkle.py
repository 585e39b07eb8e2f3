"""Merkle tree of RFC 6962 §2.1: roots and inclusion proofs over leaf hashes."""

import hashlib
from collections.abc import Sequence


def leaf_hash(content: bytes) -> bytes:
    return hashlib.sha256(b"\0" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two smaller than `size` (>= 2)."""
    return 1 << (size - 1).bit_length() - 1


def root(leaves: Sequence[bytes]) -> bytes:
    """The tree head over leaf hashes; of none it is SHA-256 of nothing."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = list(leaves)
    while len(level) > 1:
        pairs = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(level) & ~1 :]
    return level[0]


def inclusion(leaves: Sequence[bytes], place: int) -> list[bytes]:
    """The audit path of leaf `place` (from 0), nearest sibling first."""
    if len(leaves) <= 1:
        return []
    middle = _split(len(leaves))
    if place < middle:
        return [*inclusion(leaves[:middle], place), root(leaves[middle:])]
    return [*inclusion(leaves[middle:], place - middle), root(leaves[:middle])]


def included(leaf: bytes, place: int, size: int, path: Sequence[bytes], head: bytes) -> bool:
    """Whether `path` leads from `leaf` at `place` to `head` of a tree of `size` leaves."""
    return 0 <= place < size and _climb(leaf, place, size, list(path)) == head


def _climb(leaf: bytes, place: int, size: int, path: list[bytes]) -> bytes | None:
    if size == 1:
        return leaf if not path else None
    if not path:
        return None
    middle, sibling = _split(size), path[-1]
    if place < middle:
        below = _climb(leaf, place, middle, path[:-1])
        return None if below is None else node_hash(below, sibling)
    below = _climb(leaf, place - middle, size - middle, path[:-1])
    return None if below is None else node_hash(sibling, below)
