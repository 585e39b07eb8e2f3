"""The SOP as a Word document with a native table and native shapes."""

from runtut.procedures.printing.docx.document import docx

__all__ = ["docx"]
