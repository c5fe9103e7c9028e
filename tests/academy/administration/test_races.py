"""Two administrators at the same moment: places and people are made once."""

import uuid

from flask import Flask
from sqlalchemy import func, select

from academy.administration.joining import Newcomer, join
from academy.database import db, transaction
from academy.organisations import service
from academy.organisations.models import Organisation, OrganisationKind, Site, Team
from academy.organisations.service import SiteDetails
from academy.people.memberships import Post
from academy.people.models import Person
from academy.security.identity import Role
from tests.cast import BEA, Cast
from tests.clock import START
from tests.races import DONE, race


def test_two_teams_of_one_name(app: Flask, cast: Cast) -> None:
    number = cast.utrecht.id

    def add(name: str) -> None:
        site = db.session.get_one(Site, number)
        with transaction(site.organisation):
            service.add_team(site, name=name, key=uuid.uuid4(), by=BEA.actor, now=START)

    assert race(app, lambda: add("Kassa"), lambda: add("kássa")) == ["InvalidInputError", DONE]
    named = select(func.count()).where(Team.folded_name == "kassa")
    assert db.session.scalar(named) == 1


def test_a_form_sent_twice_makes_one_team(app: Flask, cast: Cast) -> None:
    number, key = cast.utrecht.id, uuid.uuid4()

    def add() -> None:
        site = db.session.get_one(Site, number)
        with transaction(site.organisation):
            service.add_team(site, name="Kassa", key=key, by=BEA.actor, now=START)

    assert race(app, add, add) == [DONE, DONE]


def test_a_site_does_not_end_while_a_team_begins_there(app: Flask, cast: Cast) -> None:
    organisation = db.session.get_one(Organisation, cast.schakel.id)
    number = service.add_site(
        organisation,
        SiteDetails(name="Leeg", city=""),
        key=uuid.uuid4(),
        by=BEA.actor,
        now=START,
    ).id

    def add() -> None:
        site = db.session.get_one(Site, number)
        with transaction(site.organisation):
            service.add_team(site, name="Kassa", key=uuid.uuid4(), by=BEA.actor, now=START)

    def end() -> None:
        site = db.session.get_one(Site, number)
        with transaction(site.organisation):
            service.end(site, last_day=START.date(), by=BEA.actor, now=START)

    assert race(app, add, end) == ["AcademyError", DONE]


def test_two_organisations_of_one_name_get_two_addresses(app: Flask, cast: Cast) -> None:
    def add() -> None:
        with transaction(service.ADDRESSES):
            service.add_organisation(
                name="Het Goed", kind=OrganisationKind.THRIFT, by=BEA.actor, now=START
            )

    assert race(app, add, add) == [DONE, DONE]
    named = select(Organisation.slug).where(Organisation.name == "Het Goed")
    assert sorted(db.session.scalars(named)) == ["het-goed", "het-goed-2"]


def test_a_form_sent_twice_makes_one_person(app: Flask, cast: Cast) -> None:
    number, key = cast.sorteren.id, uuid.uuid4()

    def begin() -> None:
        team, who = db.session.get_one(Team, number), BEA.identity()
        with transaction(team.organisation):
            post = Post(
                organisation=team.organisation, role=Role.WORKER, team=team, starts_on=START.date()
            )
            newcomer = Newcomer(key=key, name="Nieuw Mens", post=post)
            join(newcomer, identity=who, secret_key="s" * 32, now=START)

    assert race(app, begin, begin) == [DONE, DONE]
    assert db.session.scalar(select(func.count()).where(Person.name == "Nieuw Mens")) == 1
