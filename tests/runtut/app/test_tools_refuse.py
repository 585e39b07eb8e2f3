"""Every tool, in the middle of a real cycle, answers whatever is wrong with what is handed in by naming the field."""

import contextlib
import copy
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from runtut.app import shell
from runtut.auth import throttle
from runtut.database import db
from runtut.demo import cycle
from runtut.demo.office import SOP

EACH, SEED, PERIOD = 20, 20250414, "2025-TW1"
DEAD = "00000000-0000-7000-8000-000000000000"
JUNK: tuple[Any, ...] = (
    None, "", " ", "x", "a" * 5_000, "=1+1", "\u202e", "-", "1e309", "NaN", "1.234,56",
    -1, 0, 1, 10**9, 2**63, 1.5, -0.001, True, [], {},
    [None], [{}], [[]], ["x"], {"x": 1}, "2025-02-30", "0001-01-01", "9999-12-31", "25:61", "24.00", DEAD, [DEAD], [DEAD, DEAD],
)  # fmt: skip
GONE, TWICE, STRAY = object(), object(), object()
Path = tuple[str | int, ...]


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    inner = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for name, below in inner:
        yield from places(below, (*path, name))


def spoilt(data: Mapping[str, Any], path: Path, junk: Any) -> Any:
    """The data with one thing wrong at one place."""
    whole = {"data": copy.deepcopy(dict(data))}
    holder: Any = whole
    for name in ("data", *path)[:-1]:
        holder = holder[name]
    last = ("data", *path)[-1]
    if junk is GONE:
        del holder[last]
    elif junk is TWICE:
        holder[last] = [*holder[last], *holder[last]] if isinstance(holder[last], list) else [holder[last]] * 2
    elif junk is STRAY:
        holder[last] = {**holder[last], "pemda_id": DEAD} if isinstance(holder[last], dict) else {"pemda_id": DEAD}
    else:
        holder[last] = junk
    return whole["data"]


@contextlib.contextmanager
def nothing_kept() -> Iterator[None]:
    """Requests that succeed leave nothing behind, so that the cycle stays where it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shell, "_keep_answer", lambda _: db.session.rollback())
        yield


def test_each_tool_of_the_cycle_names_what_is_wrong(house: Any) -> None:
    chance, office = random.Random(SEED), house.office()
    faults: list[str] = []
    codes: Counter[tuple[int, int]] = Counter()
    office.ready_sop()
    office.person("sekretaris").send("POST", f"{office.path}/cycles", {"sop": SOP, "period": PERIOD})
    for no, who, tool, payload in cycle.SCORE:
        person = office.person(who)
        turn = cycle.Turn(office, PERIOD, no, person, office.task(PERIOD, no, person))
        right = payload(turn)
        client = house.client(Authorization=f"Bearer {person.token}")
        for _ in range(EACH):
            path = chance.choice([(), *places(right)]) if right else ()
            junk = chance.choice((*JUNK, GONE, TWICE, STRAY))
            body = {"version": turn.task["version"], "data": spoilt(right, path, junk) if path else junk}
            if junk in (GONE, TWICE, STRAY) and not path:
                continue
            with nothing_kept():
                answer = client.post(f"{office.cycle(PERIOD)}/tasks/{no}/{tool}", json=body)
            codes[no, answer.status_code] += 1
            fault = fault_of(answer)
            if fault:
                faults.append(f"{no} {tool} {path} = {junk!r}: {fault}")
        throttle.limiter().storage.reset()
        cycle.hand_in(office, PERIOD, no, who, tool, payload)
    assert faults == [], "\n".join(faults)
    assert {no for no, code in codes if code == 422} == set(range(1, 14))


def fault_of(answer: Any) -> str:
    if answer.status_code == 201:
        return ""
    said = answer.get_json()
    if answer.status_code >= 500 or not said["detail"].endswith("."):
        return f"{answer.status_code} {said}"
    return "" if answer.status_code in (409, 403, 404, 429) or said["errors"] else f"no field is named: {said}"
