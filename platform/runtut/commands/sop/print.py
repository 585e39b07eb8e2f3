"""`runtut sop print`: an SOP in a file of the format runtut.sop/1, as a paper, a table or a model."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from runtut.printing.files import FORMATS, written
from runtut.procedures import Sop, SopError, from_json
from runtut.procedures.printing import CAPACITIES, Choices, Profile, ProfileError, form, profile_from_json


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "kind", type=click.Choice(FORMATS), required=True, help="Bentuk berkas yang dibuat.")
@click.option("--paper", type=click.Choice(["a4", "f4"]), help="Ukuran kertas; bila kosong menurut profil.")
@click.option("--orientation", type=click.Choice(["landscape", "portrait"]), help="Letak kertas; bila kosong menurut profil.")
@click.option("--cover", is_flag=True, help="Tambahkan halaman sampul.")
@click.option("--capacity", type=click.Choice(sorted(CAPACITIES)), help="Kedudukan pejabat yang mengesahkan.")
@click.option("--verify", "address", help="Alamat pemeriksaan keaslian; dicetak sebagai kode QR.")
@click.option("--profile", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Berkas JSON profil cetak.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Berkas hasil; - untuk keluaran baku.")
def print(  # noqa: A001  (the command's name)
    source: Path,
    kind: str,
    paper: str | None,
    orientation: str | None,
    cover: bool,
    capacity: str | None,
    address: str | None,
    profile: Path | None,
    out: Path | None,
) -> None:
    """Cetak SOP dari berkas JSON (runtut.sop/1) sebagai PDF, DOCX, SVG, XLSX, atau BPMN."""
    kept = _profile(profile)
    size, turn = kept.paper.split("-")
    made = written(kind, form(_sop(source), kept, Choices(f"{paper or size}-{orientation or turn}", cover, capacity, address)))
    if str(out) == "-":
        sys.stdout.buffer.write(made)
        return
    target = out or source.with_suffix(f".{kind}")
    target.write_bytes(made)
    click.echo(str(target))


def _json(source: Path, hint: str) -> Any:
    try:
        return json.loads(source.read_bytes())
    except ValueError:
        raise click.ClickException(f"{source.name} bukan berkas JSON; {hint}") from None


def _profile(source: Path | None) -> Profile:
    if source is None:
        return Profile()
    try:
        return profile_from_json(_json(source, "periksa berkas profilnya."))
    except ProfileError as error:
        raise click.ClickException(f"Profil {source.name} tidak dapat dipakai. {error}") from None


def _sop(source: Path) -> Sop:
    document = _json(source, "buat dengan `runtut sop read --json`.")
    if isinstance(document, list) and len(document) == 1:
        (document,) = document
    if isinstance(document, list):
        raise click.ClickException(f"{source.name} memuat {len(document)} SOP; simpan masing-masing dalam berkas sendiri.")
    try:
        return from_json(document)
    except SopError as error:
        raise click.ClickException(f"{source.name} tidak dapat dicetak. {error}") from None
