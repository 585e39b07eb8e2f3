"""What may be done with officials and roles."""

from runtut.permissions import declare

READ = declare("people.read", "melihat pejabat dan jabatan")
APPOINT = declare("people.appoint", "menetapkan pemangku jabatan, Plt., Plh., dan Pj.")
ROLES = declare("people.roles", "mengatur peran dan wewenangnya")
