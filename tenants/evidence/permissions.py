"""What may be done with evidence."""

from runtut.permissions import declare

READ = declare("evidence.read", "mengunduh bukti dukung")
ADD = declare("evidence.add", "mengunggah bukti dukung")
