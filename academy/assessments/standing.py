"""What still stands when an observation falls away: one answer for undo, review and withdrawal.

A badge stands on the observation that gave it and on those that confirmed it. When one of them
falls away, the others are asked what they earn by the rules: a badge that nothing earns any more
is withdrawn (here), and what others still earn is issued anew (`awarding.give_back`), because a
withdrawal is for good. Reads only, but for `withdraw_unearned`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from academy.assessments import queries
from academy.assessments.models import (
    Assessment,
    ReviewOutcome,
)
from academy.assessments.rules import SAW_CERTIFICATE, Observation, waits_for
from academy.catalogue.licensing.queries import kind_of
from academy.catalogue.validation.defaults import default_of
from academy.catalogue.validation.rule import Rule
from academy.credentials.models import (
    Confirmation,
    Credential,
    RevocationReason,
)
from academy.credentials.revoking import revoke
from academy.credentials.rules import has_expired, valid_until
from academy.database import db
from academy.people.licences.queries import holds
from academy.security.identity import Doer

WRONG = frozenset({RevocationReason.MISTAKE, RevocationReason.FRAUD})
"""The observation that gave the badge was no good, says somebody who withdrew the badge."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What one organisation may give one person badges for: one skill."""

    person_id: int
    skill_id: int
    organisation_id: int

    @classmethod
    def of(cls, assessment: Assessment) -> "Subject":
        skill_id = assessment.skill_version.skill_id
        return cls(assessment.person_id, skill_id, assessment.organisation_id)

    @classmethod
    def of_badge(cls, credential: Credential) -> "Subject":
        return cls(credential.person_id, credential.skill_id, credential.organisation_id)


@dataclass(frozen=True, slots=True)
class History:
    """Every observation of a subject, newest first, with every badge that they gave."""

    assessments: Sequence[Assessment]
    badges: Sequence[Credential]
    """Oldest first."""
    confirmed: dict[int, int]
    """Number of an assessment to that of the badge which it confirmed."""

    @classmethod
    def of(cls, assessment: Assessment) -> "History":
        return cls.about(Subject.of(assessment))

    @classmethod
    def about(cls, subject: Subject) -> "History":
        badges = db.session.scalars(
            select(Credential)
            .where(
                Credential.person_id == subject.person_id,
                Credential.skill_id == subject.skill_id,
                Credential.organisation_id == subject.organisation_id,
            )
            .order_by(Credential.id)
            .options(joinedload(Credential.revocation), joinedload(Credential.achievement))
        ).all()
        confirmations = db.session.execute(
            select(Confirmation.assessment_id, Confirmation.credential_id).where(
                Confirmation.credential_id.in_([badge.id for badge in badges])
            )
        )
        assessments = queries.assessments_of(
            subject.person_id, subject.skill_id, subject.organisation_id
        )
        return cls(assessments, badges, {row[0]: row[1] for row in confirmations})

    def is_out(self, assessment: Assessment) -> bool:
        """Whether it counts for nothing any more: taken back, rejected, or a mistake."""
        if assessment.withdrawal is not None:
            return True
        if any(review.outcome == ReviewOutcome.REJECTED for review in assessment.reviews):
            return True
        return any(
            badge.revocation is not None and badge.revocation.reason in WRONG
            for badge in self._given_by(assessment)
        )

    def lost(self, assessment: Assessment, *, today: date) -> Credential | None:
        """The badge that it stood for, if that fell away by no fault of this observation.

        None when its time is over anyway: nobody is given a badge that has expired.
        """
        badge = self._stood_for(assessment)
        if badge is None or badge.revocation is None or self.is_out(assessment):
            return None
        if has_expired(_end_of(assessment), today):
            return None
        fell_by_others = (
            self._was_corrected_wrongly(assessment, badge)
            if badge.revocation.reason == RevocationReason.REPLACED
            else self._was_given_wrongly(assessment, badge)
        )
        return badge if fell_by_others else None

    def unearned(self) -> Iterator[Credential]:
        """Badges that stand on nothing any more: what they needed beside it fell away."""
        for badge in self.badges:
            looks = [each for each in self.assessments if self._stood_for(each) is badge]
            if badge.revocation is None and not any(map(self._earns, looks)):
                yield badge

    def _was_corrected_wrongly(self, assessment: Assessment, badge: Credential) -> bool:
        corrections = [each for each in self._corrections() if each.corrects == badge.uuid]
        later = [each for each in self._corrections() if each.id > assessment.id]
        return bool(corrections) and all(map(self.is_out, (*corrections, *later)))

    def _was_given_wrongly(self, assessment: Assessment, badge: Credential) -> bool:
        giver = next(each for each in self.assessments if each.id == badge.assessment_id)
        if giver is assessment or not self.is_out(giver):
            return False  # the worker does not want it, for example
        return giver.withdrawal is not None or giver.assessor_id != assessment.assessor_id

    def _corrections(self) -> list[Assessment]:
        """Only a correction that gave a badge withdrew the one before."""
        return [each for each in self.assessments if each.corrects and self._given_by(each)]

    def _given_by(self, assessment: Assessment) -> list[Credential]:
        return [badge for badge in self.badges if badge.assessment_id == assessment.id]

    def _stood_for(self, assessment: Assessment) -> Credential | None:
        """The last badge that it gave or confirmed."""
        confirmed = self.confirmed.get(assessment.id)
        found = [
            badge
            for badge in self.badges
            if badge.assessment_id == assessment.id or badge.id == confirmed
        ]
        return found[-1] if found else None

    def _earns(self, latest: Assessment) -> bool:
        """Whether this and all others together earn the level, whatever was seen first."""
        rule = rule_of(latest)
        others = [self._observation(each, rule) for each in self.assessments if each is not latest]
        waiting = waits_for(
            self._observation(latest, rule),
            others,
            badge_levels=latest.skill_version.badge_levels,
            rule=rule,
        )
        return waiting is None

    def _observation(self, assessment: Assessment, rule: Rule) -> Observation:
        """As long as nobody decided about an objection, the badge stays."""
        unseen_flag = assessment.flag is not None and not assessment.reviews
        return seen_by(assessment, rule, counts=not unseen_flag and not self.is_out(assessment))


def rule_of(assessment: Assessment) -> Rule:
    """What a badge for it needs: by its version, and the default under which it was made."""
    return assessment.skill_version.own_rule.over(default_of(assessment.default_id))


def seen_by(assessment: Assessment, rule: Rule, *, counts: bool) -> Observation:
    """As far as it says something for this rule: photos are asked for only when one is needed."""
    return Observation(
        level=assessment.level,
        complete=assessment.complete,
        assessor_id=assessment.assessor_id,
        day=assessment.observed_on,
        counts=counts,
        photo=not rule.photo or bool(assessment.evidence),
        certificate=rule.certificate and _shows_certificate(assessment),
    )


def _shows_certificate(assessment: Assessment) -> bool:
    """By what the organisation wrote down, where the academy named the kind; else by the word of
    the assessor."""
    kind = kind_of(assessment.skill_version.skill_id)
    if kind is None:
        return SAW_CERTIFICATE in assessment.remarks
    place, day = assessment.organisation_id, assessment.observed_on
    return holds(assessment.person_id, place, kind.id, day)


def _end_of(assessment: Assessment) -> datetime | None:
    """Until when a badge for it would be valid that is given anew."""
    return valid_until(assessment.recorded_at, rule_of(assessment).valid_months)


def withdraw_unearned(
    subject: Subject, reason: RevocationReason, *, by: Doer, now: datetime
) -> None:
    """Withdraw what nothing earns any more, for the reason for which its ground fell away."""
    # the review or withdrawal of just now is not in the collections that were loaded before
    db.session.flush()
    db.session.expire_all()
    for badge in list(History.about(subject).unearned()):
        revoke(badge, reason, by=by, now=now)
