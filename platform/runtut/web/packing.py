"""Large pages travel compressed: those that show nothing of what the address says, so that nothing can be guessed by size."""

import gzip

from flask import Response, request


def packed(page: str) -> Response:
    """The page, compressed where the browser understands it."""
    response = Response(page, content_type="text/html; charset=utf-8")
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") > 0:
        response.set_data(gzip.compress(page.encode(), 6, mtime=0))
        response.content_encoding = "gzip"
    return response
