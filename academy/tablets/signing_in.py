"""A leader signs in on a tablet: by the code of the own card, or by its PIN behind the own tile;
and goes on with another team by the grant of now.

As in `access.signing_in` a try is counted before it is judged, and the slow comparison holds no
lock. Wrong PINs lock that PIN on that tablet alone: a colleague must not be able to stop a shop, so
the card goes on opening it, and a good card forgives them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from academy.access import codes, hashing
from academy.access.attempts import TRIES_PER_CARD
from academy.access.models import Card
from academy.access.signing_in import find_card
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.errors import AcademyError, InvalidInputError, TooManyAttemptsError
from academy.people.models import Person
from academy.tablets.leaders import LedTeam, card_of, led_by, led_teams, opens_here
from academy.tablets.models import LeaderGrant, PinTries, Tablet


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody who proved who they are, with the teams of this site in which they look."""

    teams: tuple[LedTeam, ...]
    card_uuid: UUID
    method: str
    """`card` or `pin`."""
    until: datetime | None = None
    """When the grant ends that was shown; another one lasts no longer."""


class ChooseTeamError(AcademyError):
    """A grant is for one team, and this leader leads several here: `teams`."""


def know_by_card(tablet: Tablet, text: str, *, now: datetime) -> Leader:
    """Raises InvalidInputError, in the same words for every reason."""
    code = codes.typed(text)
    card = find_card(code) if code else None
    if card is None or not _opens_here(card, tablet, local_day(now)):
        raise InvalidInputError("wrong-tablet-card")
    teams = led_teams(tablet, local_day(now), card=card)
    if not teams:
        raise InvalidInputError("wrong-tablet-card")
    return Leader(teams, card.uuid, "card")


def count_pin_try(tablet: Tablet, person_uuid: UUID, *, today: date) -> int:
    """How many are left after this one; raises TooManyAttemptsError.

    None for whoever does not lead here, and nothing is noted about them.
    """
    must_be_locked(tablet)
    led = led_teams(tablet, today)
    leader = next((each for each in led if each.person_uuid == person_uuid), None)
    if leader is None:
        return 0
    tries = _tries(tablet, leader.person_id)
    if tries.failed >= TRIES_PER_CARD:
        raise TooManyAttemptsError("tablet-pin-locked")
    tries.failed += 1
    return TRIES_PER_CARD - tries.failed


def know_by_pin(
    tablet: Tablet, person_uuid: UUID, pin: str, *, left: int, secret_key: str, now: datetime
) -> Leader:
    """Raises InvalidInputError that says how many tries are left."""
    person_id = db.session.scalar(select(Person.id).where(Person.uuid == person_uuid))
    card = card_of(person_id, tablet, local_day(now)) if person_id else None
    teams = led_teams(tablet, local_day(now), card=card) if card else ()
    matches = hashing.pin_matches(
        card.pin_hash if card and teams else None,
        pin,
        card_uuid=card.uuid if card else UUID(int=0),
        secret_key=secret_key,
    )
    if card is None or not teams or not matches:
        raise InvalidInputError("wrong-tablet-pin", left=left)
    return Leader(teams, card.uuid, "pin")


def know_by_grant(tablet: Tablet, grant: LeaderGrant, *, now: datetime) -> Leader:
    """Raises InvalidInputError when the card was taken in since, or opens nothing any more."""
    teams, card = led_by(grant, local_day(now)), card_of(grant.person_id, tablet, local_day(now))
    if card is None or not teams:
        raise InvalidInputError("wrong-tablet-grant")
    return Leader(teams, card.uuid, grant.method, grant.expires_at)


def forgive(tablet: Tablet, person_id: int) -> None:
    """After a good sign-in."""
    _tries(tablet, person_id).failed = 0


def team_of(leader: Leader, asked: UUID | None) -> LedTeam:
    """Raises ChooseTeamError when it is not clear which."""
    fitting = tuple(each for each in leader.teams if asked in {None, each.team_uuid})
    if len(fitting) != 1:
        raise ChooseTeamError("choose-team", teams=leader.teams)
    return fitting[0]


def _opens_here(card: Card, tablet: Tablet, today: date) -> bool:
    found = select(Card.id).where(Card.id == card.id, opens_here(tablet, today))
    return not card.person.erased_at and db.session.scalar(found) is not None


def _tries(tablet: Tablet, person_id: int) -> PinTries:
    found = select(PinTries).where(PinTries.tablet_id == tablet.id, PinTries.person_id == person_id)
    tries = db.session.scalar(found)
    if tries is None:
        tries = PinTries(tablet_id=tablet.id, person_id=person_id, failed=0)
        db.session.add(tries)
    return tries
