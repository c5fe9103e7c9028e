"""Whether two records may become one: pure, each reason by its code.

A card alone opens the work of a worker only (`access.session`), so it brings in no more either,
but where the organisation itself asked: it could give the role to whom it likes. Two people of
one shop stay two unless it asked, for a colleague's card is within reach there.
"""

from dataclasses import dataclass
from enum import Enum, auto

from academy.errors import AcademyError, InvalidInputError


class Proof(Enum):
    """What the person showed of the other record."""

    OWN_PIN = auto()
    """The card, and a PIN that only its holder can know."""
    PIN_OF_A_HELPER = auto()
    """The card, and a PIN that somebody else gave and so may know."""
    NONE = auto()
    """Nothing: enough only where nobody can have anything to show (docs/adr/0074)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is known of a record, to decide whether it may be merged."""

    person_id: int
    is_gone: bool
    places: frozenset[int]
    """Numbers of the organisations where the person ever had a role."""
    does_more_at: frozenset[int]
    """Where the person leads, administers or assesses, now or soon."""
    has_account: bool
    """Comes in with a password too, which opens more than the work of a worker."""
    was_used: bool
    """Somebody came in as this person before."""
    asked_to_be_erased: bool
    runs: frozenset[int]
    """Numbers of the course runs that the person is in."""
    looked_at: frozenset[int]
    """Numbers of the people at whose work this one looked."""


def refuse(stays: Found, goes: Found, *, proof: Proof, asked_at: frozenset[int]) -> None:
    """`asked_at`: numbers of the organisations that take these two for one person.

    Raises AcademyError.
    """
    if stays.person_id == goes.person_id:
        raise InvalidInputError("other-card-is-the-same")
    if stays.is_gone or goes.is_gone:
        raise AcademyError("card-works-no-more")
    if proof is Proof.PIN_OF_A_HELPER:
        raise AcademyError("other-card-of-a-helper")
    if proof is Proof.NONE and needs_proof(goes, asked_at):
        raise AcademyError("other-card-needed")
    if goes.does_more_at - (asked_at if stays.has_account else frozenset()):
        raise AcademyError("other-card-does-more")
    if stays.places & goes.places - asked_at:
        raise AcademyError("other-card-of-one-place")
    if stays.person_id in goes.looked_at or goes.person_id in stays.looked_at:
        raise AcademyError("other-card-looked")
    if stays.asked_to_be_erased or goes.asked_to_be_erased:
        raise AcademyError("other-card-is-erased-soon")
    if stays.runs & goes.runs:
        raise AcademyError("other-card-in-one-course")


def needs_proof(goes: Found, asked_at: frozenset[int]) -> bool:
    """Whether the yes of the one is not enough: it must be known that the other is theirs.

    It is enough for a record of a worker as which nobody ever came in, all of whose places asked.
    """
    return goes.was_used or bool(goes.does_more_at) or not goes.places <= asked_at


def could_be_one(name_text: str, other_text: str) -> bool:
    """Whether two folded names have a word in common; else the page asks to look well."""
    return bool(set(name_text.split()) & set(other_text.split()))
