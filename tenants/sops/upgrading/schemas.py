"""What goes in and out where a newer template is taken over."""

from typing import Any

from marshmallow import fields, validate

from runtut.procedures import obstacles
from runtut.procedures.merging import BOTH, KINDS, MINE, THEIRS, Change, Merge, place_words, values_words
from runtut.web.api import Input, Output
from tenants.sops.upgrading.service import Taken, Upgrade

CHOICES = (MINE, THEIRS, BOTH)
KEY = validate.Regexp(r"^[0-9a-f]{16}$", error="Pakai pengenal perubahan yang ditawarkan.")


class UpgradeDecisionInput(Input):
    key = fields.String(required=True, validate=KEY)
    choice = fields.String(required=True, validate=validate.OneOf(CHOICES, error="Pilih mine, theirs, atau both."))


class UpgradeInput(Input):
    template_version = fields.Integer(required=True, metadata={"description": "Versi templat yang diputuskan"})
    decisions = fields.List(fields.Nested(UpgradeDecisionInput), required=True, validate=validate.Length(1, 1000))


class UpgradeChangeOutput(Output):
    key = fields.String(required=True)
    fingerprint = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(tuple(KINDS)))
    place = fields.String(required=True, metadata={"description": "Di mana, dengan kata-kata"})
    base = fields.String(required=True, allow_none=True, metadata={"description": "Semula di templat"})
    mine = fields.String(required=True, allow_none=True, metadata={"description": "Di SOP ini"})
    theirs = fields.String(required=True, allow_none=True, metadata={"description": "Di templat terbaru"})
    conflict = fields.Boolean(required=True, metadata={"description": "Diubah di sini dan di pustaka"})
    choices = fields.List(fields.String(validate=validate.OneOf(CHOICES)), required=True)


class UpgradeOutput(Output):
    template = fields.String(required=True)
    followed_version = fields.Integer(required=True)
    newest_version = fields.Integer(required=True)
    note = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True, metadata={"description": "Versi SOP yang dibandingkan"})
    locked = fields.Boolean(required=True, metadata={"description": "Sedang direviu, belum dapat diubah"})
    changes = fields.List(fields.Nested(UpgradeChangeOutput), required=True)
    declined = fields.List(fields.Nested(UpgradeChangeOutput), required=True)


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


def told_change(change: Change, merge: Merge) -> dict[str, Any]:
    base, mine, theirs = values_words(change, merge)
    return {
        "key": change.key, "fingerprint": change.fingerprint, "kind": change.kind, "place": place_words(change, merge),
        "base": base, "mine": mine, "theirs": theirs, "conflict": change.conflict, "choices": change.choices,
    }  # fmt: skip


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
