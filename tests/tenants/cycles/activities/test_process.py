"""Processing: what looks wrong is resolved one by one; then the figures become capaian of the OPD, rounded before banding."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from runtut.database import db
from runtut.errors import Invalid
from tenants.cycles.activities.process.flags import expected_of, flags_of
from tenants.indicators import forms
from tenants.indicators.achieving import achieve
from tenants.indicators.models import Achievement

Opened = Callable[[Sequence[int]], Any]
KASUBAG = "kasubag.program"
FIGURES = {
    "Persentase koperasi aktif": "65,5", "Jumlah koperasi yang melaksanakan rapat anggota tahunan": "88",
    "Jumlah usaha mikro yang naik kelas": "26", "Jumlah pencari kerja yang ditempatkan": "149",
    "Tingkat pengangguran terbuka": "6,4", "Jumlah peserta pelatihan yang bersertifikat": "55",
}  # fmt: skip


def collected(cycle: Any, **changed: Any) -> None:
    """The form frozen without evidence, and filled by both Bidang; `changed` by indicator, None with a reason."""
    start, due = cycle.desk("sekretaris", 1)["start"], (date.today() + timedelta(days=5)).isoformat()  # noqa: DTZ011
    cycle.hand_in("sekretaris", 1, {**start, "due_on": due, "columns": ["keterangan"]})
    figures = {**FIGURES, **changed}
    for who in ("kabid.koperasi", "kabid.naker"):
        cycle.hand_in(who, 2, {"rows": [row_of(row, figures) for row in cycle.desk(who, 2)["rows"]]})


def row_of(row: Mapping[str, Any], figures: Mapping[str, str | None]) -> dict[str, Any]:
    value = figures.get(row["name"], row["target"])
    reason = None if value is not None else "Data belum keluar"
    return {"indicator_id": row["id"], "value": value, "missing_reason": reason}


def resolved(desk: dict[str, Any], decision: str = "accept") -> list[dict[str, Any]]:
    return [
        {
            "indicator_id": cell["indicator_id"], "unit_id": cell["unit_id"], "reason": "Sudah diperiksa dengan bidang",
            "decision": "missing" if cell["value"] is None else decision,
        }
        for cell in desk["flagged"]
    ]  # fmt: skip


def test_ordinary_figures_need_no_resolution_and_add_up_to_the_opd(course: Opened) -> None:
    cycle = course([1, 2, 3, 4])
    collected(cycle)
    desk = cycle.desk(KASUBAG, 3)
    assert desk["flagged"] == []
    content = cycle.hand_in(KASUBAG, 3, {"resolutions": []}).content
    by_name = {figure["indicator"]: figure for figure in content["figures"]}
    assert (
        by_name["Persentase koperasi aktif"] | {"percent": "96.32", "rating": "Sangat Tinggi"}
        == by_name["Persentase koperasi aktif"]
    )
    assert by_name["Jumlah peserta pelatihan yang bersertifikat"]["actual"] == "110"
    assert by_name["Tingkat pengangguran terbuka"]["percent"] == "96.77"
    assert content["rating"] == "Sangat Tinggi"
    assert desk["figures"] == content["figures"]
    assert cycle.work(KASUBAG, 4).task.status == "open"


def test_the_achievements_are_kept_for_the_round(course: Opened) -> None:
    cycle = course([1, 2, 3])
    collected(cycle)
    cycle.hand_in(KASUBAG, 3, {"resolutions": []})
    work = cycle.work(KASUBAG, 3)
    form = forms.newest_form(work.subject)
    assert form is not None
    rows = list(db.session.scalars(select(Achievement).where(Achievement.form_id == form.id)))
    assert len(rows) == len(forms.rows_of(form)) and {row.round for row in rows} == {1}
    assert Decimal("96.32") in {row.percent for row in rows}


def test_every_flagged_figure_must_be_resolved_and_only_those(course: Opened) -> None:
    cycle = course([1, 2, 3])
    collected(
        cycle,
        **{"Persentase koperasi aktif": "0", "Tingkat pengangguran terbuka": "13", "Jumlah usaha mikro yang naik kelas": None},
    )
    desk = cycle.desk(KASUBAG, 3)
    said = {cell["indicator"]: [flag["kind"] for flag in cell["flags"]] for cell in desk["flagged"]}
    assert said == {
        "Persentase koperasi aktif": ["zero"], "Tingkat pengangguran terbuka": ["above"],
        "Jumlah usaha mikro yang naik kelas": ["missing"],
    }  # fmt: skip
    with pytest.raises(Invalid) as refused:
        cycle.hand_in(KASUBAG, 3, {"resolutions": resolved(desk)[:1]})
    assert "Belum diselesaikan" in refused.value.errors["resolutions"][0]
    wrong = [{**row, "decision": "accept"} for row in resolved(desk)]
    with pytest.raises(Invalid) as refused:
        cycle.hand_in(KASUBAG, 3, {"resolutions": wrong})
    assert any("Tidak ada angka" in said[0] for said in refused.value.errors.values())
    strange = [*resolved(desk), resolved(desk)[0]]
    with pytest.raises(Invalid) as refused:
        cycle.hand_in(KASUBAG, 3, {"resolutions": strange})
    assert "dua kali" in refused.value.errors[f"resolutions.{len(strange) - 1}.indicator_id"][0]
    with pytest.raises(Invalid) as refused:
        cycle.hand_in(KASUBAG, 3, {"resolutions": [{**row, "reason": None} for row in resolved(desk)]})
    assert refused.value.errors["resolutions.0.reason"] == ["Tulis alasannya."]


def test_what_is_left_out_counts_as_missing_and_never_as_zero(course: Opened) -> None:
    cycle = course([1, 2, 3])
    collected(cycle, **{"Persentase koperasi aktif": "0"})
    content = cycle.hand_in(KASUBAG, 3, {"resolutions": resolved(cycle.desk(KASUBAG, 3), "missing")}).content
    figure = next(figure for figure in content["figures"] if figure["indicator"] == "Persentase koperasi aktif")
    assert (figure["actual"], figure["percent"], figure["rating"]) == (None, None, None)
    assert figure["missing"] == ["Bidang Koperasi dan UKM"]
    assert content["decisions"][0]["value"] == "0" and content["decisions"][0]["decision"] == "missing"


def test_processing_again_in_the_same_round_replaces_the_figures(course: Opened) -> None:
    cycle = course([1, 2, 3, 4])
    collected(cycle, **{"Persentase koperasi aktif": "0"})
    cycle.hand_in(KASUBAG, 3, {"resolutions": resolved(cycle.desk(KASUBAG, 3))})
    work = cycle.work(KASUBAG, 3)
    form = forms.newest_form(work.subject)
    assert form is not None
    pair = next((UUID(row["id"]), UUID(row["units"][0]["id"])) for row in forms.rows_of(form))
    achieve(form, 1, {pair})
    rows = list(db.session.scalars(select(Achievement).where(Achievement.form_id == form.id)))
    assert len(rows) == len(forms.rows_of(form))
    assert [row.percent for row in rows if row.indicator_id == pair[0]] == [None]


def test_a_sum_that_lacks_a_unit_has_no_capaian_and_says_whose_figure_is_missing(course: Opened) -> None:
    cycle = course([1, 2, 3])
    collected(cycle)
    form = forms.newest_form(cycle.work(KASUBAG, 3).subject)
    assert form is not None
    shared = next(row for row in forms.rows_of(form) if row["aggregation"] == "sum" and len(row["units"]) == 2)
    found, average = achieve(form, 1, {(UUID(shared["id"]), UUID(shared["units"][1]["id"]))})
    result = next(one for one in found if one.row["id"] == shared["id"])
    assert (result.actual, result.found.percent, result.found.rating) == (Decimal(55), None, None)
    assert result.note.startswith(f"Belum ada angka dari {shared['units'][1]['name']}: jumlah ini sementara")
    assert average.note.startswith(f"1 dari {len(found)} indikator belum memiliki capaian")


ROW: dict[str, Any] = {"satuan": "orang", "target": "100", "aggregation": "sum", "units": [{"id": "a"}, {"id": "b"}]}


@pytest.mark.parametrize(
    ("value", "before", "satuan", "kinds"),
    [
        ("50", None, "orang", []),
        ("100", None, "orang", []),
        ("100.01", None, "orang", ["above"]),
        ("25", None, "orang", []),
        ("24.99", None, "orang", ["below"]),
        ("0", "50", "orang", ["zero"]),
        ("-1", None, "orang", ["negative"]),
        (None, "50", "orang", ["missing"]),
        ("50", "24.9", "orang", ["jump"]),
        ("50", "101", "orang", ["jump"]),
        ("50", "100", "orang", []),
        ("50", None, "berkas", ["satuan"]),
    ],
)
def test_flags_stand_at_their_limits(value: str | None, before: str | None, satuan: str, kinds: list[str]) -> None:
    number, past = (None if text is None else Decimal(text) for text in (value, before))
    assert expected_of(ROW) == 50 and expected_of({**ROW, "aggregation": "last"}) == 100
    found = flags_of(number, None, expected_of(ROW), past, satuan, ROW)
    assert [flag.kind for flag in found] == kinds
    assert flags_of(Decimal(5), None, expected_of({**ROW, "target": None}), None, None, ROW) == ()


def test_a_percentage_above_a_hundred_is_flagged() -> None:
    row = {**ROW, "satuan": "Persen"}
    assert flags_of(Decimal(100), None, Decimal(100), None, "Persen", row) == ()
    assert [flag.kind for flag in flags_of(Decimal("100.5"), None, Decimal(100), None, "Persen", row)] == ["percent"]
