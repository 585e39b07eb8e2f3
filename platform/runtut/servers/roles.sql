-- The four roles of Runtut and what the database itself needs. Plain SQL for PostgreSQL 15 or newer, run by a superuser
-- inside the database made for Runtut, as often as you like:
--     createdb runtut
--     psql -v ON_ERROR_STOP=1 --single-transaction -d runtut -f infra/roles.sql
-- then give each role its password (\password runtut_owner and so on) and put the addresses into DATABASE_OWNER_URL,
-- DATABASE_URL (runtut_app), DATABASE_RELAY_URL and DATABASE_BENCHMARK_URL. `sh infra/run` does all this by itself.

do $$
declare role_name text;
begin
  foreach role_name in array array['runtut_owner', 'runtut_app', 'runtut_relay', 'runtut_benchmark'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I', role_name);
    end if;
    execute format('alter role %I login nosuperuser nobypassrls nocreatedb nocreaterole noreplication', role_name);
  end loop;
  execute format('alter database %I owner to runtut_owner', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to runtut_app, runtut_relay, runtut_benchmark', current_database());
end $$;

-- What the product asks of each connection holds also behind a pooler that drops it; whoever asks for more still gets it.
alter role runtut_app set statement_timeout = '5s';
alter role runtut_app set lock_timeout = '2s';
alter role runtut_app set idle_in_transaction_session_timeout = '10s';
alter role runtut_app set timezone = 'UTC';

alter schema public owner to runtut_owner;
revoke create on schema public from public;
grant usage on schema public to runtut_app, runtut_relay, runtut_benchmark;

create extension if not exists btree_gist; -- overlaps in time are refused by the database
