"""The job: one badge after another, each in a transaction under the lock of its holder.

Stopping it keeps what was done. A badge that is withdrawn already stays as it is, so it can begin
again. What still stands without it is issued anew, as after a single withdrawal.
"""

from uuid import UUID

from academy.access.session import identity_now
from academy.administration.withdrawals.choosing import chosen_badges
from academy.assessments import awarding, service
from academy.assessments.standing import Subject
from academy.credentials.models import Credential, RevocationReason
from academy.database import db
from academy.dependencies import Dependencies
from academy.jobs.work import Work
from academy.locking import row
from academy.organisations.queries import find_administered_organisation
from academy.people.models import Person
from academy.security.identity import Identity


def withdraw(work: Work, deps: Dependencies) -> None:
    assert work.started is not None  # noqa: S101 - only people start it
    reason = RevocationReason(work.arguments["reason"])
    identity, holders = _chosen(work)
    for done, (number, person_id) in enumerate(holders):
        with work.step(row(Person, person_id), done=done, total=len(holders)):
            badge = db.session.get_one(Credential, number)
            subject, stood = Subject.of_badge(badge), badge.revocation is None
            if stood:
                service.withdraw(badge, reason, by=identity, now=deps.clock())
        if stood:
            awarding.give_back(subject, deps, by=identity.actor)
    with work.step(done=len(holders), total=len(holders)):
        pass
    work.finish()


def _chosen(work: Work) -> tuple[Identity, list[tuple[int, int]]]:
    """Numbers of the badges and their holders; the queue asked whether the starter still may."""
    assert work.started is not None  # noqa: S101 - `withdraw` asked
    identity = identity_now(work.started.by_id)
    assert identity is not None  # noqa: S101 - the queue asks `still_holds` before
    organisation = find_administered_organisation(identity, work.started.about)
    assert organisation is not None  # noqa: S101 - the queue asks `still_holds` before
    badges = [UUID(each) for each in work.arguments["badges"]]
    found = chosen_badges(organisation, badges, identity)
    holders = [(badge.id, badge.person_id) for badge in found]
    db.session.rollback()
    return identity, holders
