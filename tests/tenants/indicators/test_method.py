"""A method of rating is read from one JSON row, strictly."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tenants.indicators.method import Method
from tenants.indicators.scoring import Direction, Formula

FILE = Path(__file__).parents[3] / "platform/runtut/library/content/methods/permendagri-86-2017.json"
ROW: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))


def test_the_shipped_row_is_the_scale_of_the_regulation() -> None:
    method = Method.from_json(ROW)
    assert method.title == "Permendagri 86/2017"
    assert "Nomor 86 Tahun 2017" in method.source
    assert method.formulas == {
        Direction.HIGHER: Formula.F1,
        Direction.LOWER: Formula.F2,
        Direction.RANGE: Formula.F6,
    }
    assert [(band.lower, band.label) for band in method.bands] == [
        (Decimal(91), "Sangat Tinggi"),
        (Decimal(76), "Tinggi"),
        (Decimal(66), "Sedang"),
        (Decimal(51), "Rendah"),
        (None, "Sangat Rendah"),
    ]
    assert (method.places, method.cap, method.zero_target_met) == (2, None, Decimal(100))


@pytest.mark.parametrize(("mode", "value"), [("half_up", "2.5"), ("half_even", "2.4"), ("down", "2.4")])
def test_a_method_says_how_it_rounds(mode: str, value: str) -> None:
    method = Method.from_json({**ROW, "rounding": {"places": 1, "mode": mode}})
    assert method.rounded(Decimal("2.45")) == Decimal(value)


def test_a_band_may_begin_at_zero() -> None:
    bands = [{"from": "50", "label": "Baik"}, {"from": "0", "label": "Kurang"}, {"from": None, "label": "Minus"}]
    assert Method.from_json({**ROW, "bands": bands}).rating(Decimal(0)) == "Kurang"


def test_a_cap_is_a_number() -> None:
    assert Method.from_json({**ROW, "cap": "110"}).cap == 110


BAND = {"from": None, "label": "Rendah"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"format": "runtut.method/2"}, "format: harus runtut.method/1"),
        ({"title": " "}, "title: wajib"),
        ({"source": None}, "source: wajib"),
        ({"formulas": None}, "formulas: harus berupa kumpulan"),
        ({"formulas": {"higher": "F2", "lower": "F2", "range": "F6"}}, "formulas.higher: harus salah satu dari F1"),
        ({"formulas": {"higher": "F1", "lower": "F5", "range": "F6"}}, "formulas.lower: harus salah satu dari F2, F4"),
        ({"formulas": {"higher": "F1", "lower": "F4"}}, "formulas.range"),
        ({"zero_target_met": 100}, "zero_target_met: harus berupa angka dalam tanda kutip"),
        ({"zero_target_met": "seratus"}, "zero_target_met"),
        ({"cap": "NaN"}, "cap"),
        ({"cap": "-1"}, "cap"),
        ({"rounding": {"places": 7, "mode": "half_up"}}, "rounding.places"),
        ({"rounding": {"places": True, "mode": "half_up"}}, "rounding.places"),
        ({"rounding": {"places": "2", "mode": "half_up"}}, "rounding.places"),
        ({"rounding": {"places": 2, "mode": "up"}}, "rounding.mode"),
        ({"rounding": {"places": 2, "mode": 5}}, "rounding.mode"),
        ({"bands": []}, "bands: wajib"),
        ({"bands": "Tinggi"}, "bands: wajib"),
        ({"bands": None}, "bands: wajib"),
        ({"bands": ["Tinggi"]}, r"bands\[0\]: harus"),
        ({"bands": [{"from": None}]}, r"bands\[0\].label"),
        ({"bands": [{"from": None, "label": " "}]}, r"bands\[0\].label"),
        ({"bands": [{"from": "x", "label": "Tinggi"}, BAND]}, r"bands\[0\].from"),
        ({"bands": [{"from": "1", "label": "Tinggi"}]}, "hanya rentang terbawah"),
        ({"bands": [{"from": None, "label": "Tinggi"}, BAND]}, "hanya rentang terbawah"),
        ({"bands": [{"from": "1", "label": "A"}, {"from": "2", "label": "B"}, BAND]}, "tertinggi ke terendah"),
        ({"bands": [{"from": "2", "label": "A"}, {"from": "2", "label": "B"}, BAND]}, "tanpa batas yang sama"),
        ({"bands": [{"from": "2", "label": "Rendah"}, BAND]}, "hanya boleh muncul sekali"),
    ],
)
def test_a_faulty_row_is_refused_by_the_name_of_its_field(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Method.from_json({**ROW, **wrong})
