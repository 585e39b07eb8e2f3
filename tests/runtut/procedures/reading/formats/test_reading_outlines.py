"""Outlines, frames and lines by themselves: which symbol a polygon is, where a turned shape lies, what a line joins."""

from math import cos, pi, sin

import pytest

from runtut.procedures.drawing.picture import Box
from runtut.procedures.reading.formats.canvas import Figure, Line, Words
from runtut.procedures.reading.formats.linking import arrows, chained, links
from runtut.procedures.reading.formats.outlines import symbol_of
from runtut.procedures.reading.formats.placing import Frame, Window
from runtut.procedures.reading.formats.presets import capsule, way
from runtut.procedures.reading.formats.settling import read_figures
from runtut.procedures.reading.source import Arrow

Points = list[tuple[float, float]]
BOX: Points = [(0, 0), (40, 0), (40, 18), (0, 18)]


def rounded(radius: float, wide: float = 40, high: float = 18) -> Points:
    corners = (
        (wide - radius, radius, -pi / 2),
        (wide - radius, high - radius, 0),
        (radius, high - radius, pi / 2),
        (radius, radius, pi),
    )
    return [
        (x + radius * cos(start + step * pi / 12), y + radius * sin(start + step * pi / 12))
        for x, y, start in corners
        for step in range(7)
    ]


@pytest.mark.parametrize(
    ("outline", "symbol", "soft"),
    [
        (BOX, "process", False),
        ([(0, 0), (20, 0), (40, 0), (40, 18), (0, 18), (0, 0)], "process", False),
        ([(6, 0), (40, 0), (34, 18), (0, 18)], "process", False),
        ([(20, 0), (40, 9), (20, 18), (0, 9)], "decision", False),
        ([(0, 0), (18, 0), (18, 12), (9, 18), (0, 12)], "connector", False),
        ([(0, 6), (24, 6), (24, 0), (40, 9), (24, 18), (24, 12), (0, 12)], "arrow", False),
        (rounded(9), "terminator", False),
        (rounded(5), "process", True),
        (rounded(1), "process", False),
        (rounded(9, 18), "terminator", False),
    ],
)
def test_outlines_are_told_by_their_corners(outline: Points, symbol: str, soft: bool) -> None:
    assert symbol_of(outline) == (symbol, soft)


@pytest.mark.parametrize(
    "outline",
    [
        [(0.0, 0.0), (40.0, 0.0), (40.0, 0.5), (0.0, 0.5)],
        [(0.0, 0.0), (40.0, 0.0), (0.0, 18.0)],
        [(0.0, 0.0), (40.0, 0.0), (6.0, 5.0), (0.0, 18.0)],
        [(20 + (20 if no % 2 else 6) * sin(no * pi / 5), 20 + (20 if no % 2 else 6) * cos(no * pi / 5)) for no in range(10)],
    ],
    ids=["line", "triangle", "dart", "star"],
)
def test_other_outlines_are_no_symbols(outline: Points) -> None:
    assert symbol_of(outline) is None


def test_a_shape_on_its_side_is_as_wide_as_it_was_high() -> None:
    assert Frame(Box(0, 0, 40, 20), turn=90).bounds == Box(10, -10, 20, 40)
    assert Frame(Box(0, 0, 40, 20), turn=180).bounds == Box(0, 0, 40, 20)


def test_points_are_mirrored_first_and_turned_then() -> None:
    turned = Frame(Box(0, 0, 40, 20), turn=90, mirrored=True).place([(0, 0)])
    assert [round(each, 6) for each in turned[0]] == [30, 30]
    assert Frame(Box(0, 0, 40, 20), upset=True).place([(0, 0)]) == ((0, 20),)


def test_a_group_shows_its_inner_coordinates_in_its_outer_box() -> None:
    assert Window(Box(10, 10, 100, 50), Box(0, 0, 200, 200)).box(Box(10, 35, 50, 25)) == Box(0, 100, 100, 100)


@pytest.mark.parametrize(
    ("preset", "adjusts", "corners"),
    [
        ("straightConnector1", [], [(0, 0), (40, 20)]),
        ("bentConnector2", [], [(0, 0), (40, 0), (40, 20)]),
        ("bentConnector3", [0.25], [(0, 0), (10, 0), (10, 20), (40, 20)]),
        ("bentConnector4", [0.5, 2], [(0, 0), (20, 0), (20, 40), (40, 40), (40, 20)]),
        ("bentConnector5", [-0.5, 0.5, 1.5], [(0, 0), (-20, 0), (-20, 10), (60, 10), (60, 20), (40, 20)]),
    ],
)
def test_named_connectors_take_their_ways(preset: str, adjusts: list[float], corners: Points) -> None:
    assert way(preset, 40, 20, adjusts) == corners


def test_corners_rounded_to_the_full_are_a_capsule() -> None:
    assert [capsule("roundRect", adjust) for adjust in (0.5, 0.02, 0.17)] == [
        ("terminator", False),
        ("process", False),
        ("process", True),
    ]


def figure(key: str, x: float, y: float, symbol: str = "process", text: str = "", wide: float = 40) -> Figure:
    return Figure(key, Box(x, y, wide, 18), symbol, text)  # type: ignore[arg-type]


PAIR = [figure("a", 0, 0), figure("b", 0, 60)]


def test_pieces_that_meet_are_one_line() -> None:
    pieces = [
        Line(((20, 18), (20, 40)), (False, False)),
        Line(((30, 60), (30, 40)), (True, False)),
        Line(((30, 40), (20, 40)), (False, False)),
    ]
    (whole,) = chained(pieces, PAIR)
    assert {whole.points[0], whole.points[-1]} == {(20, 18), (30, 60)}
    assert [(link.start, link.end) for link in links(PAIR, pieces, ())[0]] == [("a", "b")]


def test_a_head_at_the_first_point_turns_the_arrow() -> None:
    found, _ = links(PAIR, [Line(((20, 18), (20, 60)), (True, False))], ())
    assert arrows(found, PAIR) == (Arrow("b", "a"),)


def test_a_line_that_ends_in_the_air_joins_nothing() -> None:
    assert links(PAIR, [Line(((20, 18), (20, 40)))], ())[0] == []


def test_a_line_without_heads_drawn_upwards_still_leads_down() -> None:
    found, _ = links(PAIR, [Line(((20, 60), (20, 18)), (False, False))], ())
    assert arrows(found, PAIR) == (Arrow("a", "b"),)


def test_words_go_to_the_nearest_way_out_of_a_decision() -> None:
    figures = [figure("d", 0, 0, "decision"), figure("b", 0, 60), figure("c", 100, 0)]
    lines = [Line(((20, 18), (20, 60))), Line(((40, 9), (100, 9)))]
    said = [Words("Tidak", Box(44, 0, 14, 6)), Words("Ya", Box(22, 22, 8, 6)), Words("Berkas", Box(22, 40, 20, 6))]
    found, used = links(figures, lines, said)
    assert set(arrows(found, figures)) == {Arrow("d", "b", "Ya"), Arrow("d", "c", "Tidak")}
    assert {each.text for each in used} == {"Ya", "Tidak"}


def test_connectors_of_the_same_letter_lead_on_and_one_without_a_partner_stays() -> None:
    figures = [
        figure("a", 0, 0),
        figure("A1", 0, 60, "connector", "A"),
        figure("A2", 0, 300, "connector", "A"),
        figure("b", 0, 400),
    ]
    figures += [figure("c", 100, 0), figure("C1", 100, 60, "connector", "C")]
    lines = [Line(((20, 18), (20, 60))), Line(((20, 318), (20, 400))), Line(((120, 18), (120, 60)))]
    found, _ = links(figures, lines, ())
    assert set(arrows(found, figures)) == {Arrow("a", "b"), Arrow("c", "C1")}


def test_a_disc_with_a_letter_is_a_connector_and_one_with_a_word_is_not() -> None:
    discs = [
        figure("a", 0, 0, "terminator", "B", 18),
        figure("b", 0, 0, "terminator", "Mulai", 18),
        figure("c", 0, 0, "terminator", "", 18),
    ]
    assert [each.symbol for each in read_figures(discs)] == ["connector", "start", "terminator"]
