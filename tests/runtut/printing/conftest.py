"""A package of templates of the tests' own, which only the spawned typesetter finds."""

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., str]


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Call with typst text (and perhaps a parts file) and get the template's name."""
    folder = tmp_path / "contoh" / "templates"
    folder.mkdir(parents=True)
    (tmp_path / "contoh" / "__init__.py").write_text("raise RuntimeError('a template must not run its package')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def write(text: str, parts: str | None = None) -> str:
        (folder / "kertas.typ").write_text(text)
        if parts is not None:
            (folder / "parts.typ").write_text(parts)
        return "contoh/kertas"

    return write
