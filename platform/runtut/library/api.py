"""The shared templates for programs."""

from typing import Any

from flask.views import MethodView

from runtut.library import service
from runtut.library.schemas import TemplateContentOutput, TemplateOutput, told
from runtut.permissions import MEMBER, needs
from runtut.web.api import Doors

doors = Doors("templates", "Pustaka templat SOP")


@doors.route("/templates")
class Templates(MethodView):
    @needs(MEMBER)
    @doors.gives(200, TemplateOutput(many=True), "Templat")
    @doors.may_refuse(401, 404)
    def get(self) -> list[dict[str, Any]]:
        """The newest version of each template."""
        return [told(template) for template in service.templates()]


@doors.route("/templates/<slug:slug>")
class OneTemplate(MethodView):
    @needs(MEMBER)
    @doors.gives(200, TemplateContentOutput, "Templat dengan isinya")
    @doors.may_refuse(401, 404)
    def get(self, slug: str) -> dict[str, Any]:
        """The newest version of a template with its document."""
        return told(service.template_by_slug(slug))
