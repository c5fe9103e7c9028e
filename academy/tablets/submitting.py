"""From what a leader signed to a submission as any other: who, where, when, and by which grant."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select

from academy.access.models import Card
from academy.assessments.rules import WhenObjected
from academy.assessments.saving import Saving
from academy.assessments.submission import Assessor, Submission
from academy.database import db
from academy.dates import local_day
from academy.objections.responding import OnTablet, Said
from academy.organisations.models import Team
from academy.people.merged import goes_by
from academy.people.models import Person
from academy.security.identity import TabletGrant
from academy.settings import Settings
from academy.tablets import keys
from academy.tablets.bringers import Bringer
from academy.tablets.clock import Moment, Reading, moment_of
from academy.tablets.content import Answered, PhotoName, Seen, TakenBack
from academy.tablets.grants import Claims
from academy.tablets.models import KeyUse, LeaderGrant, Tablet
from academy.tablets.opening import Opened, Opener, UnreadableError


@dataclass(frozen=True, slots=True)
class ToSave:
    """An assessment to record, and the photo that comes after it."""

    saving: Saving
    photo: PhotoName | None

    @property
    def uuid(self) -> UUID:
        return self.saving.submission.uuid


@dataclass(frozen=True, slots=True, kw_only=True)
class ToUndo:
    """An assessment to take back."""

    uuid: UUID
    assessment_uuid: UUID
    settled: UUID | None
    by: TabletGrant
    asked_at: datetime
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRespond:
    """What a worker said on the leader's tablet."""

    uuid: UUID
    assessment_uuid: UUID
    settled: UUID | None
    by: TabletGrant
    said: Said | None
    """None: the worker answers later."""
    now: datetime


@dataclass
class Known:
    """What the server knows about the items of one delivery, asked once for each grant and key."""

    bringer: Bringer
    settings: Settings
    sent_at: datetime | None = field(kw_only=True)
    now: datetime = field(kw_only=True)
    _grants: dict[UUID, TabletGrant] = field(default_factory=dict)

    @cached_property
    def opener(self) -> Opener:
        return Opener(
            find_private=self._private,
            find_grant_key=keys.grant_key,
            issuer=self.settings.public_url,
            organisation_uuid=self.bringer.organisation_uuid,
        )

    def to_save(self, opened: Opened, seen: Seen) -> ToSave:
        """Raises UnreadableError when the grant names nobody who is still here."""
        grant = self._grant(opened.claims)
        moment = self._moment(opened.claims, seen.reading)
        submission = Submission(
            uuid=seen.uuid,
            assessor=Assessor(grant.person_id, grant.person_uuid),
            person_uuid=seen.person_uuid,
            team_uuid=opened.claims.team_uuid,
            skill_version_uuid=seen.skill_version_uuid,
            level=seen.level,
            answers=seen.answers,
            remarks=seen.remarks,
            note=seen.note,
            method=seen.method,
            observed_on=local_day(moment.at),
            corrects=seen.corrects,
            photo_hash=seen.photo.sha256 if seen.photo else None,
            made_at=moment.at,
            sent_at=self.sent_at or self.now,
            device=grant.device_uuid,
            grant=grant,
            based_on=seen.based_on,
            signed=opened.signed,
            time_is_sure=moment.is_sure,
        )
        saving = Saving(
            submission=submission, when_objected=WhenObjected.KEEP, by=grant.actor, now=self.now
        )
        return ToSave(saving, seen.photo)

    def to_undo(self, opened: Opened, taken: TakenBack, *, settled: UUID | None) -> ToUndo:
        return ToUndo(
            uuid=taken.uuid,
            assessment_uuid=taken.assessment_uuid,
            settled=settled,
            by=self._grant(opened.claims),
            asked_at=self._moment(opened.claims, taken.reading).at,
            now=self.now,
        )

    def to_respond(self, opened: Opened, answered: Answered, *, settled: UUID | None) -> ToRespond:
        grant = self._grant(opened.claims)
        return ToRespond(
            uuid=answered.uuid,
            assessment_uuid=answered.assessment_uuid,
            settled=settled,
            by=grant,
            said=self._said(opened.claims, answered, device_uuid=grant.device_uuid),
            now=self.now,
        )

    def _said(self, claims: Claims, answered: Answered, *, device_uuid: UUID) -> Said | None:
        if answered.kind is None:
            return None
        at = min(self._moment(claims, answered.reading).at, self.now)
        return Said(
            kind=answered.kind,
            about=answered.about,
            reason=answered.reason,
            on_tablet=OnTablet(uuid=answered.uuid, device_uuid=device_uuid, at=at),
        )

    def _moment(self, claims: Claims, reading: Reading) -> Moment:
        brings_it_itself = claims.tablet_uuid == self.bringer.uuid
        return moment_of(
            reading,
            given_at=claims.given_at,
            sent_at=self.sent_at if brings_it_itself else None,
            now=self.now,
        )

    def _grant(self, claims: Claims) -> TabletGrant:
        if claims.grant_uuid not in self._grants:
            self._grants[claims.grant_uuid] = _as_it_held(claims)
        return self._grants[claims.grant_uuid]

    def _private(self, key_uuid: UUID) -> ec.EllipticCurvePrivateKey | None:
        key = keys.find_key(KeyUse.SEAL, key_uuid)
        return keys.private_half(key, self.settings) if key else None


def _as_it_held(claims: Claims) -> TabletGrant:
    """No longer than the leader stayed signed in, had that card, and the tablet was the shop's.

    The grant proves itself, so an item counts too when its row went with an older backup.
    """
    person = select(Person.id).where(goes_by(claims.person_uuid), Person.erased_at.is_(None))
    team = select(Team.id, Team.organisation_id).where(Team.uuid == claims.team_uuid)
    person_id, place = db.session.scalar(person), db.session.execute(team).first()
    if person_id is None or place is None:
        raise UnreadableError("names-unknown")
    grant = TabletGrant(
        grant_uuid=claims.grant_uuid,
        device_uuid=claims.tablet_uuid,
        person_id=person_id,
        person_uuid=claims.person_uuid,
        team_id=place.id,
        organisation_id=place.organisation_id,
        given_at=claims.given_at,
        expires_at=claims.expires_at,
    )
    return replace(grant, expires_at=min([grant.expires_at, *_ends(claims)]))


def _ends(claims: Claims) -> list[datetime]:
    signed_out = select(LeaderGrant.ended_at).where(LeaderGrant.uuid == claims.grant_uuid)
    revoked = select(Tablet.revoked_at).where(Tablet.uuid == claims.tablet_uuid)
    void = (
        select(Card.voided_at)
        .join(Person)
        .where(Person.uuid == claims.person_uuid, Card.voided_at > claims.given_at)
        .order_by(Card.voided_at)
        .limit(1)
    )
    found = [db.session.scalar(end) for end in (signed_out, revoked, void)]
    return [end for end in found if end is not None]
