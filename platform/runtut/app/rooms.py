"""Every room's doors: pages and API operations, those of a tenant under the addresses that enter it."""

from flask import Blueprint, Flask

from runtut.app.tables import ALL
from runtut.auth import api as auth_api
from runtut.auth import views as auth_views
from runtut.directory import health
from runtut.directory import views as directory_views
from runtut.library import api as library_api
from runtut.library import views as library_views
from runtut.library.curating import api as desk_api
from runtut.library.curating import views as desk_views
from runtut.web.api import PREFIX, Doors, open_api
from tenants.cycles import api as cycles_api
from tenants.cycles import views as cycles_views
from tenants.cycles.activities.analyse import service as analyse
from tenants.cycles.activities.archive import service as archive
from tenants.cycles.activities.collect import service as collect
from tenants.cycles.activities.collect import views as collect_views
from tenants.cycles.activities.design_form import service as design_form
from tenants.cycles.activities.design_form import views as form_views
from tenants.cycles.activities.draft_report import service as draft_report
from tenants.cycles.activities.meeting import api as meeting_api
from tenants.cycles.activities.meeting import service as meeting
from tenants.cycles.activities.meeting import views as meeting_views
from tenants.cycles.activities.plan_visit import api as plan_visit_api
from tenants.cycles.activities.plan_visit import service as plan_visit
from tenants.cycles.activities.plan_visit import views as plan_visit_views
from tenants.cycles.activities.process import service as process
from tenants.cycles.activities.revise import service as revise
from tenants.cycles.activities.sign import service as sign
from tenants.cycles.activities.verify import service as verify
from tenants.cycles.activities.visit import service as visit
from tenants.documents import api as documents_api
from tenants.documents import views as documents_views
from tenants.evidence import api as evidence_api
from tenants.evidence import views as evidence_views
from tenants.indicators import api as indicators_api
from tenants.indicators import views as indicators_views
from tenants.institutions import api as institutions_api
from tenants.notices import api as notices_api
from tenants.notices import views as notices_views
from tenants.people import api as people_api
from tenants.people import views as people_views
from tenants.sops import api as sops_api
from tenants.sops import views as sops_views
from tenants.sops.assessing import api as assessments_api
from tenants.sops.assessing import views as assessments_views
from tenants.sops.checking import api as sop_checks_api
from tenants.sops.checking import views as sop_checks_views
from tenants.sops.comparing import api as comparisons_api
from tenants.sops.comparing import views as comparisons_views
from tenants.sops.editing import api as drafts_api
from tenants.sops.editing import views as drafts_views
from tenants.sops.life import api as life_api
from tenants.sops.life import views as life_views
from tenants.sops.offering import api as offers_api
from tenants.sops.offering import views as offers_views
from tenants.sops.printing import api as prints_api
from tenants.sops.printing import views as prints_views
from tenants.sops.reading import api as readings_api
from tenants.sops.reading import views as readings_views
from tenants.sops.upgrading import api as upgrades_api
from tenants.sops.upgrading import views as upgrades_views

PEMDA = "/<pemda:pemda>"
OFFICE = f"{PEMDA}/<slug:opd>"

ACTIVITIES = (
    design_form.ACTIVITY,
    collect.ACTIVITY,
    process.ACTIVITY,
    analyse.ACTIVITY,
    plan_visit.ACTIVITY,
    visit.ACTIVITY,
    meeting.ACTIVITY,
    verify.ACTIVITY,
    sign.ACTIVITY,
    revise.ACTIVITY,
    draft_report.ACTIVITY,
    archive.ACTIVITY,
)
"""Imported here, so that every tool is known before its operations are opened."""

PAGES: tuple[Blueprint, ...] = (
    health.doors,
    auth_views.doors,
    directory_views.doors,
    desk_views.offer_doors,
    desk_views.template_doors,
    documents_views.public_doors,
    prints_views.public_doors,
)
PEMDA_PAGES: tuple[Blueprint, ...] = (
    cycles_views.pemda_doors,
    people_views.doors,
    library_views.doors,
    sops_views.shelf_doors,
    sop_checks_views.rule_doors,
    notices_views.doors,
)
OFFICE_PAGES: tuple[Blueprint, ...] = (
    cycles_views.doors,
    sops_views.doors,
    drafts_views.doors,
    life_views.doors,
    comparisons_views.doors,
    assessments_views.doors,
    readings_views.doors,
    sop_checks_views.doors,
    prints_views.doors,
    upgrades_views.doors,
    offers_views.doors,
    plan_visit_views.doors,
    meeting_views.doors,
    collect_views.doors,
    evidence_views.doors,
    indicators_views.doors,
    form_views.doors,
    documents_views.doors,
)

API: tuple[Doors, ...] = (auth_api.doors, desk_api.doors)
PEMDA_API: tuple[Doors, ...] = (
    cycles_api.inbox_doors,
    institutions_api.doors,
    people_api.doors,
    library_api.doors,
    sop_checks_api.rule_doors,
    notices_api.doors,
)
OFFICE_API: tuple[Doors, ...] = (
    cycles_api.doors,
    sops_api.doors,
    sop_checks_api.doors,
    drafts_api.doors,
    life_api.doors,
    comparisons_api.doors,
    assessments_api.doors,
    readings_api.doors,
    prints_api.doors,
    upgrades_api.doors,
    offers_api.doors,
    plan_visit_api.doors,
    meeting_api.doors,
    cycles_api.tool_doors(),
    evidence_api.doors,
    indicators_api.doors,
    documents_api.doors,
)


def open_rooms(app: Flask) -> None:
    """Nest every tenant's doors under the prefix whose preprocessor enters pemda and OPD."""
    api = open_api(app)
    for prefix, pages in (("", PAGES), (PEMDA, PEMDA_PAGES), (OFFICE, OFFICE_PAGES)):
        for page in pages:
            app.register_blueprint(page, url_prefix=prefix)
    within = f"{PREFIX}/pemda/<pemda:pemda>"
    for prefix, doors in ((PREFIX, API), (within, PEMDA_API), (f"{within}/opd/<slug:opd>", OFFICE_API)):
        for door in doors:
            api.register_blueprint(door.blueprint, url_prefix=prefix)
    app.extensions["runtut.tables"] = ALL
