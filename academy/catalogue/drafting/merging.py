"""Two people changed one draft: what goes together, and what one of them has to choose.

Pure: what both began from, what the other saved and what this one typed come in.
"""

from dataclasses import dataclass

from academy.catalogue.drafting.fields import EMPTY
from academy.catalogue.drafting.models import Fields


@dataclass(frozen=True, slots=True)
class Merged:
    """Both changes in one."""

    fields: Fields
    """What only one of the two changed is as they want it; of the rest, as who saves now typed."""
    both: tuple[str, ...]
    """Fields that both changed, each in another way."""


def merge(began: Fields, theirs: Fields, mine: Fields) -> Merged:
    fields, both = dict(EMPTY), []
    for name in EMPTY:
        start, their, my = (each.get(name) for each in (began, theirs, mine))
        fields[name] = their if my == start else my
        if my not in (start, their) and their != start:
            both.append(name)
    return Merged(fields, tuple(both))
