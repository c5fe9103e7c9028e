"""Move or stop many, each in a transaction of its own: one that cannot be takes no other with it.

Done again, it changes nothing more: whoever was moved is not in the team any more.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from academy.access import means
from academy.database import db, transaction
from academy.errors import AcademyError
from academy.organisations.models import Team
from academy.people import memberships
from academy.people.leaving.rules import Destination
from academy.people.leaving.service import say_where
from academy.people.models import Membership, Person
from academy.searching import in_name_order
from academy.security.identity import Actor, Role

MOST = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one; `refusal` says why not."""

    person: Person
    refusal: AcademyError | None


def workers_of(team: Team, today: date) -> Sequence[Membership]:
    """Who works there now or will, by name."""
    found = (
        select(Membership)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.team_id == team.id,
            Membership.role == Role.WORKER,
            Membership.goes_on_from(today),
            Person.erased_at.is_(None),
        )
        .order_by(in_name_order(Person.sort_text), Membership.id)
    )
    return db.session.scalars(found).unique().all()


def move_all(
    rows: Iterable[Membership],
    team: Team,
    *,
    first_day: date,
    by: Actor,
    today: date,
    now: datetime,
) -> list[Outcome]:
    def move(row: Membership) -> None:
        to = db.session.get_one(Team, team_id)
        memberships.move(row, to, first_day=first_day, today=today, by=by, now=now)

    team_id = team.id
    return _each(rows, move)


def stop_all(
    rows: Iterable[Membership],
    *,
    last_day: date,
    went_to: Destination | None,
    by: Actor,
    today: date,
    now: datetime,
) -> list[Outcome]:
    def stop(row: Membership) -> None:
        memberships.end(row, last_day=last_day, today=today, by=by, now=now)
        say_where(row, went_to, by=by, now=now)
        means.end_those_given_by(row.organisation, row.person, today=today, by=by, now=now)

    return _each(rows, stop)


def _each(rows: Iterable[Membership], change: Callable[[Membership], None]) -> list[Outcome]:
    numbers, outcomes = [row.id for row in rows], list[tuple[int, AcademyError | None]]()
    for number in numbers:
        row = db.session.get_one(Membership, number)
        try:
            with transaction(row.organisation, row.person):
                change(db.session.get_one(Membership, number))
        except AcademyError as refusal:
            outcomes.append((number, refusal))
        else:
            outcomes.append((number, None))
    return [Outcome(db.session.get_one(Membership, each).person, why) for each, why in outcomes]
