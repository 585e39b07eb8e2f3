"""Papers of a quarter in a Dinas, with invented people and figures."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from tenants.reports import shapes as s

WIB = timezone(timedelta(hours=7))
OFFICE = s.Office(
    pemda="Kabupaten Pesisir Selatan",
    name="Dinas Koperasi, UKM, Perindustrian, Perdagangan dan Tenaga Kerja",
    place="Painan",
    address="Jalan Contoh Raya Nomor 12, Painan 25611",
    contact="Telepon (0756) 000000 · diskopnaker@contoh.go.id",
)
HEAD = s.Signatory("Kepala Dinas", "Ir. Rahmat Contoh, M.M.", "197003121996031004", "Pembina Utama Muda, IV/c")
ACTING = s.Signatory("Kepala Dinas", "Dra. Yulia Misal", "197207151998032002", "Pembina Tk. I, IV/b", "plt")
SECRETARY = s.Signatory("Sekretaris", "Dra. Yulia Misal", "197207151998032002", "Pembina Tk. I, IV/b")
PLANNER = s.Signatory("Kepala Subbagian Program", "Andi Umpama, S.E.", "198511022010011007", "Penata, III/c")
BIDANG = ("Bidang Koperasi dan UKM", "Bidang Tenaga Kerja")
SHA = "9f2c7b1e5a4d8c3f6e0b1a2d3c4e5f60718293a4b5c6d7e8f90112233445566a"


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def signed(by: s.Signatory = HEAD) -> s.Signed:
    return s.Signed(by, moment("2025-04-16T14:20"), SHA, "7K3M-9QPA", "https://runtut.contoh.go.id/verifikasi/7K3M-9QPA")


def figure(sasaran: str, name: str, satuan: str, *numbers: str | None, rating: str | None = None, note: str = "") -> s.Figure:
    target, actual, percent = (Decimal(number) if number else None for number in numbers)
    return s.Figure(sasaran, name, satuan, target, actual, percent, rating, note)


FIGURES = (
    figure("Meningkatnya kualitas koperasi", "Persentase koperasi sehat", "%", "12.5", "11.75", "94.00", rating="Sangat Tinggi"),
    figure("Meningkatnya kualitas koperasi", "Jumlah koperasi yang melaksanakan RAT", "koperasi", "40", "44", "110.00", rating="Sangat Tinggi"),
    figure("Meningkatnya daya saing UKM", "Jumlah UKM yang dibina", "UKM", "1250", "1006", "80.48", rating="Tinggi"),
    figure("Meningkatnya daya saing UKM", "Nilai transaksi pasar murah", "juta rupiah", "2500", "1612.5", "64.50", rating="Rendah"),
    figure("Meningkatnya kesempatan kerja", "Pencari kerja yang ditempatkan", "orang", "150", "163", "108.67", rating="Sangat Tinggi"),
    figure("Meningkatnya kesempatan kerja", "Lulusan pelatihan yang bersertifikat", "orang", "60", None, None, note="Uji kompetensi baru selesai pada bulan April 2025"),
)
DECISIONS = (
    s.Decision("Data lulusan pelatihan bersertifikat disusulkan setelah uji kompetensi selesai.", BIDANG[1], date(2025, 4, 30)),
    s.Decision("Pasar murah triwulan II dipindahkan ke kecamatan yang belum terjangkau.", BIDANG[0], date(2025, 6, 30)),
    s.Decision("Rapat pemantauan berikutnya dilaksanakan pada minggu kedua Juli 2025."),
)
ANALYSES = (
    s.Analysis(
        "Nilai transaksi pasar murah", Decimal("64.50"), "Rendah",
        "Dua dari lima pasar murah tertunda karena jalan menuju kecamatan terputus banjir.",
        "Menjadwalkan ulang dua pasar murah pada triwulan II.\n- berkoordinasi dengan kecamatan\n- menyiapkan gudang sementara",
        Decimal("82.10"), BIDANG[0], date(2025, 5, 31),
    ),
    s.Analysis(
        "Pencari kerja yang ditempatkan", Decimal("108.67"), "Sangat Tinggi",
        "Bursa kerja bersama tiga perusahaan perkebunan diselenggarakan lebih awal.", "Mempertahankan jadwal bursa kerja.",
        Decimal("97.00"), BIDANG[1],
    ),
    s.Analysis("Lulusan pelatihan yang bersertifikat", None, None, "", ""),
)  # fmt: skip
METHOD = "Capaian = realisasi ÷ target × 100 % (makin tinggi makin baik), dibulatkan dua desimal; skala Permendagri 86 Tahun 2017."
BANDS = tuple(
    s.Band(name, Decimal(least) if least else None)
    for name, least in (("Sangat Tinggi", "91"), ("Tinggi", "76"), ("Sedang", "66"), ("Rendah", "51"), ("Sangat Rendah", None))
)


def report(**changes: Any) -> s.MonevReport:
    given: dict[str, Any] = {
        "office": OFFICE,
        "made_on": date(2025, 4, 14),
        "period": "2025-TW1",
        "figures": FIGURES,
        "units": (
            s.UnitFigures(BIDANG[0], FIGURES[:4], Decimal("87.25"), "Tinggi"),
            s.UnitFigures(BIDANG[1], FIGURES[4:], Decimal("108.67"), "Sangat Tinggi"),
        ),
        "percent": Decimal("91.53"),
        "rating": "Sangat Tinggi",
        "method": METHOD,
        "bands": BANDS,
        "signatory": HEAD,
        "legal_basis": (
            "Peraturan Menteri Dalam Negeri Nomor 86 Tahun 2017",
            "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 88 Tahun 2021",
        ),
        "background": "Pemantauan capaian kinerja dilaksanakan setiap triwulan untuk melihat apakah sasaran Dinas berjalan sesuai rencana.\n\n"
        "Laporan ini disusun dari data yang diisi oleh setiap Bidang, diperiksa pada kunjungan monev, dan dibahas dalam rapat.",
        "results": "Sebagian besar indikator berjalan sesuai target. Perhatian diperlukan pada kegiatan yang bergantung pada akses jalan.",
        "closing": "Demikian laporan ini disusun sebagai bahan pengambilan keputusan pimpinan.",
        "analyses": ANALYSES,
        "visits": (
            s.Visited(BIDANG[0], date(2025, 4, 8), ("Andi Umpama, S.E.", "Sari Tamsil, S.Kom."), ("Dua bukti dukung belum ditandatangani.", "Daftar UKM belum diberi nomor induk."), "Data dapat digunakan setelah bukti dilengkapi."),
            s.Visited(BIDANG[1], date(2025, 4, 9), ("Andi Umpama, S.E.",), (), "Data sesuai bukti dukung."),
        ),
        "meeting": s.Met(moment("2025-04-11T09:00"), "Ruang rapat Dinas, Painan", "Ir. Rahmat Contoh, M.M.", 8, 7, DECISIONS),
    }  # fmt: skip
    return s.MonevReport(**given | changes)


def meeting(**changes: Any) -> s.Meeting:
    people = (
        s.Participant("Dra. Yulia Misal", "Sekretaris", "197207151998032002", True),
        s.Participant("Budi Ibarat, S.Sos.", "Kepala Bidang Koperasi dan UKM", "197901012005011003", True),
        s.Participant("Citra Laksana, S.H.", "Kepala Bidang Tenaga Kerja", "198203042008012005", True),
        s.Participant("Sari Tamsil, S.Kom.", "Kepala Seksi Pembinaan UKM", "199001152014032001", False),
        s.Participant("Andi Umpama, S.E.", "Kepala Subbagian Program", "198511022010011007", True),
    )
    given: dict[str, Any] = {
        "office": OFFICE,
        "made_on": date(2025, 4, 10),
        "period": "2025-TW1",
        "about": "Pembahasan draf laporan monev Triwulan I 2025",
        "start": moment("2025-04-11T09:00"),
        "end": moment("2025-04-11T11:30"),
        "place": "Ruang rapat Dinas, Painan",
        "topics": (
            s.Topic("Capaian setiap indikator", "Kasubag Program memaparkan enam indikator; satu indikator belum ada datanya."),
            s.Topic("Temuan kunjungan monev", "Bukti dukung yang belum ditandatangani:\n- daftar hadir pembinaan\n- berita acara pasar murah"),
        ),
        "participants": people,
        "chair": HEAD,
        "signatory": HEAD,
        "secretary": PLANNER,
        "decisions": DECISIONS,
    }  # fmt: skip
    return s.Meeting(**given | changes)


def disposition() -> s.Disposition:
    return s.Disposition(
        OFFICE, date(2025, 4, 1), "Bupati Pesisir Selatan", "000.7/112/Bappeda/2025", date(2025, 3, 27), date(2025, 3, 28), "0413",
        "Pengukuran kinerja perangkat daerah Triwulan I 2025", "Segera", ("Sekretaris", "Tim Evaluasi Kinerja"),
        ("Tindak lanjuti sesuai ketentuan", "Siapkan format isian untuk setiap bidang"), HEAD, date(2025, 4, 4),
        "Laporkan hasilnya kepada saya sebelum rapat staf.",
    )  # fmt: skip


def everything() -> dict[str, tuple[Any, s.Stamp]]:
    """A content and a stamp for each kind of paper."""
    plain = s.Stamp(number="000.7.2/031/Diskopnaker/2025", dated=date(2025, 4, 10))
    day = date(2025, 4, 10)
    checks = (
        s.VisitCheck("Target triwulan sudah ditetapkan dan diketahui petugas", True),
        s.VisitCheck("Realisasi sesuai dengan bukti dukung", False, "Dua bukti belum ditandatangani"),
        s.VisitCheck("Bukti dukung tersimpan dan mudah ditemukan", True),
        s.VisitCheck("Hambatan sudah dilaporkan kepada atasan"),
    )
    planned = (
        s.PlannedVisit(BIDANG[0], moment("2025-04-08T09:00"), moment("2025-04-08T12:00"), "Ruang Bidang Koperasi dan UKM", ("Andi Umpama, S.E.", "Sari Tamsil, S.Kom."), "Pemeriksaan bukti pembinaan UKM"),
        s.PlannedVisit(BIDANG[1], moment("2025-04-09T13:00"), moment("2025-04-09T15:30"), "Balai Latihan Kerja", ("Andi Umpama, S.E.",)),
    )  # fmt: skip
    items = (
        s.VerificationItem("Angka pada laporan sama dengan data yang diisi", True),
        s.VerificationItem("Setiap realisasi memiliki bukti dukung", False, "Lima dari enam indikator"),
        s.VerificationItem("Keputusan rapat sudah masuk ke laporan", None),
    )
    received = (s.Received(BIDANG[0], "Budi Ibarat, S.Sos.", moment("2025-04-01T10:12")), s.Received(BIDANG[1], "Citra Laksana, S.H.", None))
    empty = s.VisitSheet(OFFICE, day, "2025-TW1", BIDANG[1], None, (), tuple(s.VisitCheck(check.question) for check in checks))
    return {
        "monev_report": (report(), s.Stamp("000.7.2/045/Diskopnaker/2025", date(2025, 4, 16), 3, signed=signed())),
        "monev_report draf": (report(meeting=None, closing="", visits=()), s.Stamp(version=1)),
        "analysis_sheet": (s.AnalysisSheet(OFFICE, day, "2025-TW1", ANALYSES, PLANNER), plain),
        "visit_schedule": (s.VisitSchedule(OFFICE, day, "2025-TW1", planned, SECRETARY, "Kunjungan dilaksanakan untuk mencocokkan data kinerja dengan bukti dukung di setiap unit."), plain),
        "visit_sheet": (s.VisitSheet(OFFICE, day, "2025-TW1", BIDANG[0], date(2025, 4, 8), ("Andi Umpama, S.E.", "Sari Tamsil, S.Kom."), checks, (s.VisitFinding("Dua bukti dukung belum ditandatangani", "Lengkapi tanda tangan kepala seksi", date(2025, 4, 15)),), (s.Attachment("daftar-hadir-pembinaan.jpg", SHA, "Daftar hadir pembinaan UKM"),), "Data dapat digunakan setelah bukti dilengkapi.", PLANNER, s.Signatory("Kepala Bidang Koperasi dan UKM", "Budi Ibarat, S.Sos.", "197901012005011003")), plain),
        "visit_sheet kosong": (empty, s.Stamp()),
        "invitation": (meeting(), plain),
        "attendance": (meeting(), plain),
        "minutes": (meeting(), plain),
        "verification_sheet": (s.VerificationSheet(OFFICE, day, "2025-TW1", "Laporan Monitoring dan Evaluasi Capaian Kinerja", 2, SHA, moment("2025-04-15T10:05"), items, "returned", SECRETARY, "Angka UKM yang dibina berbeda dari data Bidang (1.006, tertulis 1.060).", "Langkah 10: Memperbaiki draf laporan"), plain),
        "receipt": (s.Receipt(OFFICE, day, "2025-TW1", "Format isian data kinerja", moment("2025-04-01T09:30"), received, SECRETARY), plain),
        "order_letter": (s.OrderLetter(OFFICE, day, ("bahwa capaian kinerja perlu diukur setiap triwulan", "bahwa untuk itu perlu ditunjuk pejabat pelaksana"), ("Peraturan Menteri Dalam Negeri Nomor 86 Tahun 2017",), (SECRETARY, PLANNER), ("Menyusun format isian pengukuran kinerja", "Mengumpulkan dan memeriksa data setiap bidang"), HEAD, date(2025, 4, 30), disposition()), plain),
        "disposition": (disposition(), plain),
        "cover_letter": (s.CoverLetter(OFFICE, day, "nota_dinas", "Kepala Dinas", "Sekretaris", "Penyampaian draf laporan monev Triwulan I 2025", SECRETARY, ("Asisten Administrasi Umum",), "Segera", "Bersama ini disampaikan draf laporan untuk dimintakan persetujuan.\n\nAtas perhatian Bapak disampaikan terima kasih.", (), ("Inspektur Kabupaten",)), plain),
        "cover_letter pengantar": (s.CoverLetter(OFFICE, day, "surat_pengantar", "Kepala Badan Perencanaan Pembangunan Daerah", "Kepala Dinas", "Laporan monev Triwulan I 2025", ACTING, enclosures=(s.Enclosure("Laporan monev Triwulan I 2025", "1 berkas", "Disampaikan untuk bahan evaluasi"), s.Enclosure("Data kinerja (XLSX)", "1 berkas")), copies=("Bupati Pesisir Selatan", "Inspektur Kabupaten")), plain),
        "archive_card": (s.ArchiveCard(OFFICE, date(2025, 4, 17), "Laporan Monitoring dan Evaluasi Capaian Kinerja Triwulan I 2025", "000.7.2/045/Diskopnaker/2025", date(2025, 4, 16), "2025-TW1", "000.7.2.5", "Laporan monitoring dan evaluasi", 2, 3, "Permanen", "Rak 3, boks 12", SHA, date(2030, 4, 16), moment("2025-04-17T08:45"), "Ir. Rahmat Contoh, M.M. (Kepala Dinas)", "7K3M-9QPA", PLANNER, 6), s.Stamp(dated=date(2025, 4, 17))),
    }  # fmt: skip


@pytest.fixture(scope="session")
def papers() -> dict[str, tuple[Any, s.Stamp]]:
    return everything()
