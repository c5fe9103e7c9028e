"""A stranger's picture as pixels, small: what can be shown of it without showing the file itself.

PNG files are decoded and encoded anew, as WebP; SVG files are rebuilt from a list of harmless
elements and attributes and then drawn. Nothing of the file but its colours survives, and nothing
that it points to is opened: no other files, fonts or addresses. Run it inside `sandbox`: both are
large surfaces.

Left out on purpose: whether the picture is true. It is drawn by whoever made the file.
"""

import io
import re
from dataclasses import dataclass
from typing import Final

from lxml import etree
from PIL import Image, WebPImagePlugin  # noqa: F401 - else Pillow looks for who writes WebP
from resvg_py import svg_to_bytes

from badges.images import png, svg
from badges.reading import RefusedError

SIZE: Final = 320
"""The longer side, in pixels."""
QUICK: Final = {"lossless": True, "quality": 0, "method": 0}
"""The page is seen once: this packs in a third of the time that PNG takes, and as small."""
MAX_PIXELS: Final = 4_000_000

REFUSALS: Final = {
    "not-drawable": "This picture cannot be drawn here. Ask for a smaller or simpler one.",
}

_ELEMENTS: Final = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "style", "text", "tspan"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern"),
    }
)
_POINTING: Final = re.compile(r"url\s*\(\s*(?![\"']?\s*#)|@import|\\", re.IGNORECASE)
"""What a style or an attribute says when it points out of the picture."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pixels of our own, at most `SIZE` a side."""

    media_type: str
    data: bytes


def draw(source: bytes) -> Drawn:
    """Return what a PNG or SVG file looks like; raise `RefusedError` for what has no look."""
    try:
        if png.is_png(source):
            return Drawn("image/webp", _from_png(source))
        return Drawn("image/png", _from_svg(source))
    except (RefusedError, MemoryError):
        raise
    except Exception as error:
        # Pillow and resvg raise whatever their languages raise on a crooked file.
        raise RefusedError("not-drawable", catalogue=REFUSALS) from error


def _from_png(source: bytes) -> bytes:
    # WeasyPrint lets the whole process read pictures that are cut off; `verify` still finds them
    with Image.open(io.BytesIO(source), formats=["PNG"]) as whole:
        whole.verify()
    with Image.open(io.BytesIO(source), formats=["PNG"]) as opened:
        # told by the header, before a pixel is decoded
        if opened.width * opened.height > MAX_PIXELS:
            raise RefusedError("not-drawable", catalogue=REFUSALS)
        small = opened.convert("RGBA")
    small.thumbnail((SIZE, SIZE), Image.Resampling.BILINEAR)
    target = io.BytesIO()
    small.save(target, "WEBP", **QUICK)
    return target.getvalue()


def _from_svg(source: bytes) -> bytes:
    root = svg.parsed(source)
    for node in list(root.iter()):  # a list, for the tree changes on the way
        if not isinstance(node.tag, str) or not _is_harmless(node):
            _drop(node)
        else:
            _clean(node)
    rebuilt = etree.tostring(root, encoding="unicode")
    return bytes(svg_to_bytes(svg_string=rebuilt, width=SIZE, skip_system_fonts=True))


def _is_harmless(node: etree._Element) -> bool:
    name = etree.QName(node)
    known = name.namespace in (None, svg.SVG_NAMESPACE) and name.localname in _ELEMENTS
    return known and not (name.localname == "style" and _POINTING.search(node.text or ""))


def _clean(node: etree._Element) -> None:
    for name, value in list(node.attrib.items()):
        local = etree.QName(name).localname
        points = local == "href" and not value.strip().startswith("#")
        if local.startswith("on") or points or _POINTING.search(value):
            del node.attrib[name]


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
