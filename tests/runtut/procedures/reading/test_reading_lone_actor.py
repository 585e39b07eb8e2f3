"""A table with one actor alone, whose column stands under no group Pelaksana."""

import pytest

from runtut.procedures import Sop
from runtut.procedures.reading.formats import parse
from runtut.procedures.reading.recognition import recognise


def read(*rows: str, head: str = "No\tKegiatan\tStaf\tWaktu") -> Sop:
    (sop,) = recognise(parse("\n".join(("Nama SOP : Surat", head, *rows)).encode(), "sop.txt"))
    return sop


def test_marks_of_a_flow_make_the_column_an_actor() -> None:
    sop = read("1\tMencatat surat\tMulai\t5 menit", "2\tMembaca surat\t□\t5 menit", "3\tMenyimpan surat\tSelesai\t10 menit")
    assert sop.kind == "sop_ap_table"
    assert [(step.no, step.actors, step.shape) for step in sop.steps] == [
        (1, ("Staf",), "start"), (2, ("Staf",), "process"), (3, ("Staf",), "end"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        ("1\tMencatat surat\t√\t5 menit", "2\tMenyimpan surat\t√\t10 menit"),  # a list with ticks
        ("1\tMencatat surat\tAni\t5 menit", "2\tMenyimpan surat\tBudi\t10 menit"),
        ("1\tMencatat surat\tMulai\t5 menit",),
        ("1\tMencatat surat\tMulai\t5 menit", "2\tMenyimpan surat\tbelum\t10 menit"),
    ],
)
def test_whatever_else_stands_in_that_column_makes_it_none(rows: tuple[str, ...]) -> None:
    assert read(*rows).steps == ()


def test_without_any_standard_it_is_no_table_of_steps() -> None:
    rows = "1\tMencatat surat\tMulai\tx", "2\tMenyimpan surat\tSelesai\ty"
    assert read(*rows, head="No\tKegiatan\tStaf\tAlamat").steps == ()
