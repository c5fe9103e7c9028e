"""Bringing a ZIP, and each piece of long work on it: one at a time, under one lock."""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.jobs import queue
from academy.jobs.models import JobState
from academy.jobs.queue import Priority
from academy.jobs.rights import Started
from academy.organisations.models import Organisation
from academy.security.identity import Identity
from academy.security.permissions import Permission
from academy.wallet.found.models import FoundBadges, Stage
from academy.wallet.found.queries import job_of

JOBS: Mapping[str, str] = {
    Stage.READING: "look-at-found-badges",
    Stage.OFFERING: "offer-found-badges",
    Stage.TAKING_BACK: "take-back-found-badges",
}
"""The long work that brings it to its next stage."""
GOING_ON = frozenset({JobState.READY, JobState.RUNNING})


def bring(
    organisation: Organisation, file: tuple[str, str], *, by: Identity, now: datetime
) -> FoundBadges:
    """A ZIP (its name, its key), and the job that looks at it."""
    must_be_locked(organisation)
    organisation.refuse_merged()
    found = FoundBadges(
        uuid=uuid4(), organisation_id=organisation.id, by_id=by.person_id, created_at=now,
        file_name=file[0], file_key=file[1], stage=Stage.READING,
    )  # fmt: skip
    db.session.add(found)
    db.session.flush()
    _enqueue(found, by)
    return found


def offer(found: FoundBadges, by: Identity) -> None:
    _go_to(found, Stage.OFFERING, by, after={Stage.OPEN})


def take_back(found: FoundBadges, by: Identity) -> None:
    """Also in the middle of offering, once that was stopped."""
    _go_to(found, Stage.TAKING_BACK, by, after={Stage.OFFERED, Stage.OFFERING})


def go_on(found: FoundBadges, by: Identity) -> None:
    """After the work on it was stopped, or gave up."""
    _must_rest(found)
    if found.stage in JOBS:
        _enqueue(found, by)


def must_be_nothing_yet(found: FoundBadges) -> None:
    """Before it is thrown away."""
    _must_rest(found)
    if found.stage not in {Stage.READING, Stage.OPEN, Stage.REFUSED}:
        raise AcademyError("found-badges-busy")


def is_worked_on(found: FoundBadges) -> bool:
    job = job_of(found)
    return job is not None and job.state in GOING_ON


def _go_to(found: FoundBadges, stage: Stage, by: Identity, *, after: set[Stage]) -> None:
    _must_rest(found)
    if found.stage not in after:
        raise AcademyError("found-badges-busy")
    found.stage = stage
    _enqueue(found, by)


def _must_rest(found: FoundBadges) -> None:
    must_be_locked(found.organisation)
    found.organisation.refuse_merged()  # what was brought is on its way to the other
    if is_worked_on(found):
        raise AcademyError("found-badges-busy")


def _enqueue(found: FoundBadges, by: Identity) -> None:
    found.job_uuid = queue.enqueue(
        JOBS[found.stage],
        {"found": str(found.uuid)},
        priority=Priority.BULK,
        started=Started(
            by_id=by.person_id, permission=Permission.MANAGE_ORGANISATION, about=found.uuid
        ),
    )
