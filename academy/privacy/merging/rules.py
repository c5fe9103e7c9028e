"""Whether two records may become one: pure, each reason by its code.

A card alone opens the work of a worker only (`access.session`), so it brings in no more either.
Two people of one shop stay two: a colleague's card is within reach there, and for a mistake in the
list of one organisation its administrator is the one to ask.
"""

from dataclasses import dataclass

from academy.errors import AcademyError, InvalidInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is known of a record, to decide whether it may be merged."""

    person_id: int
    is_gone: bool
    places: frozenset[int]
    """Numbers of the organisations where the person ever had a role."""
    does_more: bool
    """Leads, administers or assesses somewhere, now or soon."""
    asked_to_be_erased: bool
    runs: frozenset[int]
    """Numbers of the course runs that the person is in."""


def refuse(stays: Found, goes: Found, *, given_by_others: bool) -> None:
    """`given_by_others`: the PIN of the other card is not the person's own yet.

    Raises AcademyError.
    """
    if stays.person_id == goes.person_id:
        raise InvalidInputError("other-card-is-the-same")
    if stays.is_gone or goes.is_gone:
        raise AcademyError("card-works-no-more")
    if given_by_others:
        raise AcademyError("other-card-of-a-helper")
    if goes.does_more:
        raise AcademyError("other-card-does-more")
    if stays.places & goes.places:
        raise AcademyError("other-card-of-one-place")
    if stays.asked_to_be_erased or goes.asked_to_be_erased:
        raise AcademyError("other-card-is-erased-soon")
    if stays.runs & goes.runs:
        raise AcademyError("other-card-in-one-course")


def could_be_one(name_text: str, other_text: str) -> bool:
    """Whether two folded names have a word in common; else the page asks to look well."""
    return bool(set(name_text.split()) & set(other_text.split()))
