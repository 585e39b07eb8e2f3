"""Papers, and in the database itself: nobody checks his own work, and nothing is signed unchecked."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import OpdScoped, kin, opd_key, peer
from tenants.institutions.models import one_of


class Document(OpdScoped, Base):
    """A paper. `kind` is its typst template; `subject` what it belongs to, such as `cycle:<id>`; `round` counts checks."""

    __tablename__ = "document"
    __table_args__ = (
        opd_key(),
        kin("opd_id", "opd"),
        UniqueConstraint("pemda_id", "opd_id", "kind", "subject"),
        UniqueConstraint("pemda_id", "opd_id", "number"),
    )
    kind: Mapped[str]
    subject: Mapped[str]
    title: Mapped[str]
    number: Mapped[str | None]
    dated: Mapped[date | None]
    round: Mapped[int] = mapped_column(server_default="1")
    frozen_at: Mapped[datetime | None]


class DocumentVersion(OpdScoped, Base):
    """What the paper says, as data; `sha256` over its canonical bytes. Never changed."""

    __tablename__ = "document_version"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "document_id", "number"),
        opd_key(),
        peer("document_id", "document"),
        kin("author_id", "official"),
    )
    document_id: Mapped[UUID]
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    author_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class Hand(OpdScoped, Base):
    """Who had a hand in a paper between two checks. The exclusion refuses one person as author and as checker."""

    __tablename__ = "document_hand"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "document_id", "round", "official_id", "part"),
        peer("document_id", "document"),
        kin("official_id", "official"),
        one_of("part", ("author", "checker")),
        ExcludeConstraint(
            ("pemda_id", "="), ("opd_id", "="), ("document_id", "="), ("round", "="), ("official_id", "="),
            ("part", "<>"), name="nobody_checks_his_own_work", using="gist",
        ),
    )  # fmt: skip
    document_id: Mapped[UUID]
    round: Mapped[int]
    official_id: Mapped[UUID]
    part: Mapped[str]


class Check(OpdScoped, Base):
    """A verification or submission of one version by one person, with the outcome."""

    __tablename__ = "document_check"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "document_id", "version_id", "official_id", "outcome"),
        peer("document_id", "document"),
        peer("version_id", "document_version"),
        kin("official_id", "official"),
        one_of("outcome", ("accepted", "returned")),
    )
    document_id: Mapped[UUID]
    version_id: Mapped[UUID]
    official_id: Mapped[UUID]
    outcome: Mapped[str]
    content: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class Signature(OpdScoped, Base):
    """A signature over one version. It rests on another person's acceptance of that very version, by foreign key."""

    __tablename__ = "signature"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "document_id"),
        UniqueConstraint("pemda_id", "code"),
        peer("version_id", "document_version"),
        kin("signer_id", "official"),
        ForeignKeyConstraint(
            ["pemda_id", "opd_id", "document_id", "version_id", "checker_id", "outcome"],
            [
                f"document_check.{column}"
                for column in ("pemda_id", "opd_id", "document_id", "version_id", "official_id", "outcome")
            ],
            name="fk_signature_rests_on_check",
        ),
        CheckConstraint("outcome = 'accepted'", name="rests_on_acceptance"),
        CheckConstraint("checker_id <> signer_id", name="checked_by_another"),
    )
    document_id: Mapped[UUID]
    version_id: Mapped[UUID]
    signer_id: Mapped[UUID]
    checker_id: Mapped[UUID]
    outcome: Mapped[str] = mapped_column(server_default="accepted")
    capacity: Mapped[str]
    letter: Mapped[str | None]
    position: Mapped[str]
    sha256: Mapped[str]
    code: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class Rendering(OpdScoped, Base):
    """A PDF made from a version: `purpose` draft or signed. It is made once and kept."""

    __tablename__ = "rendering"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "version_id", "purpose"),
        peer("document_id", "document"),
        peer("version_id", "document_version"),
        one_of("purpose", ("draft", "signed")),
    )
    document_id: Mapped[UUID]
    version_id: Mapped[UUID]
    purpose: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    storage_key: Mapped[str]
    storage_version: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class ArchiveEntry(OpdScoped, Base):
    """Where a signed paper is kept, under which class (Permendagri 83/2022), for how many years, and what then."""

    __tablename__ = "archive_entry"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "document_id"),
        peer("document_id", "document"),
        kin("official_id", "official"),
    )
    document_id: Mapped[UUID]
    classification: Mapped[str]
    active_years: Mapped[int]
    inactive_years: Mapped[int]
    fate: Mapped[str]
    location: Mapped[str]
    sha256: Mapped[str]
    storage_key: Mapped[str]
    storage_version: Mapped[str]
    retained_until: Mapped[date]
    official_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
