"""Plays one whole cycle of Diskopnaker through the public API: thirteen steps, real accounts, real papers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import click
import urllib3

from runtut.demo import inputs
from runtut.demo.client import Client, Refused
from runtut.demo.office import SOP, Office

Payload = Callable[["Turn"], Mapping[str, Any]]


@dataclass(frozen=True)
class Turn:
    """One hand-in: who, at which step, with what the tool shows him."""

    office: Office
    period: str
    no: int
    person: Client
    task: Mapping[str, Any]

    @property
    def desk(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.task["desk"]
        return found


# step, who, the tool's address, what he hands in
SCORE: tuple[tuple[int, str, str, Payload], ...] = (
    (1, "sekretaris", "design-form", inputs.form),
    (2, "kasi.koperasi", "contributions", inputs.contribution),
    (2, "kabid.koperasi", "collect", inputs.figures),
    (2, "kabid.naker", "collect", inputs.figures),
    (3, "kasubag.program", "process", inputs.resolutions),
    (4, "kasubag.program", "plan-visit", inputs.schedule),
    (5, "kasubag.program", "visit", inputs.visits),
    (6, "kasubag.program", "collect", inputs.results),
    (7, "kasubag.program", "analyse", inputs.analysis),
    (8, "kasubag.program", "draft-report", inputs.draft),
    (9, "kasubag.program", "contributions", inputs.contribution),
    (9, "kadis", "meeting/chairs", inputs.meeting),
    (10, "kasubag.program", "revise", inputs.revision),
    (11, "sekretaris", "verify", inputs.send_back),
    (10, "kasubag.program", "revise", inputs.revision),
    (11, "sekretaris", "verify", inputs.accept),
    (12, "kasubag.program", "sign/does", inputs.final),
    (12, "kadis", "sign/signs", inputs.signature),
    (13, "kasubag.program", "archive", inputs.archive),
)


def play(address: str, accounts: Mapping[str, str]) -> bool:
    """Play it, telling each step, its actor, output and hash; False as soon as something is refused."""
    office = Office(address, accounts)
    try:
        for line in score(office):
            click.echo(line)
    except (Refused, urllib3.exceptions.HTTPError) as refused:
        click.echo(f"Berhenti: {refused}", err=True)
        return False
    return True


def score(office: Office) -> Iterator[str]:
    yield office.ready_sop()
    period = office.free_period()
    opened = office.person("sekretaris").send("POST", f"{office.path}/cycles", {"sop": SOP, "period": period})
    yield f"Siklus {period} dibuka oleh Sekretaris: {len(opened['steps'])} tugas."
    for no, who, tool, payload in SCORE:
        yield hand_in(office, period, no, who, tool, payload)
    yield from ending(office, period)
    office.leave()


def hand_in(office: Office, period: str, no: int, who: str, tool: str, payload: Payload) -> str:
    person = office.person(who)
    turn = Turn(office, period, no, person, office.task(period, no, person))
    body = {"version": turn.task["version"], "data": payload(turn)}
    handed = person.send("POST", f"{office.cycle(period)}/tasks/{no}/{tool}", body)
    position = handed["capacity"].partition(": ")[2]
    return f"  {no:>2}. {position}: {handed['content']['summary']}  [{handed['sha256'][:16]}]"


def ending(office: Office, period: str) -> Iterator[str]:
    """Whether all is done, and where the report lies; its bytes are fetched and their hash is compared."""
    reader = office.person("kasubag.program")
    cycle = reader.get(office.cycle(period))
    done = sum(step["status"] == "done" for step in cycle["steps"])
    if cycle["cycle"]["status"] != "closed" or done != len(cycle["steps"]):
        raise Refused(f"baru {done} dari {len(cycle['steps'])} langkah selesai")
    yield f"{done}/{len(cycle['steps'])}"
    yield inputs.report_path(office, reader, cycle["cycle"]["id"])
