"""Files of readings that no row knows: a process was lost between the storage and the database."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from runtut.database import db
from runtut.errors import Problem
from runtut.storage import discard, keys_before
from runtut.tenancy import Pass, bound
from tenants.institutions.models import Opd
from tenants.sops.models import SopReading

OLD = timedelta(days=1)
"""No upload and no job takes so long: what is younger may still get its row."""
log = logging.getLogger(__name__)


def sweep(pemda_id: UUID, now: datetime) -> None:
    """Discard them in every OPD of the pemda; a storage that does not answer is asked again tomorrow.

    The pass must open the whole pemda: files of an OPD whose rows it does not show would all seem to be without one.
    """
    if bound() != Pass.whole(pemda_id):
        raise ValueError("only with a pass for the whole pemda")
    try:
        for opd_id in db.session.scalars(select(Opd.id)).all():
            for key in strays(pemda_id, opd_id, now - OLD):
                discard(key, "")
    except Problem as failed:
        log.warning("files without a reading are still there: %s", failed.detail)


def strays(pemda_id: UUID, opd_id: UUID, moment: datetime) -> set[str]:
    stored = set(keys_before("documents", pemda_id, opd_id, "sop-", moment))
    return stored - known(opd_id) if stored else stored


def known(opd_id: UUID) -> set[str]:
    """Keys of the files and of the pictures of their pages; of what was refused nothing is kept."""
    mine = SopReading.opd_id == opd_id, SopReading.state != "refused"
    rows = db.session.execute(select(SopReading.key, SopReading.result["pages"]).where(*mine)).all()
    return {row[0] for row in rows} | {page["key"] for row in rows for page in row[1] or () if "key" in page}
