"""Who left so long ago that what was seen of their work goes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased

from academy.assessments.models import Assessment, AssessmentReview, WorkerResponse
from academy.database import db
from academy.dates import months_later
from academy.organisations.merging.models import Merger
from academy.organisations.models import Organisation
from academy.organisations.queries import merged_into
from academy.people.models import Membership


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who left a place."""

    person_id: int
    organisation_id: int


def leavers_to_forget(today: date) -> list[Leaver]:
    """Of every organisation, by the term of each."""
    places = db.session.scalars(select(Organisation).order_by(Organisation.id)).all()
    return [each for place in places for each in _of(place, place.term_of_details, today)]


def still_goes(leaver: Leaver, today: date) -> bool:
    """Asked once more just before, for the night's list may be an hour old: nobody came back and
    nobody objected since."""
    place = db.session.get_one(Organisation, leaver.organisation_id)
    theirs = Membership.person_id == leaver.person_id
    return bool(_of(place, place.term_of_details, today, theirs))


def how_many_go(
    organisation: Organisation, months: int, day: date, *, into: Organisation | None = None
) -> int:
    """How many people would be forgotten on a day, had the organisation this term; `into`: and did
    it go on there."""
    places = [organisation, *merged_into(organisation)]
    going = (each for place in places for each in _of(place, months, day, into=into))
    return len({each.person_id for each in going})


def _of(
    place: Organisation,
    months: int,
    today: date,
    *which: ColumnElement[bool],
    into: Organisation | None = None,
) -> Sequence[Leaver]:
    last_day, here = months_later(today, -months), _where_it_went_on(place, into)
    found = (
        select(Membership.person_id)
        .where(
            Membership.organisation_id == place.id,
            Membership.details_gone_on.is_(None),
            Membership.ended_by(last_day),
            ~_goes_on(here, last_day),
            ~_is_to_be_decided(place),
            *which,
        )
        .distinct()
        .order_by(Membership.person_id)
    )
    return [Leaver(person_id, place.id) for person_id in db.session.scalars(found)]


def _where_it_went_on(place: Organisation, into: Organisation | None) -> set[int]:
    """With itself, and all on the way: what took it in may have been taken in later. Whoever left
    there in between worked longer than at the first, and never came to the last."""
    here = {place.id, place.merged_into_id or place.id, into.id if into else place.id}
    step = place.id if place.merged_into_id else None
    while step is not None:
        here.add(step)
        step = db.session.scalar(select(Merger.stays_id).where(Merger.goes_id == step))
    return here


def _goes_on(here: Collection[int], last_day: date) -> ColumnElement[bool]:
    """Whether somebody worked at one of these later too."""
    other = aliased(Membership)
    return exists().where(
        other.person_id == Membership.person_id,
        other.organisation_id.in_(here),
        other.goes_on_after(last_day),
    )


def _is_to_be_decided(place: Organisation) -> ColumnElement[bool]:
    """Whether an objection of theirs still waits: whoever decides needs what was seen."""
    theirs = (Assessment.person_id == Membership.person_id) & (
        Assessment.organisation_id == place.id
    )
    objection = exists().where(
        theirs, WorkerResponse.assessment_id == Assessment.id, WorkerResponse.is_open
    )
    look = exists().where(
        theirs, AssessmentReview.assessment_id == Assessment.id, AssessmentReview.is_to_look_at
    )
    return or_(objection, look)
