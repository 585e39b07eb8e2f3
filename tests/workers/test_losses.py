"""Workers, relay and Valkey die; every effect is there once, and none is lost."""

import contextlib
import os
import random
import signal
import time
from typing import Any

Yard = Any  # the fixture's class; test modules do not import one another
Eventually = Any


def test_a_worker_that_is_killed_in_the_middle_leaves_the_effect_to_another(yard: Yard, eventually: Eventually) -> None:
    yard.relay()
    first = yard.work()
    yard.ask(1, seconds=3)
    eventually(lambda: yard.begun() == 1)
    yard.kill(first)
    assert yard.effects() == []
    yard.work()
    eventually(lambda: yard.waiting() == 0)
    assert yard.effects() == [1]
    assert yard.begun() >= 2


def test_a_work_horse_that_is_killed_is_tried_again_by_the_same_worker(yard: Yard, eventually: Eventually) -> None:
    yard.relay()
    worker = yard.work()
    yard.ask(1, seconds=1)
    eventually(lambda: yard.begun() == 1)
    for horse in yard.horses(worker):
        os.kill(horse, signal.SIGKILL)
    eventually(lambda: yard.waiting() == 0)
    assert yard.effects() == [1]


def test_a_valkey_that_forgets_everything_loses_nothing(yard: Yard, eventually: Eventually) -> None:
    yard.relay()
    for n in range(20):
        yard.ask(n)
    eventually(lambda: yard.valkey.llen("rq:queue:runtut") >= 20)
    yard.valkey.flushall()
    assert yard.valkey.dbsize() == 0
    yard.work()
    eventually(lambda: yard.waiting() == 0)
    assert yard.effects() == list(range(20))


def test_two_workers_share_the_work_and_do_nothing_twice_while_things_die(yard: Yard, eventually: Eventually) -> None:
    chance = random.Random(7)
    relay, workers = yard.relay(), [yard.work(), yard.work()]
    for n in range(40):
        yard.ask(n, seconds=0.02)
    for _ in range(8):
        time.sleep(0.4)
        victim = chance.randrange(4)
        if victim == 0:
            yard.valkey.flushall()
        elif victim == 1:
            yard.kill(relay)
            relay = yard.relay()
        elif victim == 2:
            yard.kill(workers.pop(0))
            workers.append(yard.work())
        else:
            for horse in yard.horses(workers[-1]):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(horse, signal.SIGKILL)
    eventually(lambda: yard.waiting() == 0, 120)
    assert yard.effects() == list(range(40))


def test_a_job_that_always_fails_is_buried_after_five_attempts_and_holds_up_nobody(yard: Yard, eventually: Eventually) -> None:
    secret = "kenari-rahasia-4711"
    yard.relay()
    yard.work()
    yard.ask(1, fails=secret)
    yard.ask(2)
    eventually(lambda: yard.effects() == [2])
    yard.owner.execute("update outbox set attempts = 3, next_at = now() where pemda_id = %s and done_at is null", [yard.pemda])
    eventually(lambda: yard.waiting() == 0)
    dead = yard.owner.execute("select attempts, last_error from outbox where dead_at is not null").fetchall()
    assert dead == [(5, "RuntimeError")]
    assert yard.effects() == [2]
    kept = [yard.valkey.dump(key) for key in yard.valkey.scan_iter()]
    assert not any(secret.encode() in value for value in kept if value)  # what has just expired is None
