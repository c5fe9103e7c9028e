"""Ask the office to print, note what was printed, and tick what was given. It flushes; views and
jobs open the transaction, decided by the organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from academy.access.looking import printable
from academy.access.models import Card
from academy.access.queries import with_cards
from academy.audit import log
from academy.credentials.models import Credential
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.errors import InvalidInputError
from academy.organisations.models import Organisation, Team
from academy.security.identity import Actor, Identity, Role
from academy.teams.handovers.models import Handover
from academy.teams.queries import badges_to_print


@dataclass(frozen=True, slots=True)
class NotAsked:
    """What could be printed for a team and was not asked for yet."""

    cards: Sequence[Card]
    badges: Sequence[Credential]

    def since(self, day: date) -> list[Credential]:
        return [badge for badge in self.badges if local_day(badge.valid_from) >= day]


def not_asked(team: Team, today: date) -> NotAsked:
    """Cards of workers alone: one of a leader opens a tablet without a PIN, so it is handed over
    by the office itself."""
    cards = [card for _person, card in with_cards(team, today, {Role.WORKER}) if card]
    cards = printable(cards, team.organisation_id)
    numbers = badges_to_print(team, today)
    asked = _asked([card.id for card in cards], numbers)
    found = (
        select(Credential).where(Credential.id.in_(numbers)).options(joinedload(Credential.person))
    )
    by_number = {badge.id: badge for badge in db.session.scalars(found)}
    return NotAsked(
        [card for card in cards if (card.id, None) not in asked],
        [by_number[number] for number in numbers if (None, number) not in asked],
    )


def _asked(cards: Sequence[int], badges: Sequence[int]) -> set[tuple[int | None, int | None]]:
    found = select(Handover.card_id, Handover.credential_id).where(
        Handover.card_id.in_(cards) | Handover.credential_id.in_(badges)
    )
    return {(row[0], row[1]) for row in db.session.execute(found)}


def ask(
    team: Team, cards: Sequence[Card], badges: Sequence[Credential], *, by: Identity, now: datetime
) -> int:
    """How many are new; what was asked for before is not asked again."""
    must_be_locked(team.organisation)
    waiting = not_asked(team, by.today)
    things = [
        *({"person_id": card.person_id, "card_id": card.id} for card in waiting.cards
          if card in cards),
        *({"person_id": badge.person_id, "credential_id": badge.id} for badge in waiting.badges
          if badge in badges),
    ]  # fmt: skip
    db.session.add_all(
        Handover(organisation_id=team.organisation_id, team_id=team.id, asked_at=now, **thing)
        for thing in things
    )
    if things:
        db.session.flush()
        _note("team.print_asked", team, len(things), by=by.actor, now=now)
    return len(things)


def to_print(organisation_id: int) -> list[Handover]:
    """By team and in the order in which it was asked; what lapsed meanwhile is left out."""
    found = (
        select(Handover)
        .where(Handover.organisation_id == organisation_id, Handover.printed_at.is_(None))
        .order_by(Handover.team_id, Handover.id)
    )
    return [row for row in db.session.scalars(found) if row.still_counts]


def note_printed(numbers: Sequence[int], *, by: Actor, now: datetime) -> None:
    """A second time changes nothing: a job that was killed begins again."""
    found = select(Handover).where(Handover.id.in_(numbers), Handover.printed_at.is_(None))
    per_team: dict[Team, int] = {}
    for row in db.session.scalars(found):
        row.printed_at = now
        per_team[row.team] = per_team.get(row.team, 0) + 1
    for team, count in per_team.items():
        _note("team.printed", team, count, by=by, now=now)


def to_hand_over(team: Team) -> list[Handover]:
    """By name; what is at the office still comes after it."""
    found = select(Handover).where(Handover.team_id == team.id, Handover.given_on.is_(None))
    rows = [row for row in db.session.scalars(found) if row.still_counts]
    return sorted(rows, key=lambda row: (row.printed_at is None, row.person.sort_text, row.id))


def hand_over(
    team: Team, rows: Sequence[Handover], day: date, *, by: Identity, now: datetime
) -> int:
    """Whoever ticks says that the worker has it; how many were ticked now.

    Raises InvalidInputError for a day that is still to come.
    """
    must_be_locked(team.organisation)
    if day > by.today:
        raise InvalidInputError("in-the-future").at("given_on")
    given = [row for row in rows if row.given_on is None and row.printed_at is not None]
    for row in given:
        row.given_on, row.given_by_id = day, by.person_id
    if given:
        _note("team.handed_over", team, len(given), by=by.actor, now=now)
    return len(given)


def waiting_at(organisation: Organisation) -> dict[Team, int]:
    """How much the office is asked to print, by team."""
    counts: dict[Team, int] = {}
    for row in to_print(organisation.id):
        counts[row.team] = counts.get(row.team, 0) + 1
    return counts


def _note(action: str, team: Team, count: int, *, by: Actor, now: datetime) -> None:
    log.record(action, team.uuid, organisation_id=team.organisation_id, by=by, at=now, count=count)
