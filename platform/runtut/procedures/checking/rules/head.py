"""What only a reader of the source can see of the table's head; the checker keeps these findings and explains them."""

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
