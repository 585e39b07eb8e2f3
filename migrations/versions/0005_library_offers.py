"""Offers to the library cross the wall as what they are: handed over by a pemda, answered by the operator."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from runtut.tenancy import walls

revision = "0005"
down_revision = "0004"

MOVED = (
    ("template_id", sa.Uuid(), False),
    ("content", postgresql.JSONB(), False),
    ("note", sa.Text(), False),
    ("state", sa.Text(), False),
    ("answer", sa.Text(), True),
    ("answered_at", sa.TIMESTAMP(timezone=True), True),
    ("result_id", sa.Uuid(), True),
)
"""What leaves the OPD's own table: name, type, whether it may be empty."""
HAND_OVER = """
insert into library_offer (pemda_id, id, subject, office, title, template_id, content, note, state, at, answer, answered_at,
  result_id)
select o.pemda_id, o.id, o.sop_id, opd.name, sop.title, o.template_id, o.content, o.note, o.state, o.at, o.answer,
  o.answered_at, o.result_id
from sop_offer o
join sop on sop.pemda_id = o.pemda_id and sop.id = o.sop_id
join opd on opd.pemda_id = o.pemda_id and opd.id = o.opd_id
"""
TAKE_BACK = """
update sop_offer o set (template_id, content, note, state, answer, answered_at, result_id)
  = (l.template_id, l.content, l.note, l.state, l.answer, l.answered_at, l.result_id)
from library_offer l where l.pemda_id = o.pemda_id and l.id = o.id
"""
STATES = "state in ('open', 'accepted', 'declined', 'withdrawn')"
ANSWERS = "'accepted', 'declined'"
GRANTS = "select, insert, update (state, answer, answered_at, answered_by, result_id)"


def upgrade() -> None:
    _offers()
    op.execute(HAND_OVER)
    op.drop_index("uq_sop_offer_open", "sop_offer")
    for name, _, _ in MOVED:
        op.drop_column("sop_offer", name)
    op.create_foreign_key(
        op.f("fk_sop_offer_pemda_id_id"), "sop_offer", "library_offer", ["pemda_id", "id"], ["pemda_id", "id"]
    )
    for sql in walls.contribution_wall("library_offer", GRANTS, ANSWERS):
        op.execute(sql)
    # an operator puts letters into every outbox, and reads none
    op.execute("create policy operator_sends on outbox for insert to runtut_app with check ((select fence.is_operator()))")


def _offers() -> None:
    op.create_table(
        "library_offer",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        *(
            sa.Column(name, kind, nullable=empty, server_default="open" if name == "state" else None)
            for name, kind, empty in MOVED
        ),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(STATES, name=op.f("ck_library_offer_state")),
        sa.ForeignKeyConstraint(["template_id"], ["template.id"], name=op.f("fk_library_offer_template_id")),
        sa.ForeignKeyConstraint(["result_id"], ["template.id"], name=op.f("fk_library_offer_result_id")),
        sa.ForeignKeyConstraint(["answered_by"], ["account.id"], name=op.f("fk_library_offer_answered_by")),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_library_offer")),
    )
    waiting = sa.text("state = 'open'")
    op.create_index("uq_library_offer_open", "library_offer", ["pemda_id", "subject"], unique=True, postgresql_where=waiting)
    op.create_index("ix_library_offer_state_at", "library_offer", ["state", "at"])


def downgrade() -> None:
    op.execute("drop policy operator_sends on outbox")
    op.drop_constraint(op.f("fk_sop_offer_pemda_id_id"), "sop_offer")
    for name, kind, _ in MOVED:
        op.add_column("sop_offer", sa.Column(name, kind, nullable=True, server_default="open" if name == "state" else None))
    op.execute(TAKE_BACK)
    for name in (name for name, _, empty in MOVED if not empty):
        op.alter_column("sop_offer", name, nullable=False)
    op.create_check_constraint(op.f("ck_sop_offer_state"), "sop_offer", STATES)
    for name in ("template_id", "result_id"):
        op.create_foreign_key(op.f(f"fk_sop_offer_{name}"), "sop_offer", "template", [name], ["id"])
    op.create_index(
        "uq_sop_offer_open", "sop_offer", ["pemda_id", "opd_id", "sop_id"], unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )  # fmt: skip
    op.execute("grant update (state, answer, answered_at, result_id) on sop_offer to runtut_app")
    op.drop_table("library_offer")
