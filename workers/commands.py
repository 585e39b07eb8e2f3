"""`runtut work`: does what the outbox holds, one job after the other, each in a child of its own."""

import gc
import importlib
import logging
import os

import click
import redis
from rq import Queue, Worker
from rq.serializers import JSONSerializer

from runtut.config import settings
from runtut.database import db
from runtut.errors import CannotStart
from runtut.jobs import JobName
from runtut.jobs.relay import QUEUE
from runtut.storage import learn
from workers import application

TTL, MAINTENANCE = 25, 5
"""Seconds. With RQ's own 420 and 600 a job that was lost in the middle of a fetch would lie for a quarter of an hour."""


@click.command()
def work() -> None:
    """Kerjakan pekerjaan dari antrean sampai dihentikan."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    preload()
    os.register_at_fork(after_in_child=forget_connections)
    try:
        worker().work(logging_level="WARNING")
    except redis.RedisError as lost:
        raise CannotStart("Antrean (Valkey) tidak dapat dihubungi; pekerja akan dicoba lagi.") from lost


def preload() -> None:
    """Import the app and every job, and learn what S3 is, before forking: a child then has only its work to do.

    What is there by now is nobody's garbage: a child that looked through it would have to copy all of its memory,
    which takes half a second.
    """
    application()
    for name in JobName:
        importlib.import_module(name.value.rpartition(".")[0])
    learn()
    gc.collect()
    gc.freeze()


def worker() -> Worker:
    """One queue alone: with two RQ loses what it has taken from one of them when it dies."""
    valkey = redis.Redis.from_url(settings().redis_url)
    queue = Queue(QUEUE, connection=valkey, serializer=JSONSerializer)
    return Worker(
        [queue], connection=valkey, serializer=JSONSerializer, worker_ttl=TTL, maintenance_interval=MAINTENANCE,
        log_job_description=False,
    )  # fmt: skip


def forget_connections() -> None:
    """A child never speaks through a socket that its parent holds too."""
    with application().app_context():
        db.engine.dispose(close=False)
