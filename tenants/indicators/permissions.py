"""What may be done with indicators and figures."""

from runtut.permissions import declare

READ = declare("indicators.read", "melihat indikator dan capaian kinerja")
MANAGE = declare("indicators.manage", "mengatur indikator dan target")
