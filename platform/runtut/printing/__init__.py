"""Papers as PDF/A-2a and PDF/UA-1: typst templates filled with data that never becomes code."""

from runtut.printing.child import Limits, render_in_child
from runtut.printing.compiler import CannotPrint, pdf
from runtut.printing.qr import qr_svg

__all__ = ["CannotPrint", "Limits", "pdf", "qr_svg", "render_in_child"]
