"""Versions of templates say what they are for; what a clone took over from them, and what an OPD offers to the library."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from runtut.tenancy import walls

revision = "0004"
down_revision = "0003"

GRANTS = {
    "sop_takeover": "select, insert, update (undone_at)",
    "sop_offer": "select, insert, update (state, answer, answered_at, result_id)",
}
OFFER_STATES = ("open", "accepted", "declined", "withdrawn")


def upgrade() -> None:
    op.add_column("template", sa.Column("urusan", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False))
    op.add_column("template", sa.Column("note", sa.Text(), nullable=True))
    op.add_column("template", sa.Column("publisher", sa.Text(), nullable=True))
    _takeovers()
    _offers()
    for table, grants in GRANTS.items():
        for sql in walls.opd_wall(table, grants):
            op.execute(sql)


def _scoped(table: str, *columns: sa.Column[object]) -> tuple[sa.Column[object] | sa.Constraint, ...]:
    """Columns and keys that both tables share: the SOP, one version of it, a template version, who and when."""
    return (
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("sop_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("template_id", sa.Uuid(), nullable=False),
        *columns,
        sa.Column("official_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        _peer(table, "sop_id", "sop"),
        _peer(table, "version_id", "sop_version"),
        sa.ForeignKeyConstraint(["template_id"], ["template.id"], name=op.f(f"fk_{table}_template_id")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "official_id"], ["official.pemda_id", "official.id"], name=op.f(f"fk_{table}_pemda_id_official_id")
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f(f"pk_{table}")),
    )


def _peer(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["pemda_id", "opd_id", column], [f"{other}.pemda_id", f"{other}.opd_id", f"{other}.id"],
        name=op.f(f"fk_{table}_pemda_id_opd_id_{column}"),
    )  # fmt: skip


def _takeovers() -> None:
    documents = [sa.Column(name, postgresql.JSONB(), nullable=False) for name in ("base", "before", "after", "decisions")]
    op.create_table(
        "sop_takeover",
        *_scoped("sop_takeover", *documents, sa.Column("undone_at", sa.TIMESTAMP(timezone=True), nullable=True)),
    )
    op.create_index("ix_sop_takeover_sop", "sop_takeover", ["pemda_id", "opd_id", "sop_id", "at"], unique=False)


def _offers() -> None:
    said = ", ".join(f"'{state}'" for state in OFFER_STATES)
    op.create_table(
        "sop_offer",
        *_scoped(
            "sop_offer",
            sa.Column("content", postgresql.JSONB(), nullable=False),
            sa.Column("note", sa.Text(), nullable=False),
            sa.Column("state", sa.Text(), server_default="open", nullable=False),
            sa.Column("answer", sa.Text(), nullable=True),
            sa.Column("answered_at", sa.TIMESTAMP(timezone=True), nullable=True),
            sa.Column("result_id", sa.Uuid(), nullable=True),
        ),
        sa.ForeignKeyConstraint(["result_id"], ["template.id"], name=op.f("fk_sop_offer_result_id")),
        sa.CheckConstraint(f"state in ({said})", name=op.f("ck_sop_offer_state")),
    )
    op.create_index(
        "uq_sop_offer_open", "sop_offer", ["pemda_id", "opd_id", "sop_id"], unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("sop_offer")
    op.drop_table("sop_takeover")
    for name in ("publisher", "note", "urusan"):
        op.drop_column("template", name)
