"""Shapes and arrows as the formats with drawings hand them over: who does a step, where it leads, what is left open."""

from runtut.procedures import Sop
from runtut.procedures.reading.recognition import recognise
from runtut.procedures.reading.source import Arrow, Cell, Grid, Mark, Paragraph, Source, Symbol

HEAD = (
    Cell("No", 0, 0, rows=2),
    Cell("Kegiatan", 0, 1, rows=2),
    Cell("Pelaksana", 0, 2, columns=2),
    Cell("Mutu Baku", 0, 4, columns=3),
    Cell("Ket", 0, 7, rows=2),
    *(Cell(text, 1, column) for column, text in enumerate(("Staf", "Camat", "Kelengkapan", "Waktu", "Output"), 2)),
)
STAFF, HEAD_OF = 2, 3


def step(no: int, *marks: tuple[int, Symbol, str | None, str]) -> tuple[Cell, ...]:
    """A row with number, activity and time, and marks as (column, symbol, text, key)."""
    drawn = [Cell("", no + 1, column, marks=(Mark(symbol, text, key),)) for column, symbol, text, key in marks]
    return (Cell(str(no), no + 1, 0), Cell(f"Langkah {no}", no + 1, 1), *drawn, Cell("1 hari", no + 1, 5))


def read(rows: list[tuple[Cell, ...]], *arrows: Arrow) -> Sop:
    cells = (*HEAD, *(cell for row in rows for cell in row))
    (sop,) = recognise(Source("docx", (Grid(cells, arrows),)))
    return sop


def test_a_capsule_without_a_word_is_the_start_above_and_the_end_below() -> None:
    sop = read(
        [
            step(1, (STAFF, "terminator", None, "a")),
            step(2, (HEAD_OF, "process", None, "b")),
            step(3, (STAFF, "terminator", "", "c")),
        ]
    )
    assert [step.shape for step in sop.steps] == ["start", "process", "end"]
    assert [step.actors for step in sop.steps] == [("Staf",), ("Camat",), ("Staf",)]


def test_the_word_in_a_capsule_counts_wherever_it_stands() -> None:
    sop = read([step(1, (STAFF, "process", None, "a")), step(2, (STAFF, "terminator", "Selesai", "b")), step(3)])
    assert [step.shape for step in sop.steps] == ["process", "end", "process"]


def test_a_refused_decision_returns_where_its_arrow_leads() -> None:
    rows = [
        step(1, (STAFF, "start", "Mulai", "a")),
        step(2, (STAFF, "process", None, "b")),
        step(3, (HEAD_OF, "decision", None, "c")),
    ]
    rows.append(step(4, (STAFF, "end", "Selesai", "d")))
    sop = read(rows, Arrow("a", "b"), Arrow("b", "c"), Arrow("c", "d", "Ya"), Arrow("c", "a", "Tidak"))
    assert [step.next for step in sop.steps] == [None] * 4
    assert [step.on_return for step in sop.steps] == [None, None, 1, None]


def test_of_two_arrows_without_words_the_one_upward_is_the_return() -> None:
    rows = [
        step(1, (STAFF, "process", None, "a")),
        step(2, (HEAD_OF, "decision", None, "b")),
        step(3, (STAFF, "process", None, "c")),
    ]
    assert read(rows, Arrow("a", "b"), Arrow("b", "a"), Arrow("b", "c")).steps[1].on_return == 1
    assert read(rows, Arrow("a", "b"), Arrow("b", "a")).steps[1].on_return == 1


def test_an_arrow_over_rows_leads_on_to_its_end() -> None:
    rows = [step(no, (STAFF, "process", None, f"k{no}")) for no in (1, 2, 3, 4)]
    sop = read(rows, Arrow("k1", "k3"), Arrow("k3", "k4"), Arrow("k4", "k2"))
    assert [step.next for step in sop.steps] == [3, None, None, 2]


def test_an_arrow_over_a_page_goes_through_connectors_of_the_same_letter() -> None:
    rows = [
        step(1, (STAFF, "decision", None, "a"), (HEAD_OF, "connector", "A", "out")),
        step(2, (STAFF, "connector", "A", "in"), (HEAD_OF, "process", None, "b")),
        step(3, (STAFF, "process", None, "c")),
    ]
    sop = read(rows, Arrow("a", "out", "Tidak"), Arrow("in", "c"), Arrow("a", "b", "Ya"))
    assert sop.steps[0].on_return == 3
    assert [step.actors for step in sop.steps] == [("Staf",), ("Camat",), ("Staf",)]


def test_arrows_inside_a_step_tell_who_hands_it_to_whom() -> None:
    sop = read([step(1, (STAFF, "process", None, "a"), (HEAD_OF, "process", None, "b")), step(2)], Arrow("b", "a"))
    assert sop.steps[0].actors == ("Camat", "Staf")


def test_an_arrow_to_a_number_that_stands_twice_is_left_open_and_said() -> None:
    rows = [
        step(1, (STAFF, "process", None, "a")),
        step(2, (STAFF, "process", None, "b")),
        step(3, (STAFF, "process", None, "c")),
    ]
    rows[2] = (Cell("2", 4, 0), *rows[2][1:])
    sop = read(rows, Arrow("a", "c"))
    assert sop.steps[0].next is None
    assert [finding.code for finding in sop.findings] == ["RD-05"]


def test_where_an_answer_leads_may_be_written_in_its_cell() -> None:
    rows = [step(1, (STAFF, "process", None, "a")), step(2), step(3), step(4)]
    rows[2] = (*rows[2], Cell("◇ Ya → 4 Tidak → 1", 4, HEAD_OF))
    rows[1] = (*rows[1], Cell("◇\nTidak kembali ke langkah 1, Ya ke 4", 3, STAFF))
    sop = read(rows)
    assert [(step.shape, step.next, step.on_return) for step in sop.steps[1:3]] == [("decision", 4, 1), ("decision", None, 1)]


def test_an_arrow_beside_a_box_is_no_actor() -> None:
    sop = read([step(1, (STAFF, "process", None, "a"), (HEAD_OF, "arrow", "→", "b")), step(2, (HEAD_OF, "arrow", "↓", "c"))])
    assert [step.actors for step in sop.steps] == [("Staf",), ("Camat",)]


def test_words_in_an_actors_column_are_reported_and_not_taken_for_a_mark() -> None:
    rows = [step(1, (STAFF, "process", "Proses data", "a")), (*step(2), Cell("x ditunda v", 3, STAFF))]
    sop = read(rows)
    assert [step.actors for step in sop.steps] == [("Staf",), ()]
    assert [(finding.code, finding.at) for finding in sop.findings] == [("RD-04", "steps[1].actors")]


def test_more_than_two_hundred_steps_are_cut_and_said() -> None:
    sop = read([step(no, (STAFF, "process", None, f"k{no}")) for no in range(1, 231)])
    assert len(sop.steps) == 200
    assert [finding.code for finding in sop.findings] == ["RD-09"]


def test_two_columns_of_one_name_are_one_actor_and_a_text_without_end_is_cut() -> None:
    cells = [Cell("Staf", 1, 3) if cell.text == "Camat" else cell for cell in HEAD]
    rows = [*step(1, (3, "mark", None, "a")), *step(2)]
    long = Cell("kata " * 1200, 2, 6)
    (sop,) = recognise(Source("docx", (Grid((*cells, *rows, long)),)))
    assert (sop.actors, sop.steps[0].actors) == (("Staf",), ("Staf",))
    assert len(sop.steps[0].output or "") <= 4000
    assert sorted(finding.code or "" for finding in sop.findings) == ["RD-06", "RD-09"]


def test_an_sop_without_a_table_at_the_end_of_a_file_is_read_for_itself() -> None:
    def identity(no: int) -> Grid:
        texts = [("Nomor SOP", f"{no}/SOP/2024"), ("Nama SOP", f"Pekerjaan {no}"), ("Tanggal Pembuatan", "2024")]
        parts = [("Kualifikasi Pelaksana", "Teliti"), ("Peringatan", "Jangan terlambat")]
        return Grid(
            tuple(Cell(text, row, column) for row, pair in enumerate(texts + parts) for column, text in enumerate(pair))
        )

    table = Grid((*HEAD, *step(1, (STAFF, "process", None, "a")), *step(2, (HEAD_OF, "process", None, "b"))))
    sops = recognise(Source("docx", (identity(1), table, Paragraph("Pemerintah"), identity(2), identity(3))))
    assert [(sop.identity.title, len(sop.steps)) for sop in sops] == [
        ("Pekerjaan 1", 2),
        ("Pekerjaan 2", 0),
        ("Pekerjaan 3", 0),
    ]
