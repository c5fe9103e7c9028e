"""Reads of jobs: a person finds what that person started and may have, the academy what gave up."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from academy.database import db
from academy.jobs import queue
from academy.jobs.models import Job, JobState
from academy.jobs.rights import about_what, may_have, whose
from academy.security.identity import Identity, Role


@dataclass(frozen=True, slots=True)
class OwnJob:
    """A job that somebody started, and whether that person may have it now."""

    job: Job
    allowed: bool
    about: str | None
    """What it is about, as long as that person may find it."""


@dataclass(frozen=True, slots=True)
class DeadJob:
    """A job that gave up, and whose it is: no person, for the academy knows nobody's staff."""

    job: Job
    whose: tuple[str, str] | None
    """What it is about and of which organisation."""


def find_job(identity: Identity, job_uuid: uuid.UUID) -> Job | None:
    """The job, if this person started it and could start it now."""
    job = db.session.scalar(
        select(Job).where(Job.uuid == job_uuid, Job.started_by_id == identity.person_id)
    )
    return job if job and may_have(identity, job) else None


def job_with(job_uuid: uuid.UUID | None) -> Job | None:
    """Any, for whoever keeps it with what it is about; None once it is forgotten."""
    return db.session.scalar(select(Job).where(Job.uuid == job_uuid))


def find_started(identity: Identity, unique_key: str, about: uuid.UUID) -> Job | None:
    """What this person started under this key, if it is about this thing."""
    found = select(Job).where(
        Job.unique_key == unique_key, Job.started_by_id == identity.person_id, Job.about == about
    )
    return db.session.scalar(found)


def own_jobs(identity: Identity, *, limit: int, skip: int = 0) -> Sequence[OwnJob]:
    """What this person started, the newest first; of what is lost no more than its kind."""
    own = select(Job).where(Job.started_by_id == identity.person_id)
    newest = db.session.scalars(own.order_by(Job.id.desc()).offset(skip).limit(limit)).all()
    return [_own(identity, job) for job in newest]


def _own(identity: Identity, job: Job) -> OwnJob:
    allowed = may_have(identity, job)
    return OwnJob(job, allowed, about_what(job, identity) if allowed else None)


def find_dead_job(identity: Identity, job_uuid: uuid.UUID) -> Job | None:
    """A job that gave up, for who administers the academy."""
    if not identity.organisations(Role.ACADEMY_ADMIN):
        return None
    return db.session.scalar(select(Job).where(Job.uuid == job_uuid, queue.state_is(JobState.DEAD)))


def how_many_failed(person_id: int) -> int:
    """Of what this person started and what is kept."""
    failed = select(func.count(Job.id)).where(
        Job.started_by_id == person_id, queue.state_is(JobState.DEAD)
    )
    return db.session.scalar(failed) or 0


def dead_jobs(*, limit: int) -> Sequence[DeadJob]:
    """What gave up, the last one first."""
    dead = select(Job).where(queue.state_is(JobState.DEAD))
    found = db.session.scalars(dead.order_by(Job.finished_at.desc(), Job.id).limit(limit))
    return [DeadJob(job, whose(job)) for job in found]


def newest_jobs(*, limit: int, state: JobState | None = None) -> Sequence[Job]:
    """For operators: the newest jobs, perhaps of one state."""
    find = select(Job).order_by(Job.id.desc()).limit(limit)
    return db.session.scalars(find if state is None else find.where(Job.state == state)).all()
