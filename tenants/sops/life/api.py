"""The life of versions for programs."""

from typing import Any

from flask.views import MethodView

from runtut.errors import Invalid
from runtut.permissions import here, needs
from runtut.web.api import Doors
from tenants.people.seats import today_at
from tenants.sops.life import discarding, service
from tenants.sops.life.schemas import ApprovalInput, ApprovalOutput, ReasonInput, ReviewInput
from tenants.sops.models import SopVersion
from tenants.sops.numbering import suggested_number
from tenants.sops.permissions import APPROVE, EDIT, REVIEW
from tenants.sops.schemas import VersionOutput
from tenants.sops.service import sop_by_slug, version_of

doors = Doors("sop-life", "Reviu, pengesahan, dan pencabutan SOP")
VERSION = "/sops/<slug:slug>/versions/<int:number>"


def found(slug: str, number: int) -> SopVersion:
    return version_of(sop_by_slug(slug), number)


@doors.route(f"{VERSION}/submission")
class Submission(MethodView):
    @needs(EDIT)
    @doors.changes(VersionOutput, "Diajukan untuk direviu")
    def put(self, slug: str, number: int) -> SopVersion:
        """Hand a draft in for review."""
        return service.submit(found(slug, number))

    @needs(EDIT)
    @doors.changes(VersionOutput, "Ditarik kembali")
    def delete(self, slug: str, number: int) -> SopVersion:
        """Take it back as long as nobody has passed it."""
        return service.withdraw(found(slug, number))


@doors.route(f"{VERSION}/review")
class Review(MethodView):
    @needs(REVIEW)
    @doors.changes(VersionOutput, "Diputuskan", takes=ReviewInput)
    def put(self, data: dict[str, Any], slug: str, number: int) -> SopVersion:
        """Pass it, or send it back to its writers with a reason; never by whoever handed it in."""
        version = found(slug, number)
        if data["decision"] == "pass":
            return service.pass_review(version)
        if data["reason"]:
            return service.send_back(version, data["reason"])
        raise Invalid("Pengembalian perlu alasan.", {"reason": ["Tulis alasannya."]})


@doors.route(f"{VERSION}/approval")
class Approval(MethodView):
    @needs(APPROVE)
    @doors.gives(200, ApprovalOutput, "Yang diusulkan untuk pengesahan")
    @doors.may_refuse(401, 403, 404)
    def get(self, slug: str, number: int) -> dict[str, Any]:
        """What the page of approval proposes: the next free number, and today."""
        today = today_at(here())
        return {"number": suggested_number(found(slug, number), today.year), "approved_on": today, "effective_on": today}

    @needs(APPROVE)
    @doors.changes(VersionOutput, "Disahkan", takes=ApprovalInput)
    def put(self, data: dict[str, Any], slug: str, number: int) -> SopVersion:
        """Approve what was reviewed, with its number and dates; it is in force from `effective_on` on."""
        return service.approve(found(slug, number), data["number"], data["approved_on"], data["effective_on"])


@doors.route(f"{VERSION}/revocation")
class Revocation(MethodView):
    @needs(APPROVE)
    @doors.changes(VersionOutput, "Dicabut", takes=ReasonInput)
    def put(self, data: dict[str, str], slug: str, number: int) -> SopVersion:
        """Take a version out of force with a reason; cycles that run stay on it."""
        return service.revoke(found(slug, number), data["reason"])


@doors.route(f"{VERSION}/disposal")
class Disposal(MethodView):
    @needs(EDIT)
    @doors.changes(VersionOutput, "Draf dibuang", takes=ReasonInput)
    def put(self, data: dict[str, str], slug: str, number: int) -> SopVersion:
        """Throw a draft away with a reason; an SOP that never was anything else leaves the list."""
        return discarding.discard(found(slug, number), data["reason"])

    @needs(EDIT)
    @doors.changes(VersionOutput, "Draf dikembalikan")
    def delete(self, slug: str, number: int) -> SopVersion:
        """Bring it back as a draft, as long as the SOP has no other one and nothing newer."""
        return discarding.restore(found(slug, number))
