"""The sheet of the editor as a browser sends it."""

from copy import deepcopy
from typing import Any

from tenants.sops.editing.rows import rows


def typed(document: dict[str, Any], **more: str) -> dict[str, str]:
    """The fields of the sheet as a browser would send them, some of them changed."""
    form = {f"actors.{place}": actor for place, actor in enumerate(document["actors"])}
    for place, row in enumerate(rows(document)):
        cells = {f"cells.{column}": part for column, part in enumerate(row.cells)}
        step = {
            key: row.step[key] or "" for key in ("id", "text", "requirement", "output", "note", "shape", "activity", "closes")
        }
        fields = {**step, **cells, "time": row.time, "next": str(row.next), "on_return": str(row.on_return)}
        form.update({f"steps.{place}.{key}": value for key, value in fields.items()})
    return {**form, **{name.replace("__", "."): value for name, value in more.items()}}


def changed(document: dict[str, Any], **cells: Any) -> dict[str, Any]:
    """`text_0="…"` changes the text of the first step."""
    copy = deepcopy(document)
    for name, value in cells.items():
        key, _, row = name.rpartition("_")
        copy["steps"][int(row)][key] = value
    return copy
