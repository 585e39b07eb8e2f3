"""Relay, schedule and worker end when they are asked to, with nothing left in the middle."""

import signal
import time
from pathlib import Path
from typing import Any

import pytest

from runtut.jobs.schedule import EVERY

Yard = Any
Eventually = Any
RUNTUT = ("-m", "runtut.commands")


@pytest.mark.parametrize("command", ["relay", "schedule", "work"])
def test_a_process_that_is_asked_to_end_ends_at_once_and_well(yard: Yard, eventually: Eventually, command: str) -> None:
    process = yard.start(*RUNTUT, command)
    eventually(lambda: heeds_sigterm(process.pid))
    time.sleep(1)
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0  # it waits for new work much longer


def heeds_sigterm(pid: int) -> bool:
    """Whether the process has a handler of its own for SIGTERM, as the kernel tells it."""
    caught = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


def test_a_worker_finishes_what_it_has_begun_before_it_ends(yard: Yard, eventually: Eventually) -> None:
    yard.relay()
    worker = yard.work()
    yard.ask(1, seconds=1.5)
    eventually(lambda: yard.begun() == 1)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0
    assert (yard.effects(), yard.begun()) == ([1], 1)


def test_a_worker_without_valkey_says_so_in_a_sentence(yard: Yard, capfd: pytest.CaptureFixture[str]) -> None:
    yard.environment = {**yard.environment, "REDIS_URL": "redis://127.0.0.1:9"}
    assert yard.start(*RUNTUT, "work").wait(30) == 1
    assert "Antrean (Valkey) tidak dapat dihubungi" in capfd.readouterr().err


def test_the_schedule_writes_each_moment_once_for_every_pemda(yard: Yard, eventually: Eventually) -> None:
    def planned() -> list[tuple[str, int]]:
        found = yard.owner.execute(
            "select job, count(*) from outbox where pemda_id = %s group by job order by job", [yard.pemda]
        ).fetchall()
        return [(job, count) for job, count in found]

    for _ in range(2):
        yard.start(*RUNTUT, "schedule")
    eventually(lambda: len(planned()) == len(EVERY))
    time.sleep(1)
    assert {job for job, _ in planned()} == {name.value for name in EVERY}
    assert all(count <= 2 for _, count in planned())  # two only where a slot ended meanwhile


def test_what_the_schedule_plans_a_real_worker_does(yard: Yard, eventually: Eventually) -> None:
    for command in ("schedule", "relay", "work"):
        yard.start(*RUNTUT, command)
    done = "select count(*) from outbox where pemda_id = %s and done_at is not null"
    eventually(lambda: yard.owner.execute(done, [yard.pemda]).fetchone() >= (2,))
