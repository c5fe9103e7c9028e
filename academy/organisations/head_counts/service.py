"""Keep the totals of a year, and read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from academy.audit import log
from academy.database import db, must_be_locked
from academy.organisations.head_counts.models import HeadCount
from academy.organisations.models import Organisation, Site
from academy.organisations.queries import find_administered_organisation
from academy.security.identity import Actor, Identity
from academy.security.policy import Scope

YEARS_BACK = 5


@dataclass(frozen=True, slots=True)
class CountedYear:
    """A year that an organisation may count."""

    organisation: Organisation
    year: int

    @property
    def scope(self) -> Scope:
        return self.organisation.scope

    def must_be_open(self, today: date) -> None:
        self.organisation.must_be_open(today)


def find_year(identity: Identity, organisation_uuid: UUID, year: str) -> CountedYear | None:
    """Of one that the asker administers."""
    organisation = find_administered_organisation(identity, organisation_uuid)
    number = {str(each): each for each in years_to_count(identity.today)}.get(year)
    return CountedYear(organisation, number) if organisation and number else None


def years_to_count(today: date) -> Sequence[int]:
    """Those that are over, the last one first."""
    return range(today.year - 1, today.year - 1 - YEARS_BACK, -1)


def counts_of(organisation_id: int) -> dict[tuple[int, int], HeadCount]:
    """By number of the branch and year."""
    found = select(HeadCount).join(HeadCount.site).where(Site.organisation_id == organisation_id)
    return {(row.site_id, row.year): row for row in db.session.scalars(found)}


def keep(
    organisation: Organisation,
    year: int,
    people: Mapping[int, int | None],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """By number of the branch; None takes a total away."""
    must_be_locked(organisation)
    organisation.refuse_merged()
    known = counts_of(organisation.id)
    changed = False
    for site_id, number in people.items():
        row = known.get((site_id, year))
        if (row.people if row else None) == number:
            continue
        changed = True
        if number is None:
            db.session.delete(row)
        elif row is None:
            db.session.add(HeadCount(site_id=site_id, year=year, people=number))
        else:
            row.people = number
    if changed:
        log.record(
            "organisation.counted", organisation.uuid, organisation_id=organisation.id, by=by,
            at=now, year=year,
        )  # fmt: skip
