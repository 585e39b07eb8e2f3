"""The catalogue itself: no table, key, role or function may slip through the wall."""

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from alembic import command

from runtut.app import tables
from runtut.commands.migrate import alembic
from runtut.database import Base
from runtut.errors import CannotStart
from runtut.servers.stack import Stack
from runtut.tenancy import DOOR, LOOKUP
from tests.servers import Databases, on

Owner = psycopg.Connection[Any]
MIGRATIONS = Path(__file__).parents[3] / "migrations" / "versions"


def of_class(name: str) -> set[str]:
    return {table.name for table in Base.metadata.tables.values() if table.info.get("class") == name}


def rows(owner: Owner, query: str) -> list[tuple[Any, ...]]:
    return owner.execute(query.encode()).fetchall()


TENANT = "select table_name from information_schema.columns where table_schema = 'public' and column_name = 'pemda_id'"


def tenant_tables(owner: Owner) -> set[str]:
    return {name for (name,) in rows(owner, TENANT)} - of_class(DOOR)


def test_every_table_is_known_to_the_product(owner: Owner) -> None:
    assert tables.ALL
    found = {name for (name,) in rows(owner, "select tablename from pg_tables where schemaname = 'public'")}
    assert found - {"alembic_version"} == set(Base.metadata.tables)


def test_every_table_has_row_level_security_enabled_and_forced(owner: Owner) -> None:
    open_ = rows(
        owner,
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
        " and not (relrowsecurity and relforcerowsecurity) and relname <> 'alembic_version'",
    )
    assert open_ == []


def policies(owner: Owner) -> dict[tuple[str, str], tuple[str, list[str]]]:
    found = rows(owner, "select tablename, policyname, permissive, roles::text[] from pg_policies where schemaname = 'public'")
    return {(table, policy): (permissive, roles) for table, policy, permissive, roles in found}


def test_every_table_of_a_pemda_has_the_pemda_policy_and_every_table_of_an_opd_the_restrictive_one(owner: Owner) -> None:
    known = policies(owner)
    with_opd = rows(owner, TENANT.replace("column_name = 'pemda_id'", "column_name = 'opd_id'"))
    for table in tenant_tables(owner):
        assert known[table, "pemda"] == ("PERMISSIVE", ["runtut_app"])
    for (table,) in with_opd:
        assert known[table, "opd"] == ("RESTRICTIVE", ["runtut_app"])


def test_a_table_without_pemda_is_declared_a_lookup_or_a_door(owner: Owner) -> None:
    assert set(Base.metadata.tables) - tenant_tables(owner) == of_class(DOOR) | of_class(LOOKUP)


def test_only_the_relay_reads_across_pemda_and_only_the_outbox(owner: Owner) -> None:
    wide = {key for key, (_, roles) in policies(owner).items() if key[0] in tenant_tables(owner) and roles != ["runtut_app"]}
    assert {key for key in wide if key[1] != "owner"} == {("outbox", "relay")}


def test_keys_between_tenant_tables_name_the_pemda_and_between_opd_tables_the_opd(owner: Owner) -> None:
    tenant = tenant_tables(owner)
    opd = {table for table in tenant if "opd_id" in Base.metadata.tables[table].columns}
    for name in tenant:
        for key in Base.metadata.tables[name].foreign_key_constraints:
            target = key.referred_table.name
            columns = {column.name for column in key.columns}
            assert target not in tenant or "pemda_id" in columns, (name, key.name)
            salted = {"event", "event_payload", "sealed_leaf"}
            assert not {name, target} <= opd - salted or "opd_id" in columns, (name, key.name)


def test_unique_constraints_of_tenant_tables_name_the_pemda(owner: Owner) -> None:
    found = rows(
        owner,
        "select c.relname, i.indexrelid::regclass::text, array(select attname from pg_attribute a where a.attrelid = c.oid"
        " and a.attnum = any(i.indkey)) from pg_index i join pg_class c on c.oid = i.indrelid"
        " where i.indisunique and c.relnamespace = 'public'::regnamespace",
    )
    loose = [(table, index) for table, index, columns in found if table in tenant_tables(owner) and "pemda_id" not in columns]
    assert loose == []


def test_the_roles_own_nothing_and_bypass_nothing(owner: Owner) -> None:
    strong = rows(
        owner,
        "select rolname from pg_roles where rolname like 'runtut%'"
        " and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)",
    )
    owned = rows(
        owner,
        "select relname from pg_class c join pg_roles r on r.oid = c.relowner"
        " where r.rolname in ('runtut_app', 'runtut_relay', 'runtut_benchmark')",
    )
    assert (strong, owned) == ([], [])


def test_nobody_may_truncate_reference_or_add_triggers(owner: Owner) -> None:
    granted = rows(
        owner,
        "select grantee, table_name, privilege_type from information_schema.table_privileges"
        " where grantee <> 'runtut_owner' and grantee like 'runtut%'"
        " and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')",
    )
    assert granted == []


def test_no_function_that_runs_as_its_owner_is_open_to_all(owner: Owner) -> None:
    open_ = rows(
        owner,
        "select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef"
        " and n.nspname in ('public', 'fence') and has_function_privilege('public', p.oid, 'execute')",
    )
    assert open_ == []


def test_views_if_any_look_with_the_eyes_of_the_reader(owner: Owner) -> None:
    blind = rows(
        owner,
        "select relname from pg_class where relnamespace = 'public'::regnamespace and (relkind = 'm' or (relkind = 'v'"
        " and not coalesce(reloptions::text, '') like '%security_invoker=true%'))",
    )
    assert blind == []


def test_migrations_are_numbered_without_gaps() -> None:
    numbers = sorted(int(re.match(r"(\d{4})_", path.name)[1]) for path in MIGRATIONS.glob("*.py"))  # type: ignore[index]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_tables_are_what_the_models_say(loaded: Stack) -> None:  # noqa: ARG001
    command.check(alembic())


def test_what_goes_up_comes_down_and_up_again(fresh_database: str) -> None:
    """On a database of its own: all migrations up, down to nothing, up again."""
    assert fresh_database
    command.upgrade(alembic(), "head")
    command.downgrade(alembic(), "base")
    command.upgrade(alembic(), "head")


TWINS = """set session_replication_role = replica;
insert into pemda (id, code, name, kind, zone) values ('{0}', '13.01', 'Pesisir Selatan', 'kabupaten', 'Asia/Jakarta');
insert into opd (pemda_id, id, slug, name, short_name, kind, seat)
  values ('{0}', '{0}', 'diskopnaker', 'Dinas', 'Diskopnaker', 'dinas', 'Painan');
insert into sop (pemda_id, id, opd_id, slug, title) values ('{0}', '{0}', '{0}', 'pemantauan', 'Pemantauan');
insert into sop_version (pemda_id, id, opd_id, sop_id, number, content, sha256, state) values
  ('{0}', gen_random_uuid(), '{0}', '{0}', 2, '{{}}', 'a', 'draft'),
  ('{0}', gen_random_uuid(), '{0}', '{0}', 3, '{{}}', 'b', 'draft')
"""


def test_a_home_in_which_two_drafts_of_one_sop_lie_is_told_which_before_anything_changes(
    databases: Databases, fresh_database: str
) -> None:
    """Such a pair could come about before 0011."""
    command.upgrade(alembic(), "0010")
    address = on(databases.admin_url, fresh_database)
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(TWINS.format(uuid4()).encode())
    with pytest.raises(CannotStart, match="SOP 13.01/diskopnaker/pemantauan punya dua versi"):
        command.upgrade(alembic(), "head")
    with psycopg.connect(address, autocommit=True) as admin:
        assert admin.execute("select version_num from alembic_version").fetchall() == [("0010",)]
        admin.execute("delete from sop_version where number = 3")
    command.upgrade(alembic(), "head")
