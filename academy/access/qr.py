"""QR codes as SVG that stands in a page."""

import segno
from markupsafe import Markup

QUIET_ZONE = 4
"""Light modules around the code, as ISO/IEC 18004 asks."""


def qr_svg(text: str) -> Markup:
    """An SVG element that grows with its frame; error correction M survives a crease."""
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(border=QUIET_ZONE, light="white", omitsize=True, svgclass="qr"))  # noqa: S704
