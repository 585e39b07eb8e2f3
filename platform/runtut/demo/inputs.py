"""What each person of the demo hands in, made from what his tool shows and the written figures and words."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runtut.calendar import indonesian
from runtut.demo.client import Client, Refused

if TYPE_CHECKING:
    from runtut.demo.cycle import Turn
    from runtut.demo.office import Office

ZONE = "Asia/Jakarta"


@cache
def content() -> Mapping[str, Any]:
    """What `content/figures.toml` says."""
    return tomllib.loads(resources.files("runtut.demo").joinpath("content", "figures.toml").read_text("utf-8"))


def words(key: str) -> str:
    return str(content()["words"][key])


def today() -> date:
    return datetime.now(UTC).date()


def working_days(count: int) -> list[date]:
    """The next working days after today."""
    calendar, first = indonesian(ZONE), today() + timedelta(days=1)
    return calendar.working_days(first, first + timedelta(days=60))[:count]


def form(turn: "Turn") -> dict[str, Any]:
    chosen = turn.desk["start"]["indicator_ids"]
    due = (today() + timedelta(days=7)).isoformat()
    return {
        "indicator_ids": chosen, "columns": ["keterangan", "bukti"], "instructions": words("instructions"), "due_on": due,
    }  # fmt: skip


def contribution(_turn: "Turn") -> dict[str, Any]:
    return {"note": words("joined")}


def figures(turn: "Turn") -> dict[str, Any]:
    """The unit's figures, with their evidence uploaded first."""
    mine = next(unit for unit in content()["unit"] if turn.person.login.startswith(f"{unit['login']}@"))
    files = {name: upload(turn, name) for row in mine["row"] for name in row["evidence"]}
    ids = {row["code"]: row["id"] for row in turn.desk["rows"]}
    return {
        "rows": [
            {
                "indicator_id": ids[row["code"]], "value": row["value"], "note": row["note"],
                "evidence_ids": [files[name] for name in row["evidence"]],
            }
            for row in mine["row"]
        ]
    }  # fmt: skip


def upload(turn: "Turn", name: str) -> str:
    with resources.as_file(resources.files("runtut.demo").joinpath("content", "evidence", name)) as found:
        stored = turn.person.upload(f"{turn.office.path}/evidence", Path(found), "text/csv")
    return str(stored["id"])


def resolutions(turn: "Turn") -> dict[str, Any]:
    return {
        "resolutions": [
            {
                "indicator_id": cell["indicator_id"],
                "unit_id": cell["unit_id"],
                "decision": "accept",
                "reason": words("accepted"),
            }
            for cell in turn.desk["flagged"]
        ]
    }


def report_path(office: "Office", reader: Client, cycle_id: str) -> str:
    """Fetch the signed report and hold its bytes against the hash that was kept."""
    papers = reader.get(f"{office.path}/documents")
    report = next(paper for paper in papers if paper["kind"] == "monev_report" and paper["subject"] == f"cycle:{cycle_id}")
    path = f"{office.path}/documents/{report['id']}"
    kept = next(made for made in reader.get(path)["renderings"] if made["purpose"] == "signed")
    bytes_ = reader.download(f"{path}/file?purpose=signed")
    if hashlib.sha256(bytes_).hexdigest() != kept["sha256"]:
        raise Refused("isi laporan tidak sama dengan sidik yang tersimpan")
    return f"Laporan: {path}/file?purpose=signed ({len(bytes_)} bita, SHA-256 {kept['sha256']})"


def schedule(turn: "Turn") -> dict[str, Any]:
    """A visit for each unit, one each working day from tomorrow on."""
    visits = [
        {
            "unit_id": unit["id"], "date": day.isoformat(), "start": "09:00", "end": "11:30", "place": words("place"),
            "assessors": [turn.desk["start"]["visits"][0]["assessors"][0]], "focus": words("focus"),
        }
        for unit, day in zip(turn.desk["units"], working_days(len(turn.desk["units"])), strict=True)
    ]  # fmt: skip
    return {"visits": visits, "questions": turn.desk["start"]["questions"]}


def visits(turn: "Turn") -> dict[str, Any]:
    return {"sheets": list(_sheets(turn))}


def _sheets(turn: "Turn") -> Iterator[dict[str, Any]]:
    for number, visit in enumerate(turn.desk["visits"]):
        checks: list[dict[str, str]] = [{"answer": "ya"} for _ in turn.desk["questions"]]
        if not number:
            checks[1] = {"answer": "sebagian", "note": words("finding")}
        finding = {"text": words("finding"), "recommendation": words("recommendation")}
        yield {
            "unit_id": visit["unit_id"], "on": today().isoformat(), "checks": checks, "conclusion": words("result"),
            "findings": [finding] if not number else [],
        }  # fmt: skip


def results(turn: "Turn") -> dict[str, Any]:
    return {
        "visits": [
            {"unit_id": sheet["unit_id"], "received": True, "result": sheet["conclusion"]} for sheet in turn.desk["sheets"]
        ]
    }


def analysis(turn: "Turn") -> dict[str, Any]:
    """A cause and a follow-up for each indicator below what must be explained."""
    return {"rows": [_analysed(row, float(turn.desk["explain_below"])) for row in turn.desk["rows"]]}


def _analysed(row: Mapping[str, Any], bound: float) -> dict[str, Any]:
    percent = row.get("percent")
    behind = percent is None or float(percent) < bound
    said = {"cause": words("cause"), "follow_up": words("follow_up")} if behind else {}
    return {"indicator_id": row["indicator_id"], **said}


def draft(turn: "Turn") -> dict[str, Any]:
    """The sentences that the tool proposes from the figures, as a person would leave them."""
    return dict(turn.desk["start"])


def meeting(turn: "Turn") -> dict[str, Any]:
    people = turn.desk["people"]
    writer = next(one for one in people if "Program" in one["title"])
    return {
        "invitation": {
            "about": words("agenda"), "date": today().isoformat(), "start": "09:00", "end": "11:00", "place": words("place"),
            "agenda": [words("agenda")],
        },
        "attendance": [{"official_id": one["id"], "presence": "hadir"} for one in people],
        "minutes": words("minutes"), "secretary_id": writer["id"],
        "decisions": [{"text": words("decision"), "person": writer["name"], "due": working_days(3)[-1].isoformat()}],
    }  # fmt: skip


def revision(turn: "Turn") -> dict[str, Any]:
    """Every remark followed up; the closing says what was asked for once the report came back."""
    came_back = any(item["source"].startswith("Pengembalian") for item in turn.desk["items"])
    said = words("revised_again") if came_back else words("revised")
    start = dict(turn.desk["start"])
    start["closing" if came_back else "results"] += f"\n\n{said}"
    return {**start, "items": [{"id": item["id"], "done": True, "note": said} for item in turn.desk["items"]]}


def send_back(turn: "Turn") -> dict[str, Any]:
    checks = [{"id": item["id"], "ok": item["id"] != "closing"} for item in turn.desk["items"]]
    return {"sha256": turn.desk["sha256"], "checks": checks, "outcome": "returned", "reason": words("returned")}


def accept(turn: "Turn") -> dict[str, Any]:
    checks = [{"id": item["id"], "ok": True, "note": words("verified")} for item in turn.desk["items"]]
    return {"sha256": turn.desk["sha256"], "checks": checks, "outcome": "accepted"}


def final(turn: "Turn") -> dict[str, Any]:
    number = f"000.8.6.3/{turn.period}/Diskopnaker/{turn.task['round']}"
    return {"number": number, "dated": turn.desk["today"]}


def signature(turn: "Turn") -> dict[str, Any]:
    """What is signed can be printed: its draft is made in the background first."""
    await_pdf(turn)
    return {"sha256": turn.desk["sha256"], "password": turn.person.password}


def archive(turn: "Turn") -> dict[str, Any]:
    """The signed paper is made in the background; it is archived once it is there."""
    await_pdf(turn)
    return {"classification": turn.desk["suggested"], "location": words("location")}


def await_pdf(turn: "Turn") -> None:
    path = f"{turn.office.cycle(turn.period)}/tasks/{turn.no}"
    turn.person.wait_for(path, lambda task: task["desk"]["pdf"] == "ready")
