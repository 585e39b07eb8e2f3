"""A version of an SOP that was replaced or revoked does not change any more; a draft can be thrown away, and brought back."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

STATES = ("draft", "review", "approved", "effective", "superseded", "revoked")
COLUMNS = ("discarded_by", sa.Uuid()), ("discarded_at", sa.TIMESTAMP(timezone=True)), ("discarded_reason", sa.Text())
FROZEN = """
create or replace function sop_version_is_frozen() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (old.state <> 'draft' and (new.content - 'identity') is distinct from (old.content - 'identity'))
     or (old.state not in ('draft', 'review') and new.content is distinct from old.content)
  then raise 'a version that was handed in does not change' using errcode = '23514', constraint = 'sop_version_is_frozen';
  end if;{ended}
  return new;
end $$;
"""
ENDED = """
  if old.state in ('superseded', 'revoked') and new is distinct from old
  then raise 'a version that has ended does not change' using errcode = '23514', constraint = 'sop_version_is_frozen';
  end if;"""


def upgrade() -> None:
    for name, kind in COLUMNS:
        op.add_column("sop_version", sa.Column(name, kind, nullable=True))
    op.execute(f"grant update ({', '.join(name for name, _ in COLUMNS)}) on sop_version to runtut_app")
    _allow((*STATES, "discarded"))
    op.execute(FROZEN.format(ended=ENDED))


def _allow(states: tuple[str, ...]) -> None:
    op.drop_constraint("ck_sop_version_state", "sop_version")
    said = f"state in ({', '.join(repr(state) for state in states)})"
    op.create_check_constraint(op.f("ck_sop_version_state"), "sop_version", said)


def downgrade() -> None:
    """What was thrown away becomes what it is most like: a version whose approval was cancelled."""
    op.execute(FROZEN.format(ended=""))
    op.execute("update sop_version set state = 'revoked', revoked_reason = discarded_reason where state = 'discarded'")
    _allow(STATES)
    for name, _ in COLUMNS:
        op.drop_column("sop_version", name)
