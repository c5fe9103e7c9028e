"""The colour of each domain of the palette, as `#rrggbb`.

Promises at least 7:1 contrast with white (WCAG 2.2, 1.4.6), so that white icons and letters on it
stay readable. Colour is decoration: the icon and the words carry the meaning.
"""

from typing import Final

BRAND: Final = "#0b5d4d"
"""Circular green, also the colour of a domain that this table does not know."""

DOMAIN_COLOURS: Final[dict[str, str]] = {
    "basisvaardigheden": "#4a3f9e",
    "digitale-vaardigheden": "#0b5394",
    "winkel-en-klant": "#a4161a",
    "sorteren-en-waarderen": "#6b4a00",
    "textiel": "#8a1c6b",
    "meubels-en-hout": "#7a3b12",
    "elektro-en-witgoed": "#005a70",
    "fietsen": "#2b5d0e",
    "logistiek-en-transport": "#3d4b5c",
    "circulair": "#0b5d4d",
    "veilig-werken": "#8f3a00",
    "samenwerken-en-leermeesterschap": "#63248a",
}


def domain_colour(domain: str) -> str:
    """Colour of the domain with this palette id; the brand colour for a domain added later."""
    return DOMAIN_COLOURS.get(domain, BRAND)
