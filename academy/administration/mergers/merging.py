"""The job that merges: one person after another, and at the end what is left and the places.

Killed or stopped, it goes on with who is left: whoever was taken over is there no more.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from academy.access.session import identity_now
from academy.administration.mergers import along, places
from academy.audit import log
from academy.database import db
from academy.dependencies import dependencies
from academy.jobs.work import Work
from academy.locking import Lock
from academy.locking import row as lock
from academy.organisations import service
from academy.organisations.merging.models import Merger
from academy.organisations.models import Organisation, Site, Team
from academy.organisations.service import Place
from academy.people import taking_over
from academy.people.doubles import service as doubles
from academy.people.doubles.queries import asked_by, double_with
from academy.people.models import Person
from academy.people.taking_over import Hands

PORTION = 5
"""People in one transaction: others who write wait no longer than for a large page."""


def merge(work: Work) -> None:
    merger = _merger(work)
    if merger.finished_at is not None:
        return
    hands, both = _hands(work), (merger.goes_id, merger.stays_id)
    held = [lock(Organisation, number) for number in both]
    while people := taking_over.people_to_take(merger):
        db.session.rollback()
        for start in range(0, len(people), PORTION):
            portion = people[start : start + PORTION]
            locks = [lock(Person, number) for number in portion]
            with work.step(*held, *locks, done=start, total=len(people)):
                merger = _merger(work)
                for number in portion:
                    taking_over.take_over(number, merger, hands)
                along.bring(portion, merger)
    _ask_there(work, merger.goes_id, held)
    with work.step(*held):
        _finish(_merger(work), hands)


def _ask_there(work: Work, goes_id: int, held: Sequence[Lock]) -> None:
    """What was asked about two records: nobody asks at the one any more (`doubles.service.ask`)."""
    asked = [(each.uuid, doubles.decided_by(each)) for each in asked_by(goes_id)]
    for key, locks in asked:
        with work.step(*held, *locks):
            double = double_with(key)
            if double is not None:
                doubles.follow(double, _merger(work).stays)


def _merger(work: Work) -> Merger:
    uuid = UUID(work.arguments["merger"])
    return db.session.scalars(select(Merger).where(Merger.uuid == uuid)).one()


def _hands(work: Work) -> Hands:
    """Of whoever started it; the queue has asked whether they still may."""
    assert work.started is not None  # noqa: S101 - only people start it
    identity = identity_now(work.started.by_id)
    assert identity is not None  # noqa: S101 - the queue asks `still_holds` before
    return Hands(by=identity.actor, now=dependencies().clock())


def _finish(merger: Merger, hands: Hands) -> None:
    """Nobody is there any more, and nobody can come: close it."""
    taking_over.end_guests_at_home(merger, hands)
    taking_over.guests_follow(merger)
    along.bring_the_rest(merger, now=hands.now)
    last_day = merger.first_day - timedelta(days=1)
    teams = places.going_on(Team, merger.goes, merger.first_day)
    sites = places.going_on(Site, merger.goes, merger.first_day)
    all_of_it: list[Place] = [*teams, *sites, merger.goes]
    for place in all_of_it:
        service.end(place, last_day=last_day, by=hands.by, now=hands.now)
    merger.finished_at = hands.now
    log.record(
        "organisation.merged", merger.goes.uuid, organisation_id=merger.goes_id,
        by=hands.by, at=hands.now, organisation=merger.stays.name,
    )  # fmt: skip
