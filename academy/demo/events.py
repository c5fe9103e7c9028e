"""Lets the events of the plan happen, through the same services as the pages use."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from academy.access.session import build_identity
from academy.assessments import awarding, recording, service
from academy.assessments.models import Answer, Assessment, ResponseKind, ReviewOutcome
from academy.assessments.submission import Assessor, Submission
from academy.catalogue.models import Skill, SkillVersion
from academy.catalogue.queries import OLDEST_FIRST
from academy.credentials import issuing
from academy.credentials.ground import find_ground, make_ready
from academy.credentials.models import Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db
from academy.demo.places import Places, fixed_uuid
from academy.demo.plan import Seen, Then
from academy.objections.responding import Said, respond
from academy.objections.reviewing import review
from academy.people.models import Person
from academy.security.identity import Identity
from academy.settings import Settings


class Year:
    """Plays events one after another. Flushes; the caller commits."""

    def __init__(self, places: Places, settings: Settings, *, now: datetime, today: date) -> None:
        self._places, self._settings = places, settings
        self._now, self._today = now, today
        self._versions = _versions()
        self._identities: dict[str, Identity] = {}

    def play(self, number: int, event: Seen) -> None:
        """One assessment, its badge if it earned one, and what came of it."""
        at = min(event.at(self._today), self._now)
        leader = self._identity(event.leader, at)
        submission = self._submission(number, event, leader, at)
        recorded = recording.record(submission, by=leader.actor, now=at)
        assessment = db.session.get_one(Assessment, recorded.assessment_id)
        credential = self._award(assessment, leader, at)
        self._then(event, assessment, credential, leader, at)

    def _submission(self, number: int, event: Seen, leader: Identity, at: datetime) -> Submission:
        version = self._versions[event.skill]
        criteria = [criterion["id"] for criterion in version.criteria]
        answers = dict.fromkeys(criteria, Answer.SEEN.value)
        if not event.complete:
            answers[criteria[-1]] = Answer.NOT_LOOKED.value
        return Submission(
            uuid=fixed_uuid("assessment", str(number)),
            assessor=Assessor.who_is(leader),
            person_uuid=self._places.people[event.worker].uuid,
            team_uuid=self._places.teams[event.organisation, event.team].uuid,
            skill_version_uuid=version.uuid,
            level=event.level,
            answers=answers,
            remarks=(event.remark,) if event.remark else (),
            method=event.method,
            observed_on=at.date(),
            made_at=at,
            sent_at=at,
        )

    def _award(self, assessment: Assessment, by: Identity, at: datetime) -> Credential | None:
        """As `awarding.award` does it, but in the one transaction of the whole demo."""
        if awarding.waiting_of(assessment) is not None:
            return None
        earned = awarding.award_of(assessment)
        current = issuing.current_badge(earned)
        if current is not None and issuing.is_confirmed_by(current, earned, at):
            return issuing.confirm(current, assessment.id, by=by.actor, now=at)
        ground = find_ground(earned, self._settings)
        if ground is None:
            make_ready(earned, self._settings, by=by.actor, now=at)
            ground = find_ground(earned, self._settings)
        if ground is None:
            message = "make_ready() made nothing ready"
            raise LookupError(message)
        signed = issuing.sign(earned, ground, self._settings, now=at)
        return issuing.store(
            earned, signed, self._settings, assessment_id=assessment.id, by=by.actor, now=at
        )

    def _then(
        self,
        event: Seen,
        assessment: Assessment,
        credential: Credential | None,
        leader: Identity,
        at: datetime,
    ) -> None:
        soon = min(at + timedelta(minutes=5), self._now)
        later = min(at + timedelta(days=2), self._now)
        if event.then is Then.AGREED:
            self._respond(event, assessment, ResponseKind.AGREES, "", soon)
        elif event.then is Then.UNDONE:
            service.undo(assessment, by=leader, now=soon)
        elif event.then in REASONS and credential is not None:
            revoke(credential, REASONS[event.then], by=leader, now=later)
        elif event.then in {Then.OBJECTED, Then.OBJECTED_AND_STANDS}:
            reason = "Ik kan dit zonder hulp. Kijk alsjeblieft nog een keer."
            self._respond(event, assessment, ResponseKind.OBJECTS, reason, soon)
            if event.then is Then.OBJECTED_AND_STANDS:
                self._review(assessment, later)

    def _respond(
        self, event: Seen, assessment: Assessment, kind: ResponseKind, reason: str, at: datetime
    ) -> None:
        worker = self._identity(event.worker, at)
        respond(assessment, Said(kind=kind, reason=reason), by=worker.actor, now=at)

    def _review(self, assessment: Assessment, at: datetime) -> None:
        administrator = self._identity("Ingrid van Dam", at)
        explanation = "Samen nog een keer gekeken. Bij twijfel vraagt de medewerker nog hulp."
        review(assessment, ReviewOutcome.STANDS, explanation, by=administrator, now=at)

    def _identity(self, name: str, at: datetime) -> Identity:
        """Who acts, with the places of that day; nobody changed places but the movers."""
        if name not in self._identities:
            person: Person = self._places.people[name]
            session = fixed_uuid("session", name)
            self._identities[name] = build_identity(person, session, today=at.date())
        return replace(self._identities[name], today=at.date())


REASONS = {
    Then.REVOKED_AS_MISTAKE: RevocationReason.MISTAKE,
    Then.REVOKED_AS_FRAUD: RevocationReason.FRAUD,
}


def skills_by_domain() -> dict[str, list[str]]:
    """Codes of the palette's skills, by the code of their domain."""
    found: dict[str, list[str]] = {}
    for skill in db.session.scalars(select(Skill).order_by(Skill.id)):
        found.setdefault(skill.domain.code, []).append(skill.code)
    return found


def _versions() -> dict[str, SkillVersion]:
    found = select(SkillVersion).order_by(*OLDEST_FIRST)
    return {version.skill.code: version for version in db.session.scalars(found)}
