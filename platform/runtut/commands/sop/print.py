"""`runtut sop print`: an SOP in a file of the format runtut.sop/1, as a paper, a table or a model."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from runtut.printing.files import FORMATS, written
from runtut.procedures import Sop, SopError, from_json
from runtut.procedures.printing import CAPACITIES, Choices, Profile, form


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "kind", type=click.Choice(FORMATS), required=True, help="Bentuk berkas yang dibuat.")
@click.option("--paper", type=click.Choice(["a4", "f4"]), default="a4", show_default=True, help="Ukuran kertas.")
@click.option("--orientation", type=click.Choice(["landscape", "portrait"]), default="landscape", show_default=True)
@click.option("--cover", is_flag=True, help="Tambahkan halaman sampul.")
@click.option("--capacity", type=click.Choice(sorted(CAPACITIES)), help="Kedudukan pejabat yang mengesahkan.")
@click.option("--verify", "address", help="Alamat pemeriksaan keaslian; dicetak sebagai kode QR.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Berkas hasil; - untuk keluaran baku.")
def print(  # noqa: A001  (the command's name)
    source: Path,
    kind: str,
    paper: str,
    orientation: str,
    cover: bool,
    capacity: str | None,
    address: str | None,
    out: Path | None,
) -> None:
    """Cetak SOP dari berkas JSON (runtut.sop/1) sebagai PDF, DOCX, SVG, XLSX, atau BPMN."""
    choices = Choices(f"{paper}-{orientation}", cover, capacity, address)
    made = written(kind, form(_sop(source), Profile(), choices))
    if str(out) == "-":
        sys.stdout.buffer.write(made)
        return
    target = out or source.with_suffix(f".{kind}")
    target.write_bytes(made)
    click.echo(str(target))


def _sop(source: Path) -> Sop:
    try:
        document: Any = json.loads(source.read_bytes())
    except ValueError:
        raise click.ClickException(f"{source.name} bukan berkas JSON; buat dengan `runtut sop read --json`.") from None
    if isinstance(document, list) and len(document) == 1:
        (document,) = document
    if isinstance(document, list):
        raise click.ClickException(f"{source.name} memuat {len(document)} SOP; simpan masing-masing dalam berkas sendiri.")
    try:
        return from_json(document)
    except SopError as error:
        raise click.ClickException(f"{source.name} tidak dapat dicetak. {error}") from None
