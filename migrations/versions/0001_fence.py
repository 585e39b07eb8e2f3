"""The fence: how PostgreSQL checks the pass of a transaction."""

from alembic import op

from runtut.tenancy.walls import FENCE, NO_FENCE

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute(FENCE)


def downgrade() -> None:
    op.execute(NO_FENCE)
