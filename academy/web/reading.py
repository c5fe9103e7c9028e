"""How a page is shown: larger, with more contrast, without motion (docs/adr/0070).

As whoever signed in chose, else as was chosen on this device: on a shared tablet somebody else did.
"""

from collections.abc import Collection
from enum import StrEnum

from flask import g, has_request_context, request
from werkzeug.wrappers import Response

from academy.web.keeping import keep_on_device

COOKIE = "reading"


class Reading(StrEnum):
    """One thing that makes a page easier to read; any number of them go together."""

    BIG = "big"
    CONTRAST = "contrast"
    STILL = "still"


CLASSES = {
    Reading.BIG: "big-print",
    Reading.CONTRAST: "high-contrast",
    Reading.STILL: "less-motion",
}
"""What the styles of the whole page depend on."""


def read_choice(words: str | None) -> frozenset[Reading] | None:
    """What `spelled` wrote, passing over what is none of ours; None: nobody chose."""
    return None if words is None else frozenset(each for each in Reading if each in words.split())


def spelled(choice: Collection[Reading]) -> str:
    return " ".join(each for each in Reading if each in choice)


def reading_now() -> frozenset[Reading]:
    """Of this page."""
    if not has_request_context():
        return frozenset()
    own: frozenset[Reading] | None = g.get("person_reading")
    return own if own is not None else read_choice(request.cookies.get(COOKIE)) or frozenset()


def reading_classes() -> str:
    chosen = reading_now()
    return " ".join(CLASSES[each] for each in Reading if each in chosen)


def remember_reading(answer: Response, choice: Collection[Reading]) -> None:
    """On this device."""
    keep_on_device(answer, COOKIE, spelled(choice))
