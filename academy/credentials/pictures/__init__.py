"""Badge pictures: pure drawing, the same words and level always give the same bytes.

`badge_svg` draws a self-contained SVG (no fonts, no scripts, no references, no document type);
`badge_png` turns such a drawing into a PNG. Signing and baking happen elsewhere.
"""

from academy.catalogue.icons import icon_markup
from academy.credentials.pictures.badge import PictureError, badge_svg
from academy.credentials.pictures.png import badge_png

__all__ = ["PictureError", "badge_png", "badge_svg", "icon_markup"]
