"""Whatever SOP is written as a table of tabs, bars or HTML is read back the same; whatever text is given, nothing breaks."""

import html
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtut.procedures import Approver, Identity, Sop, StandardTime, Step, from_json, to_json
from runtut.procedures.reading.formats import parse
from runtut.procedures.reading.recognition import recognise
from runtut.procedures.reading.refusal import Refused

VERBS = ("Menyusun", "Memeriksa", "Mencatat", "Menyerahkan", "Menetapkan", "Mengolah", "Menyimpan", "Mengirim", "Menghitung")
THINGS = ("konsep surat", "daftar hadir", "berkas permohonan", "laporan harian", "nota dinas", "rencana kerja", "buku tamu")
ENDINGS = (
    "",
    " kepada pemohon",
    " sebanyak 3 rangkap",
    " (bila perlu)",
    " dan lampirannya",
    " pada hari yang sama",
    "; lalu diparaf",
)
POSTS = ("Sekretaris", "Kepala Bidang", "Kepala Seksi", "Arsiparis", "Bendahara", "Petugas Loket", "Camat", "Tim Teknis")
PARTS = ("legal_basis", "qualifications", "related", "equipment", "warnings", "records")
UNITS = {"menit": "minute", "jam": "hour", "hari": "day", "minggu": "week", "bulan": "month"}
MARKS = {"process": "□", "decision": "◇", "start": "Mulai", "end": "Selesai"}

texts = st.builds(lambda verb, thing, end: f"{verb} {thing}{end}", *map(st.sampled_from, (VERBS, THINGS, ENDINGS)))
things = st.sampled_from(THINGS).map(str.capitalize)
dates = st.dates().map(lambda day: day.isoformat() if day.year > 1900 else "2024-05-06")
times = st.builds(
    lambda value, unit: StandardTime(f"{value} {unit}", value, UNITS[unit]), st.integers(1, 90), st.sampled_from(sorted(UNITS))
)


@st.composite
def sops(draw: st.DrawFn) -> Sop:
    actors = tuple(draw(st.lists(st.sampled_from(POSTS), min_size=2, max_size=6, unique=True)))
    count = draw(st.integers(2, 14))
    steps = tuple(_step(draw, no, count, actors) for no in range(1, count + 1))
    lists: dict[str, Any] = {name: tuple(draw(st.lists(texts, min_size=1, max_size=4, unique=True))) for name in PARTS}
    return Sop(draw(identities), actors=actors, steps=steps, **lists)


identities = st.builds(
    Identity,
    title=texts,
    number=st.builds("000.8.3.3/{}/UNIT/{}".format, st.integers(1, 999), st.integers(2012, 2030)),
    created_on=dates,
    effective_on=st.none() | dates,
    revised_on=st.none() | dates,
    approved_by=st.just(Approver("Kepala Dinas", "Rahmat Hidayatullah, S.H.", "Pembina Tingkat I, IV/b", "197001012000031001")),
)


def _step(draw: st.DrawFn, no: int, count: int, actors: tuple[str, ...]) -> Step:
    shape = "start" if no == 1 else "end" if no == count else draw(st.sampled_from(("process", "decision")))
    chosen = draw(st.lists(st.sampled_from(actors), min_size=1, max_size=3, unique=True))
    return Step(
        no,
        draw(texts),
        actors=tuple(actor for actor in actors if actor in chosen),
        shape=shape,
        requirement=draw(st.none() | things),
        time=draw(times),
        output=draw(st.none() | things),
        note=draw(st.none() | things),
    )


Table = list[list[str]]
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def _date(iso: str | None) -> str:
    if iso is None:
        return "-"
    year, month, day = iso.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def _identity_rows(sop: Sop) -> Table:
    by = sop.identity.approved_by
    assert by is not None
    numbered = {name: " ".join(f"{no}. {item}" for no, item in enumerate(getattr(sop, name), 1)) for name in PARTS}
    return [
        ["Nomor SOP", f": {sop.identity.number}"],
        ["Tanggal Pembuatan", f": {_date(sop.identity.created_on)}"],
        ["Tanggal Revisi", f": {_date(sop.identity.revised_on)}"],
        ["Tanggal Efektif", f": {_date(sop.identity.effective_on)}"],
        ["Disahkan oleh", f": {by.position}, {by.name} {by.rank} NIP. {by.nip}"],
        ["Nama SOP", f": {sop.identity.title}"],
        ["Dasar Hukum", "Kualifikasi Pelaksana"],
        [numbered["legal_basis"], numbered["qualifications"]],
        ["Keterkaitan", "Peralatan/Perlengkapan"],
        [numbered["related"], numbered["equipment"]],
        ["Peringatan", "Pencatatan dan Pendataan"],
        [numbered["warnings"], numbered["records"]],
    ]


def _flow_rows(sop: Sop) -> Table:
    gap = [""] * (len(sop.actors) - 1)
    head = [["No", "Kegiatan", "Pelaksana", *gap, "Mutu Baku", "", "", "Keterangan"]]
    head.append(["", "", *sop.actors, "Kelengkapan", "Waktu", "Output", ""])
    return head + [_row(step, sop.actors) for step in sop.steps]


def _row(step: Step, actors: tuple[str, ...]) -> list[str]:
    marks = [MARKS[step.shape] if actor in step.actors else "" for actor in actors]
    assert step.time
    return [f"{step.no}.", step.text or "", *marks, step.requirement or "", step.time.raw, step.output or "", step.note or "-"]


def as_tabs(sop: Sop) -> str:
    return "\n\n".join("\n".join("\t".join(row) for row in table) for table in (_identity_rows(sop), _flow_rows(sop)))


def as_bars(sop: Sop) -> str:
    return "\n\n".join("\n".join(f"| {' | '.join(row)} |" for row in table) for table in (_identity_rows(sop), _flow_rows(sop)))


def as_html(sop: Sop) -> str:
    flow = _flow_rows(sop)
    spans = {0: 'rowspan="2"', 1: 'rowspan="2"', 2: f'colspan="{len(sop.actors)}"', len(flow[0]) - 4: 'colspan="3"'}
    spans[len(flow[0]) - 1] = 'rowspan="2"'
    top = "".join(f"<th {spans[place]}>{cell}</th>" for place, cell in enumerate(flow[0]) if cell)
    leaf = "".join(f"<th>{cell}</th>" for cell in flow[1] if cell)
    return f"<table>{_html(_identity_rows(sop))}</table><p></p><table><tr>{top}</tr><tr>{leaf}</tr>{_html(flow[2:])}</table>"


def _html(rows: Table) -> str:
    return "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)


@pytest.mark.parametrize("write", [as_tabs, as_bars, as_html])
@settings(max_examples=40, deadline=None)
@given(sop=sops())
def test_an_sop_written_as_a_table_is_read_back_the_same(write: Callable[[Sop], str], sop: Sop) -> None:
    (read,) = recognise(parse(write(sop).encode()))
    assert (read.kind, read.identity) == ("sop_ap", sop.identity)
    for name in (*PARTS, "actors"):
        assert getattr(read, name) == getattr(sop, name)
    assert read.steps == sop.steps


PIECES = (
    "Nomor SOP", "No", "Kegiatan", "Pelaksana", "Mutu Baku", "Waktu (menit)", "Output", "Ket", "Kelengkapan",
    "Nama SOP :", "\t", "\t\t", "\n", "\n\n", "|", "---", "+---+---+", "<table>", "<tr>", "<td colspan=9>",
    "</table>", "<ol>", "**", '"', "1", "1.", "2", "13.", "□", "Mulai", "2 hari", "Dasar Hukum",
    "Kualifikasi Pelaksana", "NIP. 1970", "Disahkan oleh", "  ", "     ", ":", "KABUPATEN X", "DINAS Y", "\f", "A",
    "SOP : Z", "&#0;", "\ud7ff", "Tanggal Revisi", "99999999999999 hari", "31 Februari 2024", "\0",
)  # fmt: skip
"""What an SOP is made of, to be thrown together in any disorder."""

scraps = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=120).map("".join)


@settings(max_examples=250, deadline=None)
@given(text=scraps)
def test_no_text_makes_the_reader_fail_and_what_it_reads_keeps_the_format(text: str) -> None:
    try:
        source = parse(text.encode("utf-8", "surrogatepass"))
    except Refused as refused:
        assert str(refused).endswith((".", "coba lagi."))
        return
    for sop in recognise(source):
        from_json(json.loads(json.dumps(to_json(sop))))


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=400))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    try:
        recognise(parse(data))
    except Refused as refused:
        assert str(refused)


def test_shuffled_lines_of_an_sop_are_read_without_a_fault() -> None:
    shuffler = random.Random(7)
    for _ in range(30):
        lines = _SHUFFLED.split("\n")
        shuffler.shuffle(lines)
        for sop in recognise(parse("\n".join(lines).encode())):
            from_json(json.loads(json.dumps(to_json(sop))))


_SHUFFLED = as_tabs(
    Sop(
        Identity(
            "Menyusun jadwal", "1/2/2024", created_on="2024-01-02", approved_by=Approver("Camat", "Dewi, S.E.", None, "1970")
        ),
        actors=("Camat", "Arsiparis"),
        steps=tuple(
            Step(no, f"Langkah {no}", actors=("Camat",), time=StandardTime(f"{no} hari", no, "day")) for no in range(1, 9)
        ),
    )
)
