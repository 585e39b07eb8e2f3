"""The page's form of a print profile, as typed and as the API takes it."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError

from runtut.errors import Invalid
from runtut.procedures.printing.profile import LABELS
from runtut.web.api import flatten
from tenants.sops.printing.schemas import ProfileInput


def typed(form: Mapping[str, str]) -> dict[str, Any]:
    """What was typed, a line of the letterhead each; blank labels are left out."""
    lines = [line.strip() for line in form.get("letterhead", "").splitlines()]
    labels = {key: form.get(f"labels.{key}", "").strip() for key in LABELS}
    return {
        "letterhead": [line for line in lines if line],
        "number_pattern": form.get("number_pattern", "").strip(),
        "paper": form.get("paper", ""),
        "version": form.get("version", ""),
        "labels": {key: label for key, label in labels.items() if label},
    }


def checked_profile(form: Mapping[str, str]) -> dict[str, Any]:
    """The form as data; Invalid names the fields, the lines of the letterhead as one."""
    try:
        loaded: dict[str, Any] = ProfileInput().load(typed(form))
    except ValidationError as wrong:
        said: dict[str, list[str]] = {}
        for path, sentences in flatten(wrong.messages_dict).items():
            said.setdefault("letterhead" if path.startswith("letterhead") else path, []).extend(sentences)
        raise Invalid("Bentuk cetak belum dapat disimpan.", said) from wrong
    return loaded
