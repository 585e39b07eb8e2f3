"""An SOP has one version at most that is being written, reviewed, or waiting for its day."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_index(
        "uq_sop_version_open",
        "sop_version",
        ["pemda_id", "opd_id", "sop_id"],
        unique=True,
        postgresql_where=sa.text("state in ('draft', 'review', 'approved')"),
    )


def downgrade() -> None:
    op.drop_index("uq_sop_version_open", table_name="sop_version")
