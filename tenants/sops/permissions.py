"""What may be done with SOPs."""

from runtut.permissions import declare

READ = declare("sops.read", "membaca SOP")
CLONE = declare("sops.clone", "mengambil SOP dari pustaka dan memetakan pelaksananya")
APPROVE = declare("sops.approve", "memberlakukan SOP")
