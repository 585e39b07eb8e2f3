"""Binds the pass at the start of every transaction and fences every ORM statement a second time."""

from collections.abc import Sequence
from functools import cache, lru_cache
from uuid import UUID

from sqlalchemy import Connection, event
from sqlalchemy.orm import LoaderCriteriaOption, ORMExecuteState, Session, SessionTransaction, with_loader_criteria

from runtut.config import settings
from runtut.database import db
from runtut.tenancy.tables import OpdScoped, TenantScoped
from runtut.tenancy.ticket import NOBODY, WHOLE_PEMDA, Pass

MOMENT = """select pg_backend_pid() || ':' || (extract(epoch from now()) * 1000000)::bigint
from set_config('runtut.pass', '', true)"""


@cache
def _key() -> bytes:
    return bytes.fromhex(settings().fence_key)


def bind(session: Session, connection: Connection, entry: Pass) -> None:
    """Bind `entry` to the transaction that is open on `connection`, which `bind_at_begin` has stamped."""
    signed = "" if entry == NOBODY else entry.signed(session.info["moment"], _key())
    connection.exec_driver_sql(f"SET LOCAL runtut.pass = '{signed}'")
    if entry.read_only:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")


def bound() -> Pass:
    """The pass that this session's transactions carry."""
    entry: Pass = db.session().info.get("pass", NOBODY)
    return entry


def enter(entry: Pass) -> None:
    """Carry `entry` from now on; a transaction that is already open is bound anew."""
    session = db.session()
    session.info["pass"] = entry
    if session.in_transaction():
        bind(session, session.connection(), entry)


def leave() -> None:
    """Carry nobody's pass from now on."""
    enter(NOBODY)


@event.listens_for(Session, "after_begin")
def bind_at_begin(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    """Nobody's at first, whatever a connection was left with; the same statement asks which transaction this is."""
    if not transaction.nested:
        session.info["moment"] = connection.exec_driver_sql(MOMENT).scalar_one()
        if (entry := session.info.get("pass", NOBODY)) != NOBODY:
            bind(session, connection, entry)


@event.listens_for(Session, "do_orm_execute")
def second_fence(state: ORMExecuteState) -> None:
    """Name pemda and OPDs in every statement: a wall of its own, and what lets the composite indexes serve."""
    entry: Pass = state.session.info.get("pass", NOBODY)
    if entry.pemda is None or state.is_column_load or state.is_relationship_load:
        return
    state.statement = state.statement.options(*_fences(entry.pemda, entry.opds))


@lru_cache(1_000)
def _fences(pemda: UUID, opds: tuple[str, ...]) -> tuple[LoaderCriteriaOption, ...]:
    """Made once for a pemda and its OPDs: to make them takes longer than to add them to a statement."""
    known = [UUID(opd) for opd in opds if opd != WHOLE_PEMDA]
    fences = [with_loader_criteria(TenantScoped, lambda table: table.pemda_id == pemda, include_aliases=True)]
    if WHOLE_PEMDA not in opds:
        fences.append(_single(known[0]) if len(known) == 1 else _several(known))
    return tuple(fences)


def _single(opd: UUID) -> LoaderCriteriaOption:
    """As nearly every request has it: to compare with one is said sooner than to look among several."""
    return with_loader_criteria(OpdScoped, lambda table: table.opd_id == opd, include_aliases=True)


def _several(opds: Sequence[UUID]) -> LoaderCriteriaOption:
    return with_loader_criteria(OpdScoped, lambda table: table.opd_id.in_(opds), include_aliases=True)
