"""The form before it has a format: profile, number, signer with capacity, dates, and the words of every cell."""

import pytest

from runtut.procedures import Approver, Identity, Sop, StandardTime, Step
from runtut.procedures.drawing import layout
from runtut.procedures.printing import Choices, Profile, form
from runtut.procedures.printing.cells import table
from runtut.procedures.printing.dates import said
from runtut.procedures.printing.marks import mark
from runtut.procedures.printing.signer import signer_of
from runtut.procedures.printing.spoken import Spoken
from runtut.procedures.printing.wording import Wording, written


def test_a_number_follows_the_pattern_and_leaves_an_unknown_serial_blank() -> None:
    assert Profile().number(2025, "Disnaker", "14") == "000.8.3.3/14/Disnaker/2025"
    assert Profile().number(2025, "Disnaker") == "000.8.3.3/      /Disnaker/2025"
    assert Profile(number_pattern="{unit}-{serial} ({year}) {0}").number(2024, "{year}", "7") == "{year}-7 (2024) {0}"


@pytest.mark.parametrize(
    ("pattern", "given", "following"),
    [
        ("000.8.3.3/{serial}/{unit}/{year}", (), "1"),
        ("000.8.3.3/{serial}/{unit}/{year}", ("000.8.3.3/9/Dis.A/2025", "000.8.3.3/10/Dis.A/2025"), "11"),
        ("000.8.3.3/{serial}/{unit}/{year}", ("000.8.3.3/40/Dis.A/2024", "000.8.3.3/50/DisXA/2025", "41/Dis.A/2025"), "1"),
        ("{year}-{serial}", ("2025-009", "2025-007"), "010"),
        ("{serial}/{serial}", ("3/3", "8/9"), "4"),
        ("SOP {serial}", ("SOP  12", "SOP 99", "SOP \u0661"), "100"),
    ],
)
def test_the_next_serial_follows_the_highest_of_its_year(pattern: str, given: tuple[str, ...], following: str) -> None:
    assert Profile(number_pattern=pattern).next_serial(given, 2025, "Dis.A") == following


def test_a_pemda_may_say_the_labels_in_its_own_words() -> None:
    assert Profile(labels={"title": "Judul SOP"}).label("title") == "Judul SOP"
    assert Profile(labels={"title": ""}).label("title") == "Nama SOP"


@pytest.mark.parametrize(
    ("written", "capacity", "said"),
    [
        ("Kepala Dinas", None, "Kepala Dinas"),
        ("Plt. Kepala Dinas", None, "Plt. Kepala Dinas"),
        ("PLH Kepala Dinas", None, "Plh. Kepala Dinas"),
        ("Pj. Bupati", None, "Pj. Bupati"),
        ("an. Bupati", None, "a.n. Bupati"),
        ("A.n. Bupati", None, "a.n. Bupati"),
        ("Kepala Dinas", "plt", "Plt. Kepala Dinas"),
        ("Plt. Kepala Dinas", "plh", "Plh. Kepala Dinas"),
        ("Pjok Kepala", None, "Pjok Kepala"),
        ("Ubud Kepala", None, "Ubud Kepala"),
        (None, "plt", "Plt."),
        (None, None, None),
    ],
)
def test_the_capacity_of_the_signer_is_said_in_one_way(written: str | None, capacity: str | None, said: str | None) -> None:
    assert signer_of(Approver(written), capacity).title == said


def test_who_has_no_approver_signs_on_an_empty_line() -> None:
    assert signer_of(None).title is None


def test_dates_are_said_as_far_as_they_are_known() -> None:
    assert [said(iso) for iso in ("2025-04-01", "2016-09", "2022", None)] == ["1 April 2025", "September 2016", "2022", None]


def test_the_letterhead_is_that_of_the_profile_or_else_of_the_sop(archive_sop: Sop) -> None:
    assert form(archive_sop).letterhead == ("KABUPATEN WANAMUKTI", "DINAS PERPUSTAKAAN DAN KEARSIPAN")
    assert form(archive_sop, Profile(letterhead=("Pemkot Ladangwangi",))).letterhead == ("Pemkot Ladangwangi",)


def test_a_date_of_approval_has_a_line_only_where_the_sop_has_one(archive_sop: Sop) -> None:
    assert "approved_on" not in form(archive_sop).label
    approved = Sop(Identity(approved_on="2024-02"))
    assert ("approved_on", "Tanggal Pengesahan", "Februari 2024") in form(approved).facts
    assert form(approved).title == "SOP tanpa judul"


def test_paper_comes_from_the_choice_then_from_the_profile(archive_sop: Sop) -> None:
    assert form(archive_sop, Profile(paper="f4-portrait")).drawing.paper == "f4-portrait"
    assert form(archive_sop, Profile(paper="f4-portrait"), Choices("a4-portrait")).drawing.paper == "a4-portrait"


def test_every_word_of_the_sop_stands_in_its_cell(archive_sop: Sop) -> None:
    wording = Wording(archive_sop)
    for page in layout(archive_sop, "a4-portrait").pages:
        for band in table(page).rows:
            for cell in band.cells:
                if cell.key != "actor" and band.step is not None:
                    assert wording.of(cell, band) == written(archive_sop.steps[band.step], band.step, cell.key)


def test_a_row_over_two_pages_and_a_broken_word_keep_their_words() -> None:
    long = " ".join(f"kata{at}" for at in range(1500)) + " Pertanggungjawabankeuanganpemerintahdaerahtanpaspasi"
    sop = Sop(Identity(), actors=("Staf",), steps=(Step(1, long, actors=("Staf",)), Step(2, "Akhir", actors=("Staf",))))
    wording = Wording(sop)
    bands = [band for page in layout(sop, "a4-landscape").pages for band in table(page).rows]
    assert len(bands) > 3
    pieces = [wording.of(band.cells[1], band) for band in bands if not band.cells[1].words.startswith("A ")]
    assert " ".join(pieces) == f"{long} Akhir"


def test_heads_of_tables_span_what_they_name(archive_sop: Sop) -> None:
    upper, lower = table(layout(archive_sop).pages[0]).head
    assert [(cell.words, cell.across, cell.down) for cell in upper] == [
        ("No", 1, 2), ("Kegiatan", 1, 2), ("Pelaksana", 5, 1), ("Mutu Baku", 3, 1), ("Keterangan", 1, 2),
    ]  # fmt: skip
    assert [cell.words for cell in lower] == [*archive_sop.actors, "Kelengkapan", "Waktu", "Output"]


def test_a_single_actor_still_stands_under_pelaksana() -> None:
    sop = Sop(Identity(), actors=("Staf",), steps=(Step(1, "Memulai", actors=("Staf",)),))
    upper, lower = table(layout(sop).pages[0]).head
    assert [(cell.words, cell.down) for cell in upper][2] == ("Pelaksana", 1)
    assert lower[0].words == "Staf"


def test_text_marks_say_shape_and_jump() -> None:
    steps = (
        Step(1, "a", actors=("A",), shape="start"),
        Step(2, "b", actors=("A", "B"), on_return=1, next=4),
        Step(3, "c", actors=("B",)),
        Step(4, "d", actors=("B",), shape="decision", on_return=2, next=6),
        Step(5, "e", actors=()),
        Step(6, "f", actors=("A",), shape="end", time=StandardTime("1 jam", 1, "hour")),
    )
    sop = Sop(Identity(), actors=("A", "B"), steps=steps)
    assert [mark(sop, place, "A") for place in range(6)] == ["Mulai", "□\n→ 4\nKembali → 1", "", "", "", "Selesai"]
    assert [mark(sop, place, "B") for place in range(6)] == ["", "□", "□", "◇\nYa → 6\nTidak → 2", "", ""]


def test_every_symbol_can_be_heard(archive_sop: Sop) -> None:
    page = layout(archive_sop).pages[0]
    heard = [Spoken(archive_sop, page).shape(at) for at in range(len(page.shapes))]
    assert "Mulai; ke langkah 2" in heard
    assert "Keputusan; ya ke langkah 9, tidak ke langkah 7" in heard
    assert "ikut serta" in heard
    assert "Sambungan halaman A" in heard
