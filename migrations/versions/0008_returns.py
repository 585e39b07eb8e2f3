"""A returned step keeps the times of its earlier rounds, and the reason stands where the work came back to."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("task", sa.Column("earlier", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False))
    # until now a reason stood at the step that had sent the work back, and stayed there
    op.execute("update task set return_reason = null where return_reason is not null")


def downgrade() -> None:
    op.drop_column("task", "earlier")
