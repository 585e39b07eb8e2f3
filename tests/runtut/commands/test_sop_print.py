"""`runtut sop print` as its user meets it: every form, the choices, and refusals in one sentence."""

import io
import json
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from docx import Document

from runtut.commands.sop.print import print as command

SAMPLE = Path(__file__).parents[1] / "procedures" / "printing" / "penataan-arsip.json"
BEGINNINGS = {"pdf": b"%PDF-1.7", "docx": b"PK", "xlsx": b"PK", "svg": b"<svg", "bpmn": b"<?xml"}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_every_form_is_written_beside_its_source(kind: str, tmp_path: Path) -> None:
    (source := tmp_path / "sop.json").write_bytes(SAMPLE.read_bytes())
    done = run(source, "--format", kind)
    assert (done.exit_code, done.output.strip()) == (0, str(tmp_path / f"sop.{kind}"))
    assert (tmp_path / f"sop.{kind}").read_bytes().startswith(BEGINNINGS[kind])


def test_paper_cover_capacity_and_verification_are_chosen(tmp_path: Path) -> None:
    out = tmp_path / "hasil.pdf"
    choices = ("--paper", "f4", "--orientation", "portrait", "--cover", "--capacity", "plh", "--verify", "https://x.example/1")
    assert run(SAMPLE, "--format", "pdf", "--out", out, *choices).exit_code == 0
    document = pypdfium2.PdfDocument(out)
    assert document[0].get_size() == pytest.approx((215 / 25.4 * 72, 330 / 25.4 * 72), abs=0.5)
    assert "Plh. Kepala Dinas" in document[1].get_textpage().get_text_range()
    assert len(document) == 3


def test_a_profile_gives_paper_letterhead_and_labels(tmp_path: Path) -> None:
    profile = {"letterhead": ["PEMERINTAH KABUPATEN WANAMUKTI"], "labels": {"title": "Judul SOP"}, "paper": "f4-landscape"}
    (kept := tmp_path / "profil.json").write_text(json.dumps(profile))
    made = run(SAMPLE, "--format", "docx", "--profile", kept, "--out", "-").stdout_bytes
    document = Document(io.BytesIO(made))
    said = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert "PEMERINTAH KABUPATEN WANAMUKTI" in said and "Judul SOP" in said
    assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None
    assert round(document.sections[0].page_width.mm if document.sections[0].page_width else 0) == 330


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("bukan", "sop.json bukan berkas JSON"),
        ("{}", "sop.json tidak dapat dicetak."),
        ("[{}, {}]", "sop.json memuat 2 SOP"),
    ],
)
def test_what_is_no_sop_is_refused_in_one_sentence(content: str, said: str, tmp_path: Path) -> None:
    (source := tmp_path / "sop.json").write_text(content)
    done = run(source, "--format", "svg")
    assert done.exit_code == 1 and said in done.output


def test_one_sop_in_a_list_is_printed_and_a_wrong_profile_refused(tmp_path: Path) -> None:
    (source := tmp_path / "sop.json").write_text(f"[{SAMPLE.read_text('utf-8')}]")
    assert run(source, "--format", "bpmn").exit_code == 0
    (profile := tmp_path / "profil.json").write_text('{"paper": "a5"}')
    refused = run(source, "--format", "bpmn", "--profile", profile)
    assert refused.exit_code == 1 and "Profil profil.json tidak dapat dipakai. Kertas harus" in refused.output
