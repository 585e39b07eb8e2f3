"""A paper of a cycle as a file that any calendar takes over."""

from collections.abc import Callable
from typing import Any

from flask import Response

from runtut.errors import NotFound
from tenants.cycles.service import find_cycle
from tenants.documents.service import document_of, newest_version
from tenants.evidence.serving import disposition
from tenants.reports import shape_of

ICS = "text/calendar"


def calendar_file(sop: str, period: str, kind: str, made: Callable[..., Any], name: str, lacking: str) -> Response:
    """What `made` writes of the newest paper of that kind; NotFound says `lacking` while there is none."""
    subject = f"cycle:{find_cycle(sop, period).id}"
    paper = document_of(kind, subject)
    if paper is None:
        raise NotFound(lacking)
    version = newest_version(paper)
    content = made(shape_of(kind, version.content), subject, sequence=version.number - 1)
    answer = Response(content, mimetype=ICS)
    answer.headers["Content-Disposition"] = disposition(f"{name} {period}.ics")
    return answer
