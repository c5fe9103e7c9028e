"""The jobs that offer what was looked at, and take back what nobody answered: a portion in one
transaction, under the locks of its workers.

Stopping keeps the portions that were done; begun again, nobody is asked twice. A badge that cannot
be offered is told at its line and takes no other with it. What the organisation reads is the
same whether the worker has the badge already, said no to it, or is asked now.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from academy.access.session import identity_now
from academy.audit import log
from academy.database import db
from academy.dates import local_day
from academy.dependencies import Dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.jobs.work import Work
from academy.locking import Lock
from academy.locking import row as lock
from academy.organisations.queries import as_one_with
from academy.people.models import Person
from academy.security.identity import Identity
from academy.wallet.elsewhere import service
from academy.wallet.elsewhere.reading import Brought
from academy.wallet.found.looking import content_of, offered, portions
from academy.wallet.found.models import FoundBadge, FoundBadges, Stage
from academy.wallet.found.queries import Target, found_of, lines_of, targets, works_at
from academy.wallet.found.remembering import forget, recalled
from academy.wallet.found.unpacking import Package

Outcome = Brought | AcademyError
"""What is offered, or why not."""


def offer_found(work: Work, deps: Dependencies) -> None:
    found = found_of(work)
    if found is None or found.stage != Stage.OFFERING:
        return
    number, key, by = found.id, found.file_key or "", _starter(work)
    waiting, package = targets(number, offered=False), Package(content_of(key, deps))
    for portion, done in portions(waiting):
        checked = _all_checked(portion, package, deps)
        with work.step(*_holders(portion), done=done, total=len(waiting)):
            _offer(portion, checked, by, deps.clock())
    _end(work, number, Stage.OFFERED, by, deps.clock())
    deps.files.delete(key)


def _holders(portion: Sequence[Target]) -> Iterator[Lock]:
    return (lock(Person, target.person_id) for target in portion)


def _all_checked(portion: Sequence[Target], package: Package, deps: Dependencies) -> list[Outcome]:
    """What was looked at lately is remembered; all else is checked once more, for it may have been
    withdrawn since somebody looked."""
    contents = [_content(target, package) for target in portion]
    lines, now = lines_of(portion), deps.clock()
    known = [
        recalled(lines[target.id], content, now=now)
        if target.id in lines and isinstance(content, bytes)
        else None
        for target, content in zip(portion, contents, strict=True)
    ]  # of all before the first check, which lets go of what was read
    return [each or _checked(content, deps) for each, content in zip(known, contents, strict=True)]


def _content(target: Target, package: Package) -> bytes | AcademyError:
    try:
        return package.content(package.badges[target.number])
    except AcademyError as refusal:
        return refusal


def _checked(content: bytes | AcademyError, deps: Dependencies) -> Outcome:
    if isinstance(content, AcademyError):
        return content
    try:
        return offered(content, deps)
    except AcademyError as refusal:
        return refusal


def _offer(
    portion: Sequence[Target], checked: Sequence[Outcome], by: Identity, now: datetime
) -> None:
    lines = lines_of(portion)
    outcomes = {
        target.id: _problem(lines[target.id], outcome, by, now)
        for target, outcome in zip(portion, checked, strict=True)
        if target.id in lines  # else the worker was erased meanwhile
    }
    # at the end, so that these changes go in one statement and not before each question
    for number, problem in outcomes.items():
        lines[number].problem = problem
        lines[number].offered_at = None if problem else now
        forget(lines[number])


def _problem(line: FoundBadge, checked: Outcome, by: Identity, now: datetime) -> str:
    """Why it could not be offered; empty when it was."""
    try:
        if isinstance(checked, AcademyError):
            raise checked
        _keep(line, checked, by, now)
    except AcademyError as refusal:
        return refusal.code
    return ""


def _keep(line: FoundBadge, brought: Brought, by: Identity, now: datetime) -> None:
    """Raises AcademyError; not for what is between the worker and this platform."""
    person, place = line.person, line.found.organisation
    if person is None or not works_at(person, place.id, local_day(now)):
        raise InvalidInputError("found-badge-number-unknown")
    try:
        service.keep(person, brought, by=by, now=now, found_by=place)
    except AcademyError as refusal:
        if refusal.code != "foreign-badge-is-there":
            raise AcademyError("found-badge-no-room") from refusal


def take_back_found(work: Work, deps: Dependencies) -> None:
    found = found_of(work)
    if found is None or found.stage != Stage.TAKING_BACK:
        return
    number, key = found.id, found.file_key
    found_by = as_one_with([found.organisation_id])
    by, there = _starter(work), targets(found.id, offered=True)
    for portion, done in portions(there):
        with work.step(*_holders(portion), done=done, total=len(there)):
            for target in portion:
                service.take_back(
                    target.person_id, target.key_hash, found_by, by=by, now=deps.clock()
                )
    _end(work, number, Stage.TAKEN_BACK, by, deps.clock())
    if key:
        deps.files.delete(key)


def _starter(work: Work) -> Identity:
    assert work.started is not None  # noqa: S101 - only people start it
    identity = identity_now(work.started.by_id)
    assert identity is not None  # noqa: S101 - the queue asks `still_holds` before
    db.session.rollback()
    return identity


def _end(work: Work, number: int, stage: Stage, by: Identity, now: datetime) -> None:
    count = len(targets(number, offered=True))
    with work.finishing():
        found = db.session.get_one(FoundBadges, number)
        found.stage, found.file_key = stage, None
        log.record(
            "found-badges.offered" if stage is Stage.OFFERED else "found-badges.taken_back",
            found.uuid,
            organisation_id=found.organisation_id,
            by=by.actor,
            at=now,
            count=count,
        )
