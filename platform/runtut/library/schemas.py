"""What goes out at the doors of the library."""

from typing import Any

from marshmallow import fields, validate

from runtut.library.models import Template
from runtut.procedures import from_json, total_minutes
from runtut.procedures.filling import KINDS
from runtut.web.api import Input, Output


class WantedQuery(Input):
    words = fields.String(load_default="", validate=validate.Length(max=200), metadata={"description": "Kata yang dicari"})
    kind = fields.String(
        load_default="", validate=validate.OneOf(("", *KINDS), error="Jenis perangkat daerah ini tidak dikenal.")
    )
    urusan = fields.String(
        load_default="", validate=validate.Length(max=20), metadata={"description": "Kode urusan atau awalnya"}
    )


class TemplateOutput(Output):
    slug = fields.String(required=True)
    version = fields.Integer(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True, metadata={"description": "Jenis perangkat daerah"})
    sha256 = fields.String(required=True)
    published_at = fields.AwareDateTime(required=True)
    steps = fields.Integer(required=True, metadata={"description": "Banyaknya langkah"})
    standard_minutes = fields.Integer(required=True, metadata={"description": "Jumlah waktu baku dalam menit kerja"})
    actors = fields.List(fields.String(), required=True)
    urusan = fields.List(fields.String(), required=True, metadata={"description": "Kode urusan"})
    note = fields.String(required=True, allow_none=True, metadata={"description": "Apa yang berubah pada versi ini"})
    publisher = fields.String(required=True, allow_none=True, metadata={"description": "Instalasi asal bila diimpor"})


class TemplateContentOutput(TemplateOutput):
    content = fields.Dict(required=True, metadata={"description": "Dokumen runtut.sop/1"})


def told(template: Template) -> dict[str, Any]:
    """A template with what its content adds up to."""
    sop = from_json(template.content)
    return {
        "slug": template.slug, "version": template.version, "title": template.title, "kind": template.kind,
        "sha256": template.sha256, "published_at": template.published_at, "steps": len(sop.steps),
        "standard_minutes": total_minutes(sop), "actors": list(sop.actors), "content": template.content,
        "urusan": template.urusan, "note": template.note, "publisher": template.publisher,
    }  # fmt: skip
