"""Monitoring and evaluation of SOPs for programs."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from runtut.permissions import needs
from runtut.web.api import Doors
from tenants.sops.assessing import service
from tenants.sops.assessing.schemas import AssessInput, AssessmentInput, AssessmentOutput
from tenants.sops.models import SopAssessment
from tenants.sops.permissions import ASSESS, READ
from tenants.sops.service import sop_by_slug

doors = Doors("sop-assessments", "Pemantauan dan evaluasi SOP")


@doors.route("/sops/<slug:slug>/assessments")
class Assessments(MethodView):
    @needs(READ)
    @doors.gives(200, AssessmentOutput(many=True), "Pemantauan dan evaluasi SOP ini")
    @doors.may_refuse(401, 403, 404)
    def get(self, slug: str) -> list[SopAssessment]:
        """What was assessed of an SOP so far."""
        return service.assessments(sop_by_slug(slug))

    @needs(ASSESS)
    @doors.changes(AssessmentOutput, "Formulir periode berjalan", takes=AssessInput, status=201)
    def post(self, data: dict[str, str], slug: str) -> SopAssessment:
        """The form of the half-year or year of today; it is opened once."""
        return service.begin(sop_by_slug(slug), data["kind"])


@doors.route("/sops/assessments/<uuid:sop_assessment_id>")
class Assessment(MethodView):
    @needs(READ)
    @doors.gives(200, AssessmentOutput, "Formulir dengan isinya")
    @doors.may_refuse(401, 403, 404)
    def get(self, sop_assessment_id: UUID) -> SopAssessment:
        """One form."""
        return service.assessment_by_id(sop_assessment_id)

    @needs(ASSESS)
    @doors.changes(AssessmentOutput, "Tersimpan", takes=AssessmentInput)
    def put(self, data: dict[str, Any], sop_assessment_id: UUID) -> SopAssessment:
        """Keep the answers, or hand the form in."""
        return service.write(service.assessment_by_id(sop_assessment_id), data["revision"], data, data["done"])
