"""Pages of the library: the shelf of templates, and one template as paper."""

from flask import Blueprint, render_template, request
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
    """What is looked for stands in the address: `?kata=…&jenis=…&urusan=…`."""
    wanted = service.Wanted(*(request.args.get(name, "").strip()[:200] for name in ("kata", "jenis", "urusan")))
    taken, cards = adoption.adoptions(), []
    for template in service.templates(wanted):
        sop = from_json(template.content)
        cards.append(
            {
                "template": template, "kind": KINDS[template.kind], "steps": len(sop.steps), "minutes": total_minutes(sop),
                "drawing": thumbnail(sop, template.slug), "adoptions": taken.get(template.slug, []),
            }
        )  # fmt: skip
    return render_template("library/shelf.html", place=here(), cards=cards, wanted=wanted, kinds=tuple(KINDS.items()))


@doors.get("/pustaka/<slug:slug>")
@needs(MEMBER)
def template(slug: str) -> ResponseReturnValue:
    """The newest version, or the one that is asked for: `?versi=2`."""
    newest, number = service.template_by_slug(slug), request.args.get("versi", type=int)
    found = newest if number is None else service.template_version(slug, number)
    sop = from_json(found.content)
    return render_template(
        "library/template.html", place=here(), template=found, kind=KINDS[found.kind], paper=paper_of(sop),
        drawing=flowchart(sop), adoptions=adoption.adoptions().get(slug, []), versions=service.versions_of(slug),
        newest=newest, take_href=adoption.take_href(slug) if found is newest else "",
    )  # fmt: skip
