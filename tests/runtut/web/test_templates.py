"""What every template of the product must keep to, so that the strict content policy never has to be opened."""

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

ROOT = Path(__file__).parents[3]
CODE = [ROOT / "platform/runtut", ROOT / "tenants", ROOT / "workers"]
TEMPLATES = sorted(page for folder in CODE for page in folder.rglob("templates/**/*.html"))
MODULES = sorted(module for folder in CODE for module in folder.rglob("*.py"))
FORBIDDEN = {
    "an inline style": r"\sstyle\s*=|<style\b",
    "an inline script": r"<script(?![^>]*\ssrc=)",
    "an inline handler": r"\son[a-z]+\s*=\s*[\"']|\shx-on[:-]|\sdata-hx-on",
    "a script address": r"javascript:",
    "another host": r"\s(?:src|href|action)\s*=\s*[\"']?(?:https?:)?//",
    "an unescaped value": r"\|\s*safe\b",
    "evaluated values": r"hx-vals\s*=\s*[\"']js:|hx-headers\s*=\s*[\"']js:",
}


def names(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", TEMPLATES, ids=names)
def test_a_template_holds_nothing_that_the_policy_forbids(page: Path) -> None:
    markup = re.sub(r"\{#.*?#\}", "", page.read_text(), flags=re.DOTALL)
    found = {what for what, pattern in FORBIDDEN.items() if re.search(pattern, markup)}
    assert not found


@pytest.mark.parametrize("page", TEMPLATES, ids=names)
def test_a_form_that_changes_something_carries_the_csrf_field(page: Path) -> None:
    forms = re.findall(r"<form\b[^>]*method=\"post\".*?</form>", page.read_text(), flags=re.DOTALL)
    assert all("csrf_field()" in form for form in forms)


def test_markup_made_in_code_has_no_inline_style_either() -> None:
    found = [names(module) for module in MODULES if re.search(r"<\w+[^>\n]*\sstyle=|<style\b", module.read_text())]
    assert not found


def test_every_call_of_a_component_names_parameters_that_it_has(face: Flask) -> None:
    parts = face.jinja_env.get_template("web/parts.html").module
    wrong: list[str] = []
    for page in TEMPLATES:
        for call in face.jinja_env.parse(page.read_text()).find_all(nodes.Call):
            if isinstance(call.node, nodes.Getattr) and isinstance(call.node.node, nodes.Name) and call.node.node.name == "ui":
                component = getattr(parts, call.node.attr, None)
                given = [pair.key for pair in call.kwargs]
                if component is None or set(given) - set(component.arguments) or len(call.args) > len(component.arguments):
                    wrong.append(f"{names(page)}, line {call.lineno}: ui.{call.node.attr} {given}")
    assert not wrong
