"""What only a reader of the source can see; the checker keeps these findings and explains them."""

from runtut.procedures.checking.rule import OWN, Rule, register

register(
    Rule(
        "HD-01", "warning", "Kepala tabel salah tulis",
        "Istilah resminya Mutu Baku, Kelengkapan, Waktu, Output; salah tulis seperti “Mutu Buku” menandakan naskah salinan.",
        "Perbaiki label kolomnya.", "PermenPANRB 35/2012, Lampiran (bagian flowchart: Mutu Baku)", "head", True,
    )
)  # fmt: skip
register(
    Rule(
        "HD-02", "warning", "Kepala tabel bergeser dari isi kolomnya",
        "Label yang tidak sejajar dengan isinya membuat kelengkapan, waktu dan output tertukar.",
        "Sejajarkan label dengan kolomnya dan bentangkan “Pelaksana” dan “Mutu Baku” hanya di atas kolom miliknya.",
        OWN, "head", True,
    )
)  # fmt: skip

READING = {
    "RD-01": (
        "Baris dari dua kolom yang menyatu",
        "Naskah menaruh isi dua kolom dalam satu baris, sehingga pemiliknya tidak pasti.",
    ),
    "RD-02": ("Tanggal tidak terbaca", "Isian tanggal memuat tulisan yang bukan tanggal; isinya dibiarkan kosong."),
    "RD-03": ("Waktu tidak terbaca", "Sel waktu memuat tulisan yang bukan angka dengan satuan."),
    "RD-04": ("Tanda pelaksana tidak pasti", "Ada tanda yang tidak dapat dipasangkan dengan satu kolom pelaksana."),
    "RD-05": ("Panah tidak pasti", "Panah menuju langkah yang tidak dapat dikenali."),
    "RD-06": ("Nama kolom pelaksana tidak pasti", "Nama di kepala tabel kosong atau ganda."),
    "RD-07": ("Tabel alur tidak ditemukan", "Berkas memuat identitas SOP, tetapi langkah-langkahnya tidak terbaca."),
    "RD-08": ("Bukan SOP administrasi pemerintahan", "Berkas tidak memuat tabel alur dan identitas SOP."),
    "RD-09": ("Isi terpotong", "Naskah lebih panjang daripada yang dapat disimpan; hanya bagian awalnya yang dibaca."),
    "RD-10": ("Kolom diperkirakan", "Naskah tanpa garis tabel; kolomnya diperkirakan dari letak teks."),
}
for code, (title, why) in READING.items():
    severity = "error" if code in ("RD-07", "RD-08") else "warning"
    register(Rule(code, severity, title, why, "Cocokkan dengan naskah aslinya, lalu isi yang benar.", OWN, "head", True))
