"""Single cells: dates, times, approvers, lists, offices and labels in the ways that offices write them."""

import pytest

from runtut.procedures import Approver, StandardTime
from runtut.procedures.reading.recognition.approver import read_approver
from runtut.procedures.reading.recognition.dates import read_date
from runtut.procedures.reading.recognition.fields import Fields, Piece
from runtut.procedures.reading.recognition.headings import header_unit, heading
from runtut.procedures.reading.recognition.identity import identity_of
from runtut.procedures.reading.recognition.items import items_of
from runtut.procedures.reading.recognition.labels import label, segments
from runtut.procedures.reading.recognition.notes import Notes
from runtut.procedures.reading.recognition.offices import headings_of, official, opd_of, pemda_of
from runtut.procedures.reading.recognition.times import read_time

DATES = {
    "2 Januari 2025": "2025-01-02",
    "Senin, 03 Pebruari 2025": "2025-02-03",
    "tanggal 17-Agust-2019": "2019-08-17",
    "14/03/2025": "2025-03-14",
    "14.3.2025": "2025-03-14",
    "2025-03-14": "2025-03-14",
    "Nop 2016": "2016-11",
    "Septembr 2016": "2016-09",
    "2O22": "2022",
    "2O Januari 2024": "2024-01-20",
    "l5 Maret 20l4": "2014-03-15",
    "15-16 Maret 2024": None,
    "31 Februari 2024": None,
    "2 Brumaire 2024": None,
    "besok": None,
    "-": None,
    "0000": None,
}


@pytest.mark.parametrize(("text", "iso"), DATES.items(), ids=DATES)
def test_a_date_is_read_as_precisely_as_it_stands(text: str, iso: str | None) -> None:
    assert read_date(text) == iso


WITHIN = {
    "Sleman, 2 Januari 2024": "2024-01-02",
    "2 Mei 2024 (Revisi ke-1)": "2024-05-02",
    "IO Mei 2024": None,
    "15-16 Maret 2024": None,
    "15 s.d. 16 Maret 2024": None,
    "x5 Maret 2024": None,
}


@pytest.mark.parametrize(("text", "iso"), WITHIN.items(), ids=WITHIN)
def test_a_date_among_other_words_is_taken_whole_or_told_as_unreadable(text: str, iso: str | None) -> None:
    notes = Notes()
    fields = Fields({"created_on": [Piece(text, {})]}, {"created_on": Piece("Tanggal", {})})
    assert identity_of(fields, (), None, notes).created_on == iso
    assert [finding.code for finding in notes.findings] == ([] if iso else ["RD-02"])


TIMES = {
    "15 menit": StandardTime("15 menit", 15, "minute"),
    "1hari": StandardTime("1hari", 1, "day"),
    "0,5 Hari": StandardTime("0,5 Hari", 0.5, "day"),
    "3 hari kalender": StandardTime("3 hari kalender", 3, "day"),
    "480": StandardTime("480", 480),
    "± 2,5": StandardTime("± 2,5", 2.5),
    "Akhir Bulan Mei 2021": StandardTime("Akhir Bulan Mei 2021", anchor=True),
    "Setiap triwulan": StandardTime("Setiap triwulan", anchor=True),
    "999999": StandardTime("999999"),
    "500000 menit": StandardTime("500000 menit"),
    "1.000": StandardTime("1.000", 1000),
    "0.125 hari": StandardTime("0.125 hari", 0.125, "day"),
    "1.000 menit": StandardTime("1.000 menit", 1000, "minute"),
    "1 hari 2": StandardTime("1 hari 2"),
    "1 hari + 2 jam": StandardTime("1 hari + 2 jam", 570, "minute"),
    "paling lambat 3 hari kerja": StandardTime("paling lambat 3 hari kerja", 3, "day"),
    "selama 2 hari": StandardTime("selama 2 hari", 2, "day"),
    "2 x 24 jam": StandardTime("2 x 24 jam", 2, "day"),
    "1x24 Jam": StandardTime("1x24 Jam", 1, "day"),
    "30'": StandardTime("30'", 30, "minute"),
    "½ hari": StandardTime("½ hari", 0.5, "day"),
    "1 ½ jam": StandardTime("1 ½ jam", 1.5, "hour"),
    "setengah hari": StandardTime("setengah hari", 0.5, "day"),
    "2 x 12 jam": StandardTime("2 x 12 jam"),
    "segera": StandardTime("segera"),
}


@pytest.mark.parametrize(("text", "time"), TIMES.items(), ids=TIMES)
def test_a_time_keeps_its_words_and_has_value_and_unit_only_where_they_stand(text: str, time: StandardTime) -> None:
    assert read_time(text, None) == time


def test_a_figure_alone_takes_the_unit_of_its_column() -> None:
    assert read_time("480", "minute") == StandardTime("480", 480, "minute")
    assert [header_unit(text) for text in ("Waktu (menit)", "Waktu [Hari Kerja]", "Waktu", "Waktu (baku)")] == [
        "minute",
        "day",
        None,
        None,
    ]
    assert read_time("1 hari 2", "minute") == StandardTime("1 hari 2")


APPROVERS = {
    "KEPALA DINAS, SITI AMINAH, S.E., M.M. NIP. 19700101 199803 2 001": (
        "KEPALA DINAS", "SITI AMINAH, S.E., M.M", None, "197001011998032001",
    ),
    "Plt. Kepala Dinas Perhubungan\nttd\n\nBudi Santoso\nPenata Tk. I (III/d)\nNIP 198001012005011002": (
        "Plt. Kepala Dinas Perhubungan", "Budi Santoso", "Penata Tk. I (III/d)", "198001012005011002",
    ),
    "a.n. Bupati\nSekretaris Daerah\nDrs. Slamet": ("a.n. Bupati Sekretaris Daerah", "Drs. Slamet", None, None),
    "Camat Wanasari": ("Camat Wanasari", None, None, None),
    "Lurah\nNIP. -": ("Lurah", None, None, None),
    "Bambang Sutrisno, S.H.": (None, "Bambang Sutrisno, S.H", None, None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), APPROVERS.items(), ids=range(len(APPROVERS)))
def test_position_name_rank_and_nip_are_told_apart(text: str, parts: tuple[str | None, ...]) -> None:
    read = read_approver(text, {"perhubungan"})
    assert read is not None
    assert (read.position, (read.name or "").rstrip(".") or None, read.rank, read.nip) == parts


def test_nothing_but_a_line_to_sign_on_is_no_approver() -> None:
    assert read_approver("ttd\n.......", ()) is None
    assert read_approver("Camat", ()) == Approver("Camat")


LISTS = {
    "1. Satu2. Dua3. Tiga": ["Satu", "Dua", "Tiga"],
    "1. UU Nomor 23 Tahun 2014 2. PP Nomor 12 Tahun 2019": ["UU Nomor 23 Tahun 2014", "PP Nomor 12 Tahun 2019"],
    "1. Perda Tahun 20202. Perbup": ["Perda Tahun 2020", "Perbup"],
    "1. Permen No. 2. Tahun 2020 tentang X": ["Permen No. 2. Tahun 2020 tentang X"],
    "1.\nSatu\n2.\nDua": ["Satu", "Dua"],
    "- Satu\n  dan lagi\n- Dua": ["Satu dan lagi", "Dua"],
    "a. Satu\nb. Dua": ["Satu", "Dua"],
    "Satu yang panjang sekali dan\nbelum selesai.\nDua": ["Satu yang panjang sekali dan belum selesai.", "Dua"],
    "-": [],
    "1. -": [],
}


@pytest.mark.parametrize(("text", "items"), LISTS.items(), ids=range(len(LISTS)))
def test_a_list_is_cut_at_its_numbers_and_bullets(text: str, items: list[str]) -> None:
    assert items_of([text], lines_are_items=False) == items


def test_lines_of_a_word_processor_are_items() -> None:
    assert items_of(["Satu yang panjang sekali dan\nDua"], lines_are_items=True) == ["Satu yang panjang sekali dan", "Dua"]


OFFICES = {
    "PEMERINTAH KABUPATEN X RAYA DINAS KOPERASI UKM": ("Kabupaten X Raya", "Dinas Koperasi UKM"),
    "KECAMATAN SUKA MAJU KABUPATEN X": ("Kabupaten X", "Kecamatan Suka Maju"),
    "Dinas Kesehatan Kota Y": ("Kota Y", "Dinas Kesehatan"),
    "PEMERINTAH PROVINSI Z": ("Provinsi Z", None),
    "INSPEKTORAT": (None, "Inspektorat"),
    "SEKRETARIAT DAERAH KABUPATEN X TAHUN 2024": ("Kabupaten X", "Sekretariat Daerah"),
}


@pytest.mark.parametrize(("text", "names"), OFFICES.items(), ids=OFFICES)
def test_a_heading_names_pemda_and_opd(text: str, names: tuple[str | None, str | None]) -> None:
    texts = headings_of([(text, {"line": 1})])
    pemda, opd = pemda_of(texts), opd_of(texts)
    assert (pemda and pemda.name, opd and opd.name) == names


def test_a_name_may_go_on_in_the_next_line_and_a_sentence_is_no_name() -> None:
    texts: list[tuple[str, dict[str, object]]] = [
        ("DINAS PERUMAHAN, PERMUKIMAN DAN", {}),
        ("PERTANAHAN KABUPATEN X", {}),
        ("Dinas ini melayani warga setiap hari.", {}),
    ]
    assert [text for text, _ in headings_of(texts)] == ["DINAS PERUMAHAN, PERMUKIMAN DAN PERTANAHAN KABUPATEN X"]
    assert official("dinas kesehatan dan sosial") == "Dinas Kesehatan dan Sosial"


LABELS = {
    "Tql Revisi": "revised_on",
    "DI SAHKAN OLEH :": "approved_by",
    "NomorDokumen": "number",
    "Ku4lifikasi Pelaksana": "qualifications",
    "Kualifikasi Pelaksana (SDM)": "qualifications",
    "Kelengkapan": None,
    "Nomor": None,
}


@pytest.mark.parametrize(("text", "field"), LABELS.items(), ids=LABELS)
def test_a_label_is_known_in_any_spelling_but_not_every_word_is_one(text: str, field: str | None) -> None:
    assert label(text) == field


def test_a_cell_is_cut_at_its_labels() -> None:
    cut = segments(
        "NOMOR SOP : 1/2 TGL. : 3 Mei 2024 TGL. REVISI : DISAHKAN : Camat\nNAMA SOP : A KUALIFIKASI PELAKSANA 1. B 2. C"
    )
    assert [(part.field, part.text) for part in cut] == [
        ("number", "1/2"),
        ("created_on", "3 Mei 2024"),
        ("revised_on", ""),
        ("approved_by", "Camat"),
        ("title", "A"),
        ("qualifications", "1. B 2. C"),
    ]


def test_a_head_is_known_by_its_words_and_a_slip_is_told() -> None:
    found = [heading(text) for text in ("URAIAN PROSEDUR", "Mutu Buku", "Kelengkapam", "Waktu (menit)", "Kepala Dinas", "")]
    assert [known and (known.concept, known.proper) for known in found] == [
        ("activity", None),
        ("quality", "Mutu Baku"),
        ("requirement", "Kelengkapan"),
        ("time", None),
        None,
        None,
    ]
