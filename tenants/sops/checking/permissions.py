"""What may be done about the checker's findings."""

from runtut.permissions import declare

SWITCH = declare("sops.rules", "mengatur aturan pemeriksaan SOP")
