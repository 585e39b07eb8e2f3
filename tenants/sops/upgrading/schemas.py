"""What goes in and out where a newer template is taken over."""

from typing import Any

from marshmallow import fields, validate

from runtut.library.schemas import CHOICES, KEY, TemplateChangeOutput, told_change
from runtut.procedures import obstacles
from runtut.web.api import Input, Output
from tenants.sops.upgrading.service import Taken, Upgrade


class UpgradeDecisionInput(Input):
    key = fields.String(required=True, validate=KEY)
    choice = fields.String(required=True, validate=validate.OneOf(CHOICES, error="Pilih mine, theirs, atau both."))


class UpgradeInput(Input):
    template_version = fields.Integer(required=True, metadata={"description": "Versi templat yang diputuskan"})
    decisions = fields.List(fields.Nested(UpgradeDecisionInput), required=True, validate=validate.Length(1, 1000))


class UpgradeOutput(Output):
    template = fields.String(required=True)
    followed_version = fields.Integer(required=True)
    newest_version = fields.Integer(required=True)
    note = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True, metadata={"description": "Versi SOP yang dibandingkan"})
    locked = fields.Boolean(required=True, metadata={"description": "Sedang direviu, belum dapat diubah"})
    changes = fields.List(fields.Nested(TemplateChangeOutput), required=True)
    declined = fields.List(fields.Nested(TemplateChangeOutput), required=True)


class UpgradeTakenOutput(Output):
    draft = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Nomor versi draf; null bila semua ditolak"}
    )
    taken = fields.Integer(required=True)
    declined = fields.Integer(required=True)
    left = fields.Integer(required=True, metadata={"description": "Yang belum diputuskan"})
    repairs = fields.Integer(required=True, metadata={"description": "Alur atau pelaksana yang disesuaikan"})
    obstacles = fields.List(fields.String(), required=True)


class UpgradeUndoneOutput(Output):
    version = fields.Integer(required=True)
    sha256 = fields.String(required=True)


def told(found: Upgrade) -> dict[str, Any]:
    return {
        "template": found.newest.slug, "followed_version": found.followed.version, "newest_version": found.newest.version,
        "note": found.newest.note, "version": found.version.number, "locked": found.locked,
        "changes": [told_change(change, found.merge) for change in found.merge.questions],
        "declined": [told_change(change, found.merge) for change in found.merge.declined if change.follows is None],
    }  # fmt: skip


def told_taken(taken: Taken) -> dict[str, Any]:
    return {
        "draft": taken.draft.number if taken.draft else None, "taken": taken.taken, "declined": taken.declined,
        "left": taken.left, "repairs": len(taken.result.repairs),
        "obstacles": [sentence for said in obstacles(taken.result.sop).values() for sentence in said],
    }  # fmt: skip
