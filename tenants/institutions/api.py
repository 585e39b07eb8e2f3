"""The OPDs of the pemda and their units, for programs."""

from flask.views import MethodView

from runtut.permissions import MEMBER, needs
from runtut.web.api import Doors
from tenants.institutions import service
from tenants.institutions.models import Opd, Unit
from tenants.institutions.schemas import OpdOutput, UnitOutput

doors = Doors("opds", "Perangkat daerah dan unitnya")


@doors.route("/opds")
class Opds(MethodView):
    @needs(MEMBER)
    @doors.gives(200, OpdOutput(many=True), "Perangkat daerah")
    @doors.may_refuse(401, 404)
    def get(self) -> list[Opd]:
        """The OPDs of the pemda."""
        return service.opds()


@doors.route("/opds/<slug:slug>/units")
class Units(MethodView):
    @needs(MEMBER)
    @doors.gives(200, UnitOutput(many=True), "Unit perangkat daerah")
    @doors.may_refuse(401, 404)
    def get(self, slug: str) -> list[Unit]:
        """The units of an OPD."""
        return service.units(service.require_opd(slug).id)
