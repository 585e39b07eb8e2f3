"""The page on which two versions of an SOP lie side by side."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from runtut.permissions import here, needs
from runtut.procedures import from_json
from runtut.procedures.drawing import layout, svg
from runtut.web.packing import packed
from tenants.sops.comparing.service import compare
from tenants.sops.models import SopVersion
from tenants.sops.permissions import READ
from tenants.sops.service import sop_by_slug, version_of, versions_of

doors = Blueprint("sop_comparisons", __name__)


@doors.get("/sop/<slug:slug>/banding")
@needs(READ)
def choose(slug: str) -> ResponseReturnValue:
    """From the form with two numbers to the address that can be kept; without them the two newest versions."""
    known = [version.number for version in versions_of(sop_by_slug(slug))]
    after = request.args.get("sesudah", type=int) or known[0]
    before = request.args.get("sebelum", type=int) or next((number for number in known if number < after), after)
    return redirect(url_for("sop_comparisons.versions", slug=slug, number=before, no=after), 303)


def drawn(version: SopVersion, changed: frozenset[str], prefix: str) -> Markup:
    """The flow with what changed marked by shape and colour."""
    states = {step.id: "current" for step in from_json(version.content).steps if step.id in changed}
    return Markup(svg(layout(from_json(version.content), "screen"), states=states, prefix=prefix))  # noqa: S704  # our own drawing


@doors.get("/sop/<slug:slug>/banding/<int:number>/<int:no>")
@needs(READ)
def versions(slug: str, number: int, no: int) -> ResponseReturnValue:
    sop = sop_by_slug(slug)
    old, new = version_of(sop, number), version_of(sop, no)
    found = compare(old.content, new.content)
    return packed(
        render_template(
            "sops/comparison.html", place=here(), sop=sop, old=old, new=new, found=found, versions=versions_of(sop),
            drawings=(drawn(old, found.changed_ids, "lama"), drawn(new, found.changed_ids, "baru")),
            only=request.args.get("tampil") != "semua",
        )
    )  # fmt: skip
