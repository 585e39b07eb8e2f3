"""A template speaks the words of the institution that takes it, and loses them again on the way back."""

import json
import re
from importlib import resources

import pytest

from runtut.procedures import Identity, Sop, Step, from_json, obstacles, to_json
from runtut.procedures.filling import KINDS, Institution, emptied, fill, translated

CAMAT = Institution("kecamatan", "Kecamatan Lengayang", "Kec. Lengayang", "Kabupaten Contoh")


def shipped(name: str) -> Sop:
    return from_json(json.loads(resources.files("runtut.library").joinpath("content", f"{name}.json").read_text("utf-8")))


def said_in(sop: Sop) -> str:
    document = to_json(sop)
    del document["legal_basis"]
    return re.sub(r'"(id|next|on_return)": "[^"]*"', "", json.dumps(document, ensure_ascii=False))


@pytest.mark.parametrize("template", ["dinas", "dinas-bentuk-kedua"])
def test_no_dinas_is_left_in_a_kecamatan(template: str) -> None:
    filled = fill(shipped(template), "dinas", CAMAT)
    assert not re.search(r"(?<!nota )\bdinas\b|bidang\b", said_in(filled), re.IGNORECASE)
    assert "Camat" in filled.actors
    assert from_json(to_json(filled)) == filled


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("template", ["dinas", "kecamatan", "sekretariat-daerah"])
def test_every_template_can_still_be_run_in_every_kind_of_institution(template: str, kind: str) -> None:
    written_for = template.replace("-", "_")
    filled = fill(shipped(template), written_for, Institution(kind, "Nama", "N", "Kota Contoh"))
    assert obstacles(filled) == {}
    assert fill(shipped(template), written_for, Institution(kind, "Nama", "N", "Kota Contoh")) == filled


def test_in_its_own_kind_a_template_stays_as_it_is() -> None:
    template = shipped("dinas")
    dinas = Institution("dinas", "Dinas Sosial", "Dinsos", "Kota Contoh")
    assert fill(template, "dinas", dinas) == template
    assert emptied(template, dinas, "dinas") == template


def test_placeholders_are_filled_and_unknown_braces_stay() -> None:
    step = Step(1, "Melapor kepada {pimpinan} {opd} lewat {kepala unit} di {pemda} {apa saja}", "a")
    filled = fill(Sop(Identity(), legal_basis=("Peraturan {pemda}",), steps=(step,)), "dinas", CAMAT)
    assert filled.steps[0].text == "Melapor kepada Camat Kecamatan Lengayang lewat Kepala Seksi di Kabupaten Contoh {apa saja}"
    assert filled.legal_basis == ("Peraturan Kabupaten Contoh",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kepala Dinas menandatangani", "Camat menandatangani"),
        ("data dinas dan bidang", "data kecamatan dan seksi"),
        ("KEPALA BIDANG", "KEPALA SEKSI"),
        ("perjalanan dinas dan nota dinas", "perjalanan dinas dan nota dinas"),
        ("bidang tugas masing-masing", "bidang tugas masing-masing"),
        ("Sekretaris Dinas", "Sekretaris Kecamatan"),
    ],
)
def test_words_of_a_dinas_become_those_of_a_kecamatan(text: str, said: str) -> None:
    assert translated(text, "dinas", "kecamatan") == said


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("Asisten III memeriksa", "sekretariat_daerah", "Sekretaris Dinas memeriksa"),
        ("Kepada Asisten III.", "sekretariat_daerah", "Kepada Sekretaris Dinas."),
        ("Asisten I dan III", "sekretariat_daerah", "Asisten I dan III"),
        ("Asisten Administrasi Umum", "sekretariat_daerah", "Asisten Administrasi Umum"),
        ("Bagian-bagian dan fungsional", "sekretariat_daerah", "Bidang-bidang dan fungsional"),
        ("Data Badan Pusat Statistik untuk Badan", "badan", "Data Badan Pusat Statistik untuk Dinas"),
        ("BADAN PUSAT STATISTIK", "badan", "BADAN PUSAT STATISTIK"),
        ("Tim Evaluasi Kinerja dan tim teknis", "inspektorat", "Tim Evaluasi Kinerja dan tim teknis"),
        ("Inspektorat Jenderal dan Inspektorat", "inspektorat", "Inspektorat Jenderal dan Dinas"),
        ("Camat Depok dan Camat", "kecamatan", "Camat Depok dan Kepala Dinas"),
        ("Kecamatan Dan Seksi", "kecamatan", "Dinas Dan Bidang"),
        ("CAMAT MENANDATANGANI", "kecamatan", "KEPALA DINAS MENANDATANGANI"),
    ],
)
def test_no_office_is_invented_out_of_a_proper_name_or_a_number(text: str, kind: str, said: str) -> None:
    assert translated(text, kind, "dinas") == said


def test_several_units_stay_several_where_their_name_has_two_words() -> None:
    assert translated("Bagian-bagian", "sekretariat_daerah", "inspektorat") == "Setiap Inspektorat Pembantu"
    assert translated("seluruh bagian-bagian", "sekretariat_daerah", "kecamatan") == "seluruh seksi-seksi"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_actors_of_the_library_become_offices_that_exist(kind: str) -> None:
    own = Institution(kind, "Nama", "N", "Kota Contoh")
    setda, second = (
        fill(shipped("sekretariat-daerah"), "sekretariat_daerah", own),
        fill(shipped("dinas-bentuk-kedua"), "dinas", own),
    )
    assert "Tim Evaluasi Kinerja" in second.actors
    assert setda.actors[1] == (KINDS[kind].secretary if kind != "sekretariat_daerah" else "Asisten III")


def test_two_actors_who_become_one_keep_the_heavier_part() -> None:
    step = Step(1, "Rapat", "a", ("Kepala Bidang", "Kepala Seksi"), {"Kepala Bidang": "joins", "Kepala Seksi": "does"})
    filled = fill(Sop(Identity(), actors=("Kepala Bidang", "Kepala Seksi"), steps=(step,)), "dinas", CAMAT)
    assert filled.actors == ("Kepala Seksi",)
    assert filled.steps[0].parts == {"Kepala Seksi": "does"}


def test_an_offer_leaves_the_names_at_home() -> None:
    step = Step(1, "Camat KECAMATAN LENGAYANG melapor ke Kabupaten Contoh", "a")
    told = emptied(Sop(Identity(title="X", pemda="Kabupaten Contoh", number="7"), steps=(step,)), CAMAT, "dinas")
    assert told.steps[0].text == "Kepala Dinas {opd} melapor ke {pemda}"
    assert emptied(Sop(Identity(), actors=("Camat Lengayang", "Camat Sutera")), CAMAT, "dinas").actors == (
        "Kepala Dinas",
        "Camat Sutera",
    )
    assert (told.identity.pemda, told.identity.number, told.identity.title) == (None, None, "X")
