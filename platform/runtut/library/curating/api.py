"""The operator's desk for programs."""

from typing import Any
from uuid import UUID

from flask import g
from flask.views import MethodView

from runtut.library import offers
from runtut.library.curating import service
from runtut.library.curating.schemas import (
    ConsentInput,
    GivenOfferDetailOutput,
    GivenOfferOutput,
    OffersQuery,
    PublishedDetailOutput,
    PublishedOutput,
    RefusalInput,
    told_changes,
    told_detail,
    told_given,
    told_published,
)
from runtut.library.permissions import CURATE
from runtut.permissions import needs
from runtut.web.api import Doors

doors = Doors("library-desk", "Meja pengelola pustaka: usulan dari perangkat daerah dan riwayat terbit templat")
OFFER = "/library/offers/<uuid:library_offer_id>"


@doors.route("/library/offers")
class GivenOffers(MethodView):
    @needs(CURATE)
    @doors.takes(OffersQuery, "query")
    @doors.gives(200, GivenOfferOutput(many=True), "Usulan")
    @doors.may_refuse(401, 404, 422)
    def get(self, query: dict[str, str]) -> list[dict[str, Any]]:
        """What OPDs of every pemda have handed over: who, and why."""
        return told_given(offers.waiting_offers() if query["state"] == "open" else offers.answered_offers())


@doors.route(OFFER)
class OneGivenOffer(MethodView):
    @needs(CURATE)
    @doors.gives(200, GivenOfferDetailOutput, "Usulan dan bedanya dengan templat")
    @doors.may_refuse(401, 404)
    def get(self, library_offer_id: UUID) -> dict[str, Any]:
        """One offer, laid over the newest version of its template."""
        return told_detail(offers.offer_by_id(library_offer_id))


@doors.route(f"{OFFER}/consent")
class Consent(MethodView):
    @needs(CURATE)
    @doors.changes(GivenOfferDetailOutput, "Diterima menjadi versi berikutnya", takes=ConsentInput)
    def put(self, data: dict[str, str], library_offer_id: UUID) -> dict[str, Any]:
        """It becomes the next version of the template; owners of clones and who offered it are told."""
        offer = offers.offer_by_id(library_offer_id)
        offers.accept(offer, data["note"], g.visitor.account_id)
        return told_detail(offer)


@doors.route(f"{OFFER}/refusal")
class Refusal(MethodView):
    @needs(CURATE)
    @doors.changes(GivenOfferDetailOutput, "Ditolak dengan alasan", takes=RefusalInput)
    def put(self, data: dict[str, str], library_offer_id: UUID) -> dict[str, Any]:
        """Decline it with a reason, which who offered it reads."""
        offer = offers.offer_by_id(library_offer_id)
        offers.decline(offer, data["reason"], g.visitor.account_id)
        return told_detail(offer)


@doors.route("/library/templates/<slug:slug>/versions")
class PublishedVersions(MethodView):
    @needs(CURATE)
    @doors.gives(200, PublishedOutput(many=True), "Riwayat terbit, yang terbaru dahulu")
    @doors.may_refuse(401, 404)
    def get(self, slug: str) -> list[dict[str, Any]]:
        """Every version of a template: when, why, and of which offer it came."""
        return [told_published(one) for one in service.history(slug)]


@doors.route("/library/templates/<slug:slug>/versions/<int:number>")
class OnePublishedVersion(MethodView):
    @needs(CURATE)
    @doors.gives(200, PublishedDetailOutput, "Satu versi dan bedanya dengan versi sebelumnya")
    @doors.may_refuse(401, 404)
    def get(self, slug: str, number: int) -> dict[str, Any]:
        """What this version changed."""
        one = service.published(slug, number)
        return {**told_published(one), "changes": told_changes(one)}
