"""Bring everything of one record to the other. Flushes; the view opens the transaction.

Badges keep the bytes that were signed, so those of the merged record name its UUID for good; the
row stays for that, without a name, and leads on (`people.merged`). What opens the merged record
stops, and nothing of it opens the other.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, select, update

from academy.access import cards
from academy.access.models import OwnPhone
from academy.access.signing_in import end_sessions
from academy.audit import log
from academy.credentials.models import Credential
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.learning.models import CourseRun, Enrolment
from academy.locking import row
from academy.people.doubles.models import Double
from academy.people.doubles.queries import between
from academy.people.models import Membership, Person
from academy.privacy.erasing import FORGOTTEN
from academy.privacy.merging import queries, rules
from academy.privacy.merging.plan import KEYS, Key, keys, references
from academy.privacy.merging.posts import join_posts
from academy.privacy.merging.rules import Proof
from academy.references import delete_with_what_hangs_on_it
from academy.security.identity import Actor


def decided_by(stays: Person, goes: Person) -> list[object]:
    """What a transaction that merges them is decided by: who works where, the courses that they are
    in, and both."""
    rows = [*stays.memberships, *goes.memberships]
    taking = select(Enrolment.run_id).where(Enrolment.person_id.in_([stays.id, goes.id]))
    runs = [row(CourseRun, number) for number in db.session.scalars(taking.distinct())]
    return [stays, goes, *{each.organisation for each in rows}, *runs]


def merge(stays: Person, goes: Person, *, proof: Proof, by: Actor, now: datetime) -> None:
    """Raises AcademyError, and then nothing has changed."""
    must_be_locked(stays, goes)
    today = local_day(now)
    refuse(stays, goes, proof=proof, today=today)
    _tell(stays, goes, by=by, now=now)
    _stop_ways_in(goes, by=by, now=now)
    join_posts(stays.id, goes.id)
    _make_room(stays.id, goes.id)
    _put_aside(stays.id, goes.id)
    _move(stays.id, goes.id)
    _keep_age(stays, goes)
    _empty(goes, stays, now=now)
    db.session.flush()


def refuse(stays: Person, goes: Person, *, proof: Proof, today: date) -> None:
    """Raises AcademyError when the two may not come together."""
    rules.refuse(
        queries.find(stays, today), queries.find(goes, today),
        proof=proof, asked_at=queries.asked_at(stays, goes),
    )  # fmt: skip


def _tell(stays: Person, goes: Person, *, by: Actor, now: datetime) -> None:
    """A line for every organisation of either, which names no other and tells of none.

    Those of the merged record read whom they now find instead.
    """
    was, knew = {"was": str(goes.uuid)}, _places(goes)
    for place in sorted(_places(stays) | knew):
        log.record(
            "person.merged", stays.uuid, organisation_id=place, by=by, at=now,
            **(was if place in knew else {}),
        )  # fmt: skip
    log.record("person.merged", stays.uuid, organisation_id=None, by=by, at=now, **was)


def _places(person: Person) -> set[int]:
    found = select(Membership.organisation_id).where(Membership.person_id == person.id)
    return set(db.session.scalars(found))


def _stop_ways_in(goes: Person, *, by: Actor, now: datetime) -> None:
    cards.void_cards(goes, organisation_id=None, by=by, now=now)
    end_sessions(goes, by=by, now=now)
    open_phones = update(OwnPhone).where(OwnPhone.person_id == goes.id, OwnPhone.ended_at.is_(None))
    _execute(open_phones.values(ended_at=now))


def _make_room(stays: int, goes: int) -> None:
    """Delete what may stand there once, and what was asked about these two."""
    _execute(delete(Double).where(Double.id.in_([each.id for each in between(stays, goes)])))
    for name, column, others in keys():
        if KEYS[name] is Key.GOES:
            delete_with_what_hangs_on_it(column.table, column == goes)
        elif KEYS[name] is Key.ONE_IS_ENOUGH:
            delete_with_what_hangs_on_it(column.table, _twice(column, others, stays, goes))


def _twice(column: Any, others: Any, stays: int, goes: int) -> ColumnElement[bool]:
    """Rows of the merged record of which the other has one with the same key; of what can end,
    both are open."""
    rows, same = column.table.c, column.table.alias().c
    alike = [same[other.name] == other for other in others]
    if "ended_at" in rows:
        alike += [same.ended_at.is_(None), rows.ended_at.is_(None)]
    return and_(column == goes, exists().where(same[column.name] == stays, *alike))


def _put_aside(stays: int, goes: int) -> None:
    """Of two badges of one organisation, skill and level the newer counts, as after a renewal; the
    other stays valid. It is said to be replaced unless the newer one replaced another before."""
    found = select(Credential).where(
        Credential.person_id.in_([stays, goes]), Credential.current_key.is_not(None)
    )
    newest: dict[str, Credential] = {}
    for badge in db.session.scalars(found.order_by(Credential.issued_at, Credential.id)):
        skill = str(badge.current_key).partition(":")[2]
        if earlier := newest.get(skill):
            earlier.current_key = None
            badge.supersedes_id = badge.supersedes_id or earlier.id
        newest[skill] = badge
    db.session.flush()


def _move(stays: int, goes: int) -> None:
    freed = func.substr(Credential.current_key, len(str(goes)) + 1)
    own = update(Credential).where(
        Credential.person_id == goes, Credential.current_key.is_not(None)
    )
    _execute(own.values(current_key=str(stays) + freed))
    for column in references():
        _execute(update(column.table).where(column == goes).values({column: stays}))


def _keep_age(stays: Person, goes: Person) -> None:
    """Under 16 on either paper is under 16; a parent's yes is about the same child."""
    known = [each for each in (stays.under_16_until, goes.under_16_until) if each]
    stays.under_16_until = max(known, default=None)
    stays.parent_agreed_on = stays.parent_agreed_on or goes.parent_agreed_on


def _empty(goes: Person, stays: Person, *, now: datetime) -> None:
    goes.name, goes.latin_name = FORGOTTEN, ""
    goes.search_text = goes.sort_text = ""  # it followed the name, and nobody is to find a dash
    goes.under_16_until = goes.parent_agreed_on = goes.notice_seen_at = goes.reading = None
    goes.erased_at, goes.merged_into_id = now, stays.id


def _execute(statement: Any) -> None:
    db.session.execute(statement.execution_options(synchronize_session=False))
    db.session.expire_all()
