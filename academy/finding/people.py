"""People of the teams that somebody leads and the organisations that somebody administers."""

from collections.abc import Iterator

from flask import url_for
from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from academy.database import db
from academy.finding.hits import MOST, Hit
from academy.folding import folded_number
from academy.people.models import Membership, Person
from academy.people.namesakes import called, expect
from academy.people.queries import going_on
from academy.searching import contains_words, in_name_order
from academy.security.identity import Identity, Role


def people(identity: Identity, query: str) -> Iterator[Hit]:
    """By name; whoever administers finds the staff number too."""
    here = select(Membership.person_id).where(Membership.role != Role.GUEST)
    named = here.join(Person, Person.id == Membership.person_id).where(
        _in_reach(identity), contains_words(Person.search_text, query)
    )
    found = (
        select(Person)
        .where(
            Person.erased_at.is_(None), Person.id.in_(named.union_all(_numbered(identity, query)))
        )
        .order_by(in_name_order(Person.sort_text), Person.id)
        .limit(MOST + 1)
    )
    persons = db.session.scalars(found).all()
    expect(person.id for person in persons)
    for person in persons:
        yield Hit(name=called(person), href=url_for("people.show", person_uuid=person.uuid))


def _in_reach(identity: Identity) -> ColumnElement[bool]:
    teams = identity.teams(Role.TEAM_LEADER)
    places = identity.organisations(Role.ORGANISATION_ADMIN)
    # as `people.queries` opens a page for a leader: of who works there today, and leads nothing
    works_today = and_(Membership.role == Role.WORKER, Membership.holds_on(identity.today))
    led = and_(going_on(identity.today, teams=teams), works_today) if teams else false()
    administered = going_on(identity.today, organisations=places) if places else false()
    return or_(led, administered)


def _numbered(identity: Identity, query: str) -> Select[int]:
    return select(Membership.person_id).where(
        Membership.organisation_id.in_(identity.organisations(Role.ORGANISATION_ADMIN)),
        Membership.staff_key == (folded_number(query) or None),
        Membership.goes_on_from(identity.today),
    )
