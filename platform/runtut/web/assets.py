"""Style sheets and scripts: bundled at start-up from small files, named by their content, cached for a year."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from flask import Response, request

STATIC = Path(__file__).parent / "static"
STYLES = (
    "tokens", "base", "frame", "buttons", "forms", "tables", "cards", "status", "flow", "sheets", "worksheets", "figures",
    "papers", "drafts", "readings", "changes", "feedback", "print",
)  # fmt: skip
SCRIPTS = ("start", "htmx", "menus", "forms", "files", "grid", "toasts")
ALONE = ("editor", "reading")
"""Scripts of a single page, which loads them itself."""
# The data-only package carries the npm release htmx.org 2.0.3 byte for byte; the hash is that of the npm release.
HTMX_PACKAGE = "js_lib_htmx"
HTMX_SHA256 = "491955cd1810747d7d7b9ccb936400afb760e06d25d53e4572b64b6563b2784e"
TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
YEAR = 31_536_000


@dataclass(frozen=True)
class Asset:
    """A file as it is served; `name` carries the hash of `content`."""

    name: str
    content: bytes
    packed: bytes
    media_type: str

    def response(self) -> Response:
        """The file, compressed where the browser understands it, to be kept for a year."""
        packed = request.accept_encodings.quality("gzip") > 0
        response = Response(self.packed if packed else self.content, content_type=f"{self.media_type}; charset=utf-8")
        response.cache_control.public, response.cache_control.max_age = True, YEAR
        response.cache_control.immutable = True
        response.vary.add("Accept-Encoding")
        if packed:
            response.content_encoding = "gzip"
        return response


class Assets:
    """All assets of the interface by their plain name ("runtut.css") and by the name that they are served under."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._plain = {name: _asset(name, content) for name, content in contents.items()}
        self._served = {asset.name: asset for asset in self._plain.values()}

    def plain(self, name: str) -> Asset:
        return self._plain[name]

    def served(self, name: str) -> Asset | None:
        return self._served.get(name)


def load() -> Assets:
    """Read, join and hash everything once."""
    own = {path.name: path.read_bytes() for path in STATIC.glob("*.svg")}
    styles, scripts = _joined("css", STYLES), _joined("js", SCRIPTS)
    alone = {f"{name}.js": _joined("js", (name,)) for name in ALONE}
    return Assets({"runtut.css": styles, "runtut.js": scripts, "htmx.js": htmx(), **alone, **own})


def htmx() -> bytes:
    """htmx as it was released, refused if the installed package holds anything else."""
    spec = find_spec(HTMX_PACKAGE)
    if spec is None or not spec.origin:
        raise RuntimeError("The package django-js-lib-htmx is not installed; run infra/run again.")
    content = Path(spec.origin).with_name("static").joinpath("htmx", "htmx.min.js").read_bytes()
    if hashlib.sha256(content).hexdigest() != HTMX_SHA256:
        raise RuntimeError("The installed htmx is not the released one; reinstall django-js-lib-htmx.")
    return content


def _joined(kind: str, names: tuple[str, ...]) -> bytes:
    return b"\n".join((STATIC / kind / f"{name}.{kind}").read_bytes() for name in names)


def _asset(name: str, content: bytes) -> Asset:
    stem, kind = name.rsplit(".", 1)
    digest = hashlib.sha256(content).hexdigest()[:12]
    return Asset(f"{stem}.{digest}.{kind}", content, gzip.compress(content, 9, mtime=0), TYPES[kind])
