"""Two people changed one draft: what goes together, and what one of them has to choose.

Pure: what both began from, what the other saved and what this one typed come in.
"""

from dataclasses import dataclass
from typing import Self

from academy.catalogue.drafting.models import Fields, Text
from academy.errors import AcademyError


@dataclass(frozen=True, slots=True)
class Merged:
    """Both changes in one."""

    fields: Fields
    """What only one of the two changed is as they want it; of the rest, as who saves now typed."""
    both: tuple[str, ...]
    """Fields that both changed, each in another way."""


class DraftConflictError(AcademyError):
    """Somebody else changed the same fields in another way."""

    merged: Merged
    theirs: Text

    def between(self, merged: Merged, theirs: Text) -> Self:
        self.merged, self.theirs = merged, theirs
        return self


def merge(began: Fields, theirs: Fields, mine: Fields) -> Merged:
    """Of each field of `mine`, in its order."""
    fields, both = {}, []
    for name, my in mine.items():
        start, their = began.get(name), theirs.get(name)
        fields[name] = their if my == start else my
        if my not in (start, their) and their != start:
            both.append(name)
    return Merged(fields, tuple(both))


def put_together(there: Text, typed: Fields, *, began: str, start: Text | None) -> Fields:
    """What was typed, with what somebody else saved since `began`, which said `start`.

    Raises DraftConflictError when both changed the same field.
    """
    if str(there.uuid) == began:
        return typed
    merged = merge(start.fields if start else {}, there.fields, typed)
    if merged.both:
        raise DraftConflictError("draft-was-changed-too").between(merged, there)
    return merged.fields
