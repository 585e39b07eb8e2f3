"""What we print we read back, also after LibreOffice has made another format of it: every word, actor, symbol and arrow."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import runtut.library
from runtut.printing import render_in_child
from runtut.printing.sop import TEMPLATE, paper
from runtut.procedures import Identity, Sop, StandardTime, Step, from_json
from runtut.procedures.model import following, returning
from runtut.procedures.printing import Choices, form
from runtut.procedures.printing.docx import docx
from runtut.procedures.printing.xlsx import xlsx
from runtut.procedures.reading import read

CONTENT = Path(runtut.library.__path__[0]) / "content"
TEMPLATES = ("sekretariat-daerah", "dinas-bentuk-kedua")
ACTORS = ("Petugas Loket", "Kepala Seksi", "Pengelola Keuangan", "Tim Teknis Penilai", "Sekretaris", "Kepala Dinas")
DOING = ("Menerima", "Meneliti", "Membahas", "Menyusun", "Mengirimkan")
THINGS = (
    "berkas permohonan",
    "rekapitulasi data",
    "surat dan/atau nota",
    "pertanggungjawaban",
    "lampiran-lampiran",
    "jadwal kunjungan",
)
TIMES = (("15 menit", 15, "minute"), ("2 jam", 2, "hour"), ("3 hari", 3, "day"))


def invented(seed: int) -> Sop:
    """An SOP that nobody has: some steps by several, decisions that return, jumps, long words, empty cells."""
    draw = random.Random(seed)
    count = draw.randint(8, 26)
    actors = ACTORS[: draw.randint(2, 6)]
    steps = tuple(_step(draw, at, count, actors) for at in range(count))
    identity = Identity(
        "Pelayanan Rekomendasi Izin", f"065/{seed}/DPM/2024", "Kabupaten Lembah Sari", "Dinas Perizinan", "2024-03-05"
    )
    return Sop(
        identity, legal_basis=("Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik",), actors=actors, steps=steps
    )


def _step(draw: random.Random, at: int, count: int, actors: tuple[str, ...]) -> Step:
    shape = "start" if at == 0 else "end" if at == count - 1 else draw.choice(("process", "process", "decision"))
    who = draw.sample(actors, 1 if draw.random() < 0.7 else min(3, len(actors)))
    raw, value, unit = draw.choice(TIMES)
    jumps = shape == "process" and draw.random() < 0.1 and at + 4 < count
    return Step(
        no=at + 1,
        text=f"{draw.choice(DOING)} {' '.join(draw.choice(THINGS) for _ in range(draw.randint(1, 5)))}",
        actors=tuple(who),
        parts={name: "joins" if place else "does" for place, name in enumerate(who)},
        shape=shape,
        requirement=draw.choice(THINGS).capitalize() if draw.random() < 0.9 else None,
        time=StandardTime(raw, value, unit) if draw.random() < 0.9 else None,
        output=draw.choice(THINGS).capitalize(),
        next=at + 4 if jumps else None,
        on_return=draw.randint(max(1, at - 3), at) if shape == "decision" else None,
    )


@pytest.fixture(scope="session")
def originals() -> dict[str, tuple[Sop, str]]:
    """Templates and invented ones, each on a paper."""
    templates = [from_json(json.loads((CONTENT / f"{name}.json").read_text())) for name in TEMPLATES]
    papers = ("a4-landscape", "f4-portrait")
    return {f"sop{no}": (sop, papers[no % 2]) for no, sop in enumerate((*templates, *(invented(seed) for seed in (3, 5))))}


@pytest.fixture(scope="session")
def printed(originals: dict[str, tuple[Sop, str]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    folder = tmp_path_factory.mktemp("printed")
    made: dict[str, list[Path]] = {"docx": [], "xlsx": [], "pdf": []}
    for name, (sop, size) in originals.items():
        shown = form(sop, choices=Choices(paper=size))
        contents = {"docx": docx(shown), "xlsx": xlsx(shown), "pdf": render_in_child(TEMPLATE, paper(shown))}
        for kind, content in contents.items():
            (path := folder / f"{name}.{kind}").write_bytes(content)
            made[kind].append(path)
    return made


def known(sop: Sop) -> dict[str, list[object]]:
    """What an SOP says, as far as paper can carry it; without line breaks."""
    places = range(len(sop.steps))
    return {
        "identity": [replace(sop.identity, approved_by=None), sop.legal_basis, sop.qualifications, sop.equipment, sop.records],
        "texts": [
            (step.no, step.text, step.requirement, step.time and step.time.raw, step.output, step.note) for step in sop.steps
        ],
        "actors": [sop.actors, *(sorted(step.actors) for step in sop.steps)],
        "shapes": [step.shape for step in sop.steps],
        "arrows": [(following(sop, place), returning(sop, place)) for place in places],
    }


def same(originals: dict[str, tuple[Sop, str]], files: dict[str, bytes], kind: str) -> None:
    assert files.keys() == originals.keys()
    for name, content in files.items():
        (sop,) = read(content, f"{name}.{kind}")
        want, got = known(originals[name][0]), known(sop)
        for part in want:
            assert got[part] == want[part], f"{name}: {part}"


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_what_is_printed_is_read_back_whole(
    originals: dict[str, tuple[Sop, str]], printed: dict[str, list[Path]], kind: str
) -> None:
    same(originals, {path.stem: path.read_bytes() for path in printed[kind]}, kind)


Converted = Callable[[list[Path], str], dict[str, bytes]]


@pytest.mark.parametrize(
    ("kind", "into"), [("docx", "pdf"), ("docx", "docx"), ("xlsx", "xlsx"), ("xlsx", "pdf"), ("xlsx", "html")]
)
def test_what_libreoffice_makes_of_it_says_the_same(
    originals: dict[str, tuple[Sop, str]],
    printed: dict[str, list[Path]],
    converted: Converted,
    kind: str,
    into: str,
) -> None:
    same(originals, converted(printed[kind], into), into)


def test_where_libreoffice_makes_pictures_of_the_symbols_they_and_the_words_behind_them_say_the_same(
    originals: dict[str, tuple[Sop, str]], printed: dict[str, list[Path]], converted: Converted
) -> None:
    """One of each paper, for every symbol costs LibreOffice a picture."""
    chosen = [path for path in printed["docx"] if path.stem in ("sop0", "sop3")]
    same({path.stem: originals[path.stem] for path in chosen}, converted(chosen, "html"), "html")
