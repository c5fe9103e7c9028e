"""Which organisations may be merged: each reason by its code, and nothing has changed then."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from academy.administration.mergers.rules import Found, refuse
from academy.audit.models import AuditEvent
from academy.database import db
from academy.errors import AcademyError
from academy.jobs.models import Job
from academy.organisations.models import Organisation, OrganisationKind, Site
from tests.academy.administration.mergers.merged import begin, begin_with
from tests.cast import BEA, Cast, Role, a_membership, an_organisation

GOES = Found(
    organisation_id=2, kind=OrganisationKind.THRIFT, has_end=False, goes_on_in=None,
    takes_in=False, has_administrator=True, imports=False, offers_badges=False,
)  # fmt: skip
STAYS = replace(GOES, organisation_id=1)


def code_of(goes: Found, stays: Found) -> str | None:
    try:
        refuse(goes, stays)
    except AcademyError as refusal:
        return refusal.code
    return None


def test_two_open_shops_may() -> None:
    assert code_of(GOES, STAYS) is None


@pytest.mark.parametrize(
    ("goes", "stays", "code"),
    [
        (GOES, GOES, "merge-with-itself"),
        (replace(GOES, kind=OrganisationKind.EMPLOYER), STAYS, "merge-shops-only"),
        (GOES, replace(STAYS, kind=OrganisationKind.ACADEMY), "merge-shops-only"),
        (replace(GOES, has_end=True), STAYS, "merge-with-a-closed-one"),
        (GOES, replace(STAYS, has_end=True), "merge-with-a-closed-one"),
        (replace(GOES, goes_on_in="De Ring"), STAYS, "organisation-was-merged"),
        (GOES, replace(STAYS, goes_on_in="De Ring", has_end=True), "organisation-was-merged"),
        (replace(GOES, takes_in=True), STAYS, "organisation-takes-in"),
        (GOES, replace(STAYS, has_administrator=False), "merge-without-administrator"),
        (replace(GOES, imports=True), STAYS, "merge-while-importing"),
        (replace(GOES, offers_badges=True), STAYS, "merge-while-offering"),
    ],
)
def test_else_it_says_why(goes: Found, stays: Found, code: str) -> None:
    assert code_of(goes, stays) == code


@pytest.mark.parametrize("found", [replace(GOES, has_administrator=False)])
def test_what_goes_needs_no_administrator(found: Found) -> None:
    assert code_of(found, STAYS) is None


def test_what_takes_in_may_take_in_another(cast: Cast) -> None:
    assert code_of(GOES, replace(STAYS, takes_in=True)) is None


def test_a_refusal_changes_nothing(cast: Cast) -> None:
    before = counts()
    with pytest.raises(AcademyError):
        begin(cast, stays="employer")
    db.session.rollback()
    assert counts() == before
    assert cast.cirkel.merged_into_id is None


def test_begun_twice_is_once(cast: Cast) -> None:
    first = begin(cast).id
    before = counts()
    assert begin(cast).id == first
    assert counts() == before


def test_who_is_on_the_way_goes_nowhere_else(cast: Cast) -> None:
    begin(cast)
    with pytest.raises(AcademyError, match="organisation-was-merged"):
        begin(cast, goes="schakel", stays="cirkel")
    with pytest.raises(AcademyError, match="organisation-takes-in"):
        begin_with(cast.schakel.id, a_third())


def a_third() -> int:
    third = an_organisation("De Derde")
    a_membership(BEA.row, Role.ORGANISATION_ADMIN, organisation=third)
    return third.id


def counts() -> list[int | None]:
    kinds = (AuditEvent, Job, Organisation, Site)
    return [db.session.scalar(select(func.count()).select_from(kind)) for kind in kinds]
