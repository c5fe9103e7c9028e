"""Erase whoever asked for it a week ago: as the command does, and badges as they chose."""

import logging
from dataclasses import dataclass

from sqlalchemy import select

from academy.credentials.models import Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import clear_free_pages, db
from academy.dependencies import Dependencies
from academy.errors import AcademyError
from academy.jobs.work import Work
from academy.people.models import Person
from academy.privacy import erasing
from academy.security.identity import Actor
from academy.wallet.erasure.models import ErasureRequest
from academy.wallet.erasure.service import due_requests

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Themselves:
    """Who withdraws the badges: the person, by what they asked a week before."""

    person_id: int
    actor: Actor


def erase_who_asked(work: Work, deps: Dependencies) -> None:
    """One by one; somebody who cannot be erased yet, as the last administrator, stays and is
    told in the log of the server."""
    numbers = due_requests(deps.clock())
    for done, number in enumerate(numbers):
        person = db.session.get_one(Person, number)
        try:
            keys = erasing.all_files(person, deps.files)
            with work.step(*erasing.decided_by(person), done=done, total=len(numbers)):
                is_erased = _erase(number, deps)
        except AcademyError as refusal:
            logger.warning("somebody who asked for it is not erased: %s", refusal.code)
            continue
        for key in keys if is_erased else ():
            deps.files.delete(key)
    if numbers:
        clear_free_pages()
    work.finish()


def _erase(number: int, deps: Dependencies) -> bool:
    """Gives whether it was done: not when the request was taken back meanwhile."""
    asked = _request_of(number)
    if asked is None:
        return False
    person, now = asked.person, deps.clock()
    by = Actor(person.uuid, "worker")
    if asked.revokes:
        _withdraw(person, Themselves(person.id, by), deps)
    erasing.erase(person, by=by, now=now)
    return True


def _request_of(number: int) -> ErasureRequest | None:
    return db.session.scalar(select(ErasureRequest).where(ErasureRequest.person_id == number))


def _withdraw(person: Person, by: Themselves, deps: Dependencies) -> None:
    own = select(Credential).where(Credential.person_id == person.id, ~Credential.revocation.has())
    for badge in db.session.scalars(own).all():
        revoke(badge, RevocationReason.OBJECTION, by=by, now=deps.clock())
