"""QR codes as vector drawings."""

from io import BytesIO


def qr_svg(text: str) -> str:
    """SVG of a QR code with a quiet border of two modules; survives 15 % of damage."""
    import segno  # here, so that the spawned typesetter does not pay for it

    drawing = BytesIO()
    segno.make(text, error="m", micro=False).save(drawing, kind="svg", border=2, xmldecl=False, dark="#1C2530", light="#FFFFFF")
    return drawing.getvalue().decode()
