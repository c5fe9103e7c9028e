"""Begin to merge: from this moment nobody begins at the one any more, and a job brings everybody to
the other. It flushes; the view opens the transaction, under the locks of both."""

from uuid import uuid4

from sqlalchemy import update

from academy.administration.mergers import places, queries, rules
from academy.audit import log
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.jobs import queue
from academy.jobs.models import JobState
from academy.jobs.queries import job_with
from academy.jobs.rights import Started
from academy.organisations.merging.models import Merger
from academy.organisations.models import Organisation
from academy.people.taking_over import Hands
from academy.security.identity import Identity
from academy.security.permissions import Permission

JOB = "merge-organisations"
GOING_ON = frozenset({JobState.READY, JobState.RUNNING})


def begin(
    goes: Organisation, stays: Organisation, *, administrators_go_along: bool, page: str,
    by: Identity, hands: Hands,
) -> Merger:  # fmt: skip
    """A form that is sent twice merges once; `page` tells how it went. Raises AcademyError."""
    must_be_locked(goes, stays)
    known = queries.merger_of(goes)
    if known is not None and known.stays_id == stays.id:
        return known
    today = local_day(hands.now)
    rules.refuse(queries.find(goes, today), queries.find(stays, today))
    merger = Merger(
        uuid=uuid4(), goes_id=goes.id, stays_id=stays.id, first_day=today, begun_at=hands.now,
        administrators_go_along=administrators_go_along,
    )  # fmt: skip
    db.session.add(merger)
    db.session.flush()
    places.prepare(merger, hands)
    _lead_on(goes, stays)
    _record("organisation.merging", goes, stays, hands)
    _record("organisation.took-in", stays, goes, hands)
    _enqueue(merger, page, by)
    return merger


def go_on(merger: Merger, *, page: str, by: Identity) -> None:
    """After the work on it was stopped, or gave up; else nothing happens."""
    must_be_locked(merger.goes)
    if merger.finished_at is None and not is_worked_on(merger):
        _enqueue(merger, page, by)


def is_worked_on(merger: Merger) -> bool:
    job = job_with(merger.job_uuid)
    return job is not None and job.state in GOING_ON


def _lead_on(goes: Organisation, stays: Organisation) -> None:
    """Also what went on in `goes` when that was merged before: everybody finds the last one."""
    both = (Organisation.id == goes.id) | (Organisation.merged_into_id == goes.id)
    db.session.execute(update(Organisation).where(both).values(merged_into_id=stays.id))
    db.session.expire_all()


def _enqueue(merger: Merger, page: str, by: Identity) -> None:
    merger.job_uuid = queue.enqueue(
        JOB,
        {"merger": str(merger.uuid), "page": page},
        started=Started(
            by_id=by.person_id, permission=Permission.MANAGE_PLATFORM, about=merger.goes.uuid
        ),
    )


def _record(action: str, about: Organisation, other: Organisation, hands: Hands) -> None:
    log.record(
        action, about.uuid, organisation_id=about.id, by=hands.by, at=hands.now,
        organisation=other.name,
    )  # fmt: skip
