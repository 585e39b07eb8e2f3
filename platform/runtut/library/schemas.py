"""What goes out at the doors of the library."""

from typing import Any

from marshmallow import fields, validate

from runtut.library.models import OFFER_STATES, LibraryOffer, Template
from runtut.library.service import template_by_id
from runtut.procedures import from_json, total_minutes
from runtut.procedures.filling import KINDS
from runtut.procedures.merging import BOTH, MINE, THEIRS, Change, Merge, place_words, values_words
from runtut.procedures.merging import KINDS as DEEDS
from runtut.web.api import Input, Output

CHOICES = (MINE, THEIRS, BOTH)
KEY = validate.Regexp(r"^[0-9a-f]{16}$", error="Pakai pengenal perubahan yang ditawarkan.")


class WantedQuery(Input):
    words = fields.String(load_default="", validate=validate.Length(max=200), metadata={"description": "Kata yang dicari"})
    kind = fields.String(
        load_default="", validate=validate.OneOf(("", *KINDS), error="Jenis perangkat daerah ini tidak dikenal.")
    )
    urusan = fields.String(
        load_default="", validate=validate.Length(max=20), metadata={"description": "Kode urusan atau awalnya"}
    )


class TemplateOutput(Output):
    slug = fields.String(required=True)
    version = fields.Integer(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True, metadata={"description": "Jenis perangkat daerah"})
    sha256 = fields.String(required=True)
    published_at = fields.AwareDateTime(required=True)
    steps = fields.Integer(required=True, metadata={"description": "Banyaknya langkah"})
    standard_minutes = fields.Integer(required=True, metadata={"description": "Jumlah waktu baku dalam menit kerja"})
    actors = fields.List(fields.String(), required=True)
    urusan = fields.List(fields.String(), required=True, metadata={"description": "Kode urusan"})
    note = fields.String(required=True, allow_none=True, metadata={"description": "Apa yang berubah pada versi ini"})
    publisher = fields.String(required=True, allow_none=True, metadata={"description": "Instalasi asal bila diimpor"})


class TemplateContentOutput(TemplateOutput):
    content = fields.Dict(required=True, metadata={"description": "Dokumen runtut.sop/1"})


def told(template: Template) -> dict[str, Any]:
    """A template with what its content adds up to."""
    sop = from_json(template.content)
    return {
        "slug": template.slug, "version": template.version, "title": template.title, "kind": template.kind,
        "sha256": template.sha256, "published_at": template.published_at, "steps": len(sop.steps),
        "standard_minutes": total_minutes(sop), "actors": list(sop.actors), "content": template.content,
        "urusan": template.urusan, "note": template.note, "publisher": template.publisher,
    }  # fmt: skip


class TemplateChangeOutput(Output):
    """A difference between a template and an SOP that came from it, or an offer to it."""

    key = fields.String(required=True)
    fingerprint = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(tuple(DEEDS)))
    place = fields.String(required=True, metadata={"description": "Di mana, dengan kata-kata"})
    base = fields.String(required=True, allow_none=True, metadata={"description": "Semula di templat"})
    mine = fields.String(required=True, allow_none=True, metadata={"description": "Di SOP ini; pada usulan, di pustaka"})
    theirs = fields.String(required=True, allow_none=True, metadata={"description": "Di templat terbaru; pada usulan, isinya"})
    conflict = fields.Boolean(required=True, metadata={"description": "Diubah di sini dan di pustaka"})
    choices = fields.List(fields.String(validate=validate.OneOf(CHOICES)), required=True)


def told_change(change: Change, merge: Merge) -> dict[str, Any]:
    base, mine, theirs = values_words(change, merge)
    return {
        "key": change.key, "fingerprint": change.fingerprint, "kind": change.kind, "place": place_words(change, merge),
        "base": base, "mine": mine, "theirs": theirs, "conflict": change.conflict, "choices": change.choices,
    }  # fmt: skip


class OfferOutput(Output):
    id = fields.UUID(required=True)
    template = fields.String(required=True)
    template_version = fields.Integer(required=True, metadata={"description": "Versi templat yang dibandingkan"})
    note = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(OFFER_STATES))
    answer = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    result_version = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Versi templat yang menjadi hasilnya"}
    )


def told_offer(offer: LibraryOffer) -> dict[str, Any]:
    compared = template_by_id(offer.template_id)
    return {
        "id": offer.id, "template": compared.slug, "template_version": compared.version, "note": offer.note,
        "state": offer.state, "answer": offer.answer, "at": offer.at, "answered_at": offer.answered_at,
        "result_version": template_by_id(offer.result_id).version if offer.result_id else None,
    }  # fmt: skip
