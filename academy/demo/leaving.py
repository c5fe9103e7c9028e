"""People who left: where they went, and what some answered a year later.

As many as a figure needs to be told (`academy.disclosure`): of fewer the academy would read only
"te weinig", and nobody would see what the question is for.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import product

from academy.access.session import build_identity
from academy.dates import AMSTERDAM
from academy.demo import content
from academy.demo.places import BY, Places, fixed_uuid
from academy.organisations.models import Team
from academy.people import memberships
from academy.people.leaving.rules import ASKED_AFTER, Destination, Said, last_days_to_ask
from academy.people.leaving.service import answer, say_where
from academy.people.memberships import Post
from academy.people.models import Membership
from academy.security.identity import Role

FIRST = ("Ada", "Bram", "Carla", "Dirk", "Esra", "Ferit", "Gijs", "Hawa")
LAST = ("de Groot", "Hendriks", "Martens", "Yusuf", "Willems", "Bouzid")
WORKED_FOR = timedelta(days=300)
ANSWERED_AFTER = ASKED_AFTER + timedelta(days=20)
WENT = (Destination.PAID,) * 12 + (Destination.LEARN_WORK,) * 10 + (Destination.EDUCATION,) * 2
"""Of each year's people, in the order of their names."""
SAID = (Said.WORKS,) * 12 + (Said.DOES_NOT,) * 10 + (Said.RATHER_NOT,) * 2
FIRST_NUMBER = 701


def leave(places: Places, *, today: date) -> None:
    """One half in the last quarter that is over, the other in the last year of which it is told
    whether people work."""
    names = [f"{first} {last}" for last, first in product(LAST, FIRST)]
    lately, long_ago = names[: len(WENT)], names[len(WENT) :]
    ended = _quarter_end(today)
    for number, (name, went) in enumerate(zip(lately, WENT, strict=True)):
        _worked_until(places, number, name, ended - timedelta(days=number), went)
    year = _told_year(today)
    for number, (name, went, said) in enumerate(zip(long_ago, WENT, SAID, strict=True)):
        last_day = date(year, 3, 1) + timedelta(days=7 * number)
        row = _worked_until(places, len(WENT) + number, name, last_day, went)
        _answer(row, said, last_day + ANSWERED_AFTER)


def _worked_until(
    places: Places, number: int, name: str, last_day: date, went: Destination
) -> Membership:
    team = _teams(places)[number % len(_teams(places))]
    began, left = _moment(last_day - WORKED_FOR), _moment(last_day)
    person = memberships.add_person(name, key=fixed_uuid("person", name), now=began)
    post = Post(
        organisation=team.organisation, role=Role.WORKER, team=team,
        staff_number=str(FIRST_NUMBER + number),
        starts_on=last_day - WORKED_FOR, ends_on=last_day,
    )  # fmt: skip
    row = memberships.add_membership(person, post, by=BY, now=began)
    say_where(row, went, by=BY, now=left)
    return row


def _answer(row: Membership, said: Said, day: date) -> None:
    session = fixed_uuid("session", str(row.person.uuid))
    answer(row, said, by=build_identity(row.person, session, today=day), now=_moment(day))


def _teams(places: Places) -> list[Team]:
    return [places.teams[plan.slug, team.name] for plan, team in _plans()]


def _plans() -> Iterator[tuple[content.OrganisationPlan, content.TeamPlan]]:
    for plan in (content.SCHAKEL, content.CIRKEL):
        for site in plan.sites:
            yield from ((plan, team) for team in site.teams)


def _quarter_end(today: date) -> date:
    """The last day of the last quarter that is over."""
    return date(today.year, 3 * ((today.month - 1) // 3) + 1, 1) - timedelta(days=1)


def _told_year(today: date) -> int:
    """The last year of which nobody is asked any more."""
    return last_days_to_ask(today)[0].year - 1


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(16), AMSTERDAM).astimezone(UTC)
