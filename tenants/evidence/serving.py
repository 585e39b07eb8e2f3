"""How a file leaves: as an attachment that no browser runs, under a name that breaks no header."""

from urllib.parse import quote

from flask import Response

from tenants.evidence.models import Evidence
from tenants.evidence.names import harmless
from tenants.evidence.service import content

INERT = "default-src 'none'; sandbox"


def attachment(evidence: Evidence) -> Response:
    answer = Response(content(evidence), mimetype=evidence.media_type)
    answer.content_length = evidence.size
    answer.headers["Content-Disposition"] = disposition(evidence.name)
    answer.headers["Content-Security-Policy"] = INERT
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def disposition(name: str) -> str:
    """RFC 6266: plain letters for old programs, the true name in UTF-8 for the others."""
    true = harmless(name)
    plain = true.encode("ascii", "replace").decode().replace("?", "_").replace("\\", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(true, safe='')}"
