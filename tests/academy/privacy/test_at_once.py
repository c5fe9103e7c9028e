"""Somebody is erased while something is written about them: whichever comes first, of what was
written nothing is left."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from academy.access import own_phones, pictures, recovery
from academy.assessments.agreements import service as agreements
from academy.assessments.agreements.rules import Help
from academy.assessments.requests import asking
from academy.catalogue.models import Skill
from academy.catalogue.proposing import service as proposing
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.errors import GoneError
from academy.locking import row
from academy.organisations.models import Organisation
from academy.people import memberships
from academy.people.languages import choose_language
from academy.people.memberships import Post
from academy.people.models import Membership, Person
from academy.people.queries import own_person
from academy.privacy import erasing
from academy.privacy.plan import PLAN, Fate, references
from academy.security.identity import Identity, Role
from academy.wallet import service as wallet
from academy.wallet.brought import service as brought
from academy.wallet.brought.models import Kind
from academy.wallet.claims import service as claims
from academy.wallet.erasure import service as erasure
from academy.wallet.sharing import service as sharing
from academy.wallet.sharing.models import Audience, Purpose
from academy.wallet.sharing.rules import Duration
from tests.academy.shown import SORTING, Shown, palette, shown
from tests.cast import AMINA, BEA
from tests.clock import START
from tests.races import DONE, race

__all__ = ["palette", "shown"]
Write = Callable[[Identity], None]
SECRET = "s" * 32
LATER = (START + timedelta(days=30)).date()


def share(by: Identity) -> None:
    chosen = sharing.Chosen(
        uuid=uuid4(), badges=[the_badge().id], audience=Audience.OTHER, label="Fietsfabriek",
        purpose=Purpose.WORK, duration=Duration.MONTH, with_name=True,
    )  # fmt: skip
    sharing.share(own_person(by), chosen, secret_key=SECRET, by=by, now=START)


def hear_an_employer(by: Identity) -> None:
    said = claims.Said(
        uuid=uuid4(), credential_id=the_badge().id, skill="", words="Goed.", firm="Fiets",
        author="Erik",
    )  # fmt: skip
    settings = dependencies().settings
    claims.say(by.person_id, uuid4(), said, settings, by=by.actor, now=START)


def say_what_one_can(by: Identity) -> None:
    said = brought.Said(skill_id=None, words="Koken", place="", time="", valid_until=None)
    brought.say(uuid4(), Kind.CAN, said, by=by, now=START)


def hide(by: Identity) -> None:
    wallet.hide(the_badge(), by=by, now=START)


def ask_to_be_erased(by: Identity) -> None:
    erasure.ask(own_person(by), revokes=True, by=by, now=START)


def agree(by: Identity) -> None:
    place = next(iter(by.places)).organisation_id
    agreements.propose(
        own_person(by), [the_skill()], key=uuid4(), organisation_id=place, due_on=LATER,
        helps=[Help.TIME], by=by, now=START,
    )  # fmt: skip


def ask_for_a_look(by: Identity) -> None:
    asking.ask(own_person(by), the_skill(), by=by, now=START)


def propose_a_skill(by: Identity) -> None:
    proposing.propose(own_person(by), uuid4(), title="Naaien", why="Dat kan ik.", by=by, now=START)


def make_a_recovery_code(by: Identity) -> None:
    recovery.make(own_person(by), secret_key=SECRET, by=by, now=START)


def choose_pictures(by: Identity) -> None:
    pictures.choose(own_person(by), "hash", by=by, now=START)


def trust_a_phone(by: Identity) -> None:
    own_phones.add(own_person(by), device="Telefoon van Amina", by=by, now=START)


def choose_arabic(by: Identity) -> None:
    choose_language(own_person(by), "ar", by=by.actor, now=START)


WRITTEN = (
    share, hear_an_employer, say_what_one_can, hide, ask_to_be_erased, agree, ask_for_a_look,
    propose_a_skill, make_a_recovery_code, choose_pictures, trust_a_phone, choose_arabic,
)  # fmt: skip


def a_place() -> Organisation:
    """Where Amina does not work."""
    return db.session.scalars(select(Organisation).where(Organisation.slug == "de-cirkel")).one()


def the_badge() -> Credential:
    return db.session.scalars(select(Credential)).one()


def the_skill() -> Skill:
    return db.session.scalars(select(Skill).where(Skill.code == SORTING)).one()


def left(person_id: int) -> list[str]:
    """Tables with rows that had to go, or that tell a language."""
    found = [
        name
        for name, column in references().items()
        if PLAN[name] is Fate.GOES and next(iter(column.foreign_keys)).column.table.name == "person"
        and db.session.execute(select(column).where(column == person_id)).first()
    ]  # fmt: skip
    return found + ["language"] * (db.session.get_one(Person, person_id).language != "nl")


@pytest.fixture
def amina(shown: Shown) -> Identity:
    """With a badge; who she was before she was erased."""
    shown()
    by = AMINA.identity()
    db.session.commit()
    return by


def write_as(by: Identity, write: Write) -> None:
    with transaction(row(Person, by.person_id)):
        write(by)


def erase(by: Identity) -> None:
    person = db.session.get_one(Person, by.person_id)
    with transaction(*erasing.decided_by(person)):
        erasing.erase(person, by=BEA.actor, now=START)


def erase_unless_done(by: Identity) -> None:
    if db.session.get_one(Person, by.person_id).erased_at is None:
        db.session.rollback()
        erase(by)


@pytest.mark.parametrize("write", WRITTEN, ids=lambda each: each.__name__)
def test_nothing_written_at_that_moment_is_left(app: Flask, amina: Identity, write: Write) -> None:
    outcomes = race(app, lambda: write_as(amina, write), lambda: erase(amina))

    assert outcomes in ([DONE, DONE], ["GoneError", DONE])
    assert left(amina.person_id) == []


def test_nobody_begins_anywhere_at_the_moment_of_being_erased(app: Flask, amina: Identity) -> None:
    def begin() -> None:
        place = a_place()
        post = Post(organisation=place, role=Role.ORGANISATION_ADMIN, team=None,
                    starts_on=START.date())  # fmt: skip
        with transaction(place):
            memberships.add_membership(own_person(amina), post, by=BEA.actor, now=START)

    race(app, begin, lambda: erase(amina))

    # whoever began first is at a place that the erasure did not lock: it is done the next time
    erase_unless_done(amina)
    works = select(Membership).where(
        Membership.person_id == amina.person_id, Membership.goes_on_from(START.date())
    )
    assert db.session.scalars(works).all() == []
    assert db.session.get_one(Person, amina.person_id).erased_at is not None


@pytest.mark.parametrize("write", WRITTEN, ids=lambda each: each.__name__)
def test_nor_by_who_looked_before_and_had_to_wait(amina: Identity, write: Write) -> None:
    erase(amina)

    with pytest.raises(GoneError):
        write_as(amina, write)

    assert left(amina.person_id) == []
