"""What the operator of the platform may do with the library."""

from runtut.permissions import declare_operators

CURATE = declare_operators(
    "library.curate", "memeriksa usulan ke pustaka, menerima atau menolaknya, dan melihat riwayat templat"
)
