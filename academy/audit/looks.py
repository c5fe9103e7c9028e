"""Looks of outsiders: a page that shows people of an organisation leaves a line in its log.

Whoever has a role in the organisation belongs there and leaves none. A view says whom it shows
(`shows_people_of`); the line is written after the page is made and before it is sent, so that
the view's read transaction stays a read, and a page whose line cannot be kept is not sent. A
look is one line for a session, a kind of page and a day: a reload asks one question and writes
nothing (docs/adr/0022).
"""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from flask import Flask, Response, g
from sqlalchemy import delete, select

from academy.audit import log
from academy.audit.models import Look, Seen
from academy.database import db, insert_unless_there, transaction
from academy.dependencies import dependencies
from academy.security.guard import current_identity
from academy.security.identity import Identity

KEEP = timedelta(days=2)
"""A session lasts half a day; what is older repeats nothing any more."""


def shows_people_of(organisations: Iterable[int | None], page: Seen) -> None:
    """Say in a view that its page names people of these organisations."""
    looks: dict[Seen, set[int]] = g.setdefault("looks", {})
    looks.setdefault(page, set()).update(filter(None, organisations))


def register_looks(app: Flask) -> None:
    app.after_request(keep_looks)


def keep_looks(response: Response) -> Response:
    """Write what is new of the looks of this request."""
    looks: dict[Seen, set[int]] = g.pop("looks", {})
    if looks:
        identity = current_identity()
        own = {place.organisation_id for place in identity.places}
        new = {page: _unknown(identity, page, seen - own) for page, seen in looks.items()}
        if any(new.values()):
            _write(identity, new)
    return response


def forget_old_looks(today: date) -> None:
    """The lines of the log stay; this only forgets which looks have one."""
    db.session.execute(delete(Look).where(Look.day < today - KEEP))


def _unknown(identity: Identity, page: Seen, organisations: set[int]) -> set[int]:
    """A glance in the read transaction of the page."""
    if not organisations:
        return set()
    known = select(Look.organisation_id).where(
        Look.session_uuid == identity.session_uuid,
        Look.organisation_id.in_(organisations),
        Look.page == page,
        Look.day == identity.today,
    )
    return organisations - set(db.session.scalars(known))


def _write(identity: Identity, looks: dict[Seen, set[int]]) -> None:
    now = dependencies().clock()
    with transaction():
        for page, organisations in looks.items():
            for organisation_id in sorted(organisations):
                if _is_first(identity.session_uuid, organisation_id, page, identity.today):
                    log.record(
                        "people.seen_from_outside",
                        None,
                        organisation_id=organisation_id,
                        by=identity.actor,
                        at=now,
                        page=page.value,
                    )


def _is_first(session_uuid: uuid.UUID, organisation_id: int, page: Seen, day: date) -> bool:
    """Two pages that are opened at once are one look: the unique constraint decides."""
    values = {
        "session_uuid": session_uuid,
        "organisation_id": organisation_id,
        "page": page,
        "day": day,
    }
    return insert_unless_there(Look, values)
