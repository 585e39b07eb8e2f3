"""Forms of a cancelled cycle are void; indicators count their versions; sessions that are over may be forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

OF_CANCELLED = """
update form set void_at = now() from cycle
where cycle.pemda_id = form.pemda_id and form.subject = 'cycle:' || cycle.id and cycle.status = 'cancelled'
"""


def upgrade() -> None:
    op.add_column("form", sa.Column("void_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.execute(OF_CANCELLED)
    op.execute("grant update (void_at) on form to runtut_app")
    op.add_column("indicator", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.execute("grant delete on account_session to runtut_app")


def downgrade() -> None:
    op.execute("revoke delete on account_session from runtut_app")
    op.drop_column("indicator", "version")
    op.drop_column("form", "void_at")
