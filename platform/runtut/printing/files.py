"""An SOP as a file to take away: each writer is imported only when it is asked for."""

from runtut.procedures.printing import Form

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "bpmn": "application/bpmn+xml",
}
FORMATS = tuple(MEDIA_TYPES)


def written(kind: str, paper: Form) -> bytes:
    """The file in one of `FORMATS`; CannotPrint when the PDF would grow beyond the limits."""
    match kind:
        case "docx":
            from runtut.procedures.printing.docx import docx

            return docx(paper)
        case "svg":
            from runtut.procedures.drawing import INK, svg

            return svg(paper.drawing, ink=INK).encode()
        case "bpmn":
            from runtut.procedures.printing.bpmn import bpmn

            return bpmn(paper.sop)
        case "xlsx":
            from runtut.procedures.printing.xlsx import xlsx

            return xlsx(paper)
        case "pdf":
            from runtut.printing.child import render_in_child
            from runtut.printing.sop import TEMPLATE
            from runtut.printing.sop import paper as data

            return render_in_child(TEMPLATE, data(paper))
        case _:
            raise ValueError(kind)
