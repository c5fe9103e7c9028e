"""Every kind of job, and the work that comes back by itself."""

import logging
from collections.abc import Mapping
from typing import cast
from uuid import UUID

from academy.access.mailing import NEWS_JOB
from academy.administration.imports import tidying as imports
from academy.administration.imports.adding import add_import
from academy.administration.imports.queries import find_import
from academy.administration.imports.taking import judge_import, read_import
from academy.administration.imports.undoing import restore_import, undo_import
from academy.administration.mergers import beginning as mergers
from academy.administration.mergers.merging import merge
from academy.administration.withdrawals import choosing as withdrawals
from academy.administration.withdrawals import letters
from academy.administration.withdrawals.withdrawing import withdraw
from academy.assessments import awarding
from academy.assessments import retention as assessments
from academy.audit import checkpoints
from academy.catalogue.mapping import bringing
from academy.credentials import telling_counts
from academy.database import db
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.jobs import queue
from academy.jobs.models import Job
from academy.jobs.periodic import (
    Periodic,
    each_hour,
    each_minute,
    each_night,
    each_ten_minutes,
    each_week,
)
from academy.jobs.queue import Priority
from academy.jobs.work import Work
from academy.jobs.worker import Handler
from academy.journal import writing as journal
from academy.learning.giving import giving
from academy.learning.giving.queries import find_giving
from academy.learning.proofs import have_old_names, make_proofs
from academy.learning.queries import find_run
from academy.learning.subsidy.making import make_report
from academy.learning.subsidy.report import find_reported_organisation
from academy.locking import row
from academy.objections import moving_on, referring_on
from academy.organisations.queries import (
    find_administered_organisation,
    find_any_organisation,
)
from academy.people.models import Person
from academy.people.queries import find_led_or_administered_team
from academy.privacy import erasing, requested, sweeping
from academy.privacy.retention import forget_what_is_over
from academy.privacy.terms.forgetting import assessments_of, forget
from academy.privacy.terms.queries import leavers_to_forget
from academy.reports.inside import preparing as inside
from academy.reports.sector import publishing as sector
from academy.sampling import choosing, drawing
from academy.security.identity import Actor
from academy.teams.certificates import make_certificates, print_has_old_names
from academy.teams.handovers.printing import print_what_waits
from academy.teams.renewals import choosing as renewals
from academy.teams.renewals.renewing import renew
from academy.todo import mailing as todo_mail
from academy.wallet.found import looking, offering
from academy.wallet.found import tidying as found
from academy.wallet.found.queries import find_found
from academy.wallet.news import mailing as news

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


def print_handovers(work: Work) -> None:
    """Cards and certificates that wait in an organisation, in one PDF."""
    print_what_waits(work, dependencies())


def renew_badges(work: Work) -> None:
    """Badges of a team that somebody looked at again."""
    renew(work, dependencies())


def withdraw_badges(work: Work) -> None:
    """Badges that an administrator chose."""
    withdraw(work, dependencies())


def print_letters(work: Work) -> None:
    """To whoever had a badge withdrawn and gets no mail."""
    work.finish(letters.make_letters(work, dependencies()))


def merge_organisations(work: Work) -> None:
    """Everybody of an organisation goes on in another."""
    merge(work)


def look_at_badges(work: Work) -> None:
    """Badges of before that an administrator brought."""
    looking.look_at_found(work, dependencies())


def offer_badges(work: Work) -> None:
    """The same, to whom they are of."""
    offering.offer_found(work, dependencies())


def take_badges_back(work: Work) -> None:
    """Those that nobody answered yet."""
    offering.take_back_found(work, dependencies())


def give_course_badges(work: Work) -> None:
    """To everybody who completed a run."""
    giving.give(work, dependencies())


def print_course_proofs(work: Work) -> None:
    """All proofs of participation of a run in one ZIP."""
    work.finish(make_proofs(work, dependencies()))


def print_subsidy_report(work: Work) -> None:
    """Hours of training of an organisation as a PDF."""
    work.finish(make_report(work, dependencies()))


def read_concepts(work: Work) -> None:
    """Read in a list of concepts that the academy looked over."""
    bringing.read_in(work, dependencies().clock())
    work.finish()


def erase_who_asked(work: Work) -> None:
    """Forget the people whose week to come back on it is over."""
    requested.erase_who_asked(work, dependencies())


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


def draw_samples(work: Work) -> None:
    """Choose which of the badges since last night a second person looks at."""
    deps = dependencies()
    key = choosing.key_of(deps.settings.secret_key)
    with work.step(drawing.SAMPLING):
        drawing.draw(key, by=WORKER, now=deps.clock())
    work.finish()


def publish_figures(work: Work) -> None:
    """Let the figures of the sector go out of every quarter and year that is over."""
    now = dependencies().clock()
    for term in sector.terms_due(local_day(now)):
        figures = sector.figures_for(term)
        with work.step():
            sector.publish(term, figures, now=now)
    with work.finishing():
        telling_counts.tell_anew(now=now)


def prepare_figures(work: Work) -> None:
    """Count what changed in the figures of places, so that a page only reads them."""
    now = dependencies().clock()
    terms = inside.terms_to_prepare(now)
    counted = inside.count(terms, today=local_day(now))
    db.session.rollback()
    with work.finishing():
        inside.keep(terms, counted, now=now)


def delete_old_assessments(work: Work) -> None:
    """Delete the observations whose day has come, one by one, their files first."""
    now = dependencies().clock()
    numbers = assessments.assessments_to_delete(local_day(now))
    for done, number in enumerate(numbers):
        assessments.delete_files(number, dependencies().files)
        with work.step(done=done, total=len(numbers)):
            assessments.delete_assessment(number, by=WORKER, now=now)


def forget_who_left(work: Work) -> None:
    """What was seen of the work of whoever left long ago, one by one, their files first."""
    now = dependencies().clock()
    today = local_day(now)
    leavers = leavers_to_forget(today)
    for done, leaver in enumerate(leavers):
        for number in assessments_of(leaver, today):
            assessments.delete_files(number, dependencies().files)
        with work.step(row(Person, leaver.person_id), done=done, total=len(leavers)):
            forget(leaver, by=WORKER, now=now)


def delete_old_sign_ins(work: Work) -> None:
    """And whatever else nobody needs after a while."""
    with work.finishing():
        forget_what_is_over(dependencies().clock())


def delete_old_jobs(work: Work) -> None:
    """Forget jobs that ended a week ago, and what they made."""
    with work.finishing():
        keys = queue.prune(older_than_seconds=KEEP_RESULTS_SECONDS)
    for key in keys:
        dependencies().files.delete(key)
    db.session.rollback()


def tidy_imports(work: Work) -> None:
    """Empty the bin of imports: whoever came only by one that was undone goes for good. Badges of
    before that somebody brought go too, unless they were offered."""
    now = dependencies().clock()
    for number in imports.old_imports(now):
        for person_id in imports.people_in_the_bin(number):
            person = db.session.get_one(Person, person_id)
            with work.step(*erasing.decided_by(person)):
                erasing.erase(person, by=WORKER, now=now)
        with work.step():
            key = imports.throw_away(number)
        if key:
            dependencies().files.delete(key)
    for number in found.old_found(now):
        with work.step():
            key = found.throw_away(number)
        if key:
            dependencies().files.delete(key)


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


def team_has_old_names(job: Job) -> bool:
    return print_has_old_names(cast(UUID, job.about), local_day(dependencies().clock()))


def proofs_have_old_names(job: Job) -> bool:
    return have_old_names(cast(str, job.result_key), cast(UUID, job.about), dependencies().files)


HANDLERS: Mapping[str, Handler] = {
    "issue-pending-badges": Handler(issue_pending_badges),
    "team-certificates": Handler(
        print_team_certificates,
        limit_seconds=900,
        find=find_led_or_administered_team,
        has_old_names=team_has_old_names,
    ),
    "print-handovers": Handler(
        print_handovers, limit_seconds=900, find=find_administered_organisation
    ),
    withdrawals.JOB: Handler(
        withdraw_badges, limit_seconds=3600, find=find_administered_organisation
    ),
    letters.JOB: Handler(print_letters, limit_seconds=900, find=find_administered_organisation),
    mergers.JOB: Handler(merge_organisations, limit_seconds=3600, find=find_any_organisation),
    renewals.JOB: Handler(renew_badges, limit_seconds=3600, find=find_led_or_administered_team),
    giving.JOB: Handler(give_course_badges, limit_seconds=3600, find=find_giving),
    "course-proofs": Handler(
        print_course_proofs,
        limit_seconds=900,
        find=find_run,
        has_old_names=proofs_have_old_names,
    ),
    "subsidy-report": Handler(
        print_subsidy_report, limit_seconds=900, find=find_reported_organisation
    ),
    "read-import": Handler(read_import, limit_seconds=900, find=find_import),
    "judge-import": Handler(judge_import, limit_seconds=900, find=find_import),
    "add-import": Handler(add_import, limit_seconds=3600, find=find_import),
    "undo-import": Handler(undo_import, limit_seconds=3600, find=find_import),
    "restore-import": Handler(restore_import, limit_seconds=3600, find=find_import),
    "look-at-found-badges": Handler(look_at_badges, limit_seconds=3600, find=find_found),
    "offer-found-badges": Handler(offer_badges, limit_seconds=3600, find=find_found),
    "take-back-found-badges": Handler(take_badges_back, limit_seconds=3600, find=find_found),
    bringing.JOB: Handler(read_concepts, limit_seconds=900, find=bringing.find_list),
    "erase-who-asked": Handler(erase_who_asked, limit_seconds=3600),
    "mail-todo": Handler(todo_mail.mail_to_all),
    todo_mail.JOB: Handler(todo_mail.mail_to_one, limit_seconds=120),
    NEWS_JOB: Handler(news.mail_news, limit_seconds=120),
    "refer-stuck-objections": Handler(refer_stuck_objections),
    "draw-samples": Handler(draw_samples, limit_seconds=900),
    "prepare-figures": Handler(prepare_figures, limit_seconds=900),
    "publish-figures": Handler(publish_figures, limit_seconds=3600),
    "delete-old-assessments": Handler(delete_old_assessments, limit_seconds=3600),
    "forget-who-left": Handler(forget_who_left, limit_seconds=3600),
    "delete-old-sign-ins": Handler(delete_old_sign_ins),
    "delete-old-jobs": Handler(delete_old_jobs),
    "tidy-imports": Handler(tidy_imports, limit_seconds=3600),
    "sweep-files": Handler(sweep_files, limit_seconds=3600),
    "catch-up-journal": Handler(catch_up_journal, limit_seconds=3600),
    "tidy-journal": Handler(tidy_journal),
    "checkpoint-audit": Handler(checkpoint_audit),
}

PERIODIC = (
    Periodic("issue-pending-badges", each_minute, Priority.QUICK),
    Periodic("refer-stuck-objections", each_hour, Priority.QUICK),
    Periodic("mail-todo", each_week, Priority.BULK),
    Periodic("erase-who-asked", each_night, Priority.BULK),
    Periodic("draw-samples", each_night, Priority.BULK),
    Periodic("prepare-figures", each_ten_minutes, Priority.BULK),
    Periodic("publish-figures", each_night, Priority.BULK),
    Periodic("delete-old-assessments", each_night, Priority.BULK),
    Periodic("forget-who-left", each_night, Priority.BULK),
    Periodic("delete-old-sign-ins", each_night, Priority.BULK),
    Periodic("delete-old-jobs", each_night, Priority.BULK),
    Periodic("tidy-imports", each_night, Priority.BULK),
    Periodic("sweep-files", each_night, Priority.BULK),
    Periodic("catch-up-journal", each_minute, Priority.QUICK),
    Periodic("tidy-journal", each_night, Priority.BULK),
    Periodic("checkpoint-audit", each_hour, Priority.QUICK),
)
