"""What goes in and out at the operator's desk."""

from typing import Any

from marshmallow import fields, validate

from runtut.library.curating.service import Published, givers
from runtut.library.models import LibraryOffer
from runtut.library.offers import laid_over
from runtut.library.schemas import OfferOutput, TemplateChangeOutput, told_change, told_offer
from runtut.web.api import Input, Output
from runtut.web.fields import missing

NOTE = validate.Length(10, 1000, error="Tulis catatan untuk pemilik SOP, 10 sampai 1.000 huruf.")
REASON = validate.Length(10, 1000, error="Tulis alasan yang dapat ditindaklanjuti pengusul, 10 sampai 1.000 huruf.")


class ConsentInput(Input):
    note = fields.String(
        required=True, validate=NOTE, error_messages=missing("Tulis catatan untuk pemilik SOP."),
        metadata={"description": "Dibaca oleh pemilik SOP yang mengikuti templat ini"},
    )  # fmt: skip


class RefusalInput(Input):
    reason = fields.String(
        required=True, validate=REASON, error_messages=missing("Tulis alasan penolakannya."),
        metadata={"description": "Dibaca oleh pengusul"},
    )  # fmt: skip


class OffersQuery(Input):
    state = fields.String(
        load_default="open", validate=validate.OneOf(("open", "answered"), error="Pilih open atau answered."),
        metadata={"description": "Yang menunggu jawaban, atau yang sudah dijawab"},
    )  # fmt: skip


class GivenOfferOutput(OfferOutput):
    pemda_code = fields.String(required=True)
    pemda = fields.String(required=True)
    office = fields.String(required=True, metadata={"description": "Perangkat daerah yang mengusulkan"})
    title = fields.String(required=True, metadata={"description": "Nama SOP yang diperbaiki di sana"})


class GivenOfferDetailOutput(GivenOfferOutput):
    changes = fields.List(
        fields.Nested(TemplateChangeOutput), required=True,
        metadata={"description": "Bedanya dengan versi templat terbaru; kosong sesudah dijawab"},
    )  # fmt: skip
    acceptable = fields.Boolean(required=True, metadata={"description": "Pustaka tidak berubah di tempat yang sama"})


class PublishedOutput(Output):
    version = fields.Integer(required=True)
    title = fields.String(required=True)
    published_at = fields.AwareDateTime(required=True)
    sha256 = fields.String(required=True)
    note = fields.String(required=True, allow_none=True)
    publisher = fields.String(required=True, allow_none=True)
    offer = fields.UUID(required=True, allow_none=True, metadata={"description": "Usulan yang menjadi versi ini"})


class PublishedDetailOutput(PublishedOutput):
    changes = fields.List(
        fields.Nested(TemplateChangeOutput), required=True, metadata={"description": "Bedanya dengan versi sebelumnya"}
    )


def told_given(offers: list[LibraryOffer]) -> list[dict[str, Any]]:
    pemdas = givers(offers)
    return [
        {
            **told_offer(offer), "pemda_code": pemdas[offer.pemda_id].code, "pemda": pemdas[offer.pemda_id].name,
            "office": offer.office, "title": offer.title,
        }
        for offer in offers
    ]  # fmt: skip


def told_detail(offer: LibraryOffer) -> dict[str, Any]:
    """Once it is answered nothing of it is asked any more."""
    (said,) = told_given([offer])
    found = laid_over(offer)
    asked = [told_change(change, found) for change in found.questions] if offer.state == "open" else []
    return {**said, "changes": asked, "acceptable": offer.state == "open" and bool(asked) and not found.conflicts}


def told_published(one: Published) -> dict[str, Any]:
    row = one.template
    return {
        "version": row.version, "title": row.title, "published_at": row.published_at, "sha256": row.sha256, "note": row.note,
        "publisher": row.publisher, "offer": one.origin.id if one.origin else None,
    }  # fmt: skip


def told_changes(one: Published) -> list[dict[str, Any]]:
    found = one.changes
    return [told_change(change, found) for change in found.questions] if found else []
