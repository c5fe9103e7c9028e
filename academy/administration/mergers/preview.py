"""What merging would do and what stands in the way, as counts: the academy knows nobody's staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select

from academy.administration.imports.queries import not_added
from academy.administration.mergers import places, queries, rules
from academy.administration.mergers.plan import references
from academy.database import db
from academy.dates import start_of_day
from academy.errors import AcademyError
from academy.learning.models import CourseRun
from academy.organisations.models import Organisation, Site, Team
from academy.people.models import Membership
from academy.security.identity import Role

RECENT = timedelta(days=30)
"""A sheet that was printed earlier is hardly typed over any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Of one organisation that goes on in another."""

    goes: Organisation
    stays: Organisation
    refusal: AcademyError | None
    """Why it cannot be, now."""
    people: int
    in_both: int
    leaders: int
    administrators: int
    sites: int
    teams: int
    same_names: tuple[str, ...]
    """Of places: the name of the one gets that of its organisation behind it."""
    numbers: int
    """Staff numbers that somebody else has in the other one."""
    tablets: int
    sheets: int
    """Printed lately, and not typed over."""
    lists: int
    """Of people who were not added yet."""
    seconds: int
    """Badges that wait for a second person."""
    runs: int
    """Courses that it gives, and that go on."""


def preview(goes: Organisation, stays: Organisation, today: date) -> Preview:
    here, there = _who(goes, today), _who(stays, today)
    sites, teams = places.going_on(Site, goes, today), places.going_on(Team, goes, today)
    return Preview(
        goes=goes,
        stays=stays,
        refusal=_refusal(goes, stays, today),
        people=_people(here),
        in_both=_people(here, Membership.person_id.in_(select(Membership.person_id).where(there))),
        leaders=_people(here, Membership.role == Role.TEAM_LEADER),
        administrators=_people(here, Membership.role == Role.ORGANISATION_ADMIN),
        sites=len(sites),
        teams=len(teams),
        same_names=(*_same(Site, sites, stays), *_same(Team, teams, stays)),
        numbers=_numbers(here, there),
        tablets=_rows("tablet.organisation_id", goes, revoked_at=None),
        sheets=_sheets(goes, today),
        lists=not_added(goes),
        seconds=_rows("second_look.organisation_id", goes, ended_at=None),
        runs=_runs(goes, today),
    )


def _refusal(goes: Organisation, stays: Organisation, today: date) -> AcademyError | None:
    try:
        rules.refuse(queries.find(goes, today), queries.find(stays, today))
    except AcademyError as refusal:
        return refusal
    return None


def _who(organisation: Organisation, today: date) -> ColumnElement[bool]:
    return (
        (Membership.organisation_id == organisation.id)
        & Membership.goes_on_from(today)
        & ~Membership.never_held
    )


def _people(*which: ColumnElement[bool]) -> int:
    found = select(func.count(Membership.person_id.distinct())).where(*which)
    return db.session.scalars(found).one()


def _same(
    kind: type[Site] | type[Team], going: Sequence[Site | Team], stays: Organisation
) -> list[str]:
    taken = places.names_of(kind, stays)
    return [place.name for place in going if place.folded_name in taken]


def _numbers(here: ColumnElement[bool], there: ColumnElement[bool]) -> int:
    """Of people who have no number of their own in the other one."""
    numbered = there & (Membership.staff_key != "")
    taken = select(Membership.staff_key).where(numbered)
    own = select(Membership.person_id).where(numbered)
    return _people(here, Membership.staff_key.in_(taken), Membership.person_id.not_in(own))


def _rows(reference: str, organisation: Organisation, **empty: None) -> int:
    """By the column that leads there, for tables of rooms that know this one."""
    column = references()[reference]
    unset = [column.table.c[name].is_(None) for name in empty]
    found = select(func.count()).where(column == organisation.id, *unset)
    return db.session.scalars(found).one()


def _sheets(organisation: Organisation, today: date) -> int:
    column = references()["observation_sheet.organisation_id"]
    sheets = column.table.c
    found = select(func.count()).where(
        column == organisation.id,
        sheets.entered_at.is_(None),
        sheets.made_at >= start_of_day(today - RECENT),
    )
    return db.session.scalars(found).one()


def _runs(organisation: Organisation, today: date) -> int:
    found = select(func.count(CourseRun.id)).where(
        CourseRun.provider_id == organisation.id,
        CourseRun.goes_on_from(today),
        CourseRun.cancelled_at.is_(None),
    )
    return db.session.scalars(found).one()
