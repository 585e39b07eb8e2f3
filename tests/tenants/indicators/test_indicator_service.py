"""Indicators, targets and frozen forms through services, API and pages."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from runtut.database import db
from runtut.errors import Conflict, Invalid, NotFound
from runtut.procedures import sha256
from tenants.indicators import achieving, forms, series, service
from tenants.indicators.measuring import Entry, enter
from tenants.indicators.models import Form, Indicator
from tenants.institutions.service import units

At = Callable[..., Any]
Person = Callable[[str], Any]
SEKRETARIS, KABID = "sekretaris@diskopnaker.13.01", "kabid.koperasi@diskopnaker.13.01"
API = "/api/v1/pemda/13.01/opd/diskopnaker"
PAGE = "/13.01/diskopnaker/kinerja"


@pytest.fixture
def at(at: At) -> At:
    """As everywhere, with what is pending written before somebody else stands there."""

    def stand(login: str) -> Any:
        db.session.flush()
        return at(login)

    return stand


def said(at: At, **changed: Any) -> dict[str, Any]:
    unit = next(unit for unit in units(at(SEKRETARIS).opd.id) if unit.slug == "koperasi-ukm")
    return {
        "code": "IKU-50", "sasaran": "Meningkatnya mutu layanan", "name": "Nilai survei kepuasan", "satuan": "nilai",
        "direction": "higher", "aggregation": "last", "definition": "Rata-rata jawaban.", "source": "Survei",
        "unit_ids": [unit.id], **changed,
    }  # fmt: skip


def added(at: At, **changed: Any) -> Indicator:
    data = said(at, **changed)
    return service.add_indicator(at(SEKRETARIS).opd.id, data)


def frozen(at: At, indicator: Indicator, period: str = "2025-TW1", subject: str = "") -> Form:
    place = at(SEKRETARIS)
    return forms.freeze(subject or f"cycle:{uuid4()}", period, [indicator.id], [], "", place.standing.official_id)


def measured(at: At, indicator: Indicator, period: str, value: str) -> Form:
    """A period with a target of 100 and a figure, processed."""
    service.set_target(indicator.id, period, Decimal(100))
    form = frozen(at, indicator, period)
    unit = next(iter(forms.units_of(form)))
    enter(form, unit, [Entry(indicator.id, Decimal(value))], at(SEKRETARIS).standing.official_id)
    achieving.achieve(form, 1)
    return form


def test_a_code_is_used_once_in_an_opd(at: At) -> None:
    added(at)
    with pytest.raises(Conflict, match="IKU-50"):
        added(at)


def test_a_unit_of_another_opd_cannot_report(at: At) -> None:
    strange = units(at("sekda@setda.13.01").opd.id)[0].id
    with pytest.raises(Invalid, match="unit dari OPD ini"):
        added(at, unit_ids=[strange])


def test_the_last_figure_is_that_of_one_unit_never_of_whoever_saved_last(at: At) -> None:
    several = [unit.id for unit in units(at(SEKRETARIS).opd.id)][:2]
    with pytest.raises(Invalid) as refused:
        added(at, unit_ids=several)
    assert "hanya untuk satu unit pelapor" in refused.value.errors["unit_ids"][0]
    indicator = added(at, unit_ids=several, aggregation="average")
    with pytest.raises(Invalid):
        service.change_indicator(indicator.id, said(at, unit_ids=several))
    form = frozen(at, indicator)
    indicator.aggregation = "last"  # as one that was noted before this was refused
    with pytest.raises(Invalid, match="Pilihan indikator"):
        frozen(at, indicator)
    row = {**forms.rows_of(form)[0], "aggregation": "last"}
    assert achieving.added_up(row, {}).note.startswith("Nilai terakhir berlaku antarwaktu")


def test_codes_are_in_the_order_of_their_numbers(at: At) -> None:
    for code in ("Z-10", "Z-2", "Z-1"):
        added(at, code=code)
    found = [one.code for one in service.indicators(at(SEKRETARIS).opd.id) if one.code.startswith("Z-")]
    assert found == ["Z-1", "Z-2", "Z-10"]


def test_a_target_changes_until_its_realisation_is_entered(at: At) -> None:
    indicator = added(at)
    service.set_target(indicator.id, "2025-TW1", Decimal(80))
    assert service.set_target(indicator.id, "2025-TW1", Decimal(90)).value == 90
    form = frozen(at, indicator)
    enter(form, next(iter(forms.units_of(form))), [Entry(indicator.id, Decimal(1))], at(SEKRETARIS).standing.official_id)
    with pytest.raises(Conflict, match="Triwulan I 2025"):
        service.set_target(indicator.id, "2025-TW1", Decimal(95))
    assert service.set_target(indicator.id, "2025-TW2", Decimal(95)).value == 95


def test_a_frozen_form_keeps_what_it_said_and_its_hash(at: At) -> None:
    indicator, subject = added(at), f"cycle:{uuid4()}"
    service.set_target(indicator.id, "2025-TW1", Decimal("80.50"))
    form = frozen(at, indicator, subject=subject)
    service.change_indicator(indicator.id, said(at, name="Nama lain"))
    db.session.expire_all()
    kept = forms.find_form(form.id)
    assert kept.content["indicators"][0]["name"] == "Nilai survei kepuasan"
    assert kept.content["indicators"][0]["target"] == "80.5"
    assert sha256(kept.content) == kept.sha256
    again = frozen(at, indicator, subject=subject)
    newest = forms.newest_form(subject)
    assert (kept.number, again.number) == (1, 2) and newest is not None and newest.id == again.id


def test_the_series_and_the_overview_show_what_was_computed(at: At) -> None:
    indicator = added(at)
    measured(at, indicator, "2024-TW4", "50")
    measured(at, indicator, "2025-TW1", "90.505")
    place = at(KABID)
    points = series.series_of(indicator, service.today_here())
    assert [(point.period, point.percent, point.rating) for point in points if point.percent is not None] == [
        ("2024-TW4", Decimal("50.00"), "Sangat Rendah"),
        ("2025-TW1", Decimal("90.51"), "Tinggi"),
    ]
    line = next(line for line in series.overview(place.opd.id, "2025-TW1") if line.indicator.id == indicator.id)
    assert line.percents == [Decimal("50.00"), Decimal("90.51")]
    assert series.shown_period(place.opd.id, service.today_here()) == "2025-TW1"


def again(at: At, indicator: Indicator, period: str, value: str) -> None:
    """Another cycle of the same period asks for the same indicator."""
    form = frozen(at, indicator, period)
    enter(form, next(iter(forms.units_of(form))), [Entry(indicator.id, Decimal(value))], at(SEKRETARIS).standing.official_id)
    achieving.achieve(form, 1)


def test_what_two_cycles_of_a_quarter_say_of_one_indicator_is_both_shown(at: At, person: Person) -> None:
    indicator = added(at)
    measured(at, indicator, "2025-TW1", "90")
    again(at, indicator, "2025-TW1", "90")
    point = series.points(at(KABID).opd.id)["2025-TW1"][indicator.id]
    assert (point.actual, point.elsewhere) == (Decimal(90), ())
    again(at, indicator, "2025-TW1", "80")
    point = series.points(at(KABID).opd.id)["2025-TW1"][indicator.id]
    assert {point.actual, *point.elsewhere} == {Decimal(80), Decimal(90)}
    db.session.commit()
    client, other = person(KABID), f"siklus lain: {int(point.elsewhere[0] or 0)}"
    assert other in client.get(f"{PAGE}?periode=2025-TW1").text and other in client.get(f"{PAGE}/{indicator.id}").text
    told = client.get(f"{API}/achievements?period=2025-TW1").get_json()
    assert next(row["elsewhere"] for row in told if row["indicator_id"] == str(indicator.id))


def test_what_is_not_there_is_said(at: At) -> None:
    at(SEKRETARIS)
    for missing in (lambda: service.find_indicator(uuid4()), lambda: forms.find_form(uuid4())):
        with pytest.raises(NotFound):
            missing()


def test_the_api_adds_changes_and_reads_an_indicator(at: At, person: Person) -> None:
    data = {**said(at), "unit_ids": [str(unit) for unit in said(at)["unit_ids"]]}
    client = person(SEKRETARIS)
    made = client.post(f"{API}/indicators", json=data)
    assert made.status_code == 201, made.json
    address = f"{API}/indicators/{made.json['id']}"
    assert client.put(address, json={**data, "name": "Indeks kepuasan"}).json["name"] == "Indeks kepuasan"
    assert client.get(address).json["unit_ids"] == data["unit_ids"]
    assert client.put(f"{address}/targets/2025-TW1", json={"value": "1.250,5"}).json["value"] == "1250.5"
    assert [row["period"] for row in client.get(f"{address}/targets").json] == ["2025-TW1"]
    assert client.post(f"{API}/indicators", json={**data, "pemda_id": str(uuid4())}).status_code == 422
    assert client.get(f"{API}/achievements?period=2025-TW1").json == []


def test_only_who_manages_indicators_may_change_them_and_strangers_see_none(at: At, person: Person) -> None:
    indicator = added(at).id
    db.session.commit()
    address = f"{API}/indicators/{indicator}"
    assert person(KABID).get(address).status_code == 200
    assert person(KABID).put(f"{address}/targets/2025-TW1", json={"value": 1}).status_code == 403
    assert person(KABID).get(f"{PAGE}/baru").status_code == 403
    for stranger in ("kabag.umum@setda.13.01", "sekretaris@dishub.63.11"):
        assert person(stranger).get(address).status_code == 404
        assert person(stranger).get(f"{PAGE}/{indicator}").status_code == 404


def test_the_form_and_its_figures_can_be_read_by_programs(at: At, person: Person) -> None:
    form = measured(at, added(at), "2025-TW1", "90").id
    db.session.commit()
    client = person(KABID)
    assert client.get(f"{API}/forms/{form}").json["content"]["format"] == "runtut.form/1"
    assert client.get(f"{API}/forms/{form}/measurements").json[0]["value"] == "90"
    assert [row["rating"] for row in client.get(f"{API}/achievements").json] == ["Tinggi"]


def test_the_pages_show_figures_and_take_a_new_indicator(at: At, person: Person) -> None:
    indicator = added(at)
    measured(at, indicator, "2024-TW4", "50")
    measured(at, indicator, "2025-TW1", "90")
    number = indicator.id
    db.session.commit()
    client = person(SEKRETARIS)
    page = client.get(PAGE)
    assert page.status_code == 200 and "Triwulan I 2025" in page.text and "90,00%" in page.text
    assert "50,00%" in client.get(f"{PAGE}?periode=2024-TW4").text
    assert "Rata-rata jawaban." in client.get(f"{PAGE}/{number}").text
    unit = str(said(at)["unit_ids"][0])
    typed = {**{key: value for key, value in said(at, code="IKU-51").items() if key != "unit_ids"}, "unit_ids": unit}
    refused = client.post(f"{PAGE}/baru", data={**typed, "name": "", "target_1": "abc"})
    assert refused.status_code == 422 and "“abc” bukan angka" in refused.text and "Wajib diisi." in refused.text
    made = client.post(f"{PAGE}/baru", data={**typed, "target_1": "1.250,5"})
    assert made.status_code == 303
    assert "1.250,5" in client.get(made.headers["Location"]).text
    assert "IKU-51" in client.get(f"{made.headers['Location']}/ubah").text
    assert 'value="higher" selected' in client.get(f"{PAGE}/baru").text
    changed = client.post(f"{made.headers['Location']}/ubah", data={**typed, "code": "IKU-50"})
    assert changed.status_code == 409 and "sudah dipakai" in changed.text


def test_of_two_who_change_an_indicator_the_later_is_told(at: At, person: Person) -> None:
    indicator, client = added(at), person(SEKRETARIS)
    address, page = f"{API}/indicators/{indicator.id}", f"{PAGE}/{indicator.id}/ubah"
    seen = client.get(address).json["version"]
    assert f'name="version" value="{seen}"' in client.get(page).text
    data = {**said(at), "unit_ids": [str(unit) for unit in said(at)["unit_ids"]], "version": seen}
    assert client.put(address, json={**data, "name": "Nama pertama"}).json["version"] == seen + 1
    late = client.post(page, data={**data, "name": "Nama kedua"})
    assert (late.status_code, "sudah diubah orang lain" in late.text, "Nama kedua" in late.text) == (409, True, True)
    assert client.put(address, json={**data, "name": "Nama kedua"}).status_code == 409
    assert client.get(address).json["name"] == "Nama pertama"


def test_figures_of_a_cycle_that_was_cancelled_count_for_nothing(at: At) -> None:
    indicator = added(at)
    form = measured(at, indicator, "2025-TW1", "90")
    unit = next(iter(forms.units_of(form)))
    opd_id = at(KABID).opd.id
    assert indicator.id in series.points(opd_id)["2025-TW1"]
    forms.void(form.subject)
    forms.void(form.subject)
    db.session.expire_all()
    assert forms.find_form(form.id).void_at is not None
    assert indicator.id not in series.points(opd_id).get("2025-TW1", {})
    assert not any(point.percent for point in series.series_of(indicator, service.today_here()))
    assert series.reports_of(indicator.id) == [] and series.proofs_of(indicator.id) == []
    assert indicator.id not in series.unit_figures(opd_id, unit, "2025-TW1")
    assert service.set_target(indicator.id, "2025-TW1", Decimal(95)).value == 95


def test_the_page_keeps_a_target_whose_realisation_is_in(at: At, person: Person) -> None:
    indicator, year = added(at), service.today_here().year
    measured(at, indicator, f"{year}-TW1", "90")
    number, data = indicator.id, said(at)
    db.session.commit()
    client, address = person(SEKRETARIS), f"{PAGE}/{number}/ubah"
    unit = str(data.pop("unit_ids")[0])
    assert client.post(address, data={**data, "unit_ids": unit, "target_1": "100"}).status_code == 303
    refused = client.post(address, data={**data, "unit_ids": unit, "target_1": "80"})
    assert refused.status_code == 409 and "tidak dapat diubah lagi" in refused.text and 'id="f-target_1-error"' in refused.text
