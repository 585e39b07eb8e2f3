"""Analysing: causes where capaian is below Tinggi, comparison with the last period, and a sheet that is a paper."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from runtut.errors import Conflict, Invalid
from tenants.documents.service import newest_version, papers_of
from tenants.reports import compose
from tenants.reports.shapes import Stamp

Opened = Callable[[Sequence[int]], Any]
KASUBAG = "kasubag.program"
STEPS = [1, 2, 3, 7]


def processed(cycle: Any, **figures: str) -> None:
    """Every figure on target but those named."""
    start, due = cycle.desk("sekretaris", 1)["start"], (date.today() + timedelta(days=5)).isoformat()  # noqa: DTZ011
    cycle.hand_in("sekretaris", 1, {**start, "due_on": due, "columns": []})
    for who in ("kabid.koperasi", "kabid.naker"):
        rows = [{"indicator_id": row["id"], "value": value_of(row, figures)} for row in cycle.desk(who, 2)["rows"]]
        cycle.hand_in(who, 2, {"rows": rows})
    named = [{key: cell[key] for key in ("indicator_id", "unit_id")} for cell in cycle.desk(KASUBAG, 3)["flagged"]]
    cycle.hand_in(KASUBAG, 3, {"resolutions": [{**one, "decision": "accept", "reason": "Sesuai bukti"} for one in named]})


def value_of(row: Mapping[str, Any], figures: Mapping[str, str]) -> str:
    shared = len(row["units"]) > 1
    return figures.get(row["name"]) or (str(float(row["target"]) / 2).replace(".", ",") if shared else row["target"])


def written(desk: dict[str, Any], **said: Any) -> list[dict[str, Any]]:
    return [{"indicator_id": row["indicator_id"], **said} for row in desk["rows"]]


def test_the_desk_shows_capaian_units_and_what_must_be_explained(course: Opened) -> None:
    cycle = course(STEPS)
    processed(cycle, **{"Persentase koperasi aktif": "51,67"})
    desk = cycle.desk(KASUBAG, 4)
    by_name = {row["indicator"]: row for row in desk["rows"]}
    assert by_name["Persentase koperasi aktif"]["percent"] == "75.99"
    assert by_name["Persentase koperasi aktif"]["must_explain"]
    assert [row["indicator"] for row in desk["rows"] if row["must_explain"]] == ["Persentase koperasi aktif"]
    assert by_name["Persentase koperasi aktif"]["previous"] is None
    assert len(by_name["Jumlah peserta pelatihan yang bersertifikat"]["parts"]) == 2


def test_below_tinggi_cause_and_follow_up_are_required_and_at_76_they_are_not(course: Opened) -> None:
    cycle = course(STEPS)
    processed(cycle, **{"Persentase koperasi aktif": "51,67", "Jumlah pencari kerja yang ditempatkan": "114"})
    desk = cycle.desk(KASUBAG, 4)
    assert {row["percent"] for row in desk["rows"]} >= {"75.99", "76"}
    with pytest.raises(Invalid) as refused:
        cycle.hand_in(KASUBAG, 4, {"rows": written(desk)})
    assert set(refused.value.errors) == {"rows.0.cause", "rows.0.follow_up"}
    assert "Sedang" in refused.value.errors["rows.0.cause"][0]


def test_every_indicator_is_analysed_once(course: Opened) -> None:
    cycle = course(STEPS)
    processed(cycle)
    rows = written(cycle.desk(KASUBAG, 4))
    with pytest.raises(Invalid) as refused:
        cycle.hand_in(KASUBAG, 4, {"rows": [*rows[1:], rows[1]]})
    assert "Belum dianalisis: Persentase koperasi aktif" in refused.value.errors["rows"][0]
    assert "dua kali" in refused.value.errors[f"rows.{len(rows) - 1}.indicator_id"][0]


def test_the_sheet_is_a_paper_of_the_cycle_that_can_be_printed(course: Opened) -> None:
    cycle = course(STEPS)
    processed(cycle, **{"Persentase koperasi aktif": "40"})
    said = {
        "cause": "Pembinaan tertunda",
        "follow_up": "Jadwalkan ulang",
        "responsible": "Bidang Koperasi dan UKM",
        "due": "2025-06-30",
    }
    handed = cycle.hand_in(KASUBAG, 4, {"rows": written(cycle.desk(KASUBAG, 4), **said)})
    assert handed.content["analyses"][0]["due"] == "2025-06-30"
    work = cycle.work(KASUBAG, 4)
    papers = [paper for paper in papers_of(work.subject) if paper.kind == "analysis_sheet"]
    assert [str(paper.id) for paper in papers] == [handed.content["document_id"]]
    assert compose("analysis_sheet", newest_version(papers[0]).content, Stamp()).template


def test_without_processed_data_there_is_nothing_to_analyse(course: Opened) -> None:
    cycle = course([7])
    with pytest.raises(Conflict, match="belum diolah"):
        cycle.desk(KASUBAG, 1)
