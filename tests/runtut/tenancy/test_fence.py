"""The wall: what a transaction sees and may write follows from the pass that is signed for it alone."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import errors

from runtut.config import settings
from runtut.servers.stack import Stack
from runtut.tenancy import Pass
from runtut.tenancy.binding import MOMENT

App = psycopg.Connection[Any]


@pytest.fixture
def app_role(loaded: Stack) -> Iterator[App]:  # noqa: ARG001
    """A plain connection as the web's own role."""
    with psycopg.connect(settings().database_url) as connection:
        yield connection


@pytest.fixture
def places(owner: psycopg.Connection[Any]) -> dict[str, UUID]:
    """Ids by name: pemda by code, OPD by slug."""
    pemda = owner.execute("select code, id from pemda").fetchall()
    return dict(pemda) | dict(owner.execute("select slug, id from opd").fetchall())


def show(connection: App, entry: Pass) -> str:
    """Bind a pass as the product does; answers its text."""
    row = connection.execute(MOMENT).fetchone()
    assert row is not None
    text = entry.signed(row[0], bytes.fromhex(settings().fence_key))
    connection.execute(f"SET LOCAL runtut.pass = '{text}'")
    return text


def count(connection: App, table: str) -> int:
    row = connection.execute(f"select count(*) from {table}").fetchone()
    assert row is not None
    return int(row[0])


def test_without_a_pass_tenant_tables_are_closed(app_role: App) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        app_role.execute("select * from opd")


def test_a_pass_opens_its_own_pemda_alone(app_role: App, owner: App, places: dict[str, UUID]) -> None:
    show(app_role, Pass.whole(places["63.11"]))
    assert count(app_role, "opd") == 1
    assert count(owner, "opd") == 6
    foreign = app_role.execute("select 1 from opd where pemda_id = %s", [places["13.01"]]).fetchall()
    assert foreign == []


def test_the_pass_ends_with_its_transaction(app_role: App, places: dict[str, UUID]) -> None:
    show(app_role, Pass.whole(places["63.11"]))
    app_role.commit()
    with pytest.raises(errors.InsufficientPrivilege):
        app_role.execute("select * from opd")


def test_a_pass_stolen_from_another_backend_is_refused(app_role: App, places: dict[str, UUID]) -> None:
    stolen = show(app_role, Pass.whole(places["13.01"]))
    with psycopg.connect(settings().database_url) as thief:
        thief.execute(f"SET LOCAL runtut.pass = '{stolen}'")
        with pytest.raises(errors.InsufficientPrivilege):
            thief.execute("select * from opd")


def test_a_pass_of_an_earlier_transaction_is_refused(app_role: App, places: dict[str, UUID]) -> None:
    old = show(app_role, Pass.whole(places["13.01"]))
    app_role.commit()
    app_role.execute(f"SET LOCAL runtut.pass = '{old}'")
    with pytest.raises(errors.InsufficientPrivilege):
        app_role.execute("select * from opd")


def test_a_pass_with_another_pemda_written_into_it_is_refused(app_role: App, places: dict[str, UUID]) -> None:
    text = show(app_role, Pass.whole(places["63.11"]))
    forged = text.replace(str(places["63.11"]), str(places["13.01"]))
    app_role.execute("select set_config('runtut.pass', %s, true)", [forged])
    with pytest.raises(errors.InsufficientPrivilege):
        app_role.execute("select * from opd")


@pytest.mark.parametrize("junk", ["~", "|", "a|b|c|d~e", "x" * 4_000, "'; select 1; --", "%s", "~~~~", "|||operator~"])
def test_no_invented_pass_opens_anything(app_role: App, junk: str) -> None:
    app_role.execute("select set_config('runtut.pass', %s, true)", [junk])
    with pytest.raises(errors.InsufficientPrivilege):
        app_role.execute("select * from opd")


def test_the_key_of_the_fence_cannot_be_read(app_role: App) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        app_role.execute("select * from fence.key")


def test_a_row_for_another_pemda_cannot_be_written(app_role: App, places: dict[str, UUID]) -> None:
    show(app_role, Pass.whole(places["63.11"]))
    with pytest.raises(errors.InsufficientPrivilege):
        app_role.execute(
            "insert into role (pemda_id, id, name, permissions) values (%s, %s, 'X', '{}')", [places["13.01"], uuid4()]
        )


def test_rows_of_another_pemda_are_neither_changed_nor_deleted(app_role: App, places: dict[str, UUID]) -> None:
    show(app_role, Pass.whole(places["63.11"]))
    changed = app_role.execute("update role set name = name || '!' where pemda_id = %s", [places["13.01"]])
    deleted = app_role.execute("delete from holding where pemda_id = %s", [places["13.01"]])
    assert (changed.rowcount, deleted.rowcount) == (0, 0)


def test_a_foreign_key_cannot_reach_into_another_pemda(app_role: App, owner: App, places: dict[str, UUID]) -> None:
    row = owner.execute("select id from unit where pemda_id = %s limit 1", [places["13.01"]]).fetchone()
    assert row is not None
    show(app_role, Pass.whole(places["63.11"]))
    with pytest.raises(errors.ForeignKeyViolation):
        app_role.execute(
            "insert into position (id, institution_id, unit_id, title) values (%s, %s, %s, 'Uji')",
            [uuid4(), places["dishub"], row[0]],
        )


def test_an_opd_sees_its_own_rows_alone(app_role: App, owner: App, places: dict[str, UUID]) -> None:
    show(app_role, Pass(places["13.01"], (str(places["kec-sutera"]),)))
    seen = app_role.execute("select distinct opd_id from sop").fetchall()
    assert seen == [(places["kec-sutera"],)]
    assert count(owner, "sop") == 4


def test_before_the_standing_is_known_no_opd_is_open(app_role: App, places: dict[str, UUID]) -> None:
    show(app_role, Pass(places["13.01"]))
    assert count(app_role, "sop") == 0
    assert count(app_role, "opd") == 3


def test_an_opd_cannot_write_into_another(app_role: App, places: dict[str, UUID]) -> None:
    show(app_role, Pass(places["13.01"], (str(places["kec-sutera"]),)))
    with pytest.raises(errors.InsufficientPrivilege):
        app_role.execute("insert into sop (id, opd_id, slug, title) values (%s, %s, 'uji', 'Uji')", [uuid4(), places["setda"]])


def test_an_opd_cannot_hang_a_row_on_another_opds_sop(app_role: App, owner: App, places: dict[str, UUID]) -> None:
    row = owner.execute("select id from sop where opd_id = %s", [places["setda"]]).fetchone()
    assert row is not None
    show(app_role, Pass(places["13.01"], (str(places["kec-sutera"]),)))
    with pytest.raises(errors.ForeignKeyViolation):
        app_role.execute(
            "insert into sop_version (id, opd_id, sop_id, number, content, sha256) values (%s, %s, %s, 9, '{}', '')",
            [uuid4(), places["kec-sutera"], row[0]],
        )


def test_the_pass_outlives_a_savepoint_that_fails(app_role: App, places: dict[str, UUID]) -> None:
    show(app_role, Pass.whole(places["63.11"]))
    with pytest.raises(errors.DivisionByZero), app_role.transaction():
        app_role.execute("select 1 / 0")
    assert count(app_role, "opd") == 1


def test_lookups_are_read_by_all_and_written_by_an_operator(app_role: App, places: dict[str, UUID]) -> None:
    assert count(app_role, "pemda") == 4
    show(app_role, Pass.whole(places["13.01"]))
    with pytest.raises(errors.InsufficientPrivilege):
        app_role.execute("insert into region (code, name, kind) values ('99', 'Uji', 'provinsi')")
    app_role.rollback()
    show(app_role, Pass(operator=True))
    app_role.execute("insert into region (code, name, kind) values ('99', 'Uji', 'provinsi')")
    app_role.rollback()


def test_an_operator_sees_no_pemda_from_inside(app_role: App) -> None:
    show(app_role, Pass(operator=True))
    assert count(app_role, "opd") == 0


@pytest.mark.parametrize(
    "deed",
    [
        "truncate sop cascade",
        "update event set kind = 'lain'",
        "delete from event",
        "update document_version set content = '{}'",
        "delete from sop_version",
        "delete from hand_in",
        "delete from signature",
        "alter table sop disable row level security",
        "drop policy pemda on sop",
        "set role runtut_owner",
        "create table public.mine (id int)",
    ],
)
def test_the_webs_role_cannot_undo_what_is_kept_or_the_wall_itself(app_role: App, places: dict[str, UUID], deed: str) -> None:
    show(app_role, Pass.whole(places["13.01"]))
    with pytest.raises(errors.InsufficientPrivilege):
        app_role.execute(deed.encode())


def test_the_web_changes_no_version_that_was_handed_in(app_role: App, places: dict[str, UUID]) -> None:
    show(app_role, Pass.whole(places["13.01"]))
    with pytest.raises(errors.CheckViolation, match="handed in does not change"):
        app_role.execute("update sop_version set content = '{}' where state = 'effective'")


INJECTIONS = [
    "' or true or set_config('runtut.pass', '', true) is null or '1' = '",
    "' or (select set_config('runtut.pass', '{forged}', true)) is null or '1'='",
    "' union select pemda_id::text from sop where '1' = '1",
    "'; select title from sop; --",
    "' or exists (with x as (select set_config('runtut.pass', '{forged}', true)) select 1 from x) or '1' = '",
]


@pytest.mark.parametrize("payload", INJECTIONS)
def test_an_injection_stays_inside_its_pemda(app_role: App, places: dict[str, UUID], payload: str) -> None:
    mine = show(app_role, Pass.whole(places["63.11"]))
    forged = mine.replace(str(places["63.11"]), str(places["13.01"]))
    query = f"select pemda_id::text from sop where title = '{payload.format(forged=forged)}'"
    try:
        rows = app_role.execute(query.encode()).fetchall()
    except psycopg.Error:
        return
    assert str(places["13.01"]) not in {row[0] for row in rows}


def test_the_relay_sees_no_payload_and_no_other_table(loaded: Stack) -> None:  # noqa: ARG001
    with psycopg.connect(settings().database_relay_url) as relay:
        relay.execute("select pemda_id, id, next_at, attempts from outbox")
        for forbidden in (
            "select payload from outbox",
            "select * from sop",
            "delete from outbox",
            "update outbox set job = ''",
        ):
            with pytest.raises(errors.InsufficientPrivilege), relay.transaction():
                relay.execute(forbidden.encode())
