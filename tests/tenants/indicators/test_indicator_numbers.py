"""Numbers as officials write them: read without guessing, written back so that the same number is read again."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from runtut.web.forms import checked
from tenants.indicators.numbers import plain, read_number, typed
from tenants.indicators.schemas import Angka, TargetInput


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,56", "1234.56"), ("1234,56", "1234.56"), ("1234.56", "1234.56"), ("1.234", "1234"), ("1.234.567", "1234567"),
        ("82,5", "82.5"), ("82.5", "82.5"), ("0,125", "0.125"), ("0.125", "0.125"), ("1,234.5", "1234.5"), ("-3,5", "-3.5"),
        ("\N{MINUS SIGN}3", "-3"), (" 1 234,5 ", "1234.5"), ("82,5%", "82.5"), ("Rp 1.500.000", "1500000"), ("0", "0"),
        ("12.50", "12.50"),
    ],
)  # fmt: skip
def test_indonesian_numbers_are_read(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "-", "41x", "1,2,3", "1.23.4", "12,", ",5", "1e5", "NaN", "∞", "١٢", "1" * 41, "1" * 30])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ngka"):
        read_number(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_what_is_written_back_is_read_as_the_same_number(number: Decimal) -> None:
    said = typed(number)
    assert said is not None and read_number(said) == number
    assert Decimal(str(plain(number))) == number


def test_nothing_stays_nothing() -> None:
    assert plain(None) is None and typed(None) is None
    assert plain(Decimal("82.500")) == "82.5" and plain(Decimal("1E+3")) == "1000" and plain(Decimal("0.00")) == "0"


@pytest.mark.parametrize(("value", "number"), [("1.234,5", "1234.5"), (82.1, "82.1"), (7, "7")])
def test_the_field_takes_text_and_json_numbers(value: Any, number: str) -> None:
    assert Angka().deserialize(value) == Decimal(number)


@pytest.mark.parametrize("value", [True, "41x", float("nan"), 10**30, [], {}, ""])
def test_the_field_refuses_what_is_no_usable_number(value: Any) -> None:
    with pytest.raises(ValidationError):
        Angka().deserialize(value)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3))
def test_what_the_api_answers_is_read_by_it_as_the_same_number(number: Decimal) -> None:
    assert Angka().deserialize(plain(number)) == number


def test_the_same_text_is_a_thousand_on_a_page_and_one_and_a_bit_in_json() -> None:
    assert Angka().deserialize("1.234") == Decimal("1.234")
    assert checked(TargetInput, MultiDict({"value": "1.234"})) == {"value": Decimal(1234)}
    assert Angka().deserialize("1.234") == Decimal("1.234")


def test_null_is_not_zero() -> None:
    assert Angka(allow_none=True).deserialize(None) is None
