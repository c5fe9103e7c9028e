"""The line icons of the sprite as SVG markup, for drawings that must stand on their own.

The sprite in `static/` is the one source of icons, for pages and for badge pictures alike.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final

from lxml import etree

SPRITE: Final = Path(__file__).parents[2] / "static" / "icons" / "sprite.svg"

FALLBACK_ICON: Final = "award"
"""Drawn when the sprite no longer has an icon, so that an old badge keeps a picture."""

ICON_BOX: Final = 24
"""Icons are drawn on a square of 24 by 24 units with lines 2 units wide."""


def icon_markup(name: str) -> str:
    """`path` elements of an icon on its 24 by 24 square; those of the fallback if unknown."""
    symbols = _symbols()
    return symbols.get(name, symbols[FALLBACK_ICON])


@lru_cache(maxsize=1)
def _symbols() -> dict[str, str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.parse(SPRITE, parser).getroot()
    return {symbol.get("id", ""): "".join(map(_path, symbol)) for symbol in root}


def _path(element: etree._Element) -> str:
    fill = ' fill="currentColor"' if element.get("fill") else ""
    return f'<path d="{element.get("d")}"{fill}/>'
