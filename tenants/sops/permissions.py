"""What may be done with SOPs."""

from runtut.permissions import declare

READ = declare("sops.read", "membaca SOP")
CLONE = declare("sops.clone", "mengambil SOP dari pustaka")
APPROVE = declare("sops.approve", "memberlakukan SOP")
EDIT = declare("sops.edit", "menyusun dan mengubah draf SOP, termasuk memetakan pelaksananya")
REVIEW = declare("sops.review", "mereviu draf SOP yang diajukan")
ASSESS = declare("sops.assess", "memantau dan mengevaluasi penerapan SOP")
