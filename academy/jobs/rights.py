"""Whether whoever started a job may still have what it makes: asked of the policy now, not then.

A job lives a week after it is done; in that week a leader can leave, a team can get another
leader and an administrator can stop. So a job remembers the permission that starting it needed
and what it is about, and its handler knows how to find that again. Who somebody is now comes
from above: the wiring gives `WHO_IS` and the handlers.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app

from academy.jobs.models import Job
from academy.security.guard import Scoped
from academy.security.identity import Identity
from academy.security.permissions import Permission
from academy.security.policy import permits

if TYPE_CHECKING:
    from academy.jobs.worker import Handler

Find = Callable[[Identity, uuid.UUID], Scoped | None]
"""As the loader of a view: what the person may know of, or None."""
HasOldNames = Callable[[Job], bool]
"""Whether what the job made names somebody by a name of before."""
WhoIs = Callable[[int], Identity | None]
"""Who a person with this number is now; None when nobody is, any more."""
HANDLERS = "academy_job_handlers"
WHO_IS = "academy_who_is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """Who started a job, what that needed, and what the job is about."""

    by_id: int
    permission: Permission
    about: uuid.UUID
    """Of a team, an organisation or a run, as the handler of the job finds it."""


def register_rights(app: Flask, handlers: "Mapping[str, Handler]", who_is: WhoIs) -> None:
    app.extensions[HANDLERS] = handlers
    app.extensions[WHO_IS] = who_is


def may_have(identity: Identity, job: Job) -> bool:
    """Whether this person could start the same job now."""
    if job.permission is None or job.about is None:
        return False
    handler = _handler(job)
    started = Started(
        by_id=identity.person_id, permission=Permission(job.permission), about=job.about
    )
    return handler is not None and _allows(identity, started, handler.find)


def about_what(job: Job, identity: Identity | None) -> str | None:
    """The name of the team, organisation or course that a job is about, as this person finds it."""
    handler = _handler(job)
    if identity is None or job.about is None or handler is None or handler.find is None:
        return None
    name: str | None = getattr(handler.find(identity, job.about), "name", None)
    return name


def whose(job: Job) -> tuple[str, str] | None:
    """What a job is about and of which organisation, found as who started it finds it now.

    None for work of the platform itself, and for what its starter may not find any more.
    """
    handler = _handler(job)
    if job.started_by_id is None or job.about is None or handler is None or handler.find is None:
        return None
    identity = cast(WhoIs, current_app.extensions[WHO_IS])(job.started_by_id)
    found = handler.find(identity, job.about) if identity else None
    place = getattr(found, "organisation", found)
    return None if found is None else (getattr(found, "name", ""), getattr(place, "name", ""))


def has_old_names(job: Job) -> bool:
    """Whether what was made names somebody by a name of before, so that it has to be made anew."""
    handler = _handler(job)
    if handler is None or handler.has_old_names is None or job.about is None:
        return False
    return job.result_key is not None and handler.has_old_names(job)


def _handler(job: Job) -> "Handler | None":
    return cast("Mapping[str, Handler]", current_app.extensions[HANDLERS]).get(job.name)


def still_holds(started: Started, find: Find | None) -> bool:
    """The same for a worker, who has only the number of the person."""
    identity = cast(WhoIs, current_app.extensions[WHO_IS])(started.by_id)
    return identity is not None and _allows(identity, started, find)


def _allows(identity: Identity, started: Started, find: Find | None) -> bool:
    found = find(identity, started.about) if find else None
    return found is not None and permits(identity, started.permission, found.scope)
