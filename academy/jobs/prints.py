"""Work that somebody asks for with one tap and may ask for again: prints."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, update

from academy.database import db
from academy.jobs import queue
from academy.jobs.models import Job, JobState
from academy.jobs.rights import Started


def ask(
    name: str, arguments: Mapping[str, str], *, key: str, started: Started, now: datetime
) -> UUID:
    """Put it in the caller's transaction; asked twice within a minute, it is one print.

    Of each person their own, for nobody may follow the work of another. And not when the first
    was stopped: whoever asks again wants it after all.
    """
    unique_key = f"{name}:{key}:{started.by_id}:{now:%Y-%m-%dT%H:%M}"
    _free(unique_key)
    return queue.enqueue(name, arguments, unique_key=unique_key, started=started)


def _free(unique_key: str) -> None:
    ended = or_(*map(queue.state_is, (JobState.CANCELLED, JobState.DEAD, JobState.REFUSED)))
    stopped = update(Job).where(Job.unique_key == unique_key, ended).values(unique_key=None)
    db.session.execute(stopped.execution_options(synchronize_session=False))
