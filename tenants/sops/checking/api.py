"""The checker for programs."""

from collections.abc import Mapping
from typing import Any

from flask.views import MethodView

from runtut.calendar import MINUTES_PER_DAY
from runtut.permissions import MEMBER, here, needs
from runtut.procedures.checking import RULES
from runtut.web.api import Doors
from tenants.sops import service as sops
from tenants.sops.checking import service
from tenants.sops.checking.models import SopRuleOff
from tenants.sops.checking.permissions import SWITCH
from tenants.sops.checking.schemas import (
    DocumentInput,
    ReviewOutput,
    RuleOutput,
    SwitchInput,
    WaiverInput,
    WindowInput,
    WindowOutput,
    document_of,
    told,
)
from tenants.sops.permissions import READ, REVIEW

doors = Doors("sop_checks", "Pemeriksaan SOP")
rule_doors = Doors("sop_rules", "Aturan pemeriksaan SOP")


@doors.route("/sops/check")
class Check(MethodView):
    @needs(READ)
    @doors.takes(DocumentInput)
    @doors.gives(200, ReviewOutput, "Temuan pada dokumen yang dikirim")
    @doors.may_refuse(401, 403, 404, 422)
    def post(self, data: dict[str, Any]) -> dict[str, Any]:
        """Check a document that is not kept here."""
        return told(service.check_document(here().opd.id, document_of(data)))


@doors.route("/sops/<slug:slug>/versions/<int:number>/findings")
class Findings(MethodView):
    @needs(READ)
    @doors.gives(200, ReviewOutput, "Temuan pada versi ini, dan yang dikesampingkan")
    @doors.may_refuse(401, 403, 404)
    def get(self, slug: str, number: int) -> dict[str, Any]:
        """What the rules find in a version."""
        sop = sops.sop_by_slug(slug)
        return told(service.reviewed(sops.version_of(sop, number)))


@doors.route("/sops/<slug:slug>/versions/<int:number>/waivers")
class Waivers(MethodView):
    @needs(REVIEW)
    @doors.takes(WaiverInput)
    @doors.gives(201, ReviewOutput, "Temuan dikesampingkan")
    @doors.may_refuse(401, 403, 404, 422)
    def post(self, data: dict[str, str], slug: str, number: int) -> dict[str, Any]:
        """Waive a finding for a reason, until its value changes."""
        sop = sops.sop_by_slug(slug)
        version = sops.version_of(sop, number)
        service.waive(sop, version, data["code"], data["at"], data["reason"])
        return told(service.reviewed(version))


@rule_doors.route("/sop-rules")
class Rules(MethodView):
    @needs(MEMBER)
    @rule_doors.gives(200, RuleOutput(many=True), "Katalog aturan")
    @rule_doors.may_refuse(401, 403, 404)
    def get(self) -> list[dict[str, Any]]:
        """Every rule with its source, and whether it is on."""
        off = service.switched_off()
        return [_told_rule(code, off) for code in sorted(RULES)]


@rule_doors.route("/sop-rules/<string(maxlength=24):code>/off")
class Off(MethodView):
    @needs(SWITCH)
    @rule_doors.changes(RuleOutput, "Aturan dimatikan", takes=SwitchInput)
    def put(self, data: dict[str, str], code: str) -> dict[str, Any]:
        """Switch a rule off in the whole pemda."""
        service.switch_off(code, data["reason"])
        return _told_rule(code, service.switched_off())

    @needs(SWITCH)
    @rule_doors.gives(200, RuleOutput, "Aturan dinyalakan")
    @rule_doors.may_refuse(401, 403, 404, 409)
    def delete(self, code: str) -> dict[str, Any]:
        """Switch it on again."""
        service.switch_on(code)
        return _told_rule(code, service.switched_off())


@rule_doors.route("/sop-window")
class ReportingWindow(MethodView):
    @needs(MEMBER)
    @rule_doors.gives(200, WindowOutput, "Tenggat pelaporan")
    @rule_doors.may_refuse(401, 403, 404)
    def get(self) -> dict[str, Any]:
        """The working days that a report may take, and who says so."""
        return _told_window()

    @needs(SWITCH)
    @rule_doors.takes(WindowInput)
    @rule_doors.gives(200, WindowOutput, "Tenggat pelaporan diatur")
    @rule_doors.may_refuse(401, 403, 404, 422)
    def put(self, data: dict[str, Any]) -> dict[str, Any]:
        """Set it for the whole pemda."""
        service.set_window(data["days"], data["source"])
        return _told_window()


def _told_window() -> dict[str, Any]:
    window = service.window()
    return {"days": window.minutes // MINUTES_PER_DAY, "source": window.source}


def _told_rule(code: str, switched_off: Mapping[str, SopRuleOff]) -> dict[str, Any]:
    off = switched_off.get(code)
    return {**vars(RULES[code]), "on": off is None, "reason": off.reason if off else None}
