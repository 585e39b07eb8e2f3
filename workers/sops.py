"""Reading files into SOPs, and what the days bring to them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from runtut.jobs import JobName, job
from tenants.sops.assessing.reminding import remind
from tenants.sops.checking.sketches import refresh
from tenants.sops.life.service import enforce_due
from tenants.sops.reading.service import read_now
from workers.steps import pemda, today


@job(JobName.READ)
def read(payload: Mapping[str, Any]) -> None:
    """`payload`: {"reading"}. The file is read in a process of its own, with limits."""
    read_now(UUID(payload["reading"]))


@job(JobName.CARE)
def care(payload: Mapping[str, Any]) -> None:  # noqa: ARG001
    """What was approved for today comes into force; sketches follow what is in force; those who assess are reminded."""
    day = today().date()
    enforce_due(day)
    refresh()
    remind(day, pemda().code, pemda().zone)
