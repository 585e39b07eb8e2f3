"""`runtut sop check FILE`: what is wrong with an SOP, where, and how it is mended."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from runtut.procedures import Finding, Sop, SopError, from_json
from runtut.procedures.checking import RULES, Context, NearCopies
from runtut.procedures.checking import check as findings
from runtut.procedures.checking.presentation import findings_of
from runtut.procedures.reading.child import read_file
from runtut.procedures.reading.limits import LARGEST_FILE
from runtut.procedures.reading.refusal import Refused

PATH = click.Path(exists=True, path_type=Path)


class Unreadable(click.ClickException):
    """Told apart from an SOP with errors, which ends with 1."""

    exit_code = 2


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Tulis sebagai JSON; beberapa SOP menjadi larik.")
@click.option("--disable", "disabled", multiple=True, metavar="KODE", help="Matikan satu aturan; boleh diulang.")
@click.option("--against", type=PATH, multiple=True, help="SOP lain (berkas JSON atau folder) untuk mencari salinan.")
def check(file: Path, as_json: bool, disabled: tuple[str, ...], against: tuple[Path, ...]) -> None:
    """Periksa SOP: berkas JSON (runtut.sop/1), DOCX, PDF, XLSX, HTML, atau teks."""
    if unknown := set(disabled) - set(RULES):
        raise click.BadParameter(f"Kode {', '.join(sorted(unknown))} tidak dikenal.", param_hint="--disable")
    context = Context(disabled=frozenset(disabled), copies=_copies(against, file))
    found = [(sop, findings(sop, context)) for sop in _sops(file)]
    click.echo(_as_json(found) if as_json else "\n\n".join("\n".join(_lines(sop, each)) for sop, each in found))
    if any(one.severity == "error" for _, each in found for one in each):
        raise SystemExit(1)


def _sops(file: Path) -> list[Sop]:
    with file.open("rb") as opened:
        data = opened.read(LARGEST_FILE + 1)
    try:
        if file.suffix.lower() != ".json":
            return read_file(data, file.name)
        documents: Any = json.loads(data)
        return [from_json(document) for document in (documents if isinstance(documents, list) else [documents])]
    except (SopError, Refused) as refused:
        raise Unreadable(f"{file.name} tidak dapat diperiksa. {refused}") from None
    except (ValueError, RecursionError):
        raise Unreadable(f"{file.name} bukan JSON yang sah; buat dengan `runtut sop read --json`.") from None


def _copies(against: tuple[Path, ...], file: Path) -> NearCopies | None:
    files = [one for path in against for one in (sorted(path.glob("*.json")) if path.is_dir() else [path])]
    return NearCopies.of((one.name, sop) for one in files if not one.samefile(file) for sop in _sops(one)) if files else None


def _as_json(found: list[tuple[Sop, tuple[Finding, ...]]]) -> str:
    documents = [{"title": sop.identity.title, "kind": sop.kind, "findings": list(map(_finding, each))} for sop, each in found]
    return json.dumps(documents[0] if len(documents) == 1 else documents, ensure_ascii=False, indent=1)


def _finding(one: Finding) -> dict[str, str | None]:
    rule = RULES.get(one.code or "")
    told = {"code": one.code, "severity": one.severity, "at": one.at, "message": one.message, "evidence": one.evidence}
    return told | ({"mend": rule.mend, "source": rule.source} if rule else {})


def _lines(sop: Sop, found: tuple[Finding, ...]) -> Iterator[str]:
    yield f"{sop.identity.title or 'SOP tanpa judul'}: {len(found) or 'tidak ada'} temuan"
    for group in findings_of(sop, found).values():
        yield f"{group[0].severity.capitalize()} ({len(group)})"
        for one in group:
            yield f"  {one.finding.code or '–':<6} {one.place}: {one.finding.message}"
            yield from ([f"         Perbaikan: {one.mend}"] if one.mend else [])
