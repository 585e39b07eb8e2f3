"""Who approved, out of the cell `Disahkan oleh` and out of the signatures below the table; nobody is made up."""

import pytest

from runtut.procedures import Approver
from runtut.procedures.reading.recognition.approver import read_approver
from runtut.procedures.reading.recognition.fields import Fields, Loose, Piece
from runtut.procedures.reading.recognition.identity import identity_of
from runtut.procedures.reading.recognition.notes import Notes

NIP = "NIP. 19680412 199303 1 004"
DIGITS = "196804121993031004"


def approver(below: str, labelled: str = "") -> Approver | None:
    lines = [Loose(line, {"line": no}, False, no) for no, line in enumerate(below.split("\n")) if line]
    fields = Fields(
        {"approved_by": [Piece(labelled, {})]} if labelled else {}, {"approved_by": Piece("Disahkan", {})} if labelled else {}
    )
    return identity_of(fields, lines, None, Notes()).approved_by


ABOVE_THE_OFFICE = [
    "Sleman, 3 Mei 2024",
    "Ditetapkan di Sleman\npada tanggal 3 Mei 2024",
    "Mengetahui,",
    "Catatan:\nwaktu dihitung kerja",
]


@pytest.mark.parametrize("above", ABOVE_THE_OFFICE)
def test_a_signature_below_the_table_begins_with_the_office(above: str) -> None:
    assert approver(f"{above}\nCamat Ngaglik\nSubagyo, SIP\n{NIP}") == Approver("Camat Ngaglik", "Subagyo, SIP", None, DIGITS)


def test_an_office_of_two_lines_is_one() -> None:
    read = approver(f"Sleman, 3 Mei 2024\na.n. Bupati\nSekretaris Daerah\nSubagyo, SIP\n{NIP}")
    assert read == Approver("a.n. Bupati Sekretaris Daerah", "Subagyo, SIP", None, DIGITS)


OTHERS = ["Disusun oleh,\nKasi Umum\nAni", "Diperiksa oleh\nSekretaris Kecamatan\nAni", "Kasi Umum\nAni", "Ani"]


@pytest.mark.parametrize("other", OTHERS)
def test_the_name_of_another_does_not_become_that_of_the_approver(other: str) -> None:
    assert approver(f"{other}\n{NIP}", "Camat Ngaglik") == Approver("Camat Ngaglik")


def test_a_signature_of_who_wrote_the_sop_approves_nothing() -> None:
    assert approver(f"Disusun oleh,\nKepala Seksi\nAni\n{NIP}") is None


def test_after_the_writer_comes_the_approver() -> None:
    read = approver(f"Disusun oleh,\nKepala Seksi\nAni\nNIP. 1\nCamat\nSubagyo\n{NIP}", "Camat Ngaglik")
    assert read == Approver("Camat Ngaglik", "Subagyo", None, DIGITS)


def test_head_of_a_section_is_another_office_than_head() -> None:
    assert approver(f"Kepala Seksi\nAni\n{NIP}", "Kepala") == Approver("Kepala")


WITHIN = {
    "Ditetapkan di Sleman\nKepala Dinas Sosial\nSiti": Approver("Kepala Dinas Sosial", "Siti"),
    "Mengetahui, Camat\nSubagyo": Approver("Camat", "Subagyo"),
    "Sleman,       2024\nCamat\nSubagyo": Approver("Camat", "Subagyo"),
}


@pytest.mark.parametrize(("text", "read"), WITHIN.items(), ids=range(len(WITHIN)))
def test_place_and_date_are_no_part_of_an_office(text: str, read: Approver) -> None:
    assert read_approver(text, ()) == read


SIGNED = {
    f"Camat\nDitandatangani secara elektronik oleh:\nBudi\nNIP {DIGITS}": DIGITS,
    f"Camat\nBudi\nNIPPPK. {DIGITS}": DIGITS,
    f"Camat\nBudi\nN.I.P. {DIGITS}": DIGITS,
    f"Camat\nBudi\nNIP/NRP {DIGITS}": DIGITS,
    "Camat\nBudi\nNIP. 19680412 199303 1 0O4": None,
    "Camat\nBudi\nNIP. 19680412 199303 1 O04": None,
}


@pytest.mark.parametrize(("text", "nip"), SIGNED.items(), ids=range(len(SIGNED)))
def test_an_electronic_signature_is_no_name_and_a_nip_is_whole_or_not_there(text: str, nip: str | None) -> None:
    assert read_approver(text, ()) == Approver("Camat", "Budi", None, nip)


def test_a_letter_in_a_nip_is_told() -> None:
    notes = Notes()
    text = "Camat\nBudi\nNIP. 19680412 199303 1 0O4"
    identity_of(Fields({"approved_by": [Piece(text, {})]}), (), None, notes)
    assert [(finding.code, finding.at, finding.evidence) for finding in notes.findings] == [
        ("ID-07", "identity.approved_by.nip", "19680412 199303 1 0O4")
    ]
