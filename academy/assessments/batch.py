"""Save many assessments, with the badges that they earn at once, in one write transaction.

For one skill and many people, or what a tablet kept while it had no wifi. Each item is kept or
refused by itself and gets a receipt of its own, in the order in which they came: one that cannot
be kept takes no other with it. Safe to send again in whole. As in `saving`, badges are signed
ahead, under no lock, and what stands in the way of one leaves its assessment to `awarding`.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TypeAlias

from sqlalchemy.exc import DataError, IntegrityError

from academy.assessments import awarding
from academy.assessments.facts import Facts
from academy.assessments.recording import Asked, Receipt, Recorded, ask_about, objections_to
from academy.assessments.rules import Objection, is_complete
from academy.assessments.saving import Saving, SignedAhead, earns_at_once, fits, keep, stored
from academy.assessments.submission import Submission
from academy.catalogue.validation.rule import Rule
from academy.credentials import issuing
from academy.credentials.ground import Ground, find_grounds, make_ready
from academy.database import savepoint, transaction
from academy.dates import local_day
from academy.dependencies import Dependencies
from academy.locking import row
from academy.organisations.models import Organisation
from academy.people.models import Person

logger = logging.getLogger(__name__)
Result: TypeAlias = tuple[Recorded, bool]
"""The receipt, and whether its badge was kept with it."""
AT_MOST = 40
"""As many as a sync takes; more would keep other writers waiting too long."""


def save_all(items: Sequence[Saving], deps: Dependencies) -> list[Recorded]:
    """What became of each item, in the order of `items`; raises ValueError for too many.

    They came in together, on one day. Kept in the order in which they were made, which is the same
    in every process: two that send the same items wait for each other, and never both.
    """
    if len(items) > AT_MOST:
        message = f"Send at most {AT_MOST} assessments at once, not {len(items)}."
        raise ValueError(message)
    if not items:
        return []
    ordered = sorted(items, key=lambda item: (item.submission.made_at, item.submission.uuid))
    results = _keep_all(ordered, deps)
    for item, (recorded, has_its_badge) in zip(ordered, results, strict=True):
        if recorded.may_earn and recorded.assessment_id is not None and not has_its_badge:
            awarding.award(recorded.assessment_id, deps, by=item.by)
    receipts = {id(item): each[0] for item, each in zip(ordered, results, strict=True)}
    return [receipts[id(item)] for item in items]


def _keep_all(items: Sequence[Saving], deps: Dependencies) -> list[Result]:
    facts = [each.facts for each in _ask(items)]
    people = {row(Person, each.person_id) for each in facts if each is not None}
    ahead = _sign_all_ahead(items, facts, deps)
    with ExitStack() as photos:
        kept = [photos.enter_context(stored(item.photo, deps.files)) for item in items]
        with transaction(*people):
            results = _keep_together(items, ahead, deps) or [
                _keep(*each, deps) for each in zip(items, ahead, strict=True)
            ]
        for photo, (recorded, _has_its_badge) in zip(kept, results, strict=True):
            photo.receipt = recorded.receipt
    return results


def _ask(items: Sequence[Saving]) -> list[Asked]:
    today = local_day(max(item.now for item in items))
    return ask_about([each.submission for each in items], today=today)


def _keep_together(
    items: Sequence[Saving], ahead: Sequence[SignedAhead | None], deps: Dependencies
) -> list[Result] | None:
    """All of them, asked about at once; None when a constraint refused one, and none is kept."""
    try:
        with savepoint():
            return [
                _result(keep(item, badge, deps, asked), badge)
                for item, badge, asked in zip(items, ahead, _ask(items), strict=True)
            ]
    except (IntegrityError, DataError):
        return None


def _keep(item: Saving, ahead: SignedAhead | None, deps: Dependencies) -> Result:
    """One by itself.

    Without its badge when a constraint refused that: a place on the status list that was just
    taken, a second leader. Once more when the same UUID came in at this very moment.
    """
    for badge in (ahead, None, None):
        recorded = _try(item, badge, deps)
        if recorded is not None:
            return _result(recorded, badge)
    unfit = (Objection.CANNOT_BE_KEPT,)
    return Recorded(item.submission.uuid, Receipt.REFUSED, None, unfit), False


def _result(recorded: Recorded, badge: SignedAhead | None) -> Result:
    return recorded, badge is not None and fits(recorded, badge)


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
    rules = [each.rule if each else None for each in facts]
    pairs = [(item, award) for item, award in zip(items, awards, strict=True) if award is not None]
    grounds = iter(_ready(pairs, deps))
    return [
        None if award is None or rule is None else _sign_ahead(item, (award, rule), grounds, deps)
        for item, award, rule in zip(items, awards, rules, strict=True)
    ]


def _sign_ahead(
    item: Saving,
    earned: tuple[issuing.Award, Rule],
    grounds: Iterator[Ground | None],
    deps: Dependencies,
) -> SignedAhead | None:
    award, rule = earned
    signed = awarding.sign_ahead(award, next(grounds), deps, now=item.now)
    return None if signed is None else (award, signed, rule)


def _due_at_once(item: Saving, facts: Facts | None) -> issuing.Award | None:
    """What an item would earn; None when a rule objects, or when it needs another look."""
    today = local_day(item.now)
    if facts is None or objections_to(item.submission, facts, today=today):
        return None
    level = item.submission.level
    complete = is_complete(level, item.submission.answers, facts.criteria)
    may_earn = complete and level in facts.badge_levels
    earns = may_earn and earns_at_once(item, facts.rule, facts.skill_id)
    return _award(item.submission, facts) if earns else None


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
        valid_months=facts.rule.valid_months,
        corrects=submission.corrects,
    )


def _ready(
    pairs: Sequence[tuple[Saving, issuing.Award]], deps: Dependencies
) -> list[Ground | None]:
    """The grounds; what is given for the first time here is made ready once, not once an item."""
    awards = [award for _item, award in pairs]
    grounds = find_grounds(awards, deps.settings)
    missing = {
        award.kind: (item, award)
        for (item, award), ground in zip(pairs, grounds, strict=True)
        if ground is None
    }
    if not missing:
        return grounds
    with transaction(*{row(Organisation, award.organisation_id) for _, award in missing.values()}):
        for _kind, (item, award) in sorted(missing.items()):
            make_ready(award, deps.settings, by=item.by, now=item.now)
    return find_grounds(awards, deps.settings)
