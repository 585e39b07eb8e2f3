"""An SOP of the tests' own, printed on every paper, and all of it converted by LibreOffice in one go."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from runtut.procedures import Sop, from_json
from runtut.procedures.printing import Choices, Form, form
from runtut.procedures.printing.docx import docx
from runtut.procedures.printing.xlsx import xlsx

PAPERS = ("a4-landscape", "a4-portrait", "f4-landscape", "f4-portrait")
SAMPLE = Path(__file__).with_name("penataan-arsip.json")


@pytest.fixture(scope="session")
def archive_sop() -> Sop:
    return from_json(json.loads(SAMPLE.read_text("utf-8")))


@pytest.fixture(scope="session")
def forms(archive_sop: Sop) -> Mapping[str, Form]:
    """By paper; with everything that may be printed."""
    address = "https://sop.wanamukti.example/periksa/AB12-CD34"
    return {paper: form(archive_sop, None, Choices(paper, True, None, address)) for paper in PAPERS}


@pytest.fixture(scope="session")
def converted(forms: Mapping[str, Form], soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """PDF files that LibreOffice makes of our Word documents (by paper) and of our workbook (`xlsx`)."""
    folder = tmp_path_factory.mktemp("office")
    files = [folder / f"{paper}.docx" for paper in PAPERS]
    for file, paper in zip(files, PAPERS, strict=True):
        file.write_bytes(docx(forms[paper]))
    (folder / "xlsx.xlsx").write_bytes(xlsx(forms["a4-landscape"]))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files), str(folder / "xlsx.xlsx")], check=True, capture_output=True, timeout=120)
    return {name: folder / f"{name}.pdf" for name in (*PAPERS, "xlsx")}
