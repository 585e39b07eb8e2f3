"""The tables of the foundation: directory, library, doors, events, jobs, people, SOPs, indicators, papers, cycles."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from runtut.tenancy import walls

revision = "0002"
down_revision = "0001"

LOOKUPS = ("region", "pemda", "template", "scoring_method")
DOORS = ("account", "account_session", "membership")
KEPT, MENDED, LINK = "select, insert", "select, insert, update", "select, insert, delete"
PEMDA = {
    "opd": MENDED, "unit": MENDED, "official": MENDED, "position": MENDED, "holding": f"{MENDED}, delete",
    "role": MENDED, "position_role": LINK, "outbox": f"{MENDED}, delete", "idempotent_answer": f"{MENDED}, delete",
    "sealed_leaf": KEPT, "seal": KEPT,
}  # fmt: skip
OPD = {
    "event": KEPT, "event_payload": LINK, "sop": MENDED,
    "sop_version": f"{KEPT}, update (state, effective_on, approved_by, approved_capacity)",
    "sop_actor": f"{MENDED}, delete", "notice": f"{KEPT}, update (read_at)", "evidence": KEPT, "document": MENDED,
    "document_version": KEPT, "document_hand": KEPT, "document_check": KEPT, "signature": KEPT, "rendering": KEPT,
    "archive_entry": KEPT, "indicator": MENDED, "indicator_unit": LINK, "target": MENDED, "form": KEPT,
    "measurement": MENDED, "measurement_evidence": LINK, "achievement": MENDED, "cycle": MENDED, "task": MENDED,
    "share": MENDED, "worksheet": f"{MENDED}, delete", "hand_in": KEPT, "task_evidence": LINK,
}  # fmt: skip
CONVEYOR = (
    "create policy relay on outbox to runtut_relay using (true)",
    "grant select (pemda_id, id, next_at, attempts, done_at, dead_at), update (next_at, attempts) on outbox to runtut_relay",
)


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("operator", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("epoch", sa.Integer(), server_default="1", nullable=False),
        sa.Column("disabled_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
        info={"class": "door"},
    )
    op.create_table(
        "event",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("official_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("capacity", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("payload_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_event")),
    )
    op.create_index("ix_event_subject", "event", ["pemda_id", "opd_id", "subject"], unique=False)
    op.create_table(
        "idempotent_answer",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_idempotent_answer")),
        sa.UniqueConstraint("pemda_id", "account_id", "key", name=op.f("uq_idempotent_answer_pemda_id_account_id_key")),
    )
    op.create_table(
        "official",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("nip", sa.Text(), nullable=False),
        sa.Column("rank", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_official")),
        sa.UniqueConstraint("pemda_id", "nip", name=op.f("uq_official_pemda_id_nip")),
    )
    op.create_table(
        "opd",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind in ('dinas', 'badan', 'sekretariat_daerah', 'sekretariat_dprd', 'inspektorat', 'kecamatan')",
            name=op.f("ck_opd_kind"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_opd")),
        sa.UniqueConstraint("pemda_id", "slug", name=op.f("uq_opd_pemda_id_slug")),
    )
    op.create_table(
        "outbox",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("dedup", sa.Text(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("next_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("done_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("dead_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("pemda_id", "dedup", name=op.f("uq_outbox_pemda_id_dedup")),
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["pemda_id", "next_at"],
        unique=False,
        postgresql_where=sa.text("done_at is null and dead_at is null"),
    )
    op.create_table(
        "pemda",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pemda")),
        sa.UniqueConstraint("code", name=op.f("uq_pemda_code")),
        info={"class": "lookup"},
    )
    op.create_table(
        "region",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent_code", sa.Text(), nullable=True),
        sa.CheckConstraint("kind in ('provinsi', 'kabupaten', 'kota')", name=op.f("ck_region_kind")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_region")),
        info={"class": "lookup"},
    )
    op.create_table(
        "role",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("permissions", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("whole_pemda", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_role")),
        sa.UniqueConstraint("pemda_id", "name", name=op.f("uq_role_pemda_id_name")),
    )
    op.create_table(
        "scoring_method",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scoring_method")),
        sa.UniqueConstraint("slug", "version", name=op.f("uq_scoring_method_slug_version")),
        info={"class": "lookup"},
    )
    op.create_table(
        "seal",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_seal")),
        sa.UniqueConstraint("pemda_id", "size", name=op.f("uq_seal_pemda_id_size")),
    )
    op.create_table(
        "template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
        sa.UniqueConstraint("slug", "version", name=op.f("uq_template_slug_version")),
        info={"class": "lookup"},
    )
    op.create_table(
        "account_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("seen_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("ended_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('cookie', 'bearer')", name=op.f("ck_account_session_kind")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_account_session_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_session_token_hash")),
        info={"class": "door"},
    )
    op.create_index("ix_account_session_account_id", "account_session", ["account_id"], unique=False)
    op.create_table(
        "document",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("round", sa.Integer(), server_default="1", nullable=False),
        sa.Column("frozen_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["pemda_id", "opd_id"], ["opd.pemda_id", "opd.id"], name=op.f("fk_document_pemda_id_opd_id")),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_document")),
        sa.UniqueConstraint("pemda_id", "opd_id", "id", name=op.f("uq_document_pemda_id_opd_id_id")),
        sa.UniqueConstraint("pemda_id", "opd_id", "kind", "subject", name=op.f("uq_document_pemda_id_opd_id_kind_subject")),
        sa.UniqueConstraint("pemda_id", "opd_id", "number", name=op.f("uq_document_pemda_id_opd_id_number")),
    )
    op.create_table(
        "event_payload",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["pemda_id", "id"], ["event.pemda_id", "event.id"], name=op.f("fk_event_payload_pemda_id_id")),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_event_payload")),
    )
    op.create_table(
        "form",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("frozen_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["pemda_id", "author_id"], ["official.pemda_id", "official.id"], name=op.f("fk_form_pemda_id_author_id")
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_form")),
        sa.UniqueConstraint("pemda_id", "opd_id", "id", name=op.f("uq_form_pemda_id_opd_id_id")),
        sa.UniqueConstraint("pemda_id", "opd_id", "subject", "number", name=op.f("uq_form_pemda_id_opd_id_subject_number")),
    )
    op.create_table(
        "indicator",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("sasaran", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("satuan", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("aggregation", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("aggregation in ('sum', 'average', 'last')", name=op.f("ck_indicator_aggregation")),
        sa.CheckConstraint("direction in ('higher', 'lower')", name=op.f("ck_indicator_direction")),
        sa.ForeignKeyConstraint(["pemda_id", "opd_id"], ["opd.pemda_id", "opd.id"], name=op.f("fk_indicator_pemda_id_opd_id")),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("pemda_id", "opd_id", "code", name=op.f("uq_indicator_pemda_id_opd_id_code")),
        sa.UniqueConstraint("pemda_id", "opd_id", "id", name=op.f("uq_indicator_pemda_id_opd_id_id")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("pemda_id", sa.Uuid(), nullable=False),
        sa.Column("official_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_membership_account_id")),
        sa.ForeignKeyConstraint(["pemda_id"], ["pemda.id"], name=op.f("fk_membership_pemda_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("account_id", "pemda_id", name=op.f("uq_membership_account_id_pemda_id")),
        info={"class": "door"},
    )
    op.create_table(
        "notice",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("official_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("dedup", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("read_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["pemda_id", "official_id"],
            ["official.pemda_id", "official.id"],
            name=op.f("fk_notice_pemda_id_official_id"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_notice")),
        sa.UniqueConstraint("pemda_id", "dedup", name=op.f("uq_notice_pemda_id_dedup")),
    )
    op.create_index("ix_notice_official", "notice", ["pemda_id", "official_id", "at"], unique=False)
    op.create_table(
        "sealed_leaf",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["pemda_id", "id"], ["event.pemda_id", "event.id"], name=op.f("fk_sealed_leaf_pemda_id_id")),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_sealed_leaf")),
        sa.UniqueConstraint("pemda_id", "place", name=op.f("uq_sealed_leaf_pemda_id_place")),
    )
    op.create_table(
        "sop",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pemda_id", "opd_id"], ["opd.pemda_id", "opd.id"], name=op.f("fk_sop_pemda_id_opd_id")),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_sop")),
        sa.UniqueConstraint("pemda_id", "opd_id", "id", name=op.f("uq_sop_pemda_id_opd_id_id")),
        sa.UniqueConstraint("pemda_id", "opd_id", "slug", name=op.f("uq_sop_pemda_id_opd_id_slug")),
    )
    op.create_table(
        "unit",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind in ('sekretariat', 'bidang', 'bagian', 'seksi', 'subbagian', 'tim', 'fungsional')",
            name=op.f("ck_unit_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "institution_id"], ["opd.pemda_id", "opd.id"], name=op.f("fk_unit_pemda_id_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "parent_id"], ["unit.pemda_id", "unit.id"], name=op.f("fk_unit_pemda_id_parent_id")
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_unit")),
        sa.UniqueConstraint("pemda_id", "institution_id", "slug", name=op.f("uq_unit_pemda_id_institution_id_slug")),
    )
    op.create_table(
        "achievement",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("target", sa.Numeric(), nullable=True),
        sa.Column("actual", sa.Numeric(), nullable=True),
        sa.Column("percent", sa.Numeric(), nullable=True),
        sa.Column("rating", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("method_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["method_id"], ["scoring_method.id"], name=op.f("fk_achievement_method_id")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "form_id"],
            ["form.pemda_id", "form.opd_id", "form.id"],
            name=op.f("fk_achievement_pemda_id_opd_id_form_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "indicator_id"],
            ["indicator.pemda_id", "indicator.opd_id", "indicator.id"],
            name=op.f("fk_achievement_pemda_id_opd_id_indicator_id"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_achievement")),
        sa.UniqueConstraint(
            "pemda_id",
            "opd_id",
            "form_id",
            "indicator_id",
            "round",
            name=op.f("uq_achievement_pemda_id_opd_id_form_id_indicator_id_round"),
        ),
    )
    op.create_table(
        "archive_entry",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("classification", sa.Text(), nullable=False),
        sa.Column("active_years", sa.Integer(), nullable=False),
        sa.Column("inactive_years", sa.Integer(), nullable=False),
        sa.Column("fate", sa.Text(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("storage_version", sa.Text(), nullable=False),
        sa.Column("retained_until", sa.Date(), nullable=False),
        sa.Column("official_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["pemda_id", "official_id"],
            ["official.pemda_id", "official.id"],
            name=op.f("fk_archive_entry_pemda_id_official_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "document_id"],
            ["document.pemda_id", "document.opd_id", "document.id"],
            name=op.f("fk_archive_entry_pemda_id_opd_id_document_id"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_archive_entry")),
        sa.UniqueConstraint("pemda_id", "opd_id", "document_id", name=op.f("uq_archive_entry_pemda_id_opd_id_document_id")),
    )
    op.create_table(
        "document_hand",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("pemda_id"), "="),
            (sa.column("opd_id"), "="),
            (sa.column("document_id"), "="),
            (sa.column("round"), "="),
            (sa.column("official_id"), "="),
            (sa.column("part"), "<>"),
            using="gist",
            name="nobody_checks_his_own_work",
        ),
        sa.CheckConstraint("part in ('author', 'checker')", name=op.f("ck_document_hand_part")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "official_id"],
            ["official.pemda_id", "official.id"],
            name=op.f("fk_document_hand_pemda_id_official_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "document_id"],
            ["document.pemda_id", "document.opd_id", "document.id"],
            name=op.f("fk_document_hand_pemda_id_opd_id_document_id"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_document_hand")),
        sa.UniqueConstraint(
            "pemda_id",
            "opd_id",
            "document_id",
            "round",
            "official_id",
            "part",
            name=op.f("uq_document_hand_pemda_id_opd_id_document_id_round_official_id_part"),
        ),
    )
    op.create_table(
        "document_version",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["pemda_id", "author_id"],
            ["official.pemda_id", "official.id"],
            name=op.f("fk_document_version_pemda_id_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "document_id"],
            ["document.pemda_id", "document.opd_id", "document.id"],
            name=op.f("fk_document_version_pemda_id_opd_id_document_id"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_document_version")),
        sa.UniqueConstraint(
            "pemda_id",
            "opd_id",
            "document_id",
            "number",
            name=op.f("uq_document_version_pemda_id_opd_id_document_id_number"),
        ),
        sa.UniqueConstraint("pemda_id", "opd_id", "id", name=op.f("uq_document_version_pemda_id_opd_id_id")),
    )
    op.create_table(
        "evidence",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("official_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("storage_version", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["pemda_id", "opd_id"], ["opd.pemda_id", "opd.id"], name=op.f("fk_evidence_pemda_id_opd_id")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "unit_id"], ["unit.pemda_id", "unit.id"], name=op.f("fk_evidence_pemda_id_unit_id")
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("pemda_id", "opd_id", "id", name=op.f("uq_evidence_pemda_id_opd_id_id")),
    )
    op.create_table(
        "indicator_unit",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "indicator_id"],
            ["indicator.pemda_id", "indicator.opd_id", "indicator.id"],
            name=op.f("fk_indicator_unit_pemda_id_opd_id_indicator_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "unit_id"], ["unit.pemda_id", "unit.id"], name=op.f("fk_indicator_unit_pemda_id_unit_id")
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_indicator_unit")),
        sa.UniqueConstraint(
            "pemda_id",
            "opd_id",
            "indicator_id",
            "unit_id",
            name=op.f("uq_indicator_unit_pemda_id_opd_id_indicator_id_unit_id"),
        ),
    )
    op.create_table(
        "measurement",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=True),
        sa.Column("missing_reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("official_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("value is null or missing_reason is null", name=op.f("ck_measurement_value_or_reason")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "official_id"],
            ["official.pemda_id", "official.id"],
            name=op.f("fk_measurement_pemda_id_official_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "form_id"],
            ["form.pemda_id", "form.opd_id", "form.id"],
            name=op.f("fk_measurement_pemda_id_opd_id_form_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "indicator_id"],
            ["indicator.pemda_id", "indicator.opd_id", "indicator.id"],
            name=op.f("fk_measurement_pemda_id_opd_id_indicator_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "unit_id"], ["unit.pemda_id", "unit.id"], name=op.f("fk_measurement_pemda_id_unit_id")
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_measurement")),
        sa.UniqueConstraint(
            "pemda_id",
            "opd_id",
            "form_id",
            "indicator_id",
            "unit_id",
            name=op.f("uq_measurement_pemda_id_opd_id_form_id_indicator_id_unit_id"),
        ),
        sa.UniqueConstraint("pemda_id", "opd_id", "id", name=op.f("uq_measurement_pemda_id_opd_id_id")),
    )
    op.create_table(
        "position",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pemda_id", "institution_id"], ["opd.pemda_id", "opd.id"], name=op.f("fk_position_pemda_id_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "unit_id"], ["unit.pemda_id", "unit.id"], name=op.f("fk_position_pemda_id_unit_id")
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_position")),
        sa.UniqueConstraint("pemda_id", "institution_id", "title", name=op.f("uq_position_pemda_id_institution_id_title")),
    )
    op.create_table(
        "sop_version",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("sop_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), server_default="draft", nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("template_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("approved_capacity", sa.Text(), nullable=True),
        sa.CheckConstraint("state in ('draft', 'effective', 'superseded', 'revoked')", name=op.f("ck_sop_version_state")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "sop_id"],
            ["sop.pemda_id", "sop.opd_id", "sop.id"],
            name=op.f("fk_sop_version_pemda_id_opd_id_sop_id"),
        ),
        sa.ForeignKeyConstraint(["template_id"], ["template.id"], name=op.f("fk_sop_version_template_id")),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_sop_version")),
        sa.UniqueConstraint("pemda_id", "opd_id", "id", name=op.f("uq_sop_version_pemda_id_opd_id_id")),
        sa.UniqueConstraint(
            "pemda_id", "opd_id", "sop_id", "number", name=op.f("uq_sop_version_pemda_id_opd_id_sop_id_number")
        ),
    )
    op.create_index(
        "uq_sop_version_in_force",
        "sop_version",
        ["pemda_id", "opd_id", "sop_id"],
        unique=True,
        postgresql_where=sa.text("state = 'effective'"),
    )
    op.create_table(
        "target",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "indicator_id"],
            ["indicator.pemda_id", "indicator.opd_id", "indicator.id"],
            name=op.f("fk_target_pemda_id_opd_id_indicator_id"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_target")),
        sa.UniqueConstraint(
            "pemda_id", "opd_id", "indicator_id", "period", name=op.f("uq_target_pemda_id_opd_id_indicator_id_period")
        ),
    )
    op.create_table(
        "cycle",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("sop_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="running", nullable=False),
        sa.Column("seats", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("closed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("status in ('running', 'closed', 'cancelled')", name=op.f("ck_cycle_status")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "sop_id"],
            ["sop.pemda_id", "sop.opd_id", "sop.id"],
            name=op.f("fk_cycle_pemda_id_opd_id_sop_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "version_id"],
            ["sop_version.pemda_id", "sop_version.opd_id", "sop_version.id"],
            name=op.f("fk_cycle_pemda_id_opd_id_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opened_by"], ["official.pemda_id", "official.id"], name=op.f("fk_cycle_pemda_id_opened_by")
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_cycle")),
        sa.UniqueConstraint("pemda_id", "opd_id", "id", name=op.f("uq_cycle_pemda_id_opd_id_id")),
    )
    op.create_index(
        "uq_cycle_period",
        "cycle",
        ["pemda_id", "opd_id", "sop_id", "period"],
        unique=True,
        postgresql_where=sa.text("status <> 'cancelled'"),
    )
    op.create_table(
        "document_check",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("official_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("outcome in ('accepted', 'returned')", name=op.f("ck_document_check_outcome")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "official_id"],
            ["official.pemda_id", "official.id"],
            name=op.f("fk_document_check_pemda_id_official_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "document_id"],
            ["document.pemda_id", "document.opd_id", "document.id"],
            name=op.f("fk_document_check_pemda_id_opd_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "version_id"],
            ["document_version.pemda_id", "document_version.opd_id", "document_version.id"],
            name=op.f("fk_document_check_pemda_id_opd_id_version_id"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_document_check")),
        sa.UniqueConstraint(
            "pemda_id",
            "opd_id",
            "document_id",
            "version_id",
            "official_id",
            "outcome",
            name=op.f("uq_document_check_pemda_id_opd_id_document_id_version_id_official_id_outcome"),
        ),
    )
    op.create_table(
        "holding",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position_id", sa.Uuid(), nullable=False),
        sa.Column("official_id", sa.Uuid(), nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=True),
        sa.Column("period", postgresql.DATERANGE(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("pemda_id"), "="),
            (sa.column("position_id"), "="),
            (sa.column("period"), "&&"),
            using="gist",
            name="one_holder_a_day",
        ),
        sa.CheckConstraint("capacity = 'definitif' or letter is not null", name=op.f("ck_holding_acting_has_letter")),
        sa.CheckConstraint(
            "capacity in ('definitif', 'pj') or not upper_inf(period)", name=op.f("ck_holding_acting_is_bounded")
        ),
        sa.CheckConstraint("capacity in ('definitif', 'plt', 'plh', 'pj')", name=op.f("ck_holding_capacity")),
        sa.CheckConstraint("not isempty(period)", name=op.f("ck_holding_period_is_not_empty")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "official_id"],
            ["official.pemda_id", "official.id"],
            name=op.f("fk_holding_pemda_id_official_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "position_id"],
            ["position.pemda_id", "position.id"],
            name=op.f("fk_holding_pemda_id_position_id"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_holding")),
    )
    op.create_table(
        "measurement_evidence",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("measurement_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "evidence_id"],
            ["evidence.pemda_id", "evidence.opd_id", "evidence.id"],
            name=op.f("fk_measurement_evidence_pemda_id_opd_id_evidence_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "measurement_id"],
            ["measurement.pemda_id", "measurement.opd_id", "measurement.id"],
            name=op.f("fk_measurement_evidence_pemda_id_opd_id_measurement_id"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_measurement_evidence")),
        sa.UniqueConstraint(
            "pemda_id",
            "opd_id",
            "measurement_id",
            "evidence_id",
            name=op.f("uq_measurement_evidence_pemda_id_opd_id_measurement_id_evidence_id"),
        ),
    )
    op.create_table(
        "position_role",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position_id", sa.Uuid(), nullable=False),
        sa.Column("role_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pemda_id", "position_id"],
            ["position.pemda_id", "position.id"],
            name=op.f("fk_position_role_pemda_id_position_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "role_id"], ["role.pemda_id", "role.id"], name=op.f("fk_position_role_pemda_id_role_id")
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_position_role")),
        sa.UniqueConstraint("pemda_id", "position_id", "role_id", name=op.f("uq_position_role_pemda_id_position_id_role_id")),
    )
    op.create_table(
        "rendering",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("storage_version", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("purpose in ('draft', 'signed')", name=op.f("ck_rendering_purpose")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "document_id"],
            ["document.pemda_id", "document.opd_id", "document.id"],
            name=op.f("fk_rendering_pemda_id_opd_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "version_id"],
            ["document_version.pemda_id", "document_version.opd_id", "document_version.id"],
            name=op.f("fk_rendering_pemda_id_opd_id_version_id"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_rendering")),
        sa.UniqueConstraint(
            "pemda_id", "opd_id", "version_id", "purpose", name=op.f("uq_rendering_pemda_id_opd_id_version_id_purpose")
        ),
    )
    op.create_table(
        "sop_actor",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("role_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "version_id"],
            ["sop_version.pemda_id", "sop_version.opd_id", "sop_version.id"],
            name=op.f("fk_sop_actor_pemda_id_opd_id_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "role_id"], ["role.pemda_id", "role.id"], name=op.f("fk_sop_actor_pemda_id_role_id")
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_sop_actor")),
        sa.UniqueConstraint(
            "pemda_id", "opd_id", "version_id", "actor", name=op.f("uq_sop_actor_pemda_id_opd_id_version_id_actor")
        ),
    )
    op.create_table(
        "signature",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("signer_id", sa.Uuid(), nullable=False),
        sa.Column("checker_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.Text(), server_default="accepted", nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=True),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("outcome = 'accepted'", name=op.f("ck_signature_rests_on_acceptance")),
        sa.CheckConstraint("checker_id <> signer_id", name=op.f("ck_signature_checked_by_another")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "document_id", "version_id", "checker_id", "outcome"],
            [
                "document_check.pemda_id",
                "document_check.opd_id",
                "document_check.document_id",
                "document_check.version_id",
                "document_check.official_id",
                "document_check.outcome",
            ],
            name="fk_signature_rests_on_check",
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "version_id"],
            ["document_version.pemda_id", "document_version.opd_id", "document_version.id"],
            name=op.f("fk_signature_pemda_id_opd_id_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "signer_id"],
            ["official.pemda_id", "official.id"],
            name=op.f("fk_signature_pemda_id_signer_id"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_signature")),
        sa.UniqueConstraint("pemda_id", "code", name=op.f("uq_signature_pemda_id_code")),
        sa.UniqueConstraint("pemda_id", "opd_id", "document_id", name=op.f("uq_signature_pemda_id_opd_id_document_id")),
    )
    op.create_table(
        "task",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("step_id", sa.Text(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("round", sa.Integer(), server_default="1", nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("started_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("due_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("done_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("status in ('waiting', 'open', 'started', 'done')", name=op.f("ck_task_status")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "cycle_id"],
            ["cycle.pemda_id", "cycle.opd_id", "cycle.id"],
            name=op.f("fk_task_pemda_id_opd_id_cycle_id"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_task")),
        sa.UniqueConstraint("pemda_id", "opd_id", "cycle_id", "step_id", name=op.f("uq_task_pemda_id_opd_id_cycle_id_step_id")),
        sa.UniqueConstraint("pemda_id", "opd_id", "id", name=op.f("uq_task_pemda_id_opd_id_id")),
    )
    op.create_table(
        "share",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("position_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.Text(), server_default="open", nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("done_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("part in ('does', 'joins', 'chairs', 'signs', 'decides')", name=op.f("ck_share_part")),
        sa.CheckConstraint("status in ('open', 'done', 'superseded')", name=op.f("ck_share_status")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "done_by"], ["official.pemda_id", "official.id"], name=op.f("fk_share_pemda_id_done_by")
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "task_id"],
            ["task.pemda_id", "task.opd_id", "task.id"],
            name=op.f("fk_share_pemda_id_opd_id_task_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "position_id"],
            ["position.pemda_id", "position.id"],
            name=op.f("fk_share_pemda_id_position_id"),
        ),
        sa.ForeignKeyConstraint(["pemda_id", "unit_id"], ["unit.pemda_id", "unit.id"], name=op.f("fk_share_pemda_id_unit_id")),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_share")),
        sa.UniqueConstraint("pemda_id", "opd_id", "id", name=op.f("uq_share_pemda_id_opd_id_id")),
        sa.UniqueConstraint(
            "pemda_id",
            "opd_id",
            "task_id",
            "round",
            "actor",
            "part",
            "position_id",
            name=op.f("uq_share_pemda_id_opd_id_task_id_round_actor_part_position_id"),
        ),
    )
    op.create_index("ix_share_position", "share", ["pemda_id", "opd_id", "position_id", "status"], unique=False)
    op.create_table(
        "task_evidence",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "evidence_id"],
            ["evidence.pemda_id", "evidence.opd_id", "evidence.id"],
            name=op.f("fk_task_evidence_pemda_id_opd_id_evidence_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "task_id"],
            ["task.pemda_id", "task.opd_id", "task.id"],
            name=op.f("fk_task_evidence_pemda_id_opd_id_task_id"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_task_evidence")),
        sa.UniqueConstraint(
            "pemda_id",
            "opd_id",
            "task_id",
            "evidence_id",
            name=op.f("uq_task_evidence_pemda_id_opd_id_task_id_evidence_id"),
        ),
    )
    op.create_table(
        "hand_in",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("official_id", sa.Uuid(), nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["pemda_id", "official_id"],
            ["official.pemda_id", "official.id"],
            name=op.f("fk_hand_in_pemda_id_official_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "share_id"],
            ["share.pemda_id", "share.opd_id", "share.id"],
            name=op.f("fk_hand_in_pemda_id_opd_id_share_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "task_id"],
            ["task.pemda_id", "task.opd_id", "task.id"],
            name=op.f("fk_hand_in_pemda_id_opd_id_task_id"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_hand_in")),
    )
    op.create_index("ix_hand_in_task", "hand_in", ["pemda_id", "opd_id", "task_id", "round"], unique=False)
    op.create_table(
        "worksheet",
        sa.Column("pemda_id", sa.Uuid(), server_default=sa.text("fence.current_pemda()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opd_id", sa.Uuid(), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("official_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["pemda_id", "opd_id", "share_id"],
            ["share.pemda_id", "share.opd_id", "share.id"],
            name=op.f("fk_worksheet_pemda_id_opd_id_share_id"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "id", name=op.f("pk_worksheet")),
        sa.UniqueConstraint("pemda_id", "opd_id", "share_id", name=op.f("uq_worksheet_pemda_id_opd_id_share_id")),
    )
    raise_walls()


def raise_walls() -> None:
    statements = [sql for table in LOOKUPS for sql in walls.lookup_wall(table)]
    statements += [sql for table in DOORS for sql in walls.door_wall(table, MENDED)]
    statements += [sql for table, grants in PEMDA.items() for sql in walls.pemda_wall(table, grants)]
    statements += [sql for table, grants in OPD.items() for sql in walls.opd_wall(table, grants)]
    for sql in (*statements, *CONVEYOR):
        op.execute(sql)


def downgrade() -> None:
    op.drop_table("worksheet")
    op.drop_index("ix_hand_in_task", table_name="hand_in")
    op.drop_table("hand_in")
    op.drop_table("task_evidence")
    op.drop_index("ix_share_position", table_name="share")
    op.drop_table("share")
    op.drop_table("task")
    op.drop_table("signature")
    op.drop_table("sop_actor")
    op.drop_table("rendering")
    op.drop_table("position_role")
    op.drop_table("measurement_evidence")
    op.drop_table("holding")
    op.drop_table("document_check")
    op.drop_index("uq_cycle_period", table_name="cycle", postgresql_where=sa.text("status <> 'cancelled'"))
    op.drop_table("cycle")
    op.drop_table("target")
    op.drop_index("uq_sop_version_in_force", table_name="sop_version", postgresql_where=sa.text("state = 'effective'"))
    op.drop_table("sop_version")
    op.drop_table("position")
    op.drop_table("measurement")
    op.drop_table("indicator_unit")
    op.drop_table("evidence")
    op.drop_table("document_version")
    op.drop_table("document_hand")
    op.drop_table("archive_entry")
    op.drop_table("achievement")
    op.drop_table("unit")
    op.drop_table("sop")
    op.drop_table("sealed_leaf")
    op.drop_index("ix_notice_official", table_name="notice")
    op.drop_table("notice")
    op.drop_table("membership")
    op.drop_table("indicator")
    op.drop_table("form")
    op.drop_table("event_payload")
    op.drop_table("document")
    op.drop_index("ix_account_session_account_id", table_name="account_session")
    op.drop_table("account_session")
    op.drop_table("template")
    op.drop_table("seal")
    op.drop_table("scoring_method")
    op.drop_table("role")
    op.drop_table("region")
    op.drop_table("pemda")
    op.drop_index("ix_outbox_waiting", table_name="outbox", postgresql_where=sa.text("done_at is null and dead_at is null"))
    op.drop_table("outbox")
    op.drop_table("opd")
    op.drop_table("official")
    op.drop_table("idempotent_answer")
    op.drop_index("ix_event_subject", table_name="event")
    op.drop_table("event")
    op.drop_table("account")
