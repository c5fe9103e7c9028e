"""What a draft of a domain says, as flat fields: out of a version, and into its columns.

Where it stands and when somebody looks again is no part of a version: the order is of all domains
together, and the day says nothing about the domain.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from flask_babel import LazyString

from academy.catalogue.drafting.fields import FILL_IN, gap_of_review
from academy.catalogue.drafting.models import Fields
from academy.catalogue.models import DomainVersion
from academy.languages import CONTENT_LANGUAGES

FIRST: Final = "*"
"""For `place`, besides the code of the domain that it comes after; empty: it stays where it is."""
TEXTS: Final = ("name", "description")
EMPTY: Final[Fields] = {
    **{f"{name}_{language}": "" for name in TEXTS for language in CONTENT_LANGUAGES},
    "colour": "", "icon": "", "place": "", "review_on": None,
}  # fmt: skip
"""Every field, in the order of the form, of a draft that says nothing yet."""


def fields_of(version: DomainVersion) -> Fields:
    """What a published version says, with the day of now."""
    texts = {
        f"{name}_{language}": getattr(version, name).get(language, "")
        for name in TEXTS
        for language in CONTENT_LANGUAGES
    }
    day = version.domain.review_on
    return EMPTY | texts | {
        "colour": version.colour,
        "icon": version.icon,
        "review_on": day.isoformat() if day else None,
    }  # fmt: skip


def to_values(fields: Fields) -> Mapping[str, Any]:
    """The columns of a version that says this."""
    texts = {
        name: {language: fields[f"{name}_{language}"] for language in CONTENT_LANGUAGES}
        for name in TEXTS
    }
    return texts | {"colour": fields["colour"], "icon": fields["icon"]}


def gaps(fields: Fields, *, today: date) -> dict[str, LazyString]:
    """What keeps it from being published, by field, each with what to do."""
    needed = [name for name, empty in EMPTY.items() if empty == "" and name != "place"]
    found = {name: FILL_IN for name in needed if not fields[name]}
    return found | gap_of_review(fields, today=today)
