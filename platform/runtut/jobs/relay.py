"""The relay: takes a few waiting rows of each pemda in turn, leases them, and hands their ids to Valkey."""

import logging
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias
from uuid import UUID

import psycopg
import redis
from rq import Queue
from rq.serializers import JSONSerializer

QUEUE, CAP, EACH = "runtut", 40, 2
LEASE_SECONDS = 60
ENTRY = "workers.run"
Pauses: TypeAlias = tuple[float, float]
PAUSES: Pauses = (0.1, 0.4)
"""Seconds between two looks at an empty outbox, at first and after some three seconds: mostly nobody hands anything in."""
FIRST = UUID(int=0)

ANYTHING = "select from outbox where done_at is null and dead_at is null and next_at <= now() limit 1"
"""Asked before the next one, which takes five times as long, for nothing most of the time."""
# A loose index scan over the pemda that have something waiting, from the one after the last served; then two rows of
# each. First come first served would let one pemda's backlog keep all others waiting.
CLAIM = """
with recursive quiet(pemda_id) as (
  (select pemda_id from outbox where done_at is null and dead_at is null and next_at <= now() and pemda_id > %(after)s
   order by pemda_id limit 1)
  union all
  select (select o.pemda_id from outbox o where o.done_at is null and o.dead_at is null and o.next_at <= now()
          and o.pemda_id > q.pemda_id order by o.pemda_id limit 1)
  from quiet q where q.pemda_id is not null),
picked as (
  select o.pemda_id, o.id from quiet q cross join lateral (
    select pemda_id, id from outbox where pemda_id = q.pemda_id and done_at is null and dead_at is null
      and next_at <= now() order by next_at limit %(each)s for update skip locked) o
  where q.pemda_id is not null limit %(room)s)
update outbox o set next_at = now() + make_interval(secs => %(lease)s * least(power(2, o.attempts), 16))
from picked where o.pemda_id = picked.pemda_id and o.id = picked.id
returning o.pemda_id, o.id
"""
# `attempts` counts what began, not what was handed over: a backlog may be handed over many times before its turn comes.
Row = tuple[UUID, UUID]
log = logging.getLogger(__name__)


def claim(connection: psycopg.Connection[Any], room: int, after: UUID, lease: float = LEASE_SECONDS) -> list[Row]:
    """Lease at most `room` rows, beginning with the pemda after `after`; commits."""
    if connection.execute(ANYTHING).fetchone() is None:
        return []
    values = {"after": after, "each": EACH, "room": room, "lease": lease}
    with connection.transaction():
        return connection.execute(CLAIM, values).fetchall()


def turn(connection: psycopg.Connection[Any], queue: Queue, after: UUID) -> tuple[int, UUID]:
    """One round: how many were handed over, and the pemda to go on after."""
    room = CAP - queue.count
    if room <= 0:
        return 0, after
    rows = claim(connection, room, after)
    hand_over(queue, rows)
    return len(rows), max((row[0] for row in rows), default=FIRST)


def hand_over(queue: Queue, rows: Sequence[Row]) -> None:
    """Enqueue ids alone; what does not get through comes back when its lease ends."""
    for pemda, row_id in rows:
        queue.enqueue(ENTRY, str(pemda), str(row_id), result_ttl=0, failure_ttl=3_600, job_timeout=60)


def relay(database_url: str, redis_url: str, going_on: Callable[[], bool] = lambda: True, pauses: Pauses = PAUSES) -> None:
    """Relay until `going_on` says no; a lost database or Valkey is waited for, never fatal.

    It looks again after the shortest of its pauses, and less often the longer there was nothing.
    """
    shortest, longest = pauses
    valkey = redis.Redis.from_url(redis_url, socket_timeout=5)
    queue, after, pause = Queue(QUEUE, connection=valkey, serializer=JSONSerializer), FIRST, shortest
    while going_on():
        try:
            with psycopg.connect(database_url, autocommit=True, prepare_threshold=None, connect_timeout=5) as connection:
                while going_on():
                    served, after = turn(connection, queue, after)
                    pause = shortest if served else min(1.1 * pause, longest)
                    if not served:
                        time.sleep(pause)
        except (psycopg.Error, redis.RedisError) as lost:
            log.warning("the relay waits: %s", type(lost).__name__)
            time.sleep(1)
