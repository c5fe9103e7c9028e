"""Save many assessments, with the badges that they earn at once, in one write transaction.

For one skill and many people, or what a tablet kept while it had no wifi. Each item is kept or
refused by itself and gets a receipt of its own, in the order in which they came: one that cannot
be kept takes no other with it. Safe to send again in whole. As in `saving`, badges are signed
ahead, under no lock, and what stands in the way of one leaves its assessment to `awarding`.
"""

import logging
from collections.abc import Sequence
from contextlib import ExitStack

from sqlalchemy.exc import DataError, IntegrityError

from academy.assessments import awarding
from academy.assessments.facts import Facts, facts_about
from academy.assessments.recording import Receipt, Recorded, objections_to
from academy.assessments.rules import Objection, is_complete
from academy.assessments.saving import Kept, Saving, SignedAhead, keep, stored
from academy.assessments.submission import Submission
from academy.credentials import issuing
from academy.database import db, savepoint, transaction
from academy.dates import local_day
from academy.dependencies import Dependencies
from academy.locking import row
from academy.organisations.models import Organisation
from academy.people.models import Person

logger = logging.getLogger(__name__)
AT_MOST = 40
"""As many as a sync takes; more would keep other writers waiting too long."""


def save_all(items: Sequence[Saving], deps: Dependencies) -> list[Recorded]:
    """What became of each item, in the order of `items`; raises ValueError for too many.

    Kept in the order in which they were made, which is the same in every process: two that send
    the same items wait for each other, and never both.
    """
    if len(items) > AT_MOST:
        message = f"Send at most {AT_MOST} assessments at once, not {len(items)}."
        raise ValueError(message)
    ordered = sorted(items, key=lambda item: (item.submission.made_at, item.submission.uuid))
    results = _keep_all(ordered, deps)
    for item, (recorded, has_its_badge) in zip(ordered, results, strict=True):
        if recorded.may_earn and recorded.assessment_id is not None and not has_its_badge:
            awarding.award(recorded.assessment_id, deps, by=item.by)
    receipts = {id(item): each[0] for item, each in zip(ordered, results, strict=True)}
    return [receipts[id(item)] for item in items]


def _keep_all(items: Sequence[Saving], deps: Dependencies) -> list[tuple[Recorded, bool]]:
    facts = [facts_about(each.submission, sent_on=local_day(each.now)) for each in items]
    people = {row(Person, each.person_id) for each in facts if each is not None}
    ahead = _sign_all_ahead(items, facts, deps)
    with ExitStack() as photos:
        kept = [photos.enter_context(stored(item.photo, deps.files)) for item in items]
        with transaction(*people):
            return [_keep(*each, deps) for each in zip(items, ahead, kept, strict=True)]


def _keep(
    item: Saving, ahead: SignedAhead | None, kept: Kept, deps: Dependencies
) -> tuple[Recorded, bool]:
    """The receipt, and whether its badge was kept with it.

    Without its badge when a constraint refused that: a place on the status list that was just
    taken, a second leader. Once more when the same UUID came in at this very moment.
    """
    for badge in (ahead, None, None):
        recorded = _try(item, badge, deps)
        if recorded is not None:
            kept.receipt = recorded.receipt
            return recorded, badge is not None and recorded.receipt is Receipt.NEW
    kept.receipt = Receipt.REFUSED
    unfit = (Objection.CANNOT_BE_KEPT,)
    return Recorded(item.submission.uuid, Receipt.REFUSED, None, unfit), False


def _try(item: Saving, badge: SignedAhead | None, deps: Dependencies) -> Recorded | None:
    try:
        with savepoint():
            return keep(item, badge, deps)
    except (IntegrityError, DataError) as fault:
        logger.warning("assessment %s was not kept so: %s", item.submission.uuid, fault.orig)
        return None


def _sign_all_ahead(
    items: Sequence[Saving], facts: Sequence[Facts | None], deps: Dependencies
) -> list[SignedAhead | None]:
    awards = [_due_at_once(*each) for each in zip(items, facts, strict=True)]
    _make_ready(items, awards, deps)
    signed = [
        None if award is None else awarding.sign_ahead(award, deps, now=item.now)
        for item, award in zip(items, awards, strict=True)
    ]
    return [
        None if award is None or badge is None else (award, badge)
        for award, badge in zip(awards, signed, strict=True)
    ]


def _due_at_once(item: Saving, facts: Facts | None) -> issuing.Award | None:
    """What an item would earn; None when a rule objects, or when it needs another look."""
    today = local_day(item.now)
    if facts is None or objections_to(item.submission, facts, today=today):
        return None
    complete = is_complete(item.submission.level, item.submission.answers, facts.criteria)
    return _award(item.submission, facts) if complete and facts.one_is_enough else None


def _award(submission: Submission, facts: Facts) -> issuing.Award:
    return issuing.Award(
        person_id=facts.person_id,
        person_uuid=submission.person_uuid,
        assessor_id=submission.assessor.person_id,
        organisation_id=facts.organisation_id,
        team_id=facts.team_id,
        skill_id=facts.skill_id,
        skill_version_id=facts.version_id,
        level=submission.level,
        valid_months=facts.valid_months,
        corrects=submission.corrects,
    )


def _make_ready(
    items: Sequence[Saving], awards: Sequence[issuing.Award | None], deps: Dependencies
) -> None:
    """Once for each kind of badge that is given for the first time here, not once an item."""
    kinds = {
        (award.organisation_id, award.skill_version_id, award.level): (item, award)
        for item, award in zip(items, awards, strict=True)
        if award is not None
    }
    missing = [
        (item, award)
        for _kind, (item, award) in sorted(kinds.items())
        if issuing.find_ground(award, deps.settings) is None
    ]
    db.session.rollback()
    if missing:
        with transaction(*{row(Organisation, award.organisation_id) for _, award in missing}):
            for item, award in missing:
                issuing.make_ready(award, deps.settings, by=item.by, now=item.now)
