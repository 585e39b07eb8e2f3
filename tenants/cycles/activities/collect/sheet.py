"""The form that a unit filled away from the screen, read into what it is working on: all of it, or nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from runtut.errors import Invalid
from runtut.procedures.reading.refusal import Refused
from tenants.cycles.activities.collect import figures
from tenants.cycles.work import Work
from tenants.indicators import forms
from tenants.indicators.numbers import read_number, typed
from tenants.reports.filled import FilledCell, read_filled

LARGEST = 2 * 1024**2
MISSING = "alasan"
WORDS = {forms.NOTE: "note", MISSING: "missing_reason"}
Row = dict[str, Any]


def merged(work: Work, data: bytes, kept: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """`kept` with what the sheet says in its place, and how many cells were taken; a blank cell takes nothing away.

    Raises Invalid, which names every wrong cell.
    """
    form, unit_id = figures.form_of(work), figures.unit_of(work)
    asked = [row["id"] for row in forms.rows_of(form, unit_id)]
    filled = rows_of(data, str(form.id), asked)
    errors: dict[str, list[str]] = {}
    files = {file["name"].casefold(): file["id"] for file in figures.files_to_pick(work, unit_id)}
    said = {key: said_row(cells, form.content["columns"], files, errors) for key, cells in filled.items()}
    if errors:
        raise Invalid("Lembar ini belum dapat dibaca; tidak ada yang diambil darinya.", errors)
    before = {row.get("indicator_id"): row for row in kept.get("rows") or () if isinstance(row, dict)}
    rows = [{**before.get(key, {}), "indicator_id": key, **said.get(key, {})} for key in asked]
    return {**kept, "rows": rows}, sum(len(row) for row in said.values())


def rows_of(data: bytes, form_id: str, asked: Sequence[str]) -> Mapping[str, Mapping[str, FilledCell]]:
    """The rows of the unit; Invalid for a file that is not the form that is asked for now."""
    if len(data) > LARGEST:
        raise refused("Lembar isian paling besar 2 MB; hapus gambar atau lembar lain darinya.")
    try:
        found = read_filled(data)
    except Refused as wrong:
        raise refused(str(wrong)) from wrong
    if found.form_id != form_id:
        raise refused("Lembar ini dari format lain atau periode lain; unduh format dari halaman ini dan isilah format itu.")
    if strange := set(asked) - set(found.rows):
        raise refused(f"{len(strange)} indikator unit Anda tidak ada pada lembar ini; unduh format unit Anda, lalu isi lagi.")
    return {key: found.rows[key] for key in asked}


def refused(said: str) -> Invalid:
    return Invalid(said, {"sheet": [said]})


def said_row(
    cells: Mapping[str, FilledCell], columns: Sequence[str], files: Mapping[str, str], errors: dict[str, list[str]]
) -> Row:
    """What the filled cells of a row say, as it would have been typed; what is wrong goes into `errors` by cell."""
    row: Row = {field: cells[key].text for key, field in WORDS.items() if key in cells and key in (*columns, MISSING)}
    if forms.ACTUAL in cells:
        row["value"] = number_in(cells[forms.ACTUAL], errors)
    if forms.EVIDENCE in columns and forms.EVIDENCE in cells:
        row["evidence_ids"] = evidence_in(cells[forms.EVIDENCE], files, errors)
    return row


def number_in(cell: FilledCell, errors: dict[str, list[str]]) -> str | None:
    if cell.wrong:
        errors[cell.address] = [f"Sel {cell.address}: rumusnya gagal ({cell.text}); tulis angkanya."]
        return None
    try:
        return typed(cell.number if cell.number is not None else read_number(cell.text))
    except ValueError:
        errors[cell.address] = [f"Sel {cell.address}: “{cell.text[:40]}” bukan angka; tulis seperti 1.234,5."]
        return None


def evidence_in(cell: FilledCell, files: Mapping[str, str], errors: dict[str, list[str]]) -> list[str]:
    """Names of files that were uploaded already, one a line or parted by semicolons."""
    names = [name.strip() for line in cell.text.splitlines() for name in line.split(";") if name.strip()]
    if unknown := [name for name in names if name.casefold() not in files]:
        said = f"Sel {cell.address}: berkas “{'”, “'.join(unknown)}” belum diunggah; unggah dahulu, atau kosongkan selnya."
        errors[cell.address] = [said]
    return [files[name.casefold()] for name in names if name.casefold() in files]
