"""Forgetting what nobody needs any more: done work, given answers, sessions that are over, files that no row knows."""

from collections.abc import Mapping
from typing import Any

from runtut import idempotency, jobs
from runtut.auth import service as auth
from runtut.jobs import JobName, job
from tenants.sops.reading.sweeping import sweep
from workers.steps import pemda, today


@job(JobName.TIDY)
def tidy(payload: Mapping[str, Any]) -> None:  # noqa: ARG001
    """Once a day in each pemda."""
    jobs.prune()
    idempotency.prune()
    auth.prune()
    sweep(pemda().id, today())
