"""What the library says to a pemda: a newer template, an answer to an offer."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from runtut.jobs import JobName, job
from runtut.library.offers import offer_by_id
from runtut.library.service import template_by_id
from tenants.sops.offering.service import hear
from tenants.sops.upgrading.clones import tell
from workers.steps import pemda


@job(JobName.TEMPLATE)
def tell_of_template(payload: Mapping[str, Any]) -> None:
    """`payload`: {"template"}. The owners of clones in this pemda are told of the version, each once."""
    tell(template_by_id(payload["template"]), pemda())


@job(JobName.ANSWER)
def tell_of_answer(payload: Mapping[str, Any]) -> None:
    """`payload`: {"offer"}. Who offered is told what the operator answered."""
    hear(offer_by_id(UUID(payload["offer"])), pemda().code)
