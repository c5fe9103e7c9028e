"""Write down that one was seen, and take away what was written by mistake."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from academy.audit import log
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.errors import AcademyError, InvalidInputError
from academy.organisations.models import Organisation
from academy.people.licences.models import Licence, LicenceKind
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Actor, Identity

LONGEST = timedelta(days=366 * 20)
"""A later last day is a slip of the finger: a driving licence has at most fifteen years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What stands on it, as far as it is kept, and when it was seen."""

    kind: LicenceKind
    valid_until: date | None
    seen_on: date
    seen_by_id: int | None = None
    """None: whoever writes it down."""


def keep(
    person: Person, organisation: Organisation, paper: Paper, *, by: Identity, now: datetime
) -> Licence:
    """Beside earlier ones, which say what held on earlier days. Raises AcademyError."""
    must_be_there(person.id)
    _check(paper, local_day(now))
    same = select(Licence.id).where(
        Licence.person_id == person.id,
        Licence.organisation_id == organisation.id,
        Licence.kind_id == paper.kind.id,
        Licence.valid_until.is_(None)
        if paper.valid_until is None
        else Licence.valid_until == paper.valid_until,
    )
    if db.session.scalar(same.limit(1)) is not None:
        raise AcademyError("licence-is-kept").at("valid_until")
    row = Licence(
        person_id=person.id, organisation_id=organisation.id, kind_id=paper.kind.id,
        valid_until=paper.valid_until, seen_on=paper.seen_on,
        seen_by_id=paper.seen_by_id or by.person_id,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    _record("person.licence_kept", row, person, by=by.actor, now=now)
    return row


def remove(row: Licence, *, by: Actor, now: datetime) -> None:
    """It was a mistake. One that is over is not: it stays beside the new one."""
    must_be_locked(row.person)
    _record("person.licence_removed", row, row.person, by=by, now=now)
    db.session.delete(row)


def _check(paper: Paper, today: date) -> None:
    if paper.kind.stopped_at is not None:
        raise InvalidInputError("licence-kind-has-stopped").at("kind")
    if paper.seen_on > today:
        raise InvalidInputError("licence-seen-in-future").at("seen_on")
    if paper.valid_until is not None and paper.valid_until < paper.seen_on:
        raise InvalidInputError("licence-was-over").at("valid_until")
    if paper.valid_until is not None and paper.valid_until > today + LONGEST:
        raise InvalidInputError("licence-lasts-too-long").at("valid_until")


def _record(action: str, row: Licence, person: Person, *, by: Actor, now: datetime) -> None:
    log.record(
        action, person.uuid, organisation_id=row.organisation_id, by=by, at=now,
        kind=str(row.kind.uuid),
    )  # fmt: skip
