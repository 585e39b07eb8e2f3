"""What may be done with papers."""

from runtut.permissions import declare

READ = declare("documents.read", "membaca dokumen dan laporan")
