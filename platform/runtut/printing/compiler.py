"""Compiling a template with its data, in this very process."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import typst

from runtut.errors import Problem
from runtut.printing.glyphs import FONTS, written

SHARED = Path(__file__).parent / "templates"
"""All that a template can read: what papers have in common. Nothing of a user ever lies here."""

TEMPLATE = re.compile(r"[a-z][a-z_.]*/[a-z][a-z0-9_]*")


class CannotPrint(Problem):
    """`reason` is for the log: what the typesetter said."""

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Dokumen tidak dapat dibuat"

    def __init__(self, detail: str, reason: str = "") -> None:
        super().__init__(detail)
        self.reason = reason


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The paper as PDF/A-2a and PDF/UA-1; equal data gives equal bytes.

    `template` is "<package>/<name>": the file templates/<name>.typ of that package,
    read behind its templates/parts.typ. Data reaches it as JSON only.
    Never call this in a process that forks afterwards (its children would hang): `render_in_child` is for those.
    """
    compiler = typst.Compiler(source(template), root=SHARED, font_paths=_fonts(), ignore_system_fonts=True)
    inputs = {"data": written(data)}
    try:
        made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["a-2a", "ua-1"])
    except typst.TypstError as error:
        raise CannotPrint(f"{named(data)} tidak dapat dibuat; hubungi pengelola sistem.", error.diagnostic) from error
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one piece of bytes")
    return made


def named(data: Mapping[str, Any]) -> str:
    """How messages call the paper."""
    title = data.get("meta", {}).get("title")
    return f"Dokumen “{title}”" if title else "Dokumen"


def source(template: str) -> bytes:
    if not TEMPLATE.fullmatch(template):
        raise ValueError(f"not a template: {template!r}")
    package, name = template.split("/")
    found = find_spec(package)  # unlike importlib.resources it does not run the package
    if found is None or not found.submodule_search_locations:
        raise ValueError(f"not a package: {package!r}")
    folder = Path(found.submodule_search_locations[0], "templates")
    parts = folder / "parts.typ"
    return (parts.read_bytes() if parts.is_file() else b"") + (folder / f"{name}.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
