"""From which reading a version came is a row of its own, and the readings of an OPD have an index."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from runtut.tenancy import walls

revision = "0007"
down_revision = "0006"

MOVE = """
insert into sop_origin (pemda_id, id, opd_id, version_id, reading_id, document, trace)
select distinct on (v.id) r.pemda_id, gen_random_uuid(), r.opd_id, v.id, r.id, kept.key::int,
  kept.value - 'version' - 'slug'
from sop_reading r
cross join lateral jsonb_each(r.result -> 'drafts') kept
join sop_version v on v.pemda_id = r.pemda_id and v.opd_id = r.opd_id and v.id = (kept.value ->> 'version')::uuid
where jsonb_typeof(r.result -> 'drafts') = 'object'
order by v.id, r.at desc
"""
DROP = "update sop_reading set result = result - 'drafts' where result ? 'drafts'"
BACK = """
update sop_reading r set result = r.result || jsonb_build_object('drafts', coalesce((
  select jsonb_object_agg(o.document::text, o.trace || jsonb_build_object('version', o.version_id, 'slug', s.slug)
    order by v.created_at)
  from sop_origin o join sop_version v on v.pemda_id = o.pemda_id and v.id = o.version_id
  join sop s on s.pemda_id = v.pemda_id and s.id = v.sop_id
  where o.pemda_id = r.pemda_id and o.reading_id = r.id), '{}'))
where r.state = 'read'
"""


def upgrade() -> None:
    op.create_unique_constraint(op.f("uq_sop_reading_pemda_id_opd_id_id"), "sop_reading", ["pemda_id", "opd_id", "id"])
    op.create_index("ix_sop_reading_at", "sop_reading", ["pemda_id", "opd_id", "at"])
    op.create_table(
        "sop_origin",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("trace", postgresql.JSONB(), nullable=False),
        _peer("version_id", "sop_version"),
        _peer("reading_id", "sop_reading"),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_sop_origin")),
        sa.UniqueConstraint("pemda_id", "opd_id", "version_id", name=op.f("uq_sop_origin_pemda_id_opd_id_version_id")),
    )
    op.create_index("ix_sop_origin_reading_id", "sop_origin", ["pemda_id", "opd_id", "reading_id"])
    for sql in walls.opd_wall("sop_origin", "select, insert"):
        op.execute(sql)
    op.execute(MOVE)
    op.execute(DROP)


def _peer(column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["pemda_id", "opd_id", column], [f"{other}.pemda_id", f"{other}.opd_id", f"{other}.id"],
        name=op.f(f"fk_sop_origin_pemda_id_opd_id_{column}"),
    )  # fmt: skip


def downgrade() -> None:
    op.execute(BACK)
    op.drop_table("sop_origin")
    op.drop_index("ix_sop_reading_at", "sop_reading")
    op.drop_constraint(op.f("uq_sop_reading_pemda_id_opd_id_id"), "sop_reading")
