"""The quarterly report, composed from figures, analyses, visits and decisions; people add the narrative."""

from decimal import Decimal

from runtut.calendar import say_day
from tenants.reports.paper import Data, Paper, paper, period_label, signing
from tenants.reports.shapes import (
    Analysis,
    AnalysisSheet,
    Band,
    Decision,
    Figure,
    Met,
    MonevReport,
    Stamp,
    UnitFigures,
    Visited,
)
from tenants.reports.wording import listed, prose, say_day_and_clock, say_due, say_number, say_percent

FULL = Decimal(120)
"""Capaian in percent that fills a bar; the target's mark stands at 100."""

UNBROKEN = 900
"""Characters up to which a row or an analysis stays on one page; a longer one may not fit on any."""


def monev_report(report: MonevReport, stamp: Stamp) -> Paper:
    title = f"{report.title} {period_label(report.period)}"
    data = {
        "heading": report.title.upper(),
        "period": period_label(report.period).upper(),
        "tiles": _tiles(report),
        "summary": _summary(report),
        "background": prose(report.background),
        "legal_basis": list(report.legal_basis),
        "results": prose(report.results),
        "closing": prose(report.closing),
        "method": report.method,
        "bands": _bands(report.bands),
        "figures": [figure_row(figure) for figure in report.figures],
        "units": [_unit(unit) for unit in report.units],
        "analyses": [analysis_row(analysis) for analysis in report.analyses],
        "visits": [_visit(visit) for visit in report.visits],
        "meeting": _meeting(report.meeting) if report.meeting else None,
        "signing": signing(report.office, stamp, report.signatory),
    }
    return paper("monev_report", title, report.office, report.made_on, stamp, data, draft=stamp.signed is None)


def analysis_sheet(sheet: AnalysisSheet, stamp: Stamp) -> Paper:
    data = {
        "period": period_label(sheet.period),
        "analyses": [analysis_row(analysis) for analysis in sheet.analyses],
        "signing": signing(sheet.office, stamp, sheet.signatory),
    }
    return paper("analysis_sheet", "Lembar Analisis Capaian Kinerja", sheet.office, sheet.made_on, stamp, data)


def figure_row(figure: Figure) -> Data:
    return {
        "sasaran": figure.sasaran,
        "indicator": figure.indicator,
        "satuan": figure.satuan,
        "target": say_number(figure.target),
        "actual": say_number(figure.actual),
        "percent": say_number(figure.percent, 2),
        "bar": bar(figure.percent),
        "rating": figure.rating,
        "note": figure.note or None,
        "short": len(figure.sasaran + figure.indicator + figure.note) < UNBROKEN,
    }


def bar(percent: Decimal | None) -> float | None:
    """The filled part of a bar, 0 to 1."""
    return None if percent is None else float(max(Decimal(0), min(percent, FULL)) / FULL)


def analysis_row(analysis: Analysis) -> Data:
    return {
        "indicator": analysis.indicator,
        "percent": say_percent(analysis.percent),
        "previous": say_percent(analysis.previous),
        "trend": _trend(analysis),
        "rating": analysis.rating,
        "bar": bar(analysis.percent),
        "short": len(analysis.cause + analysis.follow_up) < UNBROKEN,
        "cause": prose(analysis.cause),
        "follow_up": prose(analysis.follow_up),
        "responsible": analysis.responsible or None,
        "due": say_due(analysis.due),
    }


def _trend(analysis: Analysis) -> str | None:
    if analysis.percent is None or analysis.previous is None:
        return None
    change = analysis.percent - analysis.previous
    if change == 0:
        return "sama dengan triwulan sebelumnya"
    return f"{'naik' if change > 0 else 'turun'} {say_number(abs(change), 2)} poin dari triwulan sebelumnya"


def decision_row(decision: Decision) -> Data:
    return {"text": decision.text, "responsible": decision.responsible or None, "due": say_due(decision.due)}


def _tiles(report: MonevReport) -> list[Data]:
    filled = sum(figure.actual is not None for figure in report.figures)
    reached = sum(figure.percent is not None and figure.percent >= 100 for figure in report.figures)
    return [
        {"value": str(len(report.figures)), "label": "indikator kinerja"},
        {"value": str(filled), "label": "sudah ada realisasi"},
        {"value": str(reached), "label": "mencapai target"},
        {"value": say_percent(report.percent), "label": report.rating or "rata-rata capaian"},
    ]


def _summary(report: MonevReport) -> list[str]:
    label, count = period_label(report.period), len(report.figures)
    missing = tuple(figure.indicator for figure in report.figures if figure.actual is None)
    known = [figure for figure in report.figures if figure.percent is not None]
    sentences = [
        f"Pada {label} dipantau {count} indikator kinerja; {count - len(missing)} di antaranya sudah ada realisasinya."
    ]
    if report.percent is not None:
        rated = f" dengan predikat {report.rating}" if report.rating else ""
        sentences.append(f"Rata-rata capaian adalah {say_percent(report.percent)}{rated}.")
    if len(known) > 1:
        best, least = (choose(known, key=lambda figure: figure.percent or 0) for choose in (max, min))
        sentences.append(
            f"Capaian tertinggi ada pada “{best.indicator}” ({say_percent(best.percent)}), "
            f"terendah pada “{least.indicator}” ({say_percent(least.percent)})."
        )
    if missing:
        sentences.append(f"Belum ada data untuk {listed(tuple(f'“{name}”' for name in missing))}.")
    return sentences


def _bands(bands: tuple[Band, ...]) -> list[Data]:
    """Each band with its limits in words: from the best one downwards."""
    made: list[Data] = []
    above: Decimal | None = None
    for band in bands:
        least, below = say_number(band.least), say_number(above)
        limits = " dan ".join(filter(None, (least and f"≥ {least} %", below and f"< {below} %")))
        made.append({"rating": band.rating, "limits": limits})
        above = band.least
    return made


def _unit(unit: UnitFigures) -> Data:
    return {
        "unit": unit.unit,
        "percent": say_percent(unit.percent),
        "bar": bar(unit.percent),
        "rating": unit.rating,
        "count": len(unit.figures),
        "filled": sum(figure.actual is not None for figure in unit.figures),
        "figures": [figure_row(figure) for figure in unit.figures],
    }


def _visit(visit: Visited) -> Data:
    return {
        "unit": visit.unit,
        "on": say_day(visit.on),
        "assessors": listed(visit.assessors),
        "findings": list(visit.findings),
        "conclusion": visit.conclusion or None,
    }


def _meeting(met: Met) -> Data:
    return {
        "facts": [
            ["Hari, tanggal", say_day_and_clock(met.start)],
            ["Tempat", met.place],
            ["Pimpinan rapat", met.chair],
            ["Peserta", f"{met.attended} hadir dari {met.invited} yang diundang"],
        ],
        "decisions": [decision_row(decision) for decision in met.decisions],
    }
