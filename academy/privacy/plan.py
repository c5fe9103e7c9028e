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
    "agreement.made_by_id": Fate.STAYS,
    "agreement.person_id": Fate.GOES,
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
    "assessor_course.by_id": Fate.STAYS,
    "assessor_authority.granted_by_id": Fate.STAYS,
    "assessor_authority.person_id": Fate.EMPTIED,
    "auditor_access.by_id": Fate.STAYS,
    "award_due.assessment_id": Fate.GOES,
    "backpack_copy.credential_id": Fate.GOES,
    "brought.person_id": Fate.GOES,
    "card.person_id": Fate.GOES,
    "claim.credential_id": Fate.GOES,
    "claim.person_id": Fate.GOES,
    "confirmation.assessment_id": Fate.WITH_ASSESSMENT,
    "confirmation.credential_id": Fate.WITH_ASSESSMENT,
    "craft.person_id": Fate.GOES,
    "course_trainer.person_id": Fate.GOES,
    "credential.assessment_id": Fate.STAYS,
    "credential.assessor_id": Fate.STAYS,
    "credential.person_id": Fate.STAYS,
    "credential.supersedes_id": Fate.STAYS,
    "double_record.asked_by_id": Fate.STAYS,
    "double_record.other_id": Fate.GOES,
    "double_record.person_id": Fate.GOES,
    "endorsement.credential_id": Fate.GOES,
    "enrolment.person_id": Fate.GOES,
    "erasure_request.person_id": Fate.GOES,
    "evidence.assessment_id": Fate.GOES,
    "foreign_badge.person_id": Fate.GOES,
    "found_badge.person_id": Fate.GOES,
    "found_badges.by_id": Fate.STAYS,
    "guest.accepted_by_id": Fate.STAYS,
    "guest.ended_by_id": Fate.STAYS,
    "guest.offered_by_id": Fate.STAYS,
    "guest.person_id": Fate.GOES,
    "handover.credential_id": Fate.GOES,
    "handover.given_by_id": Fate.STAYS,
    "handover.person_id": Fate.GOES,
    "hidden_badge.credential_id": Fate.GOES,
    "job.started_by_id": Fate.STAYS,
    "leader_grant.person_id": Fate.GOES,
    "learning_record.person_id": Fate.GOES,
    "licence.person_id": Fate.GOES,
    "licence.seen_by_id": Fate.STAYS,
    "look_request.person_id": Fate.GOES,
    "membership.person_id": Fate.EMPTIED,
    "name_proposal.person_id": Fate.GOES,
    "observation_sheet.entered_by_id": Fate.STAYS,
    "observation_sheet.made_by_id": Fate.STAYS,
    "observation_sheet_worker.person_id": Fate.GOES,
    "outside_issuer.checked_by_id": Fate.STAYS,
    "own_phone.person_id": Fate.GOES,
    "person.merged_into_id": Fate.STAYS,
    "paper_copy.credential_id": Fate.EMPTIED,
    "picture_password.person_id": Fate.GOES,
    "recovery_code.person_id": Fate.GOES,
    "revocation.by_id": Fate.STAYS,
    "revocation.credential_id": Fate.STAYS,
    "sample.by_id": Fate.STAYS,
    "sample.credential_id": Fate.EMPTIED,
    "second_look.assessment_id": Fate.GOES,
    "second_look.person_id": Fate.GOES,
    "second_look.taken_by_id": Fate.STAYS,
    "sector_agreement.by_id": Fate.STAYS,
    "sector_agreement.ended_by_id": Fate.STAYS,
    "sent_claim.person_id": Fate.GOES,
    "session.person_id": Fate.GOES,
    "share.person_id": Fate.GOES,
    "shared_badge.credential_id": Fate.GOES,
    "declined_badge.person_id": Fate.GOES,
    "domain_draft_save.by_id": Fate.STAYS,
    "skill_draft_save.by_id": Fate.STAYS,
    "skill_proposal.decided_by_id": Fate.STAYS,
    "skill_proposal.person_id": Fate.GOES,
    "skill_proposal_comment.by_id": Fate.GOES,
    "staff_import.by_id": Fate.STAYS,
    "staff_import_row.person_id": Fate.GOES,
    "tablet_pin_tries.person_id": Fate.GOES,
    "temporary_card.person_id": Fate.GOES,
    "validation_default.by_id": Fate.STAYS,
    "told_badge.credential_id": Fate.STAYS,
    "voice_message.assessment_id": Fate.GOES,
    "work_answer.person_id": Fate.GOES,
    "worker_response.assessment_id": Fate.EMPTIED,
}

ROOTS = tuple(cast(Table, model.__table__) for model in (Person, Assessment, Credential))


def references() -> Mapping[str, Column[Any]]:
    """Every column that leads to a person, an assessment or a badge, as `table.column`."""
    return {str(column): column for root in ROOTS for column in columns_that_lead_to(root)}


def what_goes(root: Table) -> Iterator[Column[Any]]:
    """The columns that lead to a row of `root` and whose rows are deleted with it."""
    return (c for c in columns_that_lead_to(root) if PLAN[str(c)] is Fate.GOES)
