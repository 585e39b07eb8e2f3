"""Sentences to begin with: what the figures, the analyses and the visits say, ready to be rewritten."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tenants.cycles.report import Narrative
from tenants.reports.shapes import Analysis, Figure, MonevReport
from tenants.reports.wording import listed, say_due, say_percent

FULL = 100


def proposal(report: MonevReport, period: str, sop: str) -> Narrative:
    """`report` without narrative; `period` in words, `sop` the title of the procedure that is run."""
    return Narrative(background(report, period, sop), results(report, period), closing(report, period))


def background(report: MonevReport, period: str, sop: str) -> str:
    units = listed(tuple(unit.unit for unit in report.units))
    said = [
        f"Pemantauan dan evaluasi capaian kinerja {report.office.name} pada {period} dilaksanakan menurut SOP “{sop}”"
        " untuk mengetahui sejauh mana target tercapai dan apa yang perlu diperbaiki pada triwulan berikutnya.",
        f"Data dikumpulkan dari {units} beserta bukti dukungnya, lalu diolah menjadi capaian perangkat daerah."
        + (f" Hasilnya diperiksa melalui kunjungan monev ke {len(report.visits)} unit." if report.visits else ""),
    ]
    return "\n\n".join(said)


def results(report: MonevReport, period: str) -> str:
    known = [one for one in report.figures if one.percent is not None]
    behind = [one for one in known if one.percent is not None and one.percent < FULL]
    said = [f"Dari {len(report.figures)} indikator yang dipantau pada {period}, {len(known)} sudah memiliki capaian dan"
            f" {len(known) - len(behind)} di antaranya mencapai atau melampaui target."]  # fmt: skip
    if report.percent is not None:
        said[0] += f" Rata-rata capaian {percent(report.percent)} dengan predikat {report.rating}."
    if behind:
        said.append("Indikator yang belum mencapai target:\n" + items(short_of(one, report.analyses) for one in behind))
    if unknown := [one for one in report.figures if one.percent is None]:
        said.append("Indikator yang belum dapat dinilai:\n" + items(f"{one.indicator}: {one.note}" for one in unknown))
    if findings := [f"{visit.unit}: {finding}" for visit in report.visits for finding in visit.findings]:
        said.append("Temuan kunjungan monev:\n" + items(findings))
    return "\n\n".join(said)


def closing(report: MonevReport, period: str) -> str:
    reached = f"berpredikat {report.rating}" if report.rating else "belum dapat dinilai seluruhnya"
    said = [f"Secara umum capaian kinerja {period} {reached}."]
    if todo := [follow_up(one) for one in report.analyses if one.follow_up]:
        said.append("Saran tindak lanjut:\n" + items(todo))
    return "\n\n".join(said)


def percent(value: Decimal | None) -> str:
    """97,35 % with a plain blank: it will be typed over."""
    return (say_percent(value) or "").replace("\N{NO-BREAK SPACE}", " ")


def items(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def short_of(figure: Figure, analyses: Sequence[Analysis]) -> str:
    cause = next((one.cause for one in analyses if one.indicator == figure.indicator and one.cause), "")
    said = f"{figure.indicator}: capaian {percent(figure.percent)}"
    return f"{said}; {one_line(cause)}" if cause else f"{said}."


def follow_up(one: Analysis) -> str:
    more = ", ".join(filter(None, (one.responsible, f"paling lambat {say_due(one.due)}" if one.due else "")))
    return f"{one.indicator}: {one_line(one.follow_up)}" + (f" ({more})" if more else "")


def one_line(text: str) -> str:
    return " ".join(text.split())
