"""Which PDF a reader means, and having one made that is not there."""

from runtut.errors import Conflict, NotFound
from tenants.documents.models import DocumentVersion
from tenants.documents.reading import Paper
from tenants.documents.rendering import Purpose, request_rendering


def chosen(paper: Paper, number: int | None) -> DocumentVersion:
    """The version with that number, else the newest; NotFound when there is none."""
    if number is None:
        return paper.newest
    found = next((version for version in paper.versions if version.number == number), None)
    if found is None:
        raise NotFound(f"Dokumen ini tidak memiliki versi {number}.")
    return found


def purpose_of(paper: Paper, asked: str | None) -> str:
    return asked or ("signed" if paper.signature else "draft")


def ask_again(paper: Paper, purpose: Purpose) -> None:
    """Have the newest version printed; asking for what is being made changes nothing."""
    if purpose == "signed" and paper.signature is None:
        raise Conflict("Dokumen ini belum ditandatangani, jadi belum ada PDF bertanda tangan.")
    request_rendering(paper.newest, purpose)
