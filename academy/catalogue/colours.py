"""The colours that a domain can have, as `#rrggbb`; pages have the same (tokens.css).

Promises at least 7:1 contrast with white (WCAG 2.2, 1.4.6), so that white icons and letters on it
stay readable. Colour is decoration: the icon and the words carry the meaning.
"""

from typing import Final

FIRST_COLOUR: Final = "circulair"
"""Of a domain of a file that does not bring a colour: the green of the brand."""
COLOURS: Final[dict[str, str]] = {
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

"""By the domain of the first palette that has it."""
