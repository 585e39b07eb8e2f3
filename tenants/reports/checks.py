"""Lembar verifikasi and kartu arsip: what proves that a document was checked and where it is kept."""

from runtut.calendar import say_date
from tenants.reports.paper import Paper, grouped, paper, period_label, signing
from tenants.reports.shapes import ArchiveCard, Stamp, VerificationSheet
from tenants.reports.wording import prose, say_day_and_clock, say_due

OUTCOMES = {"accepted": "Diterima", "returned": "Dikembalikan"}


def verification_sheet(sheet: VerificationSheet, stamp: Stamp) -> Paper:
    data = {
        "facts": [
            ["Dokumen", sheet.document],
            ["Versi", str(sheet.version)],
            ["Periode", period_label(sheet.period)],
            ["Diperiksa pada", say_day_and_clock(sheet.at)],
            ["Sidik isi (SHA-256)", grouped(sheet.sha256)],
        ],
        "items": [{"text": item.text, "ok": item.ok, "note": item.note or None} for item in sheet.items],
        "tally": f"{sum(item.ok is True for item in sheet.items)} dari {len(sheet.items)} butir sesuai",
        "outcome": sheet.outcome,
        "outcome_said": OUTCOMES[sheet.outcome],
        "reason": prose(sheet.reason),
        "returned_to": sheet.returned_to or None,
        "signing": signing(sheet.office, stamp, sheet.verifier),
    }
    return paper("verification_sheet", "Lembar Verifikasi", sheet.office, sheet.made_on, stamp, data)


def archive_card(card: ArchiveCard, stamp: Stamp) -> Paper:
    data = {
        "title": card.title,
        "classification": card.classification,
        "facts": [
            ["Klasifikasi", f"{card.classification} {card.classification_name}"],
            ["Nomor dokumen", card.number],
            ["Tanggal dokumen", say_due(card.dated)],
            ["Periode", period_label(card.period)],
            ["Jumlah halaman", str(card.pages) if card.pages is not None else None],
            ["Ditandatangani oleh", card.signed_by],
            ["Kode verifikasi", card.code],
        ],
        "retention": [
            ["Aktif", f"{card.active_years} tahun"],
            ["Inaktif", f"{card.inactive_years} tahun"],
            ["Nasib akhir", card.fate],
            ["Terkunci sampai", say_date(card.retained_until)],
        ],
        "storage": [
            ["Lokasi", card.location],
            ["Disimpan pada", say_day_and_clock(card.archived_at)],
            ["Sidik berkas (SHA-256)", grouped(card.sha256)],
        ],
        "signing": signing(card.office, stamp, card.archivist),
    }
    return paper("archive_card", f"Kartu Arsip {card.title}", card.office, card.made_on, stamp, data)
