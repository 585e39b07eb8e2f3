"""Rows of a flow table that are no steps, heads that end where the steps begin, and tables that go on after a page."""

import pytest

from runtut.procedures import Sop, Step
from runtut.procedures.reading.formats import parse
from runtut.procedures.reading.recognition import recognise
from runtut.procedures.reading.recognition.marks import seen_in
from runtut.procedures.reading.source import Cell

LABELS = ["No", "Kegiatan", "Staf", "Kabid", "Kadis", "Kelengkapan", "Waktu", "Output", "Ket"]
FIRST = "1|Menerima berkas|□|||Berkas|1 jam|Tanda terima|"
SECOND = "2|Memeriksa berkas||□||Berkas|2 jam|Hasil|"
THIRD = "3|Mengirim berkas|||□|Berkas|3 jam|Surat|"


def row(cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells.split("|")) + "</tr>"


def merged(text: str, before: int = 0) -> str:
    return f"<tr>{'<td></td>' * before}<td colspan={9 - before}>{text}</td></tr>"


def table(*rows: str, labels: list[str] = LABELS) -> str:
    return f"<table>{row('|'.join(labels))}{''.join(each if each[:1] == '<' else row(each) for each in rows)}</table>"


def read(text: str) -> Sop:
    (sop,) = recognise(parse(f"<html><body>{text}</body></html>".encode(), "sop.html"))
    return sop


def said(step: Step) -> tuple[object, ...]:
    return step.no, step.text, step.requirement, step.time and step.time.raw, step.output, step.note


STEPS = [said(step) for step in read(table(FIRST, SECOND, THIRD)).steps]

NO_STEPS = [
    merged("Tahap Pelaksanaan"),
    merged("Tahap Pelaksanaan", 1),
    merged("Catatan: waktu kerja"),
    "Catatan|waktu kerja efektif|||||||",
    "|Halaman 1 dari 3|||||||",
    "|Selesai|||||||",
    "-|-|-|-|-|-|-|-|-",
    "|-||||-|-|-|",
]


def test_the_table_has_its_three_steps() -> None:
    assert [no for no, *_ in STEPS] == [1, 2, 3]


@pytest.mark.parametrize("between", NO_STEPS)
def test_a_row_that_is_no_step_is_not_glued_to_the_one_above(between: str) -> None:
    assert [said(step) for step in read(table(FIRST, SECOND, between, THIRD)).steps] == STEPS
    assert [said(step) for step in read(table(FIRST, SECOND, THIRD, between)).steps] == STEPS


def test_a_signature_in_the_last_rows_is_no_part_of_a_step() -> None:
    signed = [merged(text, 5) for text in ("Sleman, 3 Mei 2024", "Camat Ngaglik", "Budi", "NIP 196804121993031004")]
    sop = read(table(FIRST, SECOND, THIRD, *signed))
    assert [said(step) for step in sop.steps] == STEPS


def test_what_goes_on_in_small_letters_or_as_an_item_belongs_to_the_step_above() -> None:
    (step,) = read(table(FIRST, "|dan meneliti||||lampiran|||", "|||||2. KTP|||")).steps
    assert (step.text, step.requirement) == ("Menerima berkas dan meneliti", "Berkas lampiran 2. KTP")


@pytest.mark.parametrize("between", ["Halaman 2", "Paraf:"])
def test_a_table_goes_on_after_the_label_of_a_page(between: str) -> None:
    sop = read(f"{table(FIRST, SECOND)}<p>{between}</p><table>{row(THIRD)}</table>")
    assert [said(step) for step in sop.steps] == STEPS


def test_a_table_below_a_label_of_the_identity_is_another_one() -> None:
    sop = read(f"{table(FIRST, SECOND)}<p>Peralatan:</p><table>{row(THIRD)}</table>")
    assert [said(step) for step in sop.steps] == STEPS[:2]


@pytest.mark.parametrize("numbers", [("I", "II"), ("a.", "b."), ("", "")])
@pytest.mark.parametrize("word", ["Persyaratan", "Hasil", "Bahan", "Catatan"])
def test_a_step_whose_cell_says_a_word_of_the_head_is_a_step(numbers: tuple[str, str], word: str) -> None:
    rows = [f"{no}|{text}|{mark}|||{word}|1 jam|{word}|" for no, text, mark in zip(numbers, ["Satu", "Dua"], "□□", strict=True)]
    assert [(step.text, step.requirement, step.output) for step in read(table(*rows)).steps] == [
        ("Satu", word, word),
        ("Dua", word, word),
    ]


def test_a_flow_table_without_a_step_is_told() -> None:
    sop = read(table(merged("Tahap Persiapan")))
    assert not sop.steps
    assert ("RD-07", "steps", "error") in [(finding.code, finding.at, finding.severity) for finding in sop.findings]


ALIGNED = """\
No  Kegiatan           Staf   Kabid   Kadis   Kelengkapan   Waktu    Output         Ket
1   Menerima berkas    □                      Berkas        1 jam    Tanda terima
2   Memeriksa berkas          □               Berkas        2 jam    Hasil
{}
3   Mengirim berkas                   □       Berkas        3 jam    Surat
"""


@pytest.mark.parametrize(
    "line", ["", "Halaman 1 dari 2", "                        Halaman 1 dari 2", "                 Dokumen milik dinas"]
)
def test_a_line_between_aligned_rows_does_not_move_the_columns(line: str) -> None:
    (sop,) = recognise(parse(ALIGNED.format(line).encode(), "sop.txt"))
    assert [step.actors for step in sop.steps] == [("Staf",), ("Kabid",), ("Kadis",)]
    assert [step.time and step.time.raw for step in sop.steps] == ["1 jam", "2 jam", "3 jam"]


@pytest.mark.parametrize("other", ["3|Mengirim berkas||□|Berkas|3 jam|Surat|", "3|Formulir A|lembar"])
def test_a_following_table_of_other_columns_gives_no_steps_and_is_told(other: str) -> None:
    sop = read(f"{table(FIRST, SECOND)}<p>Halaman 2</p><table>{row(other)}</table>")
    assert [said(step) for step in sop.steps] == STEPS[:2]
    assert ("RD-07", "steps") in [(finding.code, finding.at) for finding in sop.findings]


@pytest.mark.parametrize("cell", ["–", "—", "-"])
def test_a_dash_in_the_column_of_an_actor_is_nothing(cell: str) -> None:
    assert "RD-04" not in codes(read(table(FIRST.replace("|□|||", f"|□|{cell}||"), SECOND)))


def codes(sop: Sop) -> list[str | None]:
    return [finding.code for finding in sop.findings]


@pytest.mark.parametrize(
    ("text", "targets", "answers"),
    [("◇ T → 1", (("Tidak", 1),), ("Tidak",)), ("◇ Y → 4", (("Ya", 4),), ("Ya",)), ("◇ → 4", (("Ya", 4),), ())],
)
def test_a_short_answer_before_an_arrow_is_one(text: str, targets: tuple[object, ...], answers: tuple[str, ...]) -> None:
    seen = seen_in(Cell(text, 0, 0))
    assert (seen.targets, seen.answers, seen.unclear) == (targets, answers, ())


def test_another_letter_before_an_arrow_is_told_and_leads_nowhere() -> None:
    sop = read(table(FIRST, SECOND.replace("|□|", "|◇ P → 1|"), THIRD))
    assert (sop.steps[1].next, sop.steps[1].on_return) == (None, None)
    assert "RD-05" in codes(sop)


@pytest.mark.parametrize(("letter", "told"), [("P", True), ("□", False)])
def test_a_letter_that_stands_once_is_told(letter: str, told: bool) -> None:
    assert ("RD-04" in codes(read(table(FIRST, SECOND.replace("□", letter), THIRD)))) == told


NAMED = {
    "Kepala Bidang<br>Staf": ("Kepala Bidang", "Staf"),
    "Kepala<br>Bidang": ("Kepala Bidang",),
    "Staf dan<br>Camat": ("Staf dan Camat",),
}


@pytest.mark.parametrize(("cell", "names"), NAMED.items(), ids=range(len(NAMED)))
def test_a_cell_names_one_actor_to_a_line(cell: str, names: tuple[str, ...]) -> None:
    labels = ["No", "Kegiatan", "Pelaksana", "Kelengkapan", "Waktu", "Output"]
    sop = read(table(f"1|Menerima|{cell}|Berkas|1 jam|Surat", "2|Memeriksa|Staf|Berkas|1 jam|Surat", labels=labels))
    assert sop.steps[0].actors == names


def test_numbers_of_a_lower_level_are_no_numbers_of_steps() -> None:
    rows = [f"{no}|{text}|□|||Berkas|1 jam|Surat|" for no, text in (("1.1", "Satu"), ("1.2", "Dua"), ("2.1", "Tiga"))]
    assert [(step.no, step.text) for step in read(table(*rows)).steps] == [(None, "Satu"), (None, "Dua"), (None, "Tiga")]


WITHOUT_NUMBERS = LABELS[1:]
FIGURES = {
    ("Menerima berkas", "3 orang petugas memeriksa berkas"): [
        (None, "Menerima berkas"),
        (None, "3 orang petugas memeriksa berkas"),
    ],
    ("1 Menerima berkas", "2 Memeriksa berkas"): [(1, "Menerima berkas"), (2, "Memeriksa berkas")],
    ("1. Menerima berkas", "2. Memeriksa berkas"): [(1, "Menerima berkas"), (2, "Memeriksa berkas")],
}


@pytest.mark.parametrize(("texts", "steps"), FIGURES.items(), ids=range(len(FIGURES)))
def test_a_figure_before_the_activity_numbers_it_where_figures_count_up(texts: tuple[str, ...], steps: list[object]) -> None:
    sop = read(table(*(f"{text}|□|||Berkas|1 jam|Surat|" for text in texts), labels=WITHOUT_NUMBERS))
    assert [(step.no, step.text) for step in sop.steps] == steps


def test_an_empty_number_is_not_taken_from_the_activity() -> None:
    sop = read(table(FIRST, "|3 orang petugas memeriksa|□|||Berkas|1 jam|Surat|"))
    assert [(step.no, step.text) for step in sop.steps] == [(1, "Menerima berkas"), (None, "3 orang petugas memeriksa")]


@pytest.mark.parametrize(("label", "related"), [("Keterkaitan :", ("SOP Arsip",)), ("", ())])
def test_an_sop_that_is_related_is_not_the_title_of_the_table_below_it(label: str, related: tuple[str, ...]) -> None:
    names = "<p>Nomor SOP : 1/2</p><p>Nama SOP : Surat Masuk</p>"
    sop = read(f"{names}<p>{label}</p><p>SOP Arsip</p>{table(FIRST, SECOND)}")
    assert sop.related == related
    assert ("ID-10" in codes(sop)) == (not related)


def test_a_figure_and_the_unit_in_the_line_below_are_one_time() -> None:
    labels = ["No", "Kegiatan", "Staf", "Kelengkapan", "Waktu", "Output"]
    steps = [
        "1",
        "Menerima surat",
        "□",
        "SK",
        "15",
        "menit",
        "Arsip",
        "2",
        "Mengirim surat",
        "□",
        "Surat",
        "2",
        "hari kerja",
        "Bukti",
    ]
    (sop,) = recognise(parse("\n".join([*labels, *steps]).encode(), "sop.txt"))
    assert [(step.no, step.requirement, step.time and step.time.raw, step.output) for step in sop.steps] == [
        (1, "SK", "15 menit", "Arsip"),
        (2, "Surat", "2 hari kerja", "Bukti"),
    ]


def test_a_label_over_several_actors_belongs_to_each_of_them() -> None:
    head = (
        "<tr><td rowspan=3>No</td><td rowspan=3>Kegiatan</td><td colspan=4>Pelaksana</td><td colspan=3>Mutu Baku</td></tr>"
        "<tr><td colspan=2>Kecamatan</td><td colspan=2>Dinas</td>"
        "<td rowspan=2>Kelengkapan</td><td rowspan=2>Waktu</td><td rowspan=2>Output</td></tr>"
        "<tr><td>Camat</td><td>Sekretaris</td><td>Kepala</td><td>Sekretaris</td></tr>"
    )
    steps = row("1|Menerima berkas||□|||Berkas|1 jam|Surat") + row("2|Memeriksa berkas||||□|Berkas|1 jam|Surat")
    sop = read(f"<table>{head}{steps}</table>")
    assert sop.actors == ("Kecamatan Camat", "Kecamatan Sekretaris", "Dinas Kepala", "Dinas Sekretaris")
    assert [step.actors for step in sop.steps] == [("Kecamatan Sekretaris",), ("Dinas Sekretaris",)]


PLANS = [
    ["No", "Kegiatan", "Pelaksana", "Waktu", "Output"],
    ["1|Pembukaan rapat|Moderator|08.00-08.30|Sambutan", "2|Pemaparan hasil|Kabid|08.30-10.00|Notula"],
    ["1|Menyusun rencana aksi|Kasubag|Maret|Dokumen", "2|Melaksanakan aksi|Kabid|April|Laporan"],
]


@pytest.mark.parametrize("rows", PLANS[1:], ids=["agenda", "plan of action"])
def test_a_table_of_other_things_with_the_same_columns_is_no_sop(rows: list[str]) -> None:
    sop = read(table(*rows, labels=PLANS[0]))
    assert (sop.kind, sop.steps) == ("other", ())
    assert read(table(*(each.replace("Maret", "2 hari") for each in PLANS[2]), labels=PLANS[0])).kind == "sop_ap_table"
