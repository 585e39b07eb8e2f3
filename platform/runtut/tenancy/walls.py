"""The SQL of the wall: fence functions, and the policies and grants that each class of table gets."""

FENCE = """
create schema fence authorization runtut_owner;
grant usage on schema fence to runtut_app, runtut_benchmark;
create table fence.key (inner_pad bytea not null, outer_pad bytea not null);
create unique index one_key on fence.key ((true));
create function fence.claims() returns text[] language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  raw text := nullif(current_setting('runtut.pass', true), '');
  body text := split_part(raw, '~', 1);
  k fence.key;
begin
  if raw is null then raise 'no pemda is bound' using errcode = '42501'; end if;
  select * into strict k from fence.key;
  if encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(body, 'UTF8'))), 'hex') <> split_part(raw, '~', 2)
     or split_part(body, '|', 1) <> pg_backend_pid() || ':' || (extract(epoch from now()) * 1000000)::bigint
  then raise 'the pass is not for this transaction' using errcode = '42501'; end if;
  return string_to_array(body, '|');
end $$;
create function fence.current_pemda() returns uuid language sql stable as
  $$ select nullif((fence.claims())[2], '')::uuid $$;
create function fence.current_opds() returns text[] language sql stable as
  $$ select string_to_array((fence.claims())[3], ',') $$;
create function fence.is_operator() returns boolean language sql stable as
  $$ select (fence.claims())[4] = 'operator' $$;
revoke execute on all functions in schema fence from public;
grant execute on all functions in schema fence to runtut_app;
"""

NO_FENCE = "drop schema fence cascade;"


def _closed(table: str) -> list[str]:
    return [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        # without it a data migration by the owner would touch 0 rows
        f"create policy owner on {table} to runtut_owner using (true) with check (true)",
    ]


def pemda_wall(table: str, grants: str) -> list[str]:
    """A table of the pemda class; `grants` such as "select, insert, update (state)"."""
    return [
        *_closed(table),
        f"create policy pemda on {table} to runtut_app using (pemda_id = (select fence.current_pemda()))"
        " with check (pemda_id = (select fence.current_pemda()))",
        f"grant {grants} on {table} to runtut_app",
    ]


def opd_wall(table: str, grants: str) -> list[str]:
    """A table of the OPD class: inside the pemda, only the OPDs that the pass names."""
    inside = "(select fence.current_opds()) = '{*}' or opd_id::text = any ((select fence.current_opds())::text[])"
    return [
        *pemda_wall(table, grants),
        f"create policy opd on {table} as restrictive to runtut_app using ({inside}) with check ({inside})",
    ]


def contribution_wall(table: str, grants: str, answers: str) -> list[str]:
    """What a pemda hands over to the platform: its own rows for the pemda, all of them for an operator, who alone may set
    the states in `answers` (SQL text literals, comma separated)."""
    return [
        *pemda_wall(table, grants),
        f"create policy operator_reads on {table} for select to runtut_app using ((select fence.is_operator()))",
        f"create policy operator_answers on {table} for update to runtut_app using ((select fence.is_operator()))",
        f"create policy answered_by_operator on {table} as restrictive for update to runtut_app using (true)"
        f" with check ((select fence.is_operator()) or state not in ({answers}))",
    ]


def lookup_wall(table: str) -> list[str]:
    """All may read; written only with an operator's pass."""
    return [
        *_closed(table),
        f"create policy reading on {table} for select to runtut_app, runtut_relay, runtut_benchmark using (true)",
        f"create policy operator_adds on {table} for insert to runtut_app with check ((select fence.is_operator()))",
        f"create policy operator_changes on {table} for update to runtut_app using ((select fence.is_operator()))",
        f"create policy operator_removes on {table} for delete to runtut_app using ((select fence.is_operator()))",
        f"grant select on {table} to runtut_app, runtut_relay, runtut_benchmark",
        f"grant insert, update, delete on {table} to runtut_app",
    ]


def door_wall(table: str, grants: str) -> list[str]:
    """Read before any pemda is known, so no pemda policy; nothing in it names a person."""
    return [
        *_closed(table),
        f"create policy door on {table} to runtut_app using (true) with check (true)",
        f"grant {grants} on {table} to runtut_app",
    ]
