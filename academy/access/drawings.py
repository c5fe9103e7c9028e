"""The sixteen drawings of a picture password, and what each is called."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString, lazy_pgettext


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of the icons that we have, which are lines: they need no colour."""

    icon: str
    word: LazyString


PICTURES: Sequence[Picture] = (
    Picture("armchair", lazy_pgettext("picture", "Stoel")),
    Picture("bike", lazy_pgettext("picture", "Fiets")),
    Picture("book", lazy_pgettext("picture", "Boek")),
    Picture("bottle", lazy_pgettext("picture", "Fles")),
    Picture("brush", lazy_pgettext("picture", "Kwast")),
    Picture("bulb", lazy_pgettext("picture", "Lamp")),
    Picture("camera", lazy_pgettext("picture", "Camera")),
    Picture("clock", lazy_pgettext("picture", "Klok")),
    Picture("hammer", lazy_pgettext("picture", "Hamer")),
    Picture("helmet", lazy_pgettext("picture", "Helm")),
    Picture("home", lazy_pgettext("picture", "Huis")),
    Picture("horse-toy", lazy_pgettext("picture", "Paard")),
    Picture("plug", lazy_pgettext("picture", "Stekker")),
    Picture("shirt", lazy_pgettext("picture", "Shirt")),
    Picture("truck", lazy_pgettext("picture", "Truck")),
    Picture("wheel", lazy_pgettext("picture", "Wiel")),
)
