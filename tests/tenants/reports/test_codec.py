"""Shapes kept as JSON come back as they were; what does not fit is refused with its place."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.reports import KINDS, content_of, shape_of
from tenants.reports.codec import to_json
from tenants.reports.shapes import Figure, MonevReport, Stamp

Papers = dict[str, tuple[Any, Stamp]]
decimals = st.decimals(allow_nan=False, allow_infinity=False)


def test_every_kind_of_paper_survives_being_kept(papers: Papers) -> None:
    assert {name.split("-")[0] for name in papers} == set(KINDS)
    for name, (shape, _) in papers.items():
        kept = json.loads(json.dumps(content_of(shape)))
        assert shape_of(name.split("-")[0], kept) == shape
        assert content_of(shape_of(name.split("-")[0], kept)) == kept


@given(st.text(), decimals | st.none(), decimals | st.none())
def test_figures_are_kept_to_the_last_digit_and_none_stays_none(
    text: str, target: Decimal | None, actual: Decimal | None
) -> None:
    figure = Figure(text, text, text, target, actual, None, None)
    kept = json.loads(json.dumps(content_of(figure)))
    assert kept["target"] == (None if target is None else str(target))
    assert kept["percent"] is None


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("period",), None, r"period: unexpected None"),
        (("period",), 2025, r"period: unexpected 2025"),
        (("figures", 2, "target"), "sembilan", r"figures\[2\]\.target: unexpected 'sembilan'"),
        (("figures", 2, "target"), 0, r"figures\[2\]\.target: unexpected 0"),
        (("made_on",), "2025-02-30", r"made_on: unexpected '2025-02-30'"),
        (("signatory", "capacity"), "wakil", r"signatory\.capacity: unexpected 'wakil'"),
        (("analyses",), {}, r"analyses: unexpected \{\}"),
        (("office",), "Dinas", r"office: unexpected 'Dinas'"),
        (("pangkat",), "x", r"content: unexpected \['pangkat'\]"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(papers: Papers, path: tuple[Any, ...], value: Any, said: str) -> None:
    content = json.loads(json.dumps(content_of(papers["monev_report"][0])))
    at = content
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    with pytest.raises(ValueError, match=said):
        shape_of("monev_report", content)


def test_a_missing_part_is_named(papers: Papers) -> None:
    content = content_of(papers["monev_report"][0])
    del content["signatory"]["name"]
    with pytest.raises(ValueError, match=r"signatory\.name: unexpected 'nothing'"):
        shape_of("monev_report", content)


def test_what_may_be_left_out_takes_its_usual_value(papers: Papers) -> None:
    content = content_of(papers["monev_report"][0])
    del content["meeting"], content["title"]
    report: MonevReport = shape_of("monev_report", content)
    assert (report.meeting, report.title) == (None, "Laporan Monitoring dan Evaluasi Capaian Kinerja")


def test_moments_and_days_are_told_apart() -> None:
    moment = datetime.fromisoformat("2025-04-14T09:00:00+07:00")
    assert to_json((moment, date(2025, 4, 14))) == ["2025-04-14T09:00:00+07:00", "2025-04-14"]
