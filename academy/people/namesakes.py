"""Two people with one name are never mixed up: what stands beside the name of each of them.

A page shows every name through `called` or `named`. Who asks for the first name looks for all
people of the page at once, so a list costs one statement. Beside a name stands the staff number,
for whoever works with people of that organisation; else the site, the team, the organisation or
the first day: the first of these that nobody of the same name has too. Of whoever also works
elsewhere it is the place that the reader shares: another employer is none of their business.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from flask import Flask, g
from flask_babel import format_date
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from academy.database import db
from academy.organisations.models import Organisation, Site, Team
from academy.people.models import Membership, Person
from academy.security.guard import optional_identity
from academy.security.identity import Identity, Role

SIGNS = 2
"""As many as fit in the circle beside the first letter."""
_one = aliased(Person)


class Someone(Protocol):
    """A person, or what a page knows of one."""

    @property
    def id(self) -> int: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Known:
    """What people of one name can be told apart by."""

    id: int
    uuid: UUID
    staff_number: str
    """Empty for whoever may not know it."""
    site: str | None
    team: str | None
    organisation: str
    starts_on: date

    def ways(self) -> list[str | None]:
        """The plainest first."""
        number = _("nr. %(number)s", number=self.staff_number) if self.staff_number else None
        since = _("sinds %(day)s", day=format_date(self.starts_on, "d MMMM y"))
        return [
            number,
            self.site,
            self.team,
            self.organisation,
            since,
            self.uuid.hex[:6],
            self.uuid.hex,
        ]


def register_namesakes(app: Flask) -> None:
    """`{{ person|named }}` as markup, `{{ person|called }}` as text, `{{ person|initials }}`."""
    app.jinja_env.filters.update(named=named, called=called, initials=initials)


def expect(people: Iterable[int]) -> None:
    """Numbers of people of whom a page will show the names without their rows."""
    _expected().update(people)


def called(person: Someone) -> str:
    """The name, with what tells it apart: for titles, sentences and choices."""
    mark = _mark(person)
    return f"{person.name} ({mark})" if mark else person.name


def named(person: Someone) -> Markup:
    """As `called`, for lists: the name turns no text around it, and nobody translates it."""
    name = Markup('<bdi translate="no">{}</bdi>').format(person.name)
    mark = _mark(person)
    beside = Markup(' <span class="namesake"><bdi translate="no">{}</bdi></span>')
    return name + beside.format(mark) if mark else name


def initials(person: Someone) -> str:
    """For the circle: the first letters, or the end of what tells people of one name apart."""
    return letters(person.name, _mark(person))


def letters(name: str, mark: str | None) -> str:
    """The first letters of a name, or of one that others have too: the end of its mark."""
    parts = name.split()
    if mark:
        return parts[0][:1] + mark[-SIGNS:]
    return "".join(part[:1] for part in (parts[:1] + parts[1:][-1:]))


def marks_within(organisation_id: int, people: Iterable[int]) -> dict[int, str]:
    """What tells these people apart for whoever works with them there; of the others nothing."""
    return _look(set(people), frozenset({organisation_id}), {organisation_id})


def marks_of(people: Sequence[Known]) -> dict[int, str]:
    """What stands beside the names of people who are called the same."""
    ways = {each.id: each.ways() for each in people}
    marks = {}
    for each in people:
        others = [way for number, all_ways in ways.items() if number != each.id for way in all_ways]
        marks[each.id] = next(way for way in ways[each.id] if way and way not in others)
    return marks


def _mark(person: Someone) -> str | None:
    found: dict[int, str | None] = g.setdefault("namesakes", {})
    if person.id not in found:
        asked = {person.id, *_expected(), *_loaded()} - set(found)
        found.update(dict.fromkeys(asked))
        found.update(_look_as(optional_identity(), asked))
    return found[person.id]


def _expected() -> set[int]:
    expected: set[int] = g.setdefault("people_to_name", set())
    return expected


def _loaded() -> Iterable[int]:
    """Everybody whose row this request has read: most of them are named on the page."""
    states = db.session.identity_map.all_states()
    return (state.key[1][0] for state in states if state.key and state.key[0] is Person)


def _look_as(identity: Identity | None, asked: set[int]) -> dict[int, str]:
    own = frozenset[int]().union(
        *(identity.organisations(role) for role in (Role.TEAM_LEADER, Role.ORGANISATION_ADMIN))
        if identity
        else ()
    )
    shared = {place.organisation_id for place in identity.places} if identity else set[int]()
    return _look(asked, own, shared)


def _look(asked: set[int], own: AbstractSet[int], shared: AbstractSet[int]) -> dict[int, str]:
    texts = select(_one.search_text).where(_one.id.in_(asked), _one.search_text != "")
    found = (
        select(
            Person.search_text, Person.id, Person.uuid, Membership.staff_number, Site.name,
            Team.name, Organisation.name, Membership.starts_on, Membership.organisation_id,
        )
        .join(Membership, Membership.person_id == Person.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Team, Team.id == Membership.team_id)
        .outerjoin(Site, Site.id == Team.site_id)
        .where(
            Person.search_text.in_(texts),
            or_(Membership.organisation_id.in_(own), Person.id.in_(asked)),
            Person.erased_at.is_(None),
        )
        .order_by(
            Membership.organisation_id.in_(shared).desc(), Membership.starts_on.desc(),
            Membership.id,
        )
    )  # fmt: skip
    alike: dict[str, dict[int, Known]] = defaultdict(dict)
    for row in db.session.execute(found):
        text, number, uuid, staff_number, site, team, place, starts_on, organisation_id = row
        shown = staff_number if organisation_id in own else ""
        known = Known(number, uuid, shown, site, team, place, starts_on)
        alike[text].setdefault(number, known)
    groups = (list(people.values()) for people in alike.values() if len(people) > 1)
    return {number: mark for group in groups for number, mark in marks_of(group).items()}
