"""What may be done with cycles; the work of a step is a matter of the seat that the SOP names."""

from runtut.permissions import declare

READ = declare("cycles.read", "melihat siklus monev dan catatan kegiatannya")
OPEN = declare("cycles.open", "membuka dan membatalkan siklus monev")
WORK = declare("cycles.work", "mengerjakan langkah yang menjadi bagiannya")
