"""What the filters of the log offer: one of the organisations' own people, teams and skills."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as say
from sqlalchemy import ColumnElement, select

from academy.catalogue.queries import open_versions
from academy.database import db
from academy.organisations.models import Team
from academy.people.models import Membership, Person
from academy.people.queries import going_on
from academy.reports.audit.queries import NOT_TOLD, Log, Wishes, names_of
from academy.reports.audit.words import ACTIONS, words
from academy.searching import in_name_order, name_order
from academy.security.identity import Identity, Role
from academy.web.locale import localised

MOST_PEOPLE = 500
"""A longer list helps nobody; each person's own page leads to the lines about them."""

Choices = Mapping[str, str]
"""What stands in the address, and its name; in the order of the names."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The choices of each filter."""

    actions: Choices
    people: Choices
    actors: Choices
    teams: Choices
    skills: Choices


def offer(log: Log, wishes: Wishes, identity: Identity) -> Offer:
    """With whoever was asked for, also when they left or never worked here."""
    asked = names_of(log, {each for each in (wishes.person, wishes.actor) if each})
    now = going_on(identity.today, organisations=log.chains)
    return Offer(
        actions=_by_text((action, words(action)) for action in ACTIONS.keys() - NOT_TOLD),
        people=_with(wishes.person, asked, _people(now)),
        actors=_with(wishes.actor, asked, _people(now, Membership.role != Role.WORKER)),
        teams=_teams(log),
        skills={each.skill.code: localised(each.name) for each in open_versions()},
    )


def _people(*rules: ColumnElement[bool]) -> Choices:
    """By name; a number tells two people of one name apart."""
    found = (
        select(Person.uuid, Person.name, Membership.staff_number)
        .join(Membership, Membership.person_id == Person.id)
        .where(*rules, Person.erased_at.is_(None))
        .order_by(in_name_order(Person.sort_text), Person.id, Membership.staff_number)
        .limit(MOST_PEOPLE)
    )
    return {
        str(row.uuid): f"{row.name} ({row.staff_number})" if row.staff_number else row.name
        for row in db.session.execute(found)
    }


def _with(asked: UUID | None, names: Mapping[UUID, str], choices: Choices) -> Choices:
    if asked is None or str(asked) in choices:
        return choices
    return {str(asked): names.get(asked) or say("Iemand van buiten")} | dict(choices)


def _teams(log: Log) -> Choices:
    found = db.session.scalars(select(Team).where(Team.organisation_id.in_(log.chains)))
    return _by_text((str(team.uuid), f"{team.name} ({team.site.name})") for team in found)


def _by_text(pairs: Iterable[tuple[str, str]]) -> Choices:
    return dict(sorted(pairs, key=lambda pair: name_order(pair[1])))
