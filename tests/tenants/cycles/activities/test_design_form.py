"""Designing the form: chosen from what is there, previewed, frozen with its hash, and given out as a spreadsheet."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from runtut.database import db
from runtut.errors import Invalid
from tenants.cycles import handing
from tenants.indicators import forms
from tenants.indicators.service import add_indicator, indicators, reporters
from tenants.institutions.service import units

Opened = Callable[[Sequence[int]], Any]


def due() -> str:
    return (date.today() + timedelta(days=5)).isoformat()  # noqa: DTZ011


def choice(desk: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return {**desk["start"], "due_on": due(), **changed}


def test_the_desk_offers_every_indicator_with_who_reports_and_a_start_that_can_be_handed_in(course: Opened) -> None:
    cycle = course([1, 2])
    desk = cycle.desk("sekretaris", 1)
    rows = [row for group in desk["groups"] for row in group["indicators"]]
    assert len(rows) >= 6
    assert all(row["units"] and row["target"] for row in rows)
    assert [unit["unit"] for unit in desk["preview"]] == ["Bidang Koperasi dan UKM", "Bidang Tenaga Kerja"]
    assert cycle.hand_in("sekretaris", 1, choice(desk)).content["columns"] == ["keterangan", "bukti"]


def test_handing_in_freezes_the_form_and_opens_the_next_step(course: Opened) -> None:
    cycle = course([1, 2])
    desk = cycle.desk("sekretaris", 1)
    wanted = desk["start"]["indicator_ids"][:3]
    content = cycle.hand_in("sekretaris", 1, choice(desk, indicator_ids=wanted, columns=["bukti"])).content
    work = cycle.work("sekretaris", 1)
    form = forms.newest_form(work.subject)
    assert form is not None and work.task.status == "done"
    assert (content["form_id"], content["form_sha256"]) == (str(form.id), form.sha256)
    assert [row["id"] for row in form.content["indicators"]] == wanted
    assert form.content["columns"] == ["realisasi", "bukti"]
    assert cycle.work("kabid.koperasi", 2).task.status == "open"


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"indicator_ids": []}, "indicator_ids", "paling sedikit satu"),
        ({"due_on": "2020-01-01"}, "due_on", "sudah lewat"),
        ({"due_on": "2999-01-01"}, "due_on", "periksa tahunnya"),
        ({"due_on": None}, "due_on", "tanggal paling lambat"),
        ({"instructions": "a" * 2_001}, "instructions", "2.000 huruf"),
        ({"columns": ["gaji"]}, "columns.0", "tidak dikenal"),
        ({"indicator_ids": ["00000000-0000-7000-8000-000000000000"]}, "indicator_ids.0", "tidak ada di OPD ini"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(course: Opened, changed: dict[str, Any], field: str, said: str) -> None:
    cycle = course([1, 2])
    desk = cycle.desk("sekretaris", 1)
    with pytest.raises(Invalid) as refused:
        cycle.hand_in("sekretaris", 1, choice(desk, **changed))
    assert said in refused.value.errors[field][0]


def test_an_indicator_on_which_nobody_reports_is_refused_by_name(course: Opened) -> None:
    cycle = course([1, 2])
    work = cycle.work("sekretaris", 1)
    first = indicators(work.cycle.opd_id)[0]
    said = {"code": "IKU-99", "name": "Nilai tanpa pelapor", "unit_ids": []}
    columns = {key: getattr(first, key) for key in ("sasaran", "satuan", "direction", "aggregation", "definition", "source")}
    alone = add_indicator(work.cycle.opd_id, {**columns, **said})
    with pytest.raises(Invalid, match="indikator belum benar") as refused:
        cycle.hand_in("sekretaris", 1, choice(cycle.desk("sekretaris", 1), indicator_ids=[str(alone.id)]))
    assert "Nilai tanpa pelapor" in refused.value.errors["indicator_ids.0"][0]


def test_a_unit_for_which_nobody_fills_the_figures_is_not_asked(course: Opened) -> None:
    cycle = course([1, 2])
    opd_id = cycle.work("sekretaris", 1).cycle.opd_id
    first, answering = indicators(opd_id)[0], {unit for found in reporters(opd_id).values() for unit in found}
    silent = next(unit for unit in units(opd_id) if unit.id not in answering)
    columns = {key: getattr(first, key) for key in ("sasaran", "satuan", "direction", "definition", "source")}
    said = {"code": "IKU-98", "name": "Nilai tanpa pengisi", "aggregation": "sum", "unit_ids": [*answering, silent.id]}
    asked = add_indicator(opd_id, {**columns, **said})
    desk = cycle.desk("sekretaris", 1)
    assert str(asked.id) not in desk["start"]["indicator_ids"]
    with pytest.raises(Invalid) as refused:
        cycle.hand_in("sekretaris", 1, choice(desk, indicator_ids=[str(asked.id)]))
    assert f"tidak ada pejabat yang mengisi untuk {silent.name};" in refused.value.errors["indicator_ids"][0]


def test_the_preview_follows_what_was_saved(course: Opened) -> None:
    cycle = course([1, 2])
    desk = cycle.desk("sekretaris", 1)
    work = cycle.work("sekretaris", 1)
    handing.save(work, work.task.version, {"indicator_ids": desk["start"]["indicator_ids"][:1], "columns": ["bukti"]})
    again = cycle.desk("sekretaris", 1)
    assert [(unit["unit"], len(unit["rows"])) for unit in again["preview"]] == [("Bidang Koperasi dan UKM", 1)]
    assert again["previewed_columns"] == ["bukti"]


def test_the_form_comes_as_a_spreadsheet_for_each_unit_and_for_nobody_else(
    course: Opened, person: Callable[[str], Any]
) -> None:
    cycle = course([1, 2])
    content = cycle.hand_in("sekretaris", 1, choice(cycle.desk("sekretaris", 1))).content
    db.session.commit()
    address = f"/13.01/diskopnaker/kinerja/format/{content['form_id']}.xlsx"
    for query in ("", *(f"?unit={unit['id']}" for unit in content["units"])):
        answer = person("kabid.koperasi@diskopnaker.13.01").get(address + query)
        assert answer.status_code == 200 and answer.data.startswith(b"PK\x03\x04")
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert person("kabid.koperasi@diskopnaker.13.01").get(f"{address}?unit={content['form_id']}").status_code == 404
    assert person("kabag.umum@setda.13.01").get(address.replace("diskopnaker", "setda")).status_code == 404
