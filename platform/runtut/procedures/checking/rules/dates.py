"""The days of the identity block: made, revised, approved, in force."""

from collections.abc import Iterator

from runtut.procedures.checking.context import Context
from runtut.procedures.checking.rule import Hit, Hits, rule
from runtut.procedures.model import Sop

BLOCK = "PermenPANRB 35/2012, Lampiran (bagian identitas)"
LABELS = {
    "created_on": "Tanggal Pembuatan", "revised_on": "Tanggal Revisi",
    "approved_on": "Tanggal Pengesahan", "effective_on": "Tanggal Efektif",
}  # fmt: skip
AFTER = (("created_on", "approved_on"), ("created_on", "effective_on"), ("approved_on", "effective_on"))


def is_before(a: str | None, b: str | None) -> bool:
    """Surely earlier; a partial date (`2022`, `2016-09`) is compared as far as both are known."""
    known = min(len(a or ""), len(b or ""))
    return bool(a and b) and (a or "")[:known] < (b or "")[:known]


@rule(
    "ID-03", "error", "Urutan tanggal tidak masuk akal",
    why="SOP baru dapat disahkan setelah selesai dibuat, dan baru berlaku setelah disahkan.",
    mend="Periksa tanggal pembuatan, pengesahan dan efektif; perbaiki yang salah tulis.",
    source=BLOCK, about="identity",
)  # fmt: skip
def dates_run_backwards(sop: Sop, _context: Context) -> Hits:
    for earlier, later in AFTER:
        a, b = getattr(sop.identity, earlier), getattr(sop.identity, later)
        if is_before(b, a):
            yield Hit(f"identity.{later}", f"{LABELS[later]} ({b}) mendahului {LABELS[earlier]} ({a}).", f"{a} > {b}")


@rule(
    "ID-04", "warning", "Tanggal revisi keliru",
    why="Tanggal revisi menunjukkan kapan isinya terakhir diubah; tanggal pembuatan atau nomor revisi bukan tanggal revisi.",
    mend="Isi tanggal perubahan terakhir, atau “-” bila belum pernah direvisi.",
    source=BLOCK, about="identity", seen_in_source=True,
)  # fmt: skip
def revision_is_no_later_date(sop: Sop, _context: Context) -> Hits:
    made, revised = sop.identity.created_on, sop.identity.revised_on
    if made and revised == made:
        yield Hit("identity.revised_on", "Tanggal Revisi sama dengan Tanggal Pembuatan; SOP baru belum direvisi.", revised)
    elif is_before(revised, made):
        yield Hit("identity.revised_on", f"Tanggal Revisi ({revised}) mendahului Tanggal Pembuatan ({made}).", revised)


@rule(
    "ID-05", "warning", "Tanggal efektif tidak dicantumkan",
    why="Yang menentukan sejak kapan pelaksana terikat adalah tanggal efektif, bukan tanggal pengesahan.",
    mend="Tambahkan Tanggal Efektif; boleh sama dengan Tanggal Pengesahan.",
    source=BLOCK, about="owner",
)  # fmt: skip
def day_in_force_is_missing(sop: Sop, context: Context) -> Hits:
    own = sop.identity
    if own.effective_on is None and not context.awaits_approval:
        only = "Hanya Tanggal Pengesahan yang dicantumkan; " if own.approved_on else ""
        yield Hit("identity.effective_on", f"{only}Tanggal Efektif tidak ada.", own.approved_on)


@rule(
    "ID-06", "info", "Tanggal tidak lengkap",
    why="Bulan atau tahun saja tidak cukup untuk mengetahui versi mana yang berlaku pada suatu hari.",
    mend="Lengkapi dengan tanggal, bulan dan tahun.", source=BLOCK, about="identity",
)  # fmt: skip
def date_is_partial(sop: Sop, _context: Context) -> Hits:
    for key, value in _dates(sop):
        if len(value) < 10:
            kind = "tahun" if len(value) == 4 else "bulan dan tahun"
            yield Hit(f"identity.{key}", f"{LABELS[key]} hanya berisi {kind} ({value}).", value)


def _dates(sop: Sop) -> Iterator[tuple[str, str]]:
    for key in LABELS:
        value = getattr(sop.identity, key)
        if value:
            yield key, value
