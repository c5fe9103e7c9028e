"""QR codes: as SVG that stands in a page, and as a picture for paper that holds many."""

import io
from typing import Final

import segno
from markupsafe import Markup

QUIET_ZONE = 4
"""Light modules around the code, as ISO/IEC 18004 asks."""


def qr_svg(text: str) -> Markup:
    """An SVG element that grows with its frame; error correction M survives a crease."""
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(border=QUIET_ZONE, light="white", omitsize=True, svgclass="qr"))  # noqa: S704


MASK: Final = 2
"""Any of the eight is read as well; to look for the prettiest takes 40 ms a code."""
DOTS: Final = 6
"""Of a module: 300 to the inch where a code is 16 mm wide."""


def qr_png(text: str) -> bytes:
    """The same as a picture: sixty drawings on one paper take the printer many seconds."""
    code = segno.make_qr(text, error="m", mask=MASK, boost_error=False)
    buffer = io.BytesIO()
    code.save(buffer, kind="png", border=QUIET_ZONE, scale=DOTS)
    return buffer.getvalue()
