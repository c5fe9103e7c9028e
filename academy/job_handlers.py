"""Every kind of job, and the work that comes back by itself."""

import logging
from collections.abc import Mapping
from uuid import UUID

from academy.access import retention as access
from academy.assessments import awarding
from academy.assessments import retention as assessments
from academy.audit import checkpoints
from academy.audit.looks import forget_old_looks
from academy.database import db
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.jobs import queue
from academy.jobs.periodic import Periodic, each_hour, each_minute, each_night
from academy.jobs.queue import Priority
from academy.jobs.work import Work
from academy.jobs.worker import Handler
from academy.journal import writing as journal
from academy.learning.proofs import make_proofs
from academy.learning.queries import find_run
from academy.learning.subsidy.making import make_report
from academy.learning.subsidy.report import find_reported_organisation
from academy.locking import row
from academy.objections import moving_on, referring_on
from academy.people.models import Person
from academy.people.queries import find_led_or_administered_team
from academy.privacy import sweeping
from academy.security.identity import Actor
from academy.tablets import retention as tablets
from academy.teams.certificates import make_certificates, print_has_old_names

logger = logging.getLogger(__name__)

WORKER = Actor(None, "worker")
KEEP_RESULTS_SECONDS = 7 * 24 * 60 * 60
"""Prints name a whole team; whoever misses one asks for it again (docs/adr/0012)."""


def issue_pending_badges(work: Work) -> None:
    """Turn recorded assessments that a crash left without their badge into their one badge."""
    numbers = awarding.pending(local_day(dependencies().clock()))
    for done, number in enumerate(numbers):
        with work.step(done=done, total=len(numbers)):
            pass  # stop here if the job is not ours any more; each badge has its own transactions
        awarding.award(number, dependencies(), by=WORKER)


def print_team_certificates(work: Work) -> None:
    """All certificates of a team in one PDF."""
    result = make_certificates(work, dependencies())
    work.finish(result)


def print_course_proofs(work: Work) -> None:
    """All proofs of participation of a run in one ZIP."""
    work.finish(make_proofs(work, dependencies()))


def print_subsidy_report(work: Work) -> None:
    """Hours of training of an organisation as a PDF."""
    work.finish(make_report(work, dependencies()))


def refer_stuck_objections(work: Work) -> None:
    """Let somebody else look again for whoever left, and let the academy decide what nobody of the
    organisation can decide any more."""
    now = dependencies().clock()
    for number, person_id in moving_on.open_everywhere():
        with work.step(row(Person, person_id)):
            moving_on.move_if_stuck(number, today=local_day(now), by=WORKER, now=now)
    waiting = referring_on.open_here()
    for done, (number, person_id) in enumerate(waiting):
        with work.step(row(Person, person_id), done=done, total=len(waiting)):
            referring_on.refer_if_stuck(number, today=local_day(now), by=WORKER, now=now)


def delete_old_assessments(work: Work) -> None:
    """Delete the observations whose day has come, one by one, their files first."""
    now = dependencies().clock()
    numbers = assessments.assessments_to_delete(local_day(now))
    for done, number in enumerate(numbers):
        assessments.delete_files(number, dependencies().files)
        with work.step(done=done, total=len(numbers)):
            assessments.delete_assessment(number, by=WORKER, now=now)


def delete_old_sign_ins(work: Work) -> None:
    """Delete old tries to sign in and old sessions."""
    now = dependencies().clock()
    with work.finishing():
        access.delete_old_attempts(now)
        access.delete_old_sessions(now)
        forget_old_looks(local_day(now))
        tablets.delete_old_grants(now)
        tablets.delete_settled_items(now)


def delete_old_jobs(work: Work) -> None:
    """Forget jobs that ended a week ago, and what they made."""
    with work.finishing():
        keys = queue.prune(older_than_seconds=KEEP_RESULTS_SECONDS)
    for key in keys:
        dependencies().files.delete(key)
    db.session.rollback()


def sweep_files(work: Work) -> None:
    """Delete files that no row names any more."""
    swept = sweeping.sweep(dependencies().files, dependencies().clock())
    if swept:
        logger.warning("%s files had no row and were deleted", swept)
    work.finish()


def catch_up_journal(work: Work) -> None:
    """Write to the journal what a crash or a full disk left out."""
    # a younger debt is mostly paid, and its row waits for the next transaction of its process;
    # an older one is written before `problems` gets loud about it
    journal.catch_up(older_than=journal.LOUD_AFTER / 2)
    work.finish()


def tidy_journal(work: Work) -> None:
    """Put what processes wrote in one file for the month."""
    journal.folder().tidy(f"{dependencies().clock():%Y-%m}")
    work.finish()


def checkpoint_audit(work: Work) -> None:
    """Keep the ends of the audit chains outside the database."""
    deps = dependencies()
    checkpoints.keep(deps.settings.journal_path, now=deps.clock())
    work.finish()


def team_has_old_names(team: UUID) -> bool:
    return print_has_old_names(team, local_day(dependencies().clock()))


HANDLERS: Mapping[str, Handler] = {
    "issue-pending-badges": Handler(issue_pending_badges),
    "team-certificates": Handler(
        print_team_certificates,
        limit_seconds=900,
        find=find_led_or_administered_team,
        has_old_names=team_has_old_names,
    ),
    "course-proofs": Handler(print_course_proofs, limit_seconds=900, find=find_run),
    "subsidy-report": Handler(
        print_subsidy_report, limit_seconds=900, find=find_reported_organisation
    ),
    "refer-stuck-objections": Handler(refer_stuck_objections),
    "delete-old-assessments": Handler(delete_old_assessments, limit_seconds=3600),
    "delete-old-sign-ins": Handler(delete_old_sign_ins),
    "delete-old-jobs": Handler(delete_old_jobs),
    "sweep-files": Handler(sweep_files, limit_seconds=3600),
    "catch-up-journal": Handler(catch_up_journal, limit_seconds=3600),
    "tidy-journal": Handler(tidy_journal),
    "checkpoint-audit": Handler(checkpoint_audit),
}

PERIODIC = (
    Periodic("issue-pending-badges", each_minute, Priority.QUICK),
    Periodic("refer-stuck-objections", each_hour, Priority.QUICK),
    Periodic("delete-old-assessments", each_night, Priority.BULK),
    Periodic("delete-old-sign-ins", each_night, Priority.BULK),
    Periodic("delete-old-jobs", each_night, Priority.BULK),
    Periodic("sweep-files", each_night, Priority.BULK),
    Periodic("catch-up-journal", each_minute, Priority.QUICK),
    Periodic("tidy-journal", each_night, Priority.BULK),
    Periodic("checkpoint-audit", each_hour, Priority.QUICK),
)
