"""Each rule is raised by a document that has its defect, at its place, and by none that has not."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from runtut.procedures import Approver, Finding, Identity, Sop, StandardTime, Step
from runtut.procedures.checking import RULES, Context, NearCopies, check

Change = Callable[[Sop], Sop]
ONE_DAY, TWO_DAYS = StandardTime("1 hari", 1, "day"), StandardTime("2 hari", 2, "day")
WEEKS = StandardTime("2 minggu", 2, "week")


SHORT = StandardTime("30 menit", 30, "minute")


def clean_sop() -> Sop:
    """Nothing is wrong with it: a Dinas in Sleman lends cultural objects."""
    rows = (
        ("Memeriksa permohonan peminjaman koleksi", "Staf Koleksi", "Surat permohonan", "Catatan pemeriksaan", "start", None),
        ("Menyusun berita acara peminjaman", "Kepala Seksi", "Catatan pemeriksaan", "Konsep berita acara", "process", None),
        (
            "Memverifikasi konsep berita acara",
            "Kepala Bidang",
            "Konsep berita acara",
            "Berita acara terverifikasi",
            "decision",
            2,
        ),
        (
            "Menandatangani berita acara peminjaman",
            "Kepala Dinas",
            "Berita acara terverifikasi",
            "Berita acara",
            "process",
            None,
        ),
        ("Menyerahkan surat dan koleksi kepada peminjam", "Staf Koleksi", "Berita acara", "Tanda terima", "process", None),
        ("Mengarsipkan berita acara", "Staf Koleksi", "Tanda terima, berita acara", "Arsip peminjaman", "end", None),
    )
    return Sop(
        Identity(
            title="Peminjaman Koleksi", number="000.8.3.3/7/Disbud/2025", pemda="Kabupaten Sleman", opd="Dinas Kebudayaan",
            created_on="2025-02-03", revised_on="2025-06-02", approved_on="2025-06-04", effective_on="2025-07-01",
            approved_by=Approver("Kepala Dinas Kebudayaan", "Dra. Sekar Wulan", "Pembina Tk. I, IV/b", "197203041998032004"),
        ),
        legal_basis=("Permendagri Nomor 52 Tahun 2011", "Peraturan Daerah Kabupaten Sleman Nomor 9 Tahun 2022"),
        qualifications=("Mampu menilai keadaan koleksi",), related=("SOP Penilaian Koleksi",),
        equipment=("Buku induk koleksi",),
        warnings=("Bila langkah dilewati, koleksi dapat hilang.",), records=("Dicatat dalam buku peminjaman.",),
        actors=("Staf Koleksi", "Kepala Seksi", "Kepala Bidang", "Kepala Dinas"),
        steps=tuple(
            Step(no, text, f"pinjam-{no}", (who,), shape=shape, requirement=needs, time=SHORT, output=gives, on_return=back)
            for no, (text, who, needs, gives, shape, back) in enumerate(rows, 1)
        ),
    )  # fmt: skip


def identity(**cells: Any) -> Change:
    return lambda sop: replace(sop, identity=replace(sop.identity, **cells))


def approver(**cells: Any) -> Change:
    return lambda sop: replace(
        sop, identity=replace(sop.identity, approved_by=replace(sop.identity.approved_by or Approver(), **cells))
    )


def parts(**cells: Any) -> Change:
    return lambda sop: replace(sop, **cells)


def step(number: int, /, **cells: Any) -> Change:
    def change(sop: Sop) -> Sop:
        return replace(sop, steps=tuple(replace(one, **cells) if one.no == number else one for one in sop.steps))

    return change


def every_step(**cells: object) -> Change:
    return lambda sop: replace(sop, steps=tuple(replace(one, **cells) for one in sop.steps))  # type: ignore[arg-type]


def both(*changes: Change) -> Change:
    def change(sop: Sop) -> Sop:
        for one in changes:
            sop = one(sop)
        return sop

    return change


def as_kecamatan(sop: Sop) -> Sop:
    owned = both(identity(opd="Kecamatan Depok"), approver(position="Camat Depok"))(sop)
    camat = parts(actors=("Staf Koleksi", "Kepala Seksi", "Kepala Bidang", "Camat"))
    return replace(step(4, actors=("Camat",))(owned), actors=camat(owned).actors)


def seen(code: str, at: str) -> Change:
    return parts(findings=(Finding(code, "warning", at, "terlihat di naskah"),))


RAISED: list[tuple[str, str, Change]] = [
    ("ID-01", "identity.number", identity(number=None)),
    ("ID-01", "identity.number", identity(number="000.8.3.3/ /Disbud/2025")),
    ("ID-01", "identity.number", identity(number="000.8.3.3/....../Disbud/2025")),
    ("ID-01", "identity.number", identity(number="000.8.3.3/SOP-/Disbud/2025")),
    ("ID-02", "identity.number", identity(number="000.83.3/7/Disbud/2025")),
    ("ID-02", "identity.number", identity(number="065/7/Disbud/2025")),
    ("ID-02", "identity.number", identity(number="7/SOP/Disbud/2025")),
    ("ID-02", "identity.number", identity(number="B/070/7/Disbud/2025")),
    ("ID-02", "identity.number", identity(number="No. 000.83.3/7/Disbud/2025")),
    ("ID-03", "identity.effective_on", identity(effective_on="2025-01-31")),
    ("ID-03", "identity.approved_on", identity(approved_on="2024")),
    ("ID-04", "identity.revised_on", identity(revised_on="2025-02-03")),
    ("ID-04", "identity.revised_on", identity(revised_on="2024-12")),
    ("ID-04", "identity.revised_on", both(identity(revised_on=None), seen("ID-04", "identity.revised_on"))),
    ("ID-05", "identity.effective_on", identity(effective_on=None)),
    ("ID-05", "identity.effective_on", identity(effective_on=None, approved_on=None)),
    ("ID-06", "identity.created_on", identity(created_on="2025-02")),
    ("ID-06", "identity.effective_on", identity(effective_on="2026")),
    ("ID-07", "identity.approved_by.nip", approver(nip="1972030419980320041")),
    ("ID-07", "identity.approved_by.nip", approver(nip="19720304 1998032 004")),
    ("ID-07", "identity.approved_by.nip", approver(nip="197213041998032004")),
    ("ID-07", "identity.approved_by.nip", approver(nip="197203041998132004")),
    ("ID-07", "identity.approved_by.nip", approver(nip="197203041998035004")),
    ("ID-07", "identity.approved_by.nip", approver(nip="1972O3041998032004")),
    ("ID-07", "identity.approved_by.nip", approver(nip="1972.03041998032004")),
    ("ID-07", "identity.approved_by.nip", approver(nip=None)),
    ("ID-08", "identity.approved_by.rank", approver(rank="Pembina, IV/c")),
    ("ID-08", "identity.approved_by.rank", approver(rank="PENATA TINGKAT I (III/c)")),
    ("ID-09", "identity.approved_by.position", approver(position="Plt. Kepala Dinas Kebudayaan")),
    ("ID-09", "identity.approved_by.position", approver(position="a.n. Bupati Sleman")),
    ("ID-09", "identity.approved_by.position", approver(position="Pelaksana Tugas Kepala Dinas Kebudayaan")),
    ("ID-09", "identity.approved_by.position", approver(position="Penjabat Sekretaris Daerah")),
    ("ID-09", "identity.approved_by.position", approver(position="atas nama Bupati Sleman")),
    ("ID-09", "identity.approved_by.position", approver(position="u.b. Kepala Bagian Organisasi")),
    ("ID-10", "identity.title", seen("ID-10", "identity.title")),
    ("ID-11", "steps[1].text", step(2, text="Menyusun berita acara bagi Kabupaten Bantul")),
    ("ID-11", "records[0]", parts(records=("Disimpan di Kec. Lembang.",))),
    ("ID-11", "records[0]", both(identity(pemda="Kabupaten Bandung Barat"), parts(records=("Arsip Kabupaten Bandung",)))),
    ("ID-11", "legal_basis[0]", parts(legal_basis=("Peraturan Bupati Magelang Nomor 4 Tahun 2021",))),
    ("ID-11", "steps[3].note", step(4, note="Tembusan kepada Dinas Kebudayaan Banyuwangi")),
    ("ID-11", "steps[0].text", both(as_kecamatan, step(1, text="Mengolah data koleksi Dinas"))),
    ("ID-12", "related[0]", parts(related=("Renstra",))),
    ("ID-13", "warnings", parts(warnings=())),
    ("ID-13", "records", parts(records=())),
    ("ID-14", "legal_basis[0]", parts(legal_basis=("Permendagri No. 73 tahun 2009",))),
    ("ID-14", "legal_basis[0]", parts(legal_basis=("PP 46/2011 tentang prestasi kerja",))),
    ("ID-14", "legal_basis[0]", parts(legal_basis=("Peraturan Menpan Nomor PER/21/M.PAN/11/2008",))),
    ("ID-14", "legal_basis[0]", parts(legal_basis=("Inpres 7 Tahun 2001 tentang Akuntabilitas Kinerja Instansi Pemerintah",))),
    ("ID-14", "legal_basis[0]", parts(legal_basis=("Keputusan Menteri PAN Nomor 63/KEP/M.PAN/7/2003",))),
    ("ID-14", "legal_basis[0]", parts(legal_basis=("Keputusan Menpan No. 63/KEP/M.PAN/7/2003 tentang pelayanan",))),
    ("ID-15", "identity.title", identity(title=None)),
    ("ID-15", "legal_basis", parts(legal_basis=())),
    ("ID-16", "identity.opd", identity(opd=None)),
    ("ID-16", "identity.approved_by", identity(approved_by=None)),
    ("ID-16", "identity.approved_by.name", approver(name=None)),
    ("ID-17", "legal_basis[0]", parts(legal_basis=("Peraturan Pemerintah tentang Pengelolaan Cagar Budaya",))),
    ("ID-17", "legal_basis[0]", parts(legal_basis=("Peraturan Menteri Keuangan Nomor PMK tentang Hibah",))),
    ("FL-01", "steps[1].actors", step(2, actors=())),
    ("FL-02", "steps[1].actors", step(2, actors=("Kepala Seksi", "Staf Koleksi"))),
    ("FL-03", "steps[4].time", step(5, time=None)),
    ("FL-04", "steps[1].output", step(2, output="7 hari")),
    ("FL-04", "steps[1].requirement", step(2, requirement="± 15 menit")),
    ("FL-05", "steps[1].time", seen("FL-05", "steps[1].time")),
    ("FL-06", "steps[0].output", step(1, output="Disposisi")),
    ("FL-07", "steps", step(1, shape="process")),
    ("FL-07", "steps", step(6, shape="process")),
    ("FL-07", "steps", step(2, shape="start")),
    ("FL-08", "steps[3].no", step(4, no=5)),
    ("FL-08", "steps[3].no", step(4, no=None)),
    ("FL-08", "steps[0].no", every_step(no=None, on_return=None)),
    ("FL-09", "actors[4]", parts(actors=("Staf Koleksi", "Kepala Seksi", "Kepala Bidang", "Kepala Dinas", "Sekretaris"))),
    ("FL-10", "steps[3].text", step(4, text="Penandatanganan berita acara")),
    ("FL-10", "steps[3].text", step(4, text="Kepala Dinas menandatangani berita acara")),
    ("FL-10", "steps[1].text", step(2, text="Petugas arsip menyusun berita acara")),
    ("FL-11", "steps[0].text", step(1, text="Menyampaikan laporan peminjaman kepada Bupati")),
    ("FL-12", "steps[5].text", parts(records=())),
    ("FL-13", "steps", both(identity(title="Pelaporan Kinerja Triwulan"), every_step(time=WEEKS))),
    ("FL-13", "steps", both(identity(title="Pelaporan Kinerja"), step(2, time=TWO_DAYS), step(3, time=ONE_DAY))),
    ("FL-13", "steps", both(identity(title="Laporan Tahunan dan Triwulan"), every_step(time=WEEKS))),
    (
        "FL-13",
        "steps",
        both(identity(title="Pelaporan Kegiatan"), step(2, text="Menyusun bahan triwulan"), every_step(time=WEEKS)),
    ),
    ("FL-14", "steps[5].output", step(6, output="Kuitansi")),
    ("FL-15", "steps[3].actors", step(4, text="Penandatanganan berita acara oleh Kepala", actors=("Kepala Seksi",))),
    ("FL-15", "steps[3].actors", step(4, text="Kepala Dinas menandatangani berita acara", actors=("Kepala Seksi",))),
    ("FL-15", "steps[3].actors", step(4, text="Berita acara ditandatangani oleh Kepala Dinas", actors=("Kepala Seksi",))),
    ("FL-16", "steps[1].requirement", step(2, requirement=None)),
    ("FL-17", "steps[1].output", step(2, output=None)),
    ("FL-18", "steps[2].on_return", step(3, on_return=None)),
    ("FL-18", "steps[2].on_return", step(3, on_return=3)),
    ("FL-18", "steps[2].on_return", step(3, on_return="pinjam-3")),
    ("FL-19", "steps", step(5, next=2)),
    ("FL-19", "steps[4]", step(4, next=6)),
    ("FL-20", "steps[1].time", step(2, time=StandardTime("secukupnya"))),
    ("FL-21", "steps[2].shape", step(3, shape="process", on_return=None)),
    ("FL-22", "steps[1].text", step(2, text=None)),
    ("FL-23", "actors", both(parts(actors=("Staf Koleksi",)), every_step(actors=("Staf Koleksi",)))),
    ("HD-01", "header", seen("HD-01", "header")),
    ("HD-02", "header", seen("HD-02", "header")),
    ("WD-01", "steps[1].output", step(2, output="Draft berita acara")),
    ("WD-02", "steps[1].output", step(2, output="Konsep berita acara peminjama n")),
    ("WD-03", "steps[1].text", step(2, text="Menyusun berita acara {nama koleksi}")),
    ("WD-03", "identity.opd", identity(opd="Dinas ........")),
]  # fmt: skip

SPARED: list[tuple[str, Change]] = [
    ("ID-01", identity(number="000.8.3.3/24.a/Disbud/ 2025")),
    ("ID-02", identity(number=None)),
    ("ID-02", identity(number="No. 000.8.3.3/7/Disbud/2025")),
    ("ID-02", identity(number="Nomor : 000.8.3.3/7/Disbud/2025")),
    ("ID-02", identity(number="B/000.8.3.3/7/Disbud/2025")),
    ("ID-02", identity(number="000.8.3.3-12-2025")),
    ("ID-02", identity(number="000.8.3.3 - 12/Disbud/2025")),
    ("ID-03", identity(created_on="2025", approved_on=None, effective_on="2025-01")),
    ("ID-04", identity(revised_on=None)),
    ("ID-04", seen("ID-04", "identity.revised_on")),
    ("ID-07", approver(nip="19720304 199803 2 004")),
    ("ID-07", approver(nip="199001012022211003")),
    ("ID-07", approver(nip="19720304.199803.2.004")),
    ("ID-08", approver(rank="Pembina Utama Muda IV/c")),
    ("ID-08", approver(rank="Golongan IX")),
    ("ID-09", approver(position="Penjabat Fungsional Pengawas")),
    ("ID-11", step(2, text="Menyusun surat bagi Kecamatan Depok, Kabupaten Sleman, Daerah Istimewa Yogyakarta")),
    ("ID-11", step(2, text="Menyerahkan tembusan kepada kecamatan dan kelurahan di kabupaten/kota")),
    ("ID-11", both(as_kecamatan, step(2, text="Menyusun nota dinas untuk Dinas Kesehatan dan dinas terkait"))),
    ("ID-11", both(as_kecamatan, step(2, text="Menyusun surat perintah tugas dinas dan jadwal kendaraan dinas"))),
    ("ID-11", both(as_kecamatan, step(2, text="Menyampaikan data ke dinas kesehatan dan dinas pekerjaan umum"))),
    ("ID-11", both(identity(pemda="Kabupaten Antah Berantah"), parts(legal_basis=("UU 23/2014",)))),
    ("ID-11", step(2, text="Menyusun surat bagi Balai Pelestarian Kebudayaan di Yogyakarta")),
    ("ID-11", both(identity(pemda="Kota Bandung"), parts(legal_basis=("Perwal Kota Bandung Nomor 1 Tahun 2024",)))),
    ("ID-12", parts(related=("1. SOP Arsip", "b) S.O.P. Arsip", "SPO Peminjaman", "- SOP Arsip", "S.O.P Arsip"))),
    ("ID-14", parts(legal_basis=("UU 23 Tahun 2014", "PP Nomor 13 Tahun 2019", "Perbup Nomor 73 Tahun 2009"))),
    ("ID-17", parts(legal_basis=("Keputusan Kepala Dinas tentang tim",))),
    ("ID-17", parts(legal_basis=("Peraturan Menteri Keuangan Nomor 83/PMK.05/2022 tentang Hibah",))),
    ("ID-17", parts(legal_basis=("Permenkes Nomor 269/MENKES/PER/III/2008", "Permenlhk Nomor P.7/MENLHK/KUM.1/2/2019"))),
    ("ID-17", parts(legal_basis=("Peraturan Menteri Agama Nomor 5 Tahun 2010",))),
    ("FL-02", step(2, actors=("Kepala Seksi", "Staf Koleksi"), parts={"Kepala Seksi": "does", "Staf Koleksi": "joins"})),
    ("FL-04", step(2, output="Laporan 7 hari kerja")),
    ("FL-06", step(1, output="Lembar catatan hasil pemeriksaan")),
    ("FL-06", step(2, requirement=None)),
    ("FL-06", both(step(1, output="Berkas"), step(2, requirement="Berkas lengkap"))),
    ("FL-10", step(2, text="a. Menyusun berita acara")),
    ("FL-11", step(1, text="Meneruskan surat masuk kepada bidang")),
    ("FL-06", both(step(1, output="SK Tim"), step(2, requirement="Keputusan, surat"))),
    ("FL-06", both(step(1, output="BAP"), step(2, requirement="Berita acara"))),
    ("FL-06", both(step(1, output="SPT"), step(2, requirement="Surat perintah tugas"))),
    ("FL-10", step(2, text="Ajukan berita acara")),
    ("FL-10", step(2, text="Terbitkan berita acara")),
    ("FL-10", step(2, text="Rekap berita acara")),
    ("FL-10", step(2, text="Pilih koleksi")),
    ("FL-11", step(1, text="Menyampaikan dokumen persyaratan kepada petugas")),
    ("FL-11", step(1, text="Menyerahkan surat keterangan dari RT")),
    ("FL-11", step(1, text="Meneruskan laporan warga kepada bidang")),
    ("FL-13", both(identity(title="Evaluasi Anggaran Desa"), every_step(time=WEEKS))),
    ("FL-13", both(identity(title="Pelaporan Kinerja Tahunan"), every_step(time=WEEKS))),
    ("FL-13", both(identity(title="Evaluasi Renstra"), every_step(time=WEEKS))),
    ("FL-13", both(identity(title="Evaluasi Kinerja Lima Tahunan"), every_step(time=WEEKS))),
    ("FL-13", both(identity(title="Penilaian Kinerja Pegawai"), every_step(time=WEEKS))),
    ("FL-13", both(step(2, text="Menyusun jadwal triwulan"), every_step(time=WEEKS))),
    ("FL-14", step(6, output="Tanda terima", requirement="Koleksi")),
    ("FL-20", both(step(2, time=StandardTime("l hari")), seen("RD-03", "steps[1].time"))),
    ("FL-10", step(2, text="Apakah berita acara lengkap?")),
    ("FL-11", step(1, text="Menyampaikan laporan kepada Kepala Dinas untuk ditandatangani")),
    ("FL-11", step(1, text="Menyampaikan konsep laporan")),
    ("FL-13", every_step(time=WEEKS)),
    ("FL-14", step(6, output="Berita acara koleksi")),
    ("FL-15", step(4, text="Menandatangani berita acara oleh Kepala Dinas")),
    ("FL-15", step(2, text="Menyerahkan berita acara untuk ditandatangani oleh Kepala Dinas")),
    ("FL-15", step(5, text="Menyerahkan berita acara yang telah ditandatangani oleh Kepala Dinas")),
    ("FL-20", step(2, time=StandardTime("Minggu ke-2 Juni", anchor=True))),
    ("WD-02", step(2, text="Menyusun konsep dengan lengkap")),
    ("WD-02", step(2, text="Menyusun konsep bagi golongan i dan ii")),
    ("WD-02", step(2, text="Menyusun konsep untuk pejabat an. Bupati")),
    ("WD-02", step(2, text="Menyusun konsep bagi Penata tingkat i")),
]  # fmt: skip


def codes(sop: Sop, context: Context = Context()) -> set[tuple[str | None, str]]:  # noqa: B008
    return {(found.code, found.at) for found in check(sop, context)}


def test_a_clean_sop_has_no_findings() -> None:
    assert check(clean_sop()) == ()


@pytest.mark.parametrize(("code", "at", "spoil"), RAISED, ids=[f"{code} {at}" for code, at, _ in RAISED])
def test_a_defect_is_found_at_its_place(code: str, at: str, spoil: Change) -> None:
    assert (code, at) in codes(spoil(clean_sop()))


@pytest.mark.parametrize(("code", "spoil"), SPARED, ids=[code for code, _ in SPARED])
def test_what_only_looks_like_a_defect_is_spared(code: str, spoil: Change) -> None:
    assert code not in {found for found, _ in codes(spoil(clean_sop()))}


def test_every_rule_has_a_document_that_raises_it() -> None:
    assert set(RULES) - {code for code, _, _ in RAISED} - {code for code in RULES if code.startswith("RD-")} == {"DUP-01"}
    near = NearCopies.of([("disbud/pinjam", clean_sop())])
    assert ("DUP-01", "steps") in codes(clean_sop(), Context(copies=near))
    assert ("DUP-01", "steps") not in codes(clean_sop(), Context(copies=near, lineage=frozenset({"disbud/pinjam"})))


def test_every_rule_says_why_how_and_whence() -> None:
    for rule in RULES.values():
        assert rule.severity in ("error", "warning", "info")
        assert all((rule.title, rule.explanation.endswith("."), rule.mend.endswith("."), rule.source)), rule.code
        assert rule.look is not None or rule.seen_in_source


def test_a_regulation_that_is_obsolete_in_part_is_only_worth_a_look() -> None:
    (told,) = check(parts(legal_basis=("Permendagri Nomor 78 Tahun 2012 tentang Tata Kearsipan",))(clean_sop()))
    assert (told.code, told.severity) == ("ID-14", "info")
    assert "usang sebagian; lihat Permendagri 83/2022 untuk kode klasifikasi arsip." in told.message


def test_the_class_of_another_subject_is_no_slip_of_the_pen() -> None:
    (told,) = check(identity(number="070/7/Disbud/2025")(clean_sop()))
    assert told.message.startswith("Kode klasifikasi “070” bukan kode SOP")


def test_a_rule_that_is_switched_off_is_silent() -> None:
    spoilt = parts(warnings=())(clean_sop())
    assert codes(spoilt, Context(disabled=frozenset({"ID-13"}))) == set()
    assert codes(seen("HD-01", "header")(clean_sop()), Context(disabled=frozenset({"HD-01"}))) == set()


def test_what_surrounds_the_sop_is_known_to_the_rules() -> None:
    assert ("ID-12", "related[0]") in codes(clean_sop(), Context(known_sops=frozenset({"SOP Perawatan Koleksi"})))
    assert codes(clean_sop(), Context(known_sops=frozenset({"Penilaian Koleksi"}))) == set()
    for said in ("1. SOP Penilaian Koleksi", "S.O.P. Penilaian Koleksi", "SPO Penilaian Koleksi"):
        assert codes(parts(related=(said,))(clean_sop()), Context(known_sops=frozenset({"Penilaian Koleksi"}))) == set()
    text = step(2, text="Menyusun berita acara bersama Kabupaten Bantul dan Museum Affandi")(clean_sop())
    assert codes(text, Context(own_names=frozenset({"Bantul"}), foreign_names=frozenset({"Museum Affandi"}))) == {
        ("ID-11", "steps[1].text")
    }
    assert codes(text, Context(own_names=frozenset({"Kabupaten Bantul"}))) == set()


def test_the_longest_name_of_an_office_counts_and_the_own_one_never() -> None:
    text = step(2, note="Dinas Pertanian dan Pangan, lalu DINAS PERTANIAN, dan Kecamatan Koto XI")(clean_sop())
    around = Context(
        own_names=frozenset({"Dinas Pertanian dan Pangan"}),
        foreign_names=frozenset({"Dinas Pertanian", "Kecamatan Koto", "Kecamatan Koto XI", "(x"}),
    )
    told = [(one.evidence, one.severity) for one in check(text, around) if one.code == "ID-11"]
    assert told == [("DINAS PERTANIAN", "info"), ("Kecamatan Koto XI", "info")]


def test_a_template_owes_nothing_that_only_an_owner_can_fill_in() -> None:
    template = identity(
        number=None, pemda=None, opd=None, created_on=None, revised_on=None, approved_on=None, effective_on=None
    )(clean_sop())
    template = approver(position="Kepala Dinas", name=None, rank=None, nip=None)(template)
    assert codes(parts(legal_basis=())(template)) == {("ID-15", "legal_basis")}
    assert ("ID-11", "steps[1].text") in codes(step(2, text="Menyusun berita acara Kabupaten Sleman")(template))


def test_what_the_approval_fills_in_is_not_missed_before_it() -> None:
    draft = both(identity(number=None, approved_on=None, effective_on=None), approver(name=None, nip=None))(clean_sop())
    assert codes(draft, Context(awaits_approval=True)) == set()
    assert {code for code, _ in codes(draft)} == {"ID-01", "ID-05", "ID-07", "ID-16"}
    assert ("ID-07", "identity.approved_by.nip") in codes(approver(nip="12")(draft), Context(awaits_approval=True))


def test_a_bare_table_owes_no_identity() -> None:
    table = replace(clean_sop(), kind="sop_ap_table", legal_basis=(), warnings=(), records=())
    assert codes(identity(number=None, effective_on=None)(table)) == set()


def test_a_document_that_is_no_sop_is_not_checked() -> None:
    spoilt = parts(warnings=(), kind="narrative")(clean_sop())
    assert codes(replace(spoilt, findings=(Finding("RD-08", "error", "kind", "Ini uraian."),))) == {("RD-08", "kind")}


def test_findings_come_in_the_order_of_the_document() -> None:
    spoilt = both(
        step(5, time=None), step(2, output="7 hari"), identity(number=None), parts(warnings=()), seen("HD-01", "header")
    )
    places = [found.at for found in check(spoilt(clean_sop()))]
    assert places == ["header", "identity.number", "warnings", "steps[1].output", "steps[1].output", "steps[4].time"]
