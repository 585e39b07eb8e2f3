"""`runtut sop check`: findings in words or as JSON, and the exit code that scripts rely on."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import runtut.library
from runtut.commands.sop.check import check

CONTENT = Path(runtut.library.__path__[0]) / "content"


@pytest.fixture
def template() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CONTENT / "dinas.json").read_text())
    return found


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(check, [str(word) for word in words])


def written(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document))
    return path


def test_a_sound_sop_ends_well() -> None:
    result = run(CONTENT / "dinas.json")
    assert result.exit_code == 0
    assert "tidak ada temuan" in result.output


def test_a_finding_is_told_with_place_and_mend(template: dict[str, Any], tmp_path: Path) -> None:
    template["steps"][2]["output"] = "7 hari"
    result = run(written(tmp_path / "sop.json", template))
    assert result.exit_code == 1
    assert "Langkah 3, output: Output langkah 3 berisi waktu (“7 hari”)." in result.output
    assert "Perbaikan: Pindahkan waktunya ke kolom Waktu" in result.output


def test_warnings_alone_do_not_fail(template: dict[str, Any], tmp_path: Path) -> None:
    file = written(tmp_path / "sop.json", template | {"warnings": []})
    result = run(file, "--json")
    assert result.exit_code == 0
    (finding,) = json.loads(result.output)["findings"]
    assert (finding["code"], finding["severity"], finding["at"]) == ("ID-13", "warning", "warnings")
    assert finding["mend"]
    assert finding["source"]
    assert json.loads(run(file, "--json", "--disable", "ID-13").output)["findings"] == []


def test_several_sops_come_as_a_list(template: dict[str, Any], tmp_path: Path) -> None:
    result = run(written(tmp_path / "dua.json", [template, template]), "--json")
    assert [one["findings"] for one in json.loads(result.output)] == [[], []]


def test_copies_are_looked_for_where_they_may_be(template: dict[str, Any], tmp_path: Path) -> None:
    file = written(tmp_path / "sop.json", template)
    written(tmp_path / "salinan.json", template)
    result = run(file, "--json", "--against", tmp_path)
    assert [one["code"] for one in json.loads(result.output)["findings"]] == ["DUP-01"]


def test_a_file_in_any_layout_is_read_first(tmp_path: Path) -> None:
    head = "No\tKegiatan\tStaf\tKasi\tKelengkapan\tWaktu\tOutput\tKeterangan\n"
    (tmp_path / "tabel.txt").write_text(head + "1\tMenerima surat\tMulai\t\tSurat\t5 menit\tAgenda\t\n")
    result = run(tmp_path / "tabel.txt")
    assert "FL-09" in result.output


@pytest.mark.parametrize("content", [b"{", b"[1]", b'{"format":"lain"}', b"\xff\xfe\x00", b"[" * 100_000])
def test_what_cannot_be_read_is_told_apart_from_a_bad_sop(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "rusak.json").write_bytes(content)
    result = run(tmp_path / "rusak.json")
    assert result.exit_code == 2
    assert "rusak.json" in result.output


def test_an_unknown_code_is_refused() -> None:
    result = run(CONTENT / "dinas.json", "--disable", "XX-01")
    assert result.exit_code == 2
    assert "XX-01" in result.output
