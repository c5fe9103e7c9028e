"""An organisation and a worker at the same moment, about one badge of before."""

from flask import Flask
from sqlalchemy import func, select

from academy.database import db, transaction
from academy.errors import AcademyError
from academy.locking import row
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.wallet.elsewhere import service
from academy.wallet.elsewhere.models import DeclinedBadge, ForeignBadge
from academy.wallet.elsewhere.reading import Brought
from academy.wallet.found import starting
from academy.wallet.found.models import FoundBadges, Stage
from badges.verifying import Verdict
from tests.cast import AMINA, BEA, Cast
from tests.clock import START
from tests.races import DONE, race

KEY = b"k" * 32
BADGE = Brought(
    key_hash=KEY, source=b"{}", kind="json", name="Lassen", issuer="De Lasschool", holder="",
    given_on="", valid_until="", verdict=Verdict.VALID, own=None, identifier="urn:1",
)  # fmt: skip


def offer(person_id: int, organisation_id: int) -> None:
    with transaction(row(Person, person_id)):
        person = db.session.get_one(Person, person_id)
        place = db.session.get_one(Organisation, organisation_id)
        service.keep(person, BADGE, by=BEA.identity(), now=START, found_by=place)


def take_back(person_id: int, organisation_id: int) -> None:
    with transaction(row(Person, person_id)):
        service.take_back(person_id, KEY, {organisation_id}, by=BEA.identity(), now=START)


def how_many(model: type[ForeignBadge | DeclinedBadge]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_yes_and_taking_back_leave_it_whole_or_gone(app: Flask, cast: Cast) -> None:
    person_id, organisation_id = AMINA.row.id, cast.schakel.id
    offer(person_id, organisation_id)

    def say_yes() -> None:
        with transaction(row(Person, person_id)):
            badge = db.session.scalars(select(ForeignBadge)).one_or_none()
            if badge is None:
                raise AcademyError("foreign-badge-is-there")
            service.confirm(badge, by=AMINA.identity(), now=START)

    outcomes = race(app, say_yes, lambda: take_back(person_id, organisation_id))

    kept = db.session.scalars(select(ForeignBadge)).all()
    assert len(kept) == outcomes.count(DONE) - 1
    assert all(badge.confirmed_at for badge in kept)


def test_offered_twice_at_once_it_is_asked_once(app: Flask, cast: Cast) -> None:
    person_id, organisation_id = AMINA.row.id, cast.schakel.id

    def ask() -> None:
        offer(person_id, organisation_id)

    assert race(app, ask, ask) == ["AcademyError", DONE]

    assert how_many(ForeignBadge) == 1


def test_two_administrators_start_one_piece_of_work(app: Flask, cast: Cast) -> None:
    found = FoundBadges(
        organisation_id=cast.schakel.id, by_id=BEA.row.id, created_at=START, file_name="x.zip",
        file_key="found/x", stage=Stage.OPEN,
    )  # fmt: skip
    db.session.add(found)
    db.session.commit()
    number = found.id

    def start() -> None:
        brought = db.session.get_one(FoundBadges, number)
        with transaction(brought.organisation):
            starting.offer(brought, BEA.identity())

    assert race(app, start, start) == ["AcademyError", DONE]
