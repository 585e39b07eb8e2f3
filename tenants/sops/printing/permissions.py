"""Who decides how SOPs look on paper."""

from runtut.permissions import declare

PROFILE = declare("sops.profile", "mengatur kop, logo, dan bentuk cetak SOP")
