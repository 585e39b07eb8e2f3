"""Roles that a pemda starts with: one for each actor of the shared templates, an admin, an inspector who only reads."""

from dataclasses import dataclass

from tenants.people.models import Role
from tenants.people.service import add_role, roles

READING = ("sops.read", "cycles.read", "indicators.read", "evidence.read", "documents.read")
WORKING = (*READING, "cycles.work", "evidence.add")
WRITING = ("sops.edit", "sops.assess", "sops.profile")
LEADING = (*WORKING, "people.read", "sops.approve")


@dataclass(frozen=True)
class Preset:
    """`name` is the actor as the templates write it, so that a mapping suggests itself."""

    name: str
    permissions: tuple[str, ...]
    whole_pemda: bool = False


PRESETS = (
    Preset("Kepala Dinas", LEADING),
    Preset("Camat", LEADING),
    Preset("Sekretaris Daerah", LEADING),
    Preset("Sekretaris", (*WORKING, *WRITING, "sops.review", "cycles.open", "indicators.manage", "people.read")),
    Preset("Asisten III", (*WORKING, "sops.review")),
    Preset("Bagian Perencanaan dan Keuangan", (*WORKING, *WRITING, "cycles.open", "indicators.manage", "people.read")),
    Preset("Bagian-bagian dan fungsional", WORKING),
    Preset("Kasubag Program", (*WORKING, *WRITING, "indicators.manage")),
    Preset("Kasubag PKP", (*WORKING, *WRITING, "indicators.manage")),
    Preset("Kepala Bidang", WORKING),
    Preset("Kepala Seksi", WORKING),
    Preset("Tim Evaluasi Kinerja", (*WORKING, *WRITING, "indicators.manage")),
    Preset("Bidang", WORKING),
    Preset(
        "Admin Pemda",
        (
            *READING, *WRITING, "sops.clone", "sops.review", "sops.rules", "indicators.manage", "people.read", "people.appoint",
            "people.roles",
        ),
        True,
    ),
    Preset("Inspektur", (*READING, "people.read"), True),
)  # fmt: skip


def add_presets() -> dict[str, Role]:
    """Add the preset roles that the pemda does not have yet; all roles of the pemda by name."""
    known = {role.name: role for role in roles()}
    for preset in PRESETS:
        if preset.name not in known:
            known[preset.name] = add_role(preset.name, preset.permissions, preset.whole_pemda)
    return known
