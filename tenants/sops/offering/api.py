"""Offers to the library, for programs."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from runtut.library.schemas import OfferOutput, told_change, told_offer
from runtut.permissions import needs
from runtut.web.api import Doors
from tenants.sops import service as sops
from tenants.sops.offering import service
from tenants.sops.offering.schemas import OfferInput, OffersOutput
from tenants.sops.permissions import EDIT, READ

doors = Doors("sop-offers", "Usulan perbaikan templat")


@doors.route("/sops/<slug:slug>/offers")
class Offers(MethodView):
    @needs(READ)
    @doors.gives(200, OffersOutput, "Usulan dan yang dapat diusulkan")
    @doors.may_refuse(401, 403, 404)
    def get(self, slug: str) -> dict[str, Any]:
        """What was offered so far, and what this SOP says otherwise than its template."""
        found = service.proposal_of(sops.sop_by_slug(slug))
        changes = [told_change(change, found.merge) for change in found.merge.questions]
        return {"offers": [told_offer(row) for row in service.offers_of(found.sop)], "changes": changes}

    @needs(EDIT)
    @doors.changes(OfferOutput, "Usulan dikirim", takes=OfferInput, status=201)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Offer changes to the library; names of the pemda and the OPD are left out."""
        return told_offer(service.offer(service.proposal_of(sops.sop_by_slug(slug)), data["note"], data["changes"]))


@doors.route("/sops/<slug:slug>/offers/<uuid:sop_offer_id>")
class OneOffer(MethodView):
    @needs(EDIT)
    @doors.changes(OfferOutput, "Usulan ditarik")
    def delete(self, slug: str, sop_offer_id: UUID) -> dict[str, Any]:
        """Withdraw an offer that was not answered yet."""
        offer = service.offer_of(sops.sop_by_slug(slug), sop_offer_id)
        service.withdraw(offer)
        return told_offer(offer)
