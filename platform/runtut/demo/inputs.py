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
    chosen = [row["id"] for group in turn.desk["groups"] for row in group["rows"]]
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
            {"indicator_id": cell["indicator_id"], "unit_id": cell["unit_id"], "decision": "accept", "reason": words("accepted")}
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
