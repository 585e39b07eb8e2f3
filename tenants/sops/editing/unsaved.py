"""What was typed on a sheet and could not be kept, in words, so that it can be copied."""

from collections.abc import Mapping

from tenants.sops.comparing.flat import flat, label, said
from tenants.sops.editing.sheet import Document, Sheet


def unsaved(sheet: Sheet, document: Document) -> list[tuple[str, str]]:
    """Where and what: everything in which the sheet differs from the draft that it was opened from."""
    before, after = flat(sheet.before), flat(document)
    numbers = {step["id"]: no for no, step in enumerate(document["steps"], 1)}
    changed = [(label(key, numbers), said(key, value, numbers)) for key, value in after.items() if value != before.get(key)]
    return changed + refused(sheet.form, sheet.wrong)


def refused(form: Mapping[str, str], wrong: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """Wrong fields as they were typed, and rows that were to be pasted."""
    found = [(" ".join(why), form[name]) for name, why in wrong.items() if name in form]
    return found + ([("Baris yang ditempel", form["pasted"])] if form.get("pasted", "").strip() else [])
