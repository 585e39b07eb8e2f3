"""Taking newer templates over, for programs."""

from typing import Any

from flask.views import MethodView

from runtut.permissions import needs
from runtut.web.api import Doors
from tenants.sops import service
from tenants.sops.permissions import EDIT, READ
from tenants.sops.upgrading.schemas import (
    UpgradeInput,
    UpgradeOutput,
    UpgradeTakenOutput,
    UpgradeUndoneOutput,
    told,
    told_taken,
)
from tenants.sops.upgrading.service import take, undo, upgrade_of

doors = Doors("sop-upgrades", "Perubahan templat untuk SOP yang diambil dari pustaka")


@doors.route("/sops/<slug:slug>/upgrade")
class Upgrades(MethodView):
    @needs(READ)
    @doors.gives(200, UpgradeOutput, "Perubahan templat yang ditawarkan")
    @doors.may_refuse(401, 403, 404)
    def get(self, slug: str) -> dict[str, Any]:
        """What the newest version of the template changes, beside what this SOP says."""
        return told(upgrade_of(service.sop_by_slug(slug)))

    @needs(EDIT)
    @doors.changes(UpgradeTakenOutput, "Keputusan disimpan", takes=UpgradeInput, status=201)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Take changes over into the draft, or decline them; what is not named stays open."""
        choices = {row["key"]: row["choice"] for row in data["decisions"]}
        return told_taken(take(upgrade_of(service.sop_by_slug(slug)), data["template_version"], choices))

    @needs(EDIT)
    @doors.changes(UpgradeUndoneOutput, "Pengambilan terakhir diurungkan")
    def delete(self, slug: str) -> dict[str, Any]:
        """Undo the last takeover while it is a draft; later edits stay."""
        version = undo(service.sop_by_slug(slug))
        return {"version": version.number, "sha256": version.sha256}
