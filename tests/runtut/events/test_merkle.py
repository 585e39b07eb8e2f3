"""The Merkle tree of RFC 6962: proofs hold, and no forged one does."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from runtut.events.merkle import included, inclusion, leaf_hash, node_hash, root

LEAVES = st.lists(st.binary(max_size=8).map(leaf_hash), min_size=1, max_size=40)


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root([]) == hashlib.sha256(b"").digest()


def test_three_leaves_are_hashed_as_the_standard_draws_them() -> None:
    a, b, c = (leaf_hash(letter) for letter in (b"a", b"b", b"c"))
    assert root([a, b, c]) == node_hash(node_hash(a, b), c)


@given(LEAVES, st.data())
def test_every_leaf_is_proven_to_be_in_its_tree(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    path = inclusion(leaves, place)
    assert included(leaves[place], place, len(leaves), path, root(leaves))


@given(LEAVES, st.data())
def test_another_leaf_place_size_or_path_is_refused(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    path, head = inclusion(leaves, place), root(leaves)
    assert not included(leaf_hash(b"never drawn: too long"), place, len(leaves), path, head)
    assert not included(leaves[place], len(leaves), len(leaves), path, head)
    assert not included(leaves[place], place, len(leaves), [*path, head], head)
    assert not path or not included(leaves[place], place, len(leaves), path[1:], head)


@given(LEAVES, st.binary(max_size=8))
def test_a_longer_log_has_another_root(leaves: list[bytes], more: bytes) -> None:
    assert root([*leaves, leaf_hash(more)]) != root(leaves)
