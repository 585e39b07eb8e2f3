"""Every pair of colours that carries text can be read by people with weak sight, by day and by night."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[3] / "platform/runtut/web/static/css/tokens.css"
GROUNDS = ("paper", "surface", "sunken")
TEXT = [(ink, ground) for ink in ("ink", "muted", "accent", "danger", "attention", "done") for ground in GROUNDS]
TEXT += [("on-accent", "accent"), ("on-accent", "accent-hover"), ("ink", "accent-tint"), ("muted", "accent-tint")]
TEXT += [(tone, f"{tone}-tint") for tone in ("accent", "attention", "danger", "done")]
TEXT += [("ink", f"{tone}-tint") for tone in ("attention", "danger", "done")]
TEXT += [("accent-hover", ground) for ground in GROUNDS] + [("accent-hover", "accent-tint"), ("accent", "done-tint")]
TEXT += [("sheet-ink", "sheet"), ("sheet-accent", "sheet")]
EDGES = [(edge, ground) for edge in ("line-strong", "focus") for ground in ("paper", "surface")]


def colours(scheme: str) -> dict[str, str]:
    day, night = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")[:2]
    found = dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6});", day))
    return found if scheme == "day" else {**found, **dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6});", night))}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_contrast_that_the_standard_names() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["day", "night"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(scheme: str, ink: str, ground: str) -> None:
    found = colours(scheme)
    assert contrast(found[ink], found[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["day", "night"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_fields_and_the_focus_ring_can_be_seen(scheme: str, edge: str, ground: str) -> None:
    found = colours(scheme)
    assert contrast(found[edge], found[ground]) >= 3


def test_night_changes_every_colour_but_no_size() -> None:
    night = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")[1]
    assert set(re.findall(r"--([\w-]+): #", night)) == set(colours("day"))


def test_no_other_style_sheet_names_a_colour_of_its_own() -> None:
    sheets = [sheet for sheet in TOKENS.parent.glob("*.css") if sheet.stem not in ("tokens", "print")]
    named = {
        f"{sheet.name}: {hit}" for sheet in sheets for hit in re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=[^{]*;)", sheet.read_text())
    }
    assert not named
