"""Keep what came out of a file of everything, a few badges in one transaction.

Another transaction of somebody else may come in between, and what was kept stays: whoever brings
the file again gets on from there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from academy.database import transaction
from academy.errors import AcademyError, BusyError
from academy.people.models import Person
from academy.security.identity import Identity
from academy.wallet.brought.taking import Taken, take_in
from academy.wallet.elsewhere import service
from academy.wallet.elsewhere.reading import Said
from academy.wallet.elsewhere.unpacking import Found

T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What the worker is told."""

    has_badges: bool
    """Also when none of them could be kept."""
    number: int = 0
    """Of badges that were kept."""
    left: int = 0
    """That were there already, or are not to be kept."""
    waiting: int = 0
    """Files for which there was no time."""
    full: AcademyError | None = None
    """Why no more badges can be kept."""
    words: Taken | None = None
    """What became of the own words, when there are any and they are the worker's."""
    words_are_of_others: bool = False


def take(person: Person, found: Found, *, by: Identity, now: datetime) -> Outcome:
    """All of it, or as much as there are turns for."""
    told = Outcome(
        has_badges=found.has_badges or bool(found.refused),
        waiting=found.waiting,
    )
    done = 0
    try:
        for part in _portions(found.badges):
            with transaction(person):
                told.number += service.keep_all(person, part, by=by, now=now)
            done += len(part)
        _take_said(person, found.said_by_key(), now=now)
        with transaction(person):
            told.full = service.refusal_of_more(person)
            if found.own_words:
                _take_words(person, found, told, by=by, now=now)
    except BusyError:
        told.waiting += max(1, len(found.badges) - done)
    told.left = done + len(found.known) + found.refused - told.number
    return told


def _take_words(
    person: Person, found: Found, told: Outcome, *, by: Identity, now: datetime
) -> None:
    if service.are_words_of(person, found.badges, found.known.values(), found.names):
        told.words = take_in(found.own_words, by=by, now=now)
    else:
        told.words_are_of_others = True


def _take_said(person: Person, said: Mapping[bytes, Sequence[Said]], *, now: datetime) -> None:
    for part in _portions(list(said.items())):
        with transaction(person):
            service.keep_said(person, dict(part), now=now)


def _portions(things: Sequence[T]) -> list[Sequence[T]]:
    size = service.PORTION
    return [things[start : start + size] for start in range(0, len(things), size)]
