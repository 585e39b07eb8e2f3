"""`runtut sop read FILE`: what a file holds, for people to look through or as documents of the format runtut.sop/1."""

import json
from pathlib import Path

import click

from runtut.procedures import Sop, to_json
from runtut.procedures.reading.child import read_file
from runtut.procedures.reading.limits import LARGEST_FILE
from runtut.procedures.reading.refusal import Refused
from runtut.procedures.reading.report import report


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Tulis sebagai JSON (runtut.sop/1); beberapa SOP menjadi larik.")
def read(file: Path, as_json: bool) -> None:
    """Baca SOP dari berkas DOCX, PDF, XLSX, HTML, atau teks."""
    try:
        sops = read_file(_bytes(file), file.name)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(_as_json(sops) if as_json else "\n\n".join(map(report, sops)))


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except OSError as problem:
        said = {FileNotFoundError: "tidak ditemukan", PermissionError: "tidak boleh dibaca", IsADirectoryError: "adalah folder"}
        raise Refused(f"Berkas {file} {said.get(type(problem), 'tidak dapat dibuka')}; periksa alamatnya.") from None


def _as_json(sops: list[Sop]) -> str:
    documents = [to_json(sop) for sop in sops]
    return json.dumps(documents[0] if len(documents) == 1 else documents, ensure_ascii=False, indent=1)
