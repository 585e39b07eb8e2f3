"""Small pictures of figures as SVG: pure functions, colours by class, so that pages need no inline style and print in grey."""

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

Number = int | float | Decimal
SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 112, 28, 4
STRIP_WIDTH, STRIP_HEIGHT, STRIP_EDGE = 160, 24, 7
SHAPES = {
    "done": '<circle class="stop-fill" cx="12" cy="12" r="9"/><path class="stop-sign" d="M8 12.3l2.8 2.8L16 9.8"/>',
    "current": '<circle class="stop-ring" cx="12" cy="12" r="9"/><circle class="stop-core" cx="12" cy="12" r="4.5"/>',
    "waiting": '<circle class="stop-ring" cx="12" cy="12" r="8"/>',
    "skipped": '<circle class="stop-ring" cx="12" cy="12" r="8"/><path class="stop-sign" d="M8.5 12h7"/>',
    "late": '<path class="stop-fill" d="M12 2.2L22.4 21H1.6z"/><path class="stop-sign" d="M12 9v5.5M12 17.2v.6"/>',
    "returned": '<circle class="stop-fill" cx="12" cy="12" r="9"/>'
    '<path class="stop-sign" d="M10.6 7.6L7.6 10.6l3 3M8 10.6h5.2a2.9 2.9 0 0 1 0 5.8h-2"/>',
}
DIAMONDS = {
    "done": '<path class="stop-fill" d="M12 1.5L22.5 12 12 22.5 1.5 12z"/><path class="stop-sign" d="M8 12.3l2.8 2.8L16 9.8"/>',
    "current": '<path class="stop-ring" d="M12 1.8L22.2 12 12 22.2 1.8 12z"/><path class="stop-core" d="M12 7l5 5-5 5-5-5z"/>',
    "waiting": '<path class="stop-ring" d="M12 2.5L21.5 12 12 21.5 2.5 12z"/>',
}


def mark() -> Markup:
    """Runtut's mark: three steps, one after the other."""
    return Markup(
        '<svg class="mark-picture" viewBox="0 0 28 28" width="28" height="28" aria-hidden="true">'
        '<rect class="mark-ground" width="28" height="28" rx="7"/>'
        '<path class="mark-way" d="M8 8.5h5.5v5.5H19v5.5"/><circle class="mark-stop" cx="8" cy="8.5" r="2.6"/>'
        '<circle class="mark-stop" cx="13.5" cy="14" r="2.6"/><path class="mark-stop" d="M19 16.2l3.6 3.6-3.6 3.6-3.6-3.6z"/>'
        "</svg>"
    )


def steps() -> Markup:
    """An ornament for pages without a frame: a way of five steps, three of them done."""
    way = '<path class="steps-done" d="M10 10h97"/><path class="steps-open" d="M122 10h28"/>'
    done = "".join(f'<circle class="steps-full" cx="{x}" cy="10" r="5"/>' for x in (10, 45, 80))
    now = '<path class="steps-now" d="M115 2.5l7.5 7.5-7.5 7.5-7.5-7.5z"/><circle class="steps-wait" cx="150" cy="10" r="5"/>'
    return _svg("steps", 160, 20, "", way, done, now)


def stop(state: str, decision: bool = False) -> Markup:
    """A step on the strip: full when done, a ring with a core now, a thin ring when waiting, a triangle when late."""
    shapes = {**SHAPES, **DIAMONDS} if decision else SHAPES
    return Markup('<svg class="stop" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">{}</svg>').format(
        Markup(shapes.get(state, shapes["waiting"]))  # noqa: S704  # from the table above
    )


def bar(
    value: Number | None, target: Number | None = None, most: Number | None = None, tone: str | None = None, label: str = ""
) -> Markup:
    """A figure as a bar, its target as a mark across it; `most` is the full width, else whatever holds both."""
    top = float(most or 0) or max(float(value or 0), float(target or 0)) * (1.0 if target is None else 1.12) or 1.0
    filled, marked = _share(value, top), _share(target, top)
    return _svg(
        f"bar bar--{tone or 'accent'}", "100%", 10, label,
        '<rect class="bar-track" y="2" width="100%" height="6" rx="3"/>',
        "" if value is None else f'<rect class="bar-fill" y="2" width="{filled:.2f}%" height="6" rx="3"/>',
        "" if target is None else f'<rect class="bar-target" x="{min(marked, 99.2):.2f}%" width="2" height="10"/>',
    )  # fmt: skip


def sparkline(values: Sequence[Number | None], label: str, target: Number | None = None) -> Markup:
    """A series as a line with its last point; a missing value is a gap, never a zero."""
    known = [float(v) for v in values if v is not None]
    if not known:
        return _svg("sparkline", SPARK_WIDTH, SPARK_HEIGHT, label)
    low, high = min(known + _some(target)), max(known + _some(target))
    points = [_point(i, v, len(values), low, high) for i, v in enumerate(values) if v is not None]
    runs = _runs([None if v is None else _point(i, v, len(values), low, high) for i, v in enumerate(values)])
    level = "" if target is None else _level(_point(0, target, len(values), low, high)[1])
    lines = "".join(f'<polyline class="sparkline-line" points="{_said(run)}"/>' for run in runs)
    x, y = points[-1]
    last = f'<circle class="sparkline-last" cx="{x:.1f}" cy="{y:.1f}" r="2.6"/>'
    return _svg("sparkline", SPARK_WIDTH, SPARK_HEIGHT, label, level, lines, last)


def quartiles(
    value: Number | None, least: Number, first: Number, median: Number, third: Number, most: Number, label: str
) -> Markup:
    """Where one stands among peers: the whole span, the middle half, the median, and one's own dot."""
    low, high = float(min(least, most)), float(max(least, most))

    def at(number: Number) -> float:
        share = 0.5 if high == low else (float(number) - low) / (high - low)
        return STRIP_EDGE + max(0.0, min(1.0, share)) * (STRIP_WIDTH - 2 * STRIP_EDGE)

    middle, half = STRIP_HEIGHT / 2, at(third) - at(first)
    return _svg(
        "strip-quartiles", STRIP_WIDTH, STRIP_HEIGHT, label,
        f'<path class="quartile-span" d="M{at(least):.1f} {middle}H{at(most):.1f}"/>',
        f'<rect class="quartile-half" x="{at(first):.1f}" y="{middle - 5}" width="{half:.1f}" height="10" rx="2"/>',
        f'<path class="quartile-median" d="M{at(median):.1f} {middle - 7}v14"/>',
        "" if value is None else f'<circle class="quartile-own" cx="{at(value):.1f}" cy="{middle}" r="5"/>',
    )  # fmt: skip


def _svg(name: str, width: int | str, height: int, label: str, *parts: str) -> Markup:
    said = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    frame = f' viewBox="0 0 {width} {height}"' if isinstance(width, int) else ""
    opening = Markup('<svg class="{}" width="{}" height="{}"{} {}>').format(name, width, height, Markup(frame), said)  # noqa: S704
    return opening + Markup("".join(parts)) + Markup("</svg>")  # noqa: S704  # numbers and class names only


def _share(value: Number | None, top: float) -> float:
    return max(0.0, min(100.0, float(value or 0) / top * 100))


def _some(value: Number | None) -> list[float]:
    return [] if value is None else [float(value)]


def _point(index: int, value: Number, count: int, low: float, high: float) -> tuple[float, float]:
    along = 0.5 if count < 2 else index / (count - 1)
    up = 0.5 if high == low else (float(value) - low) / (high - low)
    x = SPARK_EDGE + along * (SPARK_WIDTH - 2 * SPARK_EDGE)
    return x, SPARK_HEIGHT - SPARK_EDGE - up * (SPARK_HEIGHT - 2 * SPARK_EDGE)


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _said(run: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in run)


def _level(y: float) -> str:
    return f'<path class="sparkline-target" d="M0 {y:.1f}H{SPARK_WIDTH}"/>'
