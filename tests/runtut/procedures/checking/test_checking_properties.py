"""Whatever was parsed, the checker answers: known codes, known severities, printable sentences, never an exception."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runtut.procedures import Approver, Identity, Sop, StandardTime, Step, from_json, to_json
from runtut.procedures.checking import RULES, Context, NearCopies, Window, check
from runtut.procedures.checking.presentation import findings_of
from runtut.procedures.model import KINDS, MINUTES_PER_UNIT, SHAPES

FRAGMENTS = (
    "Menyusun laporan", "Kepala Dinas", "menandatangani", "7 hari", "Kabupaten Sleman",
    "Kec.", "PP 46/2011", "Permendagri No. 73 tahun 2009",
    "Draft", "{opd}", "oleh", "Camat", "000.8.3.3/ /x", "arsip", "Bantul",
    "UU", "Nomor", "tahun", "....", "/", "(", "٣", "İstanbul", "I/a", "IV/C",
)  # fmt: skip
texts = (
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=6).map(" ".join)
    | st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=60)
).filter(str.strip)
maybe = st.none() | texts
dates = st.none() | st.sampled_from(("2022", "2016-09", "2025-01-31", "2024-02-29"))
lists = st.lists(texts, max_size=3).map(tuple)
parts = st.fixed_dictionaries(
    dict.fromkeys(("legal_basis", "qualifications", "related", "equipment", "warnings", "records"), lists)
)
approvers = st.none() | st.builds(Approver, maybe, maybe, maybe, maybe)
identities = st.builds(Identity, maybe, maybe, maybe, maybe, dates, dates, dates, dates, approvers)
times = st.none() | st.builds(
    StandardTime,
    texts,
    st.none() | st.floats(0, 1000) | st.integers(0, 9),
    st.none() | st.sampled_from(tuple(MINUTES_PER_UNIT)),
)


@st.composite
def documents(draw: st.DrawFn) -> Sop:
    actors = draw(st.lists(texts, max_size=4, unique=True))
    count = draw(st.integers(0, 8))
    steps = tuple(draw(steps_of(actors, no, count)) for no in range(1, count + 1))
    return Sop(draw(identities), draw(st.sampled_from(KINDS)), actors=tuple(actors), steps=steps, **draw(parts))  # type: ignore[arg-type]


@st.composite
def steps_of(draw: st.DrawFn, actors: list[str], no: int, count: int) -> Step:
    own = tuple(draw(st.lists(st.sampled_from(actors), max_size=3, unique=True))) if actors else ()
    refs = st.none() | st.integers(1, count)
    return Step(
        draw(st.sampled_from((no, no, None, 1))), draw(maybe), draw(st.sampled_from((None, f"s-{no}"))), own, None, "all", None,
        draw(st.sampled_from(SHAPES)), draw(maybe), draw(times), draw(maybe), draw(maybe), draw(refs), draw(refs),
    )  # fmt: skip


def parsed(sop: Sop) -> Sop | None:
    try:
        return from_json(to_json(sop))
    except ValueError:
        return None


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_the_checker_never_fails_on_what_was_parsed(drawn: Sop) -> None:
    sop = parsed(drawn)
    if sop is None:
        return
    context = Context(
        window=Window(30), known_sops=frozenset({"SOP A"}), foreign_names=frozenset({"(x"}), copies=NearCopies.of([("a", sop)])
    )
    found = check(sop, context)
    assert {one.code for one in found} <= set(RULES)
    assert all(one.message and one.severity in ("error", "warning", "info") for one in found)
    assert sum(map(len, findings_of(sop, found).values())) == len(found)
    assert check(sop, context) == found


@pytest.mark.parametrize("words", ["undang" + " " * 3900 + "x", "Menyimpan " * 390, "Sleman " * 560, "{" * 4000, "12," * 1300])
def test_what_nobody_would_write_takes_no_long_time(words: str) -> None:
    steps = tuple(Step(no, words, f"s-{no}", requirement=words, output=words) for no in range(1, 201))
    sop = Sop(Identity(title=words, pemda="Kabupaten Sleman"), legal_basis=(words,) * 200, related=(words,) * 200, steps=steps)
    began = time.process_time()
    assert check(sop)
    assert time.process_time() - began < 4
