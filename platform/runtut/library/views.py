"""Pages of the library: the shelf of templates, and one template as paper."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from runtut.library import adoption, service
from runtut.library.paper import flowchart, paper_of, thumbnail
from runtut.permissions import MEMBER, here, needs
from runtut.procedures import from_json, total_minutes

doors = Blueprint("library_pages", __name__, template_folder="templates")
KINDS = {
    "dinas": "Dinas", "badan": "Badan", "sekretariat_daerah": "Sekretariat Daerah", "sekretariat_dprd": "Sekretariat DPRD",
    "inspektorat": "Inspektorat", "kecamatan": "Kecamatan",
}  # fmt: skip


@doors.get("/pustaka")
@needs(MEMBER)
def shelf() -> ResponseReturnValue:
    taken, cards = adoption.adoptions(), []
    for template in service.templates():
        sop = from_json(template.content)
        cards.append(
            {
                "template": template, "kind": KINDS[template.kind], "steps": len(sop.steps), "minutes": total_minutes(sop),
                "drawing": thumbnail(sop, template.slug), "adoptions": taken.get(template.slug, []),
            }
        )  # fmt: skip
    return render_template("library/shelf.html", place=here(), cards=cards)


@doors.get("/pustaka/<slug:slug>")
@needs(MEMBER)
def template(slug: str) -> ResponseReturnValue:
    found = service.template_by_slug(slug)
    sop = from_json(found.content)
    return render_template(
        "library/template.html", place=here(), template=found, kind=KINDS[found.kind], paper=paper_of(sop),
        drawing=flowchart(sop), adoptions=adoption.adoptions().get(slug, []), take_href=adoption.take_href(slug),
    )  # fmt: skip
