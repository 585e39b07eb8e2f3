"""Unfinished work may lack anything, but a list stays a list and a word a word."""

from typing import Any

import pytest

from runtut.errors import Invalid
from tenants.cycles.activities.collect.schemas import CollectInput
from tenants.cycles.activities.design_form.schemas import DesignFormInput
from tenants.cycles.forms import MOST, nested
from tenants.cycles.unfinished import check_shape


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"indicator_ids": None, "due_on": "besok", "instructions": None},
        {"indicator_ids": ["bukan pengenal"], "columns": [], "note": "tak dikenal"},
        {"summary": "Format isian dibekukan"},
    ],
)
def test_what_is_missing_or_wrong_may_be_kept(content: dict[str, Any]) -> None:
    check_shape(DesignFormInput, content)


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ({"rows": 5}, "rows"),
        ({"rows": {"a": 1}}, "rows"),
        ({"rows": [7]}, "rows.0"),
        ({"rows": [{"value": {"a": 1}}]}, "rows.0.value"),
        ({"rows": [{"evidence_ids": 3}]}, "rows.0.evidence_ids"),
        ({"rows": [{"evidence_ids": [[]]}]}, "rows.0.evidence_ids.0"),
        ({"lain": {"a": 1}}, "lain"),
    ],
)
def test_what_has_another_shape_is_refused_at_its_place(content: dict[str, Any], path: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_shape(CollectInput, content)
    assert list(refused.value.errors) == [path]


def test_a_form_beyond_all_measure_is_refused_and_not_cut() -> None:
    fits = [(f"rows.{place}.value", "1") for place in range(MOST)]
    assert len(nested(fits)["rows"]) == MOST
    with pytest.raises(Invalid, match="lebih dari 2.000 isian"):
        nested([*fits, ("note", "yang terakhir")])
