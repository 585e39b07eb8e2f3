"""What the people of Diskopnaker do at each step of the cycle, in forms alone, with the demo's written figures and words."""

import re
from collections.abc import Mapping
from importlib import resources
from typing import Any

from playwright.sync_api import Locator, expect

from runtut.demo.inputs import content, today, words, working_days
from tests.runtut.app.browser.people import Person, choice, entry

EVIDENCE = resources.files("runtut.demo").joinpath("content", "evidence")
NUMBER = "000.8.6.3/71/Diskopnaker/2025"


def design_form(person: Person) -> None:
    person.fill("Petunjuk pengisian", words("instructions"))
    for column in ("Keterangan", "Bukti dukung"):
        person.tick(column)
    person.fill("Diisi paling lambat", working_days(5)[-1].isoformat())
    person.press("Bekukan format isian")
    person.told("Format isian")


def contribution(person: Person) -> None:
    person.fill("Masukan", words("joined"))
    person.press("Kirim masukan")
    person.told("Masukan diberikan.")


def unit_of(person: Person) -> Mapping[str, Any]:
    """What the demo's words say about the unit of a Kepala Bidang."""
    found: Mapping[str, Any] = next(unit for unit in content()["unit"] if person.login.startswith(f"{unit['login']}@"))
    return found


def figures(person: Person) -> None:
    """Figures typed row by row, evidence brought, which keeps them, then chosen at each figure, handed in."""
    unit = unit_of(person)
    for row in unit["row"]:
        row_of(person, row["code"]).locator("[name$='.value']").fill(row["value"])
        row_of(person, row["code"]).locator("[name$='.note']").fill(row["note"])
    for name in sorted({name for row in unit["row"] for name in row["evidence"]}):
        upload(person, name)
    for row in unit["row"]:
        choose_evidence(row_of(person, row["code"]), row["evidence"])
    person.press("Serahkan data")
    person.told("indikator terisi")


def row_of(person: Person, code: str) -> Locator:
    return person.page.locator("table.grid tbody tr").filter(has_text=re.compile(rf"{code}\b"))


def upload(person: Person, name: str) -> None:
    with resources.as_file(EVIDENCE.joinpath(name)) as file:
        entry(person.page.get_by_role("main"), "Unggah bukti").set_input_files(file)
    person.press("Unggah berkas")
    person.told(f"Berkas “{name}” dan isian Anda tersimpan.")


def choose_evidence(row: Locator, names: list[str]) -> None:
    files = row.locator(".cell--files")
    for name in names:
        if not files.locator("details[open]").count():
            files.locator("summary").click()
        choice(files, name).first.check()


def resolve(person: Person) -> None:
    """Whatever looks strange is decided upon."""
    for card in person.page.locator("#periksa section.card").all():
        choice(card, "Pakai angkanya").check()
        entry(card, "Alasan putusan").fill(words("accepted"))


def resolutions(person: Person) -> None:
    resolve(person)
    person.press("Olah dan hitung capaian")
    person.told("diolah")


def schedule(person: Person) -> None:
    for sheet, day in zip(person.page.locator("fieldset.sheet").all(), working_days(2), strict=True):
        entry(sheet, "Tanggal").fill(day.isoformat())
        entry(sheet, "Tempat").fill(words("place"))
        entry(sheet, "Pokok perhatian").fill(words("focus"))
    person.press("Tetapkan jadwal")
    person.told("2 kunjungan dijadwalkan")


def visits(person: Person) -> None:
    for number, sheet in enumerate(person.page.locator("fieldset.sheet").all()):
        entry(sheet, "Hari kunjungan").fill(today().isoformat())
        questions = sheet.locator(".sheet-checks > li").all()
        for place, question in enumerate(questions):
            partly = number == 0 and place == 1
            choice(question, "Sebagian" if partly else "Ya").check()
            if partly:
                entry(question, "Catatan").fill(words("finding"))
        if number == 0:
            entry(sheet, "Temuan 1").fill(words("finding"))
            entry(sheet, "Rekomendasi").first.fill(words("recommendation"))
        entry(sheet, "Simpulan kunjungan").fill(words("result"))
    person.press("Kirim hasil monev")
    person.told("2 unit dimonev; 1 temuan dicatat.")


def results(person: Person) -> None:
    for card in person.page.locator("#hasil-monev section.card").all():
        choice(card, "Blangko sudah diterima").check()
        entry(card, "Ringkasan hasil monev").fill(words("result"))
    person.press("Serahkan data")
    person.told("Hasil monev 2 unit dihimpun")


def analysis(person: Person) -> None:
    """A cause and a follow-up wherever they are asked for."""
    for name, said in (("cause", words("cause")), ("follow_up", words("follow_up"))):
        for asked in person.page.locator(f"textarea[name$='.{name}'][required]").all():
            asked.fill(said)
    person.press("Serahkan analisis")
    person.told("indikator dianalisis")


def draft(person: Person) -> None:
    """The tool's own sentences are left as they are proposed."""
    expect(entry(person.page.get_by_role("main"), "Uraian hasil")).not_to_be_empty()
    person.press("Simpan sebagai draf laporan")
    person.told("Draf laporan versi 1")


def meeting(person: Person) -> None:
    person.fill("Acara", words("agenda"))
    person.fill("Tanggal", today().isoformat())
    person.fill("Mulai", "09:00")
    person.fill("Selesai", "11:00")
    person.fill("Tempat", words("place"))
    person.fill("Agenda, satu di setiap baris", words("agenda"))
    person.press("Terbitkan undangan")
    person.told("undangan")
    held(person)


def held(person: Person) -> None:
    """After the meeting: who came, how it went, what was decided."""
    for row in person.page.locator(".sheet-people > li").all():
        choice(row, "Hadir").check()
    person.fill("Jalannya rapat", words("minutes"))
    person.fill("Keputusan 1", words("decision"))
    first = person.page.locator(".sheet-finding").first
    entry(first, "Penanggung jawab").fill("Andika Saputra, S.T.")
    entry(first, "Batas").fill(working_days(3)[-1].isoformat())
    person.press("Tutup rapat")
    person.told("1 keputusan")


def revision(person: Person) -> None:
    """Every remark followed up; after a return the closing says what was asked for."""
    said = "revised"
    for card in person.page.locator("#catatan section.card").all():
        said = "revised_again" if "Pengembalian" in card.inner_text() else said
        choice(card, "Sudah ditindaklanjuti").check()
        entry(card, "Apa yang diubah").fill(words(said))
    label = "Kesimpulan dan saran" if said == "revised_again" else "Uraian hasil"
    text = entry(person.page.get_by_role("main"), label)
    text.fill(f"{text.input_value()}\n\n{words(said)}")
    person.press("Kirim hasil perbaikan")
    person.told("ditindaklanjuti")


def send_back(person: Person) -> None:
    for item in person.page.locator("#periksa input[name$='.ok']").all()[:-1]:
        item.check()
    person.tick("Kembalikan")
    person.fill("Alasan pengembalian", words("returned"))
    person.press("Kirim keputusan")
    person.told("dikembalikan")


def accept(person: Person) -> None:
    for item in person.page.locator("#periksa input[name$='.ok']").all():
        item.check()
    person.tick("Terima")
    person.press("Kirim keputusan")
    person.told("diterima")


def final(person: Person) -> None:
    person.fill("Nomor naskah", NUMBER)
    person.press("Finalkan naskah")
    person.told(NUMBER)


def signature(person: Person) -> None:
    """What is signed can be printed; the page says when it is there."""
    expect(person.page.get_by_role("link", name="Unduh PDF drafnya")).to_be_visible()
    person.tick("Tanda tangani")
    person.fill("Kata sandi Anda", person.password)
    person.press("Tanda tangani")
    person.told("ditandatangani")


def archive(person: Person) -> None:
    """The signed paper is made in the background; the page says when it is there."""
    expect(person.page.get_by_text("PDF bertanda tangan sudah siap.")).to_be_visible()
    person.fill("Tempat berkas fisik", words("location"))
    person.press("Arsipkan laporan")
    person.told("Laporan diarsipkan")
