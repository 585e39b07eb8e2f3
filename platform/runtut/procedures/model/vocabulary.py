"""The closed lists of words that a document of the format runtut.sop/1 may use."""

from typing import Final

FORMAT: Final = "runtut.sop/1"

KINDS: Final = ("sop_ap", "sop_ap_table", "narrative", "service_standard", "iso_procedure", "other")
SHAPES: Final = ("start", "process", "decision", "end")
PARTS: Final = ("does", "joins", "chairs", "signs", "receives")
CLOSES: Final = ("all", "any", "chair")
SEVERITIES: Final = ("error", "warning", "info")

MINUTES_PER_UNIT: Final = {"minute": 1, "hour": 60, "day": 450, "week": 5 * 450, "month": 20 * 450}
"""Working minutes: a day has 7.5 hours (Perpres 21/2023), a week 5 days, a month 20 days."""

ACTIVITIES: Final = {
    "order": "Perintah / disposisi",
    "design_form": "Susun format isian",
    "distribute": "Sampaikan format",
    "collect": "Kumpulkan data",
    "process": "Olah data",
    "plan_visit": "Rencana monev",
    "visit": "Laksanakan monev",
    "analyse": "Analisis",
    "draft_report": "Susun draf laporan",
    "meeting": "Rapat",
    "revise": "Perbaikan",
    "verify": "Verifikasi / validasi",
    "submit": "Sampaikan",
    "sign": "Penandatanganan",
    "dispatch": "Penggandaan / penerusan",
    "archive": "Pengarsipan",
    "external_entry": "Entri aplikasi lain",
    "note": "Catatan",
}
"""The working tools that a step can open, with their labels; `note` is the free step."""
