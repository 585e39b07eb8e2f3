"""Near-copies are found among many, with the rows that differ."""

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import runtut.library
from runtut.procedures import Identity, Sop, Step, from_json
from runtut.procedures.checking import Context, NearCopies, check, sketch_of
from runtut.procedures.checking.copies import differing, similarity

CONTENT = Path(runtut.library.__path__[0]) / "content"
PHRASES = ("Menyusun laporan", "Memeriksa berkas", "Mengirim surat", "Menandatangani", "Mengolah data kinerja", "x", "12")
rows = st.lists(
    st.builds(
        Step, no=st.integers(1, 99), text=st.none() | st.sampled_from(PHRASES), output=st.none() | st.sampled_from(PHRASES)
    ),
    max_size=8,
)
sops = st.builds(lambda steps: Sop(Identity(title="Uji"), steps=tuple(steps)), rows)


def template(name: str) -> Sop:
    return from_json(json.loads((CONTENT / f"{name}.json").read_text()))


def changed(sop: Sop, place: int, text: str) -> Sop:
    return replace(sop, steps=tuple(replace(step, text=text) if at == place else step for at, step in enumerate(sop.steps)))


@settings(deadline=None)
@given(sops, sops)
def test_similarity_is_symmetric_and_whole_for_itself(a: Sop, b: Sop) -> None:
    assert similarity(a, b) == similarity(b, a)
    assert 0 <= similarity(a, b) <= 1
    assert similarity(a, a) == 1.0


@settings(max_examples=30, deadline=None)
@given(st.lists(sops, max_size=6), sops)
def test_the_index_finds_itself_and_says_what_similarity_says(others: list[Sop], sop: Sop) -> None:
    index = NearCopies.of([("ini", sop), *((str(number), one) for number, one in enumerate(others))])
    found = {copy.key: copy for copy in index.similar(sop, at_least=0.5)}
    assert ("ini" in found) == any(step.text or step.output for step in sop.steps)
    for key, copy in found.items():
        other = sop if key == "ini" else others[int(key)]
        assert copy.similarity == similarity(sop, other) >= 0.5
        assert (copy.similarity == 1.0) or copy.rows


def test_a_copy_with_one_row_changed_is_found_with_that_row() -> None:
    dinas = template("dinas")
    index = NearCopies.of([("dinas", dinas), ("setda", template("sekretariat-daerah"))])
    (copy,) = index.similar(changed(dinas, 3, "Menyusun jadwal kunjungan ke setiap bidang"))
    assert copy.key == "dinas"
    assert 0.8 < copy.similarity < 1
    assert [(row.here, row.there) for row in copy.rows] == [(3, 3)]
    assert copy.rows[0].own != copy.rows[0].other


def test_rows_that_only_one_has_stand_alone() -> None:
    assert [tuple(row) for row in differing(("a", "b", "c"), ("a", "c", "d"))] == [(1, None, "b", None), (None, 2, None, "d")]


def test_an_sop_that_is_put_in_again_replaces_the_old_one() -> None:
    index = NearCopies.of([("a", template("dinas"))])
    index.add("a", template("sekretariat-daerah"))
    assert len(index) == 1
    assert index.similar(template("dinas")) == []
    index.remove("a")
    index.remove("a")
    assert index.similar(template("sekretariat-daerah")) == []


def test_a_sketch_is_found_alike_and_tells_no_word_of_the_other() -> None:
    dinas, other = template("dinas"), changed(template("dinas"), 3, "Menyusun jadwal kunjungan ke setiap bidang")
    sketch = sketch_of(other)
    assert not any("jadwal" in row for row in sketch.rows)
    index = NearCopies().changed((), [("Dinas Lain", sketch)])
    (copy,) = index.similar(dinas)
    assert (copy.key, copy.title) == ("Dinas Lain", other.identity.title)
    assert copy.similarity == similarity(dinas, other)
    assert [(row.here, row.there, row.other) for row in copy.rows] == [(3, None, None)]
    assert copy.rows[0].own is not None
    assert index.similar(other)[0].rows == ()


def test_its_own_lineage_is_no_copy() -> None:
    dinas = template("dinas")
    index = NearCopies.of([(key, dinas) for key in ("pustaka/dinas", "diskominfo/monev", "dishub/monev")])
    assert [copy.key for copy in index.similar(dinas, without={"pustaka/dinas"})] == ["diskominfo/monev", "dishub/monev"][::-1]
    told = check(dinas, Context(copies=index, lineage=frozenset({"pustaka/dinas", "dishub/monev"})))
    assert [(one.code, one.evidence) for one in told] == [("DUP-01", "diskominfo/monev 1.000")]
    assert "semua barisnya sama" in told[0].message


def test_the_message_names_the_rows_that_differ() -> None:
    dinas = template("dinas")
    index = NearCopies.of([("x", dinas)])
    (told,) = check(changed(dinas, 3, "Menyusun jadwal kunjungan ke setiap bidang"), Context(copies=index))
    assert "baris yang berbeda: 4" in told.message
