"""The API keeps to its own description, whatever it is sent: schemathesis plays every operation as one of the people who may
do it and one of those who may not."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from runtut.app.standing_in import stand_in
from runtut.permissions import MEMBER, PUBLIC, SIGNED_IN

PEOPLE = (
    "sekretaris@diskopnaker.13.01", "kasubag.program@diskopnaker.13.01", "kadis@diskopnaker.13.01", "admin@setda.13.01",
)  # fmt: skip
OPERATOR, DESK = "operator@runtut", "/api/v1/library/"
"""What is for the operator alone is played by him alone."""
LAST = ("/cancellation", "/end")
"""What would take the ground from under the others."""
OPEN_TO = {PUBLIC, SIGNED_IN, MEMBER}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EACH = 3
"""Cases of each kind for each operation: all in all about a minute on two busy cores."""
BUDGET = settings(
    max_examples=EACH, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture(scope="module")
def operations(lived_in: Any) -> list[APIOperation[Any, Any, Any, Any]]:
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", lived_in.app)
    found = list(described.get_all_operations())
    assert all(isinstance(one, Ok) for one in found)
    return [one.ok() for one in found if isinstance(one, Ok)]


@pytest.fixture(scope="module")
def places(lived_in: Any) -> dict[str, dict[str, Any]]:
    """For every operation the values of its address that lead to something: in the cycle that ended, or step 3 of the next."""
    bind = lived_in.app.url_map.bind("localhost")
    ways = [*lived_in.ways("GET"), *lived_in.ways("POST", "PUT", "DELETE", period="2025-TW2", no=3)]
    return {f"{way.method} {way.documented}": bind.match(way.url, method=way.method)[1] for way in ways if way.is_api}


@pytest.fixture(scope="module")
def able(lived_in: Any) -> dict[str, list[str]]:
    """For every operation the people who may do it."""
    with lived_in.app.app_context():
        standing = {login: stand_in(login, lived_in.office().path.rpartition("/")[2]) for login in PEOPLE}
    needs = {f"{way.method} {way.documented}": way.need for way in lived_in.ways() if way.is_api}
    open_to_all = {label for label, need in needs.items() if need in OPEN_TO}
    return {
        label: [login for login, place in standing.items() if label in open_to_all or place.may(need)]
        for label, need in needs.items()
    }


def play(operation: Any, mode: GenerationMode, place: dict[str, Any], one: Callable[[Case[Any]], None]) -> None:
    """Cases at a place that is there; where there is nothing else to play with, at places that are not."""
    for fixed in ({name: str(value) for name, value in place.items()}, None):
        cases = operation.as_strategy(generation_mode=mode, path_parameters=fixed or None)
        play_all: Any = given(cases)
        try:
            play_all(BUDGET(lambda case: one(case)))()
        except Unsatisfiable:
            continue
        if mode is GenerationMode.POSITIVE or fixed:
            return


@dataclass
class Record:
    """What was answered, and what broke the description, with the way to see it again."""

    answered: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    broken: dict[str, str] = field(default_factory=dict)

    def judge(self, people: list[dict[str, str]]) -> Callable[[Case[Any]], None]:
        """A case is thought up once and sent by each of them: thinking takes longer than answering."""

        def one(case: Case[Any]) -> None:
            for headers in people:
                self._judge(case, headers)

        return one

    def _judge(self, case: Case[Any], headers: dict[str, str]) -> None:
        answer = case.call(headers=headers)
        self.answered[case.operation.label][answer.status_code] += 1
        try:
            case.validate_response(answer, checks=CHECKS, headers=headers)
        except FailureGroup as failures:
            for failure in failures.exceptions:
                how = f"{case.as_curl_command()}\n{answer.content[:400]!r}"
                self.broken.setdefault(f"{case.operation.label}: {failure}", how)


def two(able: list[str], at: int) -> list[str]:
    """One who may and one who may not, where there are both; not always the same ones."""
    others = [login for login in PEOPLE if login not in able]
    if not able or not others:
        return [PEOPLE[at % len(PEOPLE)], PEOPLE[(at + 1) % len(PEOPLE)]]
    return [able[at % len(able)], others[at % len(others)]]


def test_every_operation_keeps_to_its_description(lived_in: Any, operations: Any, places: Any, able: Any) -> None:
    record = Record()
    for at, operation in enumerate(sorted(operations, key=lambda operation: operation.label.endswith(LAST))):
        logins = [OPERATOR] if operation.path.startswith(DESK) else two(able[operation.label], at)
        people = [{"Authorization": f"Bearer {lived_in.open_session(login, 'bearer')}"} for login in logins]
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            play(operation, mode, places[operation.label], record.judge(people))
    assert record.broken == {}, "\n\n".join(f"{said}\n{how}" for said, how in record.broken.items())
    untouched = {label for label, codes in record.answered.items() if set(codes) <= {401, 404}}
    assert untouched == set()
    assert set(record.answered) == {operation.label for operation in operations}


def test_every_operation_says_what_it_may_refuse(operations: Any) -> None:
    for operation in operations:
        statuses = set(operation.definition.raw["responses"])
        assert {"400", "503"} <= statuses, operation.label
        assert "default" not in statuses, operation.label
        if operation.body:
            assert {"413", "415", "422"} <= statuses, operation.label
        if "/pemda/" in operation.path:
            assert {"401", "404"} <= statuses, operation.label
