"""Of an SOP in force the whole pemda may know who has it, its title and number, and hashes that find near-copies."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from runtut.tenancy import walls

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "sop_sketch",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("pairs", sa.LargeBinary(), nullable=False),
        sa.Column("rows", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_sop_sketch")),
        sa.UniqueConstraint("pemda_id", "subject", name=op.f("uq_sop_sketch_pemda_id_subject")),
    )
    for sql in walls.pemda_wall("sop_sketch", "select, insert, delete"):
        op.execute(sql)


def downgrade() -> None:
    op.drop_table("sop_sketch")
