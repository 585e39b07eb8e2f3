"""An improvement that an OPD of the demo hands over to the library, through the API."""

from uuid import uuid4

from runtut.demo.office import TEMPLATE, Office

NOTE, OUTPUT = "Langkah pertama lebih jelas hasilnya", "Format isian yang sudah disepakati"


def offered(office: Office) -> str:
    """The id of an offer of a fresh clone that says one output otherwise."""
    admin, slug = office.person("admin", "setda"), f"usul-{uuid4().hex[:12]}"
    sop = f"{office.path}/sops/{slug}"
    admin.send("POST", f"{office.path}/sops", {"template": TEMPLATE, "slug": slug, "title": "Pemantauan Uji"})
    draft = admin.get(f"{sop}/draft")
    draft["content"]["steps"][0]["output"] = f"{OUTPUT}, {slug}"
    admin.send("PUT", f"{sop}/draft", {"revision": draft["revision"], "content": draft["content"]})
    keys = [change["key"] for change in admin.get(f"{sop}/offers")["changes"]]
    return str(admin.send("POST", f"{sop}/offers", {"note": NOTE, "changes": keys})["id"])
