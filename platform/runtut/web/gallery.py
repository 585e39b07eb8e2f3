"""The gallery at /_gaya: each component with its states, for whoever builds pages and for the tests that photograph it."""

from datetime import UTC, datetime

from flask import Blueprint, render_template

from runtut.permissions import PUBLIC, needs
from runtut.web.frame import Account, Entry, Frame, Place

gallery = Blueprint("gallery", __name__)

STEPS = (
    "Menyusun format pengumpulan data", "Menyampaikan format kepada Bidang", "Mengumpulkan data kinerja",
    "Mengolah data", "Merencanakan kunjungan lapangan", "Mengunjungi lokasi", "Melengkapi data",
    "Menganalisis capaian", "Menyusun draf laporan", "Membahas draf dalam rapat",
    "Memverifikasi draf laporan", "Menandatangani laporan", "Mengarsipkan laporan",
)  # fmt: skip
ENTRIES = (
    Entry("Tugas saya", "#", "tasks", active=True, count=4), Entry("Siklus", "#", "cycle"),
    Entry("Kinerja", "#", "chart"), Entry("SOP", "#", "sop"), Entry("Pembanding", "#", "compare"),
    Entry("Pengawasan", "#", "oversight"), Entry("Pengaturan", "#", "settings"),
)  # fmt: skip
SAMPLE = Frame(
    Account("Dra. Ratna Wulandari, M.Si.", "Sekretaris", "/_gaya", (Place("Profil dan sandi", "#"),)),
    home_url="/_gaya",
    pemda="Kab. Pesisir Selatan",
    opd="Diskopnaker",
    places=(Place("Diskopnaker", "#", active=True), Place("Sekretariat Daerah", "#"), Place("Kecamatan Sutera", "#")),
    entries=ENTRIES,
    inbox_url="#",
    inbox_count=4,
    search_url="/_gaya",
)


@gallery.get("/_gaya")
@needs(PUBLIC)
def components() -> str:
    return render_template(
        "web/gallery.html",
        frame=SAMPLE,
        running=_strip(11),
        late=_strip(6, "late"),
        history=_history(),
        now=_at(14, 16),
        sort_href=lambda key, order: f"?urut={key}&arah={order}",
        page_href=lambda number: f"?halaman={number}",
    )


def _strip(at: int, state: str = "current") -> list[dict[str, object]]:
    def state_of(number: int) -> str:
        return "done" if number < at else state if number == at else "waiting"

    return [
        {"no": n, "label": label, "state": state_of(n), "href": "#alur", "decision": n == 11}
        for n, label in enumerate(STEPS, start=1)
    ]


def _at(day: int, hour: int) -> datetime:
    return datetime(2025, 4, day, hour - 7, 5, tzinfo=UTC)


def _history() -> list[dict[str, object]]:
    verifier = {"who": "Ratna Wulandari", "capacity": "Sekretaris"}
    reason = "Realisasi Bidang Koperasi belum sama dengan buktinya."
    return [
        {"when": _at(14, 10), **verifier, "what": "menerima draf laporan", "tone": "done"},
        {"when": _at(11, 15), "who": "Hendra Saputra", "capacity": "Kasubag Program", "what": "mengirim laporan versi 3"},
        {"when": _at(11, 9), **verifier, "what": "mengembalikan ke langkah 10", "note": reason, "tone": "attention"},
        {"when": _at(9, 14), "who": "Yusuf Ismail", "capacity": "Plt. Kabid", "what": "mengisi 6 indikator", "href": "#"},
    ]
