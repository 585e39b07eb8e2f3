"""`runtut sop read`: for a person and for a program."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from runtut.commands.sop import sop

FOLDER = Path(__file__).parents[1] / "procedures" / "reading" / "documents"


def read(*words: str | Path) -> Result:
    return CliRunner().invoke(sop, ["read", *map(str, words)])


def test_a_person_sees_what_was_read_and_what_was_not() -> None:
    said = read(FOLDER / "07_page_break.txt").output
    assert "SOP administrasi pemerintahan" in said
    assert "Penyaluran Bantuan Korban Kebakaran" in said
    assert "keputusan: Kepala Dinas" in said
    assert "Tanggal revisi       (tidak terbaca)" in said
    assert "Temuan (" in said


def test_a_program_gets_a_document_or_an_array_of_them() -> None:
    one = json.loads(read(FOLDER / "01_tabs.txt", "--json").output)
    two = json.loads(read(FOLDER / "10_two_sops.txt", "--json").output)
    assert one["format"] == "runtut.sop/1"
    assert [document["identity"]["title"] for document in two] == ["Penerimaan Tamu Dewan", "Penyiapan Ruang Rapat"]


def test_the_findings_of_the_checker_stand_beside_those_of_the_reader() -> None:
    codes = {finding["code"] for finding in json.loads(read(FOLDER / "08_bare_minutes.txt", "--json").output)["findings"]}
    assert {"FL-05", "FL-07"} <= codes


@pytest.mark.parametrize(("name", "kind"), [("30_service_standard.txt", "Standar pelayanan"), ("34_letter.txt", "Bukan SOP")])
def test_what_is_no_sop_is_called_by_its_name(name: str, kind: str) -> None:
    assert read(FOLDER / name).output.startswith(kind)


def test_a_file_that_cannot_be_read_gives_one_sentence_and_a_code(tmp_path: Path) -> None:
    nonsense = tmp_path / "x.docx"
    nonsense.write_bytes(b"PK\x03\x04 nonsense")
    for file, said in ((nonsense, "rusak"), (tmp_path / "absent", "tidak ditemukan"), (tmp_path, "adalah folder")):
        answer = read(file)
        assert answer.exit_code == 1
        assert said in answer.output
        assert "Traceback" not in answer.output
