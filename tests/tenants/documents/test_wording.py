"""What a paper says, in words; and what changed in it."""

from tenants.documents.classes import archive_classes, suggested_class
from tenants.documents.differences import differences, word_by_word
from tenants.documents.wording import kind_label, outline, said


def test_values_are_said_as_an_office_writes_them() -> None:
    assert [said(value) for value in (None, True, "97.35", "2025-04-14", "2025-TW1", "accepted", 3)] == [
        "belum ada", "ya", "97,35", "14 April 2025", "Triwulan I 2025", "diterima", "3",
    ]  # fmt: skip
    assert said("2025-04-14T09:30:00+07:00") == "14 April 2025 09.30"
    assert kind_label("monev_report") == "Laporan monev"


def test_an_outline_leaves_out_letterheads_and_what_is_empty() -> None:
    content = {
        "office": {"name": "Diskopnaker"}, "background": "Satu.\n\nDua.", "closing": "",
        "figures": [{"indicator": "Koperasi aktif", "target": "68.0", "actual": None, "note": ""}],
        "meeting": {"place": "Aula", "decisions": [{"text": "Perbaiki angka", "due": "2025-04-20"}]},
        "legal_basis": ["Perpres 29/2014"],
    }  # fmt: skip
    parts = outline(content)
    assert [part.label for part in parts] == ["Latar belakang", "Dasar hukum", "Capaian kinerja", "Rapat"]
    assert parts[0].text == "Satu.\n\nDua."
    assert parts[1].items == ("Perpres 29/2014",)
    assert (parts[2].columns, parts[2].rows) == (("Indikator", "Target"), (("Koperasi aktif", "68,0"),))
    assert parts[3].rows == (("Tempat", "Aula"), ("Keputusan", "Perbaiki angka, 20 April 2025"))


def test_tables_in_tables_stand_on_their_own_under_what_they_belong_to() -> None:
    units = [{"unit": "Bidang A", "percent": "91.5", "figures": [{"indicator": "X", "actual": "3.5"}]}]
    (part,) = outline({"units": units})
    assert (part.label, part.columns) == ("Capaian menurut unit: Bidang A, 91,5", ("Indikator", "Realisasi"))


def test_short_facts_come_together_first_in_the_order_of_reading() -> None:
    parts = outline({"rating": "Tinggi", "period": "2025-TW1", "title": "Laporan"})
    assert [part.label for part in parts] == ["Pokok naskah"]
    assert parts[0].rows == (("Judul", "Laporan"), ("Periode", "Triwulan I 2025"), ("Predikat", "Tinggi"))


def test_a_change_says_where_and_which_words() -> None:
    (change,) = differences({"background": "Capaian naik sedikit."}, {"background": "Capaian turun sedikit."})
    assert change.place == "Latar belakang"
    assert change.pieces == (("same", "Capaian "), ("gone", "naik"), ("new", "turun"), ("same", " sedikit."))


def test_an_item_that_moved_is_no_change_and_a_new_one_is() -> None:
    a, b = {"indicator": "A", "actual": "1.0"}, {"indicator": "B", "actual": "2.0"}
    assert differences({"figures": [a, b]}, {"figures": [b, a]}) == []
    changed = differences({"figures": [a]}, {"figures": [a, {**b, "actual": "3.5"}]})
    assert [(one.place, one.pieces) for one in changed] == [("Capaian kinerja › B", (("new", "Indikator: B; Realisasi: 3,5"),))]
    (figure,) = differences({"figures": [a, b]}, {"figures": [a, {**b, "actual": "3.5"}]})
    assert figure.place == "Capaian kinerja › B › Realisasi"


def test_what_disappeared_is_said_too() -> None:
    (change,) = differences({"closing": "Selesai.", "results": "x"}, {"results": "x"})
    assert (change.place, change.pieces) == ("Kesimpulan dan saran", (("gone", "Selesai."),))


def test_long_stretches_that_stayed_are_shortened() -> None:
    words = [f"kata{n}" for n in range(200)]
    pieces = list(word_by_word(" ".join(words), " ".join([*words[:100], "baru", *words[100:]])))
    assert [deed for deed, _ in pieces] == ["same", "new", "same"]
    assert len(pieces[0][1].split()) < 20
    assert pieces[0][1].strip().endswith("kata99")


def test_archive_classes_say_how_long_and_what_then() -> None:
    akip = suggested_class("monev_report")
    assert (akip.code, akip.fate) == ("000.8.6.3", "Musnah")
    assert suggested_class("minutes").code == "000.7.5"
    assert len(archive_classes()) == 15
