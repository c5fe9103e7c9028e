"""What becomes of each reference to a person, an assessment or a badge when somebody is erased.

A test compares this page with the tables: whoever adds a reference has to decide here.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import Column, Table

from academy.assessments.models import Assessment
from academy.credentials.models import Credential
from academy.people.models import Person
from academy.references import columns_that_lead_to


class Fate(StrEnum):
    """What becomes of a row that refers to what is erased."""

    GOES = "goes"
    """It is deleted, with all that hangs on it."""
    STAYS = "stays"
    """It belongs to somebody else or to a proof; it keeps a pseudonym that leads nowhere."""
    EMPTIED = "emptied"
    """It stays without its texts: `erasing` says which."""
    WITH_ASSESSMENT = "with the assessment"
    """It goes if the assessment does; else as its other reference says."""


PLAN: Mapping[str, Fate] = {
    "account.person_id": Fate.GOES,
    "announced_photo.assessment_id": Fate.GOES,
    "assessment.assessor_id": Fate.STAYS,
    "assessment.person_id": Fate.EMPTIED,
    "assessment_conflict.assessment_id": Fate.GOES,
    "assessment_conflict.by_id": Fate.STAYS,
    "assessment_referral.assessment_id": Fate.WITH_ASSESSMENT,
    "assessment_referral.by_id": Fate.STAYS,
    "assessment_review.assessment_id": Fate.EMPTIED,
    "assessment_review.asked_id": Fate.STAYS,
    "assessment_review.by_id": Fate.STAYS,
    "assessment_withdrawal.assessment_id": Fate.WITH_ASSESSMENT,
    "assessment_withdrawal.by_id": Fate.STAYS,
    "assessor_authority.granted_by_id": Fate.STAYS,
    "assessor_authority.person_id": Fate.EMPTIED,
    "award_due.assessment_id": Fate.GOES,
    "card.person_id": Fate.GOES,
    "confirmation.assessment_id": Fate.WITH_ASSESSMENT,
    "confirmation.credential_id": Fate.WITH_ASSESSMENT,
    "credential.assessment_id": Fate.STAYS,
    "credential.assessor_id": Fate.STAYS,
    "credential.person_id": Fate.STAYS,
    "credential.supersedes_id": Fate.STAYS,
    "enrolment.person_id": Fate.GOES,
    "evidence.assessment_id": Fate.GOES,
    "hidden_badge.credential_id": Fate.GOES,
    "job.started_by_id": Fate.STAYS,
    "leader_grant.person_id": Fate.GOES,
    "learning_record.person_id": Fate.GOES,
    "membership.person_id": Fate.EMPTIED,
    "paper_copy.credential_id": Fate.EMPTIED,
    "revocation.by_id": Fate.STAYS,
    "revocation.credential_id": Fate.STAYS,
    "session.person_id": Fate.GOES,
    "skill_draft_save.by_id": Fate.STAYS,
    "skill_proposal.decided_by_id": Fate.STAYS,
    "skill_proposal.person_id": Fate.GOES,
    "skill_proposal_comment.by_id": Fate.GOES,
    "tablet_pin_tries.person_id": Fate.GOES,
    "voice_message.assessment_id": Fate.GOES,
    "worker_response.assessment_id": Fate.EMPTIED,
}

ROOTS = tuple(cast(Table, model.__table__) for model in (Person, Assessment, Credential))


def references() -> Mapping[str, Column[Any]]:
    """Every column that leads to a person, an assessment or a badge, as `table.column`."""
    return {str(column): column for root in ROOTS for column in columns_that_lead_to(root)}


def what_goes(root: Table) -> Iterator[Column[Any]]:
    """The columns that lead to a row of `root` and whose rows are deleted with it."""
    return (c for c in columns_that_lead_to(root) if PLAN[str(c)] is Fate.GOES)
