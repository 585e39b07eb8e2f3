"""An SOP has one version at most that is being written, reviewed, or waiting for its day."""

import sqlalchemy as sa
from alembic import op

from runtut.errors import CannotStart

revision = "0011"
down_revision = "0010"


TWICE = """select p.code, o.slug, s.slug from sop_version v
join pemda p on p.id = v.pemda_id
join opd o on (o.pemda_id, o.id) = (v.pemda_id, v.opd_id)
join sop s on (s.pemda_id, s.id) = (v.pemda_id, v.sop_id)
where v.state in ('draft', 'review', 'approved') group by 1, 2, 3 having count(*) > 1 order by 1, 2, 3"""


def upgrade() -> None:
    refuse_twins()
    op.create_index(
        "uq_sop_version_open",
        "sop_version",
        ["pemda_id", "opd_id", "sop_id"],
        unique=True,
        postgresql_where=sa.text("state in ('draft', 'review', 'approved')"),
    )


def refuse_twins() -> None:
    """Two drafts of one SOP could come about by a race. Which of them is the right one, only its writers know."""
    found = ["/".join(row) for row in op.get_bind().execute(sa.text(TWICE))]
    if found:
        raise CannotStart(
            f"Pembaruan berhenti dan tidak mengubah apa pun: SOP {', '.join(found)} punya dua versi yang masih dikerjakan. "
            "Jalankan Runtut versi sebelumnya, buang salah satu drafnya, lalu perbarui lagi."
        )


def downgrade() -> None:
    op.drop_index("uq_sop_version_open", table_name="sop_version")
