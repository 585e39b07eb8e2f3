"""Pictures of figures stay inside their field, show gaps as gaps, and say in words what they show."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from runtut.web.icons import PATHS, icon
from runtut.web.pictures import bar, mark, quartiles, sparkline, steps, stop

NUMBERS = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False)


def numbers(pattern: str, picture: str) -> list[float]:
    return [float(found) for found in re.findall(pattern, picture)]


@given(value=NUMBERS, target=st.none() | NUMBERS, most=st.none() | st.floats(min_value=0.01, max_value=1e9))
def test_a_bar_never_leaves_its_track(value: float, target: float | None, most: float | None) -> None:
    picture = bar(value, target, most)
    assert all(0 <= share <= 100 for share in numbers(r'(?:width|x)="([-\d.]+)%"', picture))


def test_a_bar_without_a_figure_has_an_empty_track_and_one_without_a_target_no_mark() -> None:
    assert "bar-fill" not in bar(None, target=5)
    assert "bar-target" not in bar(5)


@given(st.lists(st.none() | NUMBERS, max_size=12), st.none() | NUMBERS)
def test_a_sparkline_never_leaves_its_field(values: list[float | None], target: float | None) -> None:
    picture = sparkline(values, "deret", target)
    points = re.findall(r'points="([^"]+)"', picture)
    assert all(0 <= float(x) <= 112 and 0 <= float(y) <= 28 for p in points for x, y in (q.split(",") for q in p.split()))


def test_a_missing_value_cuts_the_line_instead_of_falling_to_zero() -> None:
    assert sparkline([1, 2, None, 3, 4], "deret").count("<polyline") == 2


def test_a_series_without_any_value_is_an_empty_picture_that_still_has_its_sentence() -> None:
    assert 'aria-label="belum ada data"' in sparkline([None, None], "belum ada data")


@given(st.lists(NUMBERS, min_size=5, max_size=5), NUMBERS)
def test_ones_own_dot_stays_on_the_strip_even_beyond_the_peers(peers: list[float], own: float) -> None:
    least, first, median, third, most = sorted(peers)
    (at,) = numbers(r'quartile-own" cx="([\d.]+)"', quartiles(own, least, first, median, third, most, "letak"))
    assert 7 <= at <= 153


def test_without_an_own_figure_only_the_peers_are_drawn() -> None:
    assert "quartile-own" not in quartiles(None, 1, 2, 3, 4, 5, "letak")


def test_words_in_a_picture_are_escaped() -> None:
    assert "<script>" not in sparkline([1], '"><script>') + icon("check", '"><script>')


def test_every_state_of_a_step_has_its_own_shape() -> None:
    states = ("done", "current", "waiting", "late", "returned", "skipped")
    assert len({str(stop(state)) for state in states}) == len(states)
    assert stop("current", decision=True) != stop("current")
    assert stop("unknown") == stop("waiting")


def test_all_pictures_are_well_formed() -> None:
    pictures = [mark(), steps(), bar(3, 4, label="tiga"), *(icon(name) for name in PATHS), *(stop(s) for s in ("done", "late"))]
    assert all(ElementTree.fromstring(str(picture)).tag == "svg" for picture in pictures)
