"""Drafts of SOPs, their life cycle, assessments, files that are read, how SOPs are printed, and findings that are waived."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from runtut.tenancy import walls

revision = "0003"
down_revision = "0002"

OLD_STATES, STATES = ("draft", "effective", "superseded", "revoked"), (
    "draft", "review", "approved", "effective", "superseded", "revoked",
)  # fmt: skip
PAPERS = ("a4-landscape", "a4-portrait", "f4-landscape", "f4-portrait")
NEW_COLUMNS = (
    ("edited_by", sa.Uuid()),
    ("edited_at", sa.TIMESTAMP(timezone=True)),
    ("reason", sa.Text()),
    ("submitted_by", sa.Uuid()),
    ("submitted_at", sa.TIMESTAMP(timezone=True)),
    ("reviewed_by", sa.Uuid()),
    ("reviewed_capacity", sa.Text()),
    ("reviewed_at", sa.TIMESTAMP(timezone=True)),
    ("returned_reason", sa.Text()),
    ("approved_on", sa.Date()),
    ("in_force", postgresql.DATERANGE()),
    ("revoked_reason", sa.Text()),
)
CHANGED = "content, sha256, state, effective_on, approved_by, approved_capacity"
GRANTS = {
    "sop_hand": "select, insert",
    "sop_edit": "select, insert, delete",
    "sop_assessment": "select, insert, update (content, revision, official_id, capacity, done_at)",
    "sop_reading": "select, insert, update (state, result, problem, doing, done_at)",
    "sop_waiver": "select, insert, delete",
    "sop_profile": "select, insert, update (letterhead, labels, number_pattern, paper, logo, logo_type, version, changed_at)",
}
FROZEN = """
create function sop_version_is_frozen() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (old.state <> 'draft' and (new.content - 'identity') is distinct from (old.content - 'identity'))
     or (old.state not in ('draft', 'review') and new.content is distinct from old.content)
  then raise 'a version that was handed in does not change' using errcode = '23514', constraint = 'sop_version_is_frozen';
  end if;
  return new;
end $$;
create trigger sop_version_is_frozen before update on sop_version for each row execute function sop_version_is_frozen();
create function sop_assessment_is_frozen() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.done_at is not null
  then raise 'an assessment that was handed in does not change' using errcode = '23514',
    constraint = 'sop_assessment_is_frozen';
  end if;
  return new;
end $$;
create trigger sop_assessment_is_frozen before update on sop_assessment
  for each row execute function sop_assessment_is_frozen();
"""
THAWED = """
drop trigger sop_assessment_is_frozen on sop_assessment;
drop function sop_assessment_is_frozen();
drop trigger sop_version_is_frozen on sop_version;
drop function sop_version_is_frozen();
"""


def upgrade() -> None:
    op.add_column("sop_version", sa.Column("revision", sa.Integer(), server_default="0", nullable=False))
    for name, kind in NEW_COLUMNS:
        op.add_column("sop_version", sa.Column(name, kind, nullable=True))
    op.drop_constraint("ck_sop_version_state", "sop_version")
    op.create_check_constraint(op.f("ck_sop_version_state"), "sop_version", _one_of(STATES))
    op.create_exclude_constraint(
        "one_version_in_force_a_day", "sop_version",
        (sa.column("pemda_id"), "="), (sa.column("opd_id"), "="), (sa.column("sop_id"), "="), (sa.column("in_force"), "&&"),
        using="gist",
    )  # fmt: skip
    op.execute("update sop_version set in_force = daterange(effective_on, null) where state = 'effective'")
    columns = ", ".join([CHANGED, "revision", *(name for name, _ in NEW_COLUMNS)])
    op.execute(f"grant update ({columns}) on sop_version to runtut_app")
    _hands()
    _edits()
    _assessments()
    _readings()
    _profiles()
    _checks()
    for table, grants in GRANTS.items():
        for sql in walls.opd_wall(table, grants):
            op.execute(sql)
    for table in ("sop_rule_off", "sop_window"):
        for sql in walls.pemda_wall(table, "select, insert, delete"):
            op.execute(sql)
    op.execute(FROZEN)


def _one_of(states: tuple[str, ...]) -> str:
    return f"state in ({', '.join(repr(state) for state in states)})"


def _scoped(*columns: sa.Column[object]) -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        *columns,
    )


def _peer(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["pemda_id", "opd_id", column], [f"{other}.pemda_id", f"{other}.opd_id", f"{other}.id"],
        name=op.f(f"fk_{table}_pemda_id_opd_id_{column}"),
    )  # fmt: skip


def _official(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["pemda_id", "official_id"], ["official.pemda_id", "official.id"], name=op.f(f"fk_{table}_pemda_id_official_id")
    )


def _key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f(f"pk_{table}"))


def _at(name: str, default: bool = True) -> sa.Column[object]:
    return sa.Column(
        name, sa.TIMESTAMP(timezone=True), server_default=sa.text("now()") if default else None, nullable=not default
    )


def _hands() -> None:
    op.create_table(
        "sop_hand",
        *_scoped(
            sa.Column("version_id", sa.Uuid(), nullable=False), sa.Column("official_id", sa.Uuid(), nullable=False), _at("at")
        ),
        _peer("sop_hand", "version_id", "sop_version"),
        _official("sop_hand"),
        _key("sop_hand"),
        sa.UniqueConstraint(
            "pemda_id", "opd_id", "version_id", "official_id", name=op.f("uq_sop_hand_pemda_id_opd_id_version_id_official_id")
        ),
    )


def _edits() -> None:
    op.create_table(
        "sop_edit",
        *_scoped(
            sa.Column("version_id", sa.Uuid(), nullable=False),
            sa.Column("revision", sa.Integer(), nullable=False),
            sa.Column("content", postgresql.JSONB(), nullable=False),
            sa.Column("back", sa.Integer(), nullable=True),
            sa.Column("forward", sa.Integer(), nullable=True),
            sa.Column("official_id", sa.Uuid(), nullable=True),
            _at("at"),
        ),
        _peer("sop_edit", "version_id", "sop_version"),
        _official("sop_edit"),
        _key("sop_edit"),
        sa.UniqueConstraint(
            "pemda_id", "opd_id", "version_id", "revision", name=op.f("uq_sop_edit_pemda_id_opd_id_version_id_revision")
        ),
    )


def _assessments() -> None:
    op.create_table(
        "sop_assessment",
        *_scoped(
            sa.Column("sop_id", sa.Uuid(), nullable=False),
            sa.Column("version_id", sa.Uuid(), nullable=False),
            sa.Column("kind", sa.Text(), nullable=False),
            sa.Column("period", sa.Text(), nullable=False),
            sa.Column("content", postgresql.JSONB(), nullable=False),
            sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
            sa.Column("official_id", sa.Uuid(), nullable=False),
            sa.Column("capacity", sa.Text(), nullable=False),
            _at("at"),
            _at("done_at", default=False),
        ),
        sa.CheckConstraint("kind in ('monitoring', 'evaluation')", name=op.f("ck_sop_assessment_kind")),
        _peer("sop_assessment", "sop_id", "sop"),
        _peer("sop_assessment", "version_id", "sop_version"),
        _official("sop_assessment"),
        _key("sop_assessment"),
        sa.UniqueConstraint(
            "pemda_id", "opd_id", "sop_id", "kind", "period", name=op.f("uq_sop_assessment_pemda_id_opd_id_sop_id_kind_period")
        ),
    )


def _readings() -> None:
    op.create_table(
        "sop_reading",
        *_scoped(
            sa.Column("name", sa.Text(), nullable=False),
            sa.Column("key", sa.Text(), nullable=False),
            sa.Column("object_version", sa.Text(), nullable=True),
            sa.Column("sha256", sa.Text(), nullable=False),
            sa.Column("size", sa.Integer(), nullable=False),
            sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
            sa.Column("doing", sa.Text(), nullable=True),
            sa.Column("result", postgresql.JSONB(), nullable=True),
            sa.Column("problem", sa.Text(), nullable=True),
            sa.Column("official_id", sa.Uuid(), nullable=False),
            _at("at"),
            _at("done_at", default=False),
        ),
        sa.CheckConstraint("state in ('waiting', 'read', 'refused')", name=op.f("ck_sop_reading_state")),
        _official("sop_reading"),
        _key("sop_reading"),
    )


def _profiles() -> None:
    op.create_table(
        "sop_profile",
        *_scoped(
            sa.Column("letterhead", postgresql.JSONB(), server_default="[]", nullable=False),
            sa.Column("labels", postgresql.JSONB(), server_default="{}", nullable=False),
            sa.Column("number_pattern", sa.Text(), nullable=False),
            sa.Column("paper", sa.Text(), server_default="a4-landscape", nullable=False),
            sa.Column("logo", sa.LargeBinary(), nullable=True),
            sa.Column("logo_type", sa.Text(), nullable=True),
            sa.Column("version", sa.Integer(), server_default="1", nullable=False),
            _at("changed_at"),
        ),
        sa.CheckConstraint(_one_of(PAPERS).replace("state", "paper", 1), name=op.f("ck_sop_profile_paper")),
        sa.CheckConstraint("octet_length(logo) <= 300000", name=op.f("ck_sop_profile_logo_size")),
        sa.CheckConstraint("(logo is null) = (logo_type is null)", name=op.f("ck_sop_profile_logo_with_type")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id"], ["opd.pemda_id", "opd.id"], name=op.f("fk_sop_profile_pemda_id_opd_id")
        ),
        _key("sop_profile"),
        sa.UniqueConstraint("pemda_id", "opd_id", name=op.f("uq_sop_profile_pemda_id_opd_id")),
    )


def _checks() -> None:
    op.create_table(
        "sop_waiver",
        *_scoped(
            sa.Column("sop_id", sa.Uuid(), nullable=False),
            sa.Column("code", sa.Text(), nullable=False),
            sa.Column("place", sa.Text(), nullable=False),
            sa.Column("fingerprint", sa.Text(), nullable=False),
            sa.Column("reason", sa.Text(), nullable=False),
            sa.Column("official_id", sa.Uuid(), nullable=False),
            _at("at"),
        ),
        _peer("sop_waiver", "sop_id", "sop"),
        _official("sop_waiver"),
        _key("sop_waiver"),
        sa.UniqueConstraint(
            "pemda_id", "opd_id", "sop_id", "code", "place", name=op.f("uq_sop_waiver_pemda_id_opd_id_sop_id_code_place")
        ),
    )
    op.create_table(
        "sop_rule_off",
        *(column for column in _scoped() if column.name != "opd_id"),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("official_id", sa.Uuid(), nullable=False),
        _at("at"),
        _official("sop_rule_off"),
        _key("sop_rule_off"),
        sa.UniqueConstraint("pemda_id", "code", name=op.f("uq_sop_rule_off_pemda_id_code")),
    )
    op.create_table(
        "sop_window",
        *(column for column in _scoped() if column.name != "opd_id"),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("official_id", sa.Uuid(), nullable=False),
        _at("at"),
        sa.CheckConstraint("days between 1 and 250", name=op.f("ck_sop_window_days")),
        _official("sop_window"),
        _key("sop_window"),
        sa.UniqueConstraint("pemda_id", name=op.f("uq_sop_window_pemda_id")),
    )


def downgrade() -> None:
    op.execute(THAWED)
    for table in (
        "sop_window",
        "sop_rule_off",
        "sop_waiver",
        "sop_profile",
        "sop_reading",
        "sop_assessment",
        "sop_edit",
        "sop_hand",
    ):
        op.drop_table(table)
    op.execute("revoke update (content, sha256) on sop_version from runtut_app")
    op.drop_constraint("one_version_in_force_a_day", "sop_version")
    op.drop_constraint("ck_sop_version_state", "sop_version")
    op.create_check_constraint(op.f("ck_sop_version_state"), "sop_version", _one_of(OLD_STATES))
    for name in ("revision", *(name for name, _ in NEW_COLUMNS)):
        op.drop_column("sop_version", name)
