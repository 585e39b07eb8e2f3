"""How a PDF leaves: as an attachment that no browser runs, named by us."""

import re
import unicodedata

from flask import Response

from runtut.errors import NotFound
from runtut.storage import read
from tenants.documents.models import DocumentVersion, Rendering
from tenants.documents.reading import Paper
from tenants.documents.rendering import MEDIA_TYPE, rendering_state
from tenants.evidence.serving import INERT, disposition

SAID = {
    "coming": "PDF ini sedang disiapkan; cobalah lagi beberapa saat lagi.",
    "failed": "PDF ini gagal dibuat; minta dibuat lagi di halaman dokumen.",
    "none": "PDF ini belum pernah diminta.",
}


def attachment(paper: Paper, version: DocumentVersion, purpose: str) -> Response:
    """The PDF of a version; NotFound with the reason while there is none."""
    rendering = paper.rendering(version, purpose)
    if rendering is None:
        raise NotFound(SAID[rendering_state(version, purpose)])
    answer = Response(read(rendering.storage_key, rendering.storage_version, rendering.sha256), mimetype=MEDIA_TYPE)
    answer.content_length = rendering.size
    answer.headers["Content-Disposition"] = disposition(file_name(paper, version, rendering))
    answer.headers["Content-Security-Policy"] = INERT
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def file_name(paper: Paper, version: DocumentVersion, rendering: Rendering) -> str:
    """laporan-monev-triwulan-i-2025-versi-3.pdf; without the version once it is signed."""
    plain = unicodedata.normalize("NFKD", paper.document.title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-") or "dokumen"
    return f"{words}-ditandatangani.pdf" if rendering.purpose == "signed" else f"{words}-versi-{version.number}.pdf"
