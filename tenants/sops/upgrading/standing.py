"""Whether what a takeover brought stands in a version, or was undone in the editor."""

from sqlalchemy import select

from runtut.database import db
from runtut.procedures import from_json
from runtut.procedures.merging import merge
from tenants.sops.models import SopEdit, SopVersion
from tenants.sops.upgrading.models import SopTakeover


def stands(takeover: SopTakeover, version: SopVersion) -> bool:
    """True where nothing was to be brought into this version."""
    if takeover.version_id != version.id or takeover.before == takeover.after:
        return True
    rows = select(SopEdit.revision, SopEdit.back, SopEdit.content == takeover.after)
    edits = {at: (back, same) for at, back, same in db.session.execute(rows.where(SopEdit.version_id == version.id))}
    at: int | None = version.revision
    while at is not None:
        if at not in edits:
            return _is_left_of(takeover, version)
        at, same = edits[at]
        if same:
            return True
    return False


def _is_left_of(takeover: SopTakeover, version: SopVersion) -> bool:
    """Told from the documents, where the edits that led here are not kept any more: something that it brought is there."""
    before, now, after = (from_json(content) for content in (takeover.before, version.content, takeover.after))
    lacking = {change.key for change in merge(before, now, after).questions if not change.conflict}
    return any(change.key not in lacking for change in merge(before, before, after).questions)
