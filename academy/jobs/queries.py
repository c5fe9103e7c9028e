"""Reads of jobs: a person finds only what that person started."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from academy.database import db
from academy.jobs.models import Job, JobState
from academy.security.identity import Identity


def find_job(identity: Identity, job_uuid: uuid.UUID) -> Job | None:
    """The job, if this person started it."""
    return db.session.scalar(
        select(Job).where(Job.uuid == job_uuid, Job.started_by_id == identity.person_id)
    )


def newest_jobs(*, limit: int, state: JobState | None = None) -> Sequence[Job]:
    """For operators: the newest jobs, perhaps of one state."""
    find = select(Job).order_by(Job.id.desc()).limit(limit)
    return db.session.scalars(find if state is None else find.where(Job.state == state)).all()
