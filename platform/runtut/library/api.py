"""The shared templates for programs."""

from typing import Any

from flask.views import MethodView

from runtut.library import service
from runtut.library.schemas import TemplateContentOutput, TemplateOutput, WantedQuery, told
from runtut.permissions import MEMBER, needs
from runtut.web.api import Doors

doors = Doors("templates", "Pustaka templat SOP")


@doors.route("/templates")
class Templates(MethodView):
    @needs(MEMBER)
    @doors.takes(WantedQuery, "query")
    @doors.gives(200, TemplateOutput(many=True), "Templat")
    @doors.may_refuse(401, 404, 422)
    def get(self, query: dict[str, str]) -> list[dict[str, Any]]:
        """The newest version of each template that is looked for."""
        return [told(template) for template in service.templates(service.Wanted(**query))]


@doors.route("/templates/<slug:slug>")
class OneTemplate(MethodView):
    @needs(MEMBER)
    @doors.gives(200, TemplateContentOutput, "Templat dengan isinya")
    @doors.may_refuse(401, 404)
    def get(self, slug: str) -> dict[str, Any]:
        """The newest version of a template with its document."""
        return told(service.template_by_slug(slug))


@doors.route("/templates/<slug:slug>/versions")
class TemplateVersions(MethodView):
    @needs(MEMBER)
    @doors.gives(200, TemplateOutput(many=True), "Versi templat, yang terbaru dahulu")
    @doors.may_refuse(401, 404)
    def get(self, slug: str) -> list[dict[str, Any]]:
        """Every version of a template."""
        service.template_by_slug(slug)
        return [told(template) for template in service.versions_of(slug)]


@doors.route("/templates/<slug:slug>/versions/<int:number>")
class OneTemplateVersion(MethodView):
    @needs(MEMBER)
    @doors.gives(200, TemplateContentOutput, "Versi templat dengan isinya")
    @doors.may_refuse(401, 404)
    def get(self, slug: str, number: int) -> dict[str, Any]:
        """One version of a template with its document."""
        return told(service.template_version(slug, number))
