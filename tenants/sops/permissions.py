"""What may be done with SOPs."""

from runtut.permissions import declare

READ = declare("sops.read", "membaca SOP")
CLONE = declare("sops.clone", "mengambil SOP dari pustaka dan memetakan pelaksananya")
APPROVE = declare("sops.approve", "memberlakukan SOP")
EDIT = declare("sops.edit", "menyusun dan mengubah draf SOP")
REVIEW = declare("sops.review", "mereviu draf SOP yang diajukan")
ASSESS = declare("sops.assess", "memantau dan mengevaluasi penerapan SOP")
