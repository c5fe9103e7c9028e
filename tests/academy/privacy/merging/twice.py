"""Amina, who stands in the list of De Schakel twice."""

import pytest
from sqlalchemy import select

from academy.database import db, transaction
from academy.errors import AcademyError
from academy.people.doubles import service as doubles
from academy.people.doubles.models import Double
from academy.privacy.merging import service
from academy.privacy.merging.rules import Proof
from academy.security.identity import Role
from tests.cast import AMINA, BEA, Member, membership_of
from tests.clock import START

TWIN = Member("Amina Yildiz")
"""Amina, imported once more: nobody ever came in as this one."""


def use() -> None:
    """Somebody came in as her before."""
    TWIN.row.language_chosen_at = START
    db.session.commit()


def ask(one: Member = AMINA, other: Member = TWIN, *, by: Member = BEA) -> Double:
    db.session.commit()
    place = membership_of(by, Role.ORGANISATION_ADMIN).organisation
    with transaction(one.row, other.row):
        return doubles.ask(place, one.row, other.row, by=by.identity(), now=START)


def the_double() -> Double | None:
    return db.session.scalar(select(Double))


def merge(stays: Member = AMINA, goes: Member = TWIN, proof: Proof = Proof.NONE) -> None:
    db.session.commit()
    with transaction(*service.decided_by(stays.row, goes.row)):
        service.merge(stays.row, goes.row, proof=proof, by=stays.actor, now=START)


def refused(code: str, **given) -> None:
    with pytest.raises(AcademyError, match=code):
        merge(**given)
    assert TWIN.row.merged_into_id is None
