"""Ask the office to print, note what was printed, and tick what was given. It flushes; views and
jobs open the transaction, decided by the organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased, joinedload

from academy.access.looking import printable
from academy.access.models import Card
from academy.access.queries import with_cards
from academy.audit import log
from academy.credentials.models import Credential
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.errors import InvalidInputError
from academy.organisations.models import Organisation, Team
from academy.people.models import Membership
from academy.people.queries import going_on
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


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """A thing, and the team whose leader hands it over: where the worker works by now."""

    row: Handover
    team: Team


def to_print(organisation_id: int, today: date) -> list[OnItsWay]:
    """By team and in the order in which it was asked; what lapsed meanwhile is left out."""
    here = Handover.organisation_id == organisation_id
    found = _on_its_way(here, Handover.printed_at.is_(None), today=today)
    return sorted(found, key=lambda each: (each.team.id, each.row.id))


def note_printed(numbers: Sequence[int], *, by: Actor, now: datetime) -> None:
    """A second time changes nothing: a job that was killed begins again."""
    found = select(Handover).where(Handover.id.in_(numbers), Handover.printed_at.is_(None))
    per_team: dict[Team, int] = {}
    for row in db.session.scalars(found):
        row.printed_at = now
        per_team[row.team] = per_team.get(row.team, 0) + 1
    for team, count in per_team.items():
        _note("team.printed", team, count, by=by, now=now)


def to_hand_over(team: Team, today: date) -> list[Handover]:
    """By name; what is at the office still comes after it."""
    working = select(Membership.person_id).where(
        going_on(today, teams=[team.id]),
        Membership.role == Role.WORKER,
        Membership.has_begun_on(today),
    )
    here = Handover.organisation_id == team.organisation_id
    of_them = Handover.person_id.in_(working.correlate(None))
    found = _on_its_way(here, of_them, today=today)
    rows = [each.row for each in found if each.team.id == team.id]
    return sorted(rows, key=lambda row: (row.printed_at is None, row.person.sort_text, row.id))


def _on_its_way(*where: ColumnElement[bool], today: date) -> list[OnItsWay]:
    """It goes along with a worker who moves, and is for nobody when the worker left."""
    at = aliased(Team)
    found = (
        select(Handover, at)
        .join(
            Membership,
            (Membership.person_id == Handover.person_id)
            & (Membership.organisation_id == Handover.organisation_id),
        )
        .join(at, at.id == Membership.team_id)
        .where(
            Handover.given_on.is_(None),
            Membership.role == Role.WORKER,
            Membership.holds_on(today),
            *where,
        )
        .order_by(at.id == Handover.team_id, at.id.desc())
    )
    teams = {each[0]: each[1] for each in db.session.execute(found).unique()}  # the last counts
    return [OnItsWay(row, team) for row, team in teams.items() if row.still_counts]


def hand_over(
    team: Team, rows: Sequence[Handover], day: date, *, by: Identity, now: datetime
) -> int:
    """Whoever ticks says that the worker has it; how many were ticked now.

    Raises InvalidInputError for a day that is still to come, or before one was printed.
    """
    must_be_locked(team.organisation)
    if day > by.today:
        raise InvalidInputError("in-the-future").at("given_on")
    given = [row for row in rows if row.given_on is None and row.printed_at is not None]
    if any(day < local_day(row.printed_at) for row in given if row.printed_at):
        raise InvalidInputError("not-printed-yet").at("given_on")
    for row in given:
        row.given_on, row.given_by_id = day, by.person_id
    if given:
        _note("team.handed_over", team, len(given), by=by.actor, now=now)
    return len(given)


def waiting_at(organisation: Organisation, today: date) -> dict[Team, int]:
    """How much the office is asked to print, by team."""
    counts: dict[Team, int] = {}
    for each in to_print(organisation.id, today):
        counts[each.team] = counts.get(each.team, 0) + 1
    return counts


def _note(action: str, team: Team, count: int, *, by: Actor, now: datetime) -> None:
    log.record(action, team.uuid, organisation_id=team.organisation_id, by=by, at=now, count=count)
