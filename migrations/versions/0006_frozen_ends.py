"""A version of an SOP that was replaced or revoked does not change any more."""

from alembic import op

revision = "0006"
down_revision = "0005"

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
    op.execute(FROZEN.format(ended=ENDED))


def downgrade() -> None:
    op.execute(FROZEN.format(ended=""))
