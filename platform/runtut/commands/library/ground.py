"""Where the commands of the library stand: an app, an operator's pass, every pemda in turn; refusals in one sentence."""

import contextlib
from collections.abc import Iterator

import click
from sqlalchemy import select

from runtut.database import alone, db
from runtut.directory.models import Pemda
from runtut.errors import Problem
from runtut.tenancy import Pass, enter, leave


@contextlib.contextmanager
def as_operator() -> Iterator[None]:
    """Everything or nothing: committed at the end, undone when it is refused."""
    with alone(pool=1, statement_ms=60_000).app_context():
        enter(Pass(operator=True))
        try:
            yield
            db.session.commit()
        except Problem as refused:
            raise click.ClickException(refused.detail) from refused
        finally:
            db.session.rollback()
            leave()


def every_pemda() -> Iterator[Pemda]:
    """Each pemda, entered whole, with the operator's pass; what was done before is committed."""
    db.session.commit()
    for pemda in list(db.session.scalars(select(Pemda).order_by(Pemda.code))):
        enter(Pass(pemda.id, ("*",), operator=True))
        yield pemda
        db.session.commit()
    enter(Pass(operator=True))
