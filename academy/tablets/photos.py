"""A photo that an assessment named and that comes by itself, sealed as items are."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select

from academy.assessments import due
from academy.assessments.models import AnnouncedPhoto, Assessment
from academy.assessments.photos import StoredPhoto, place_for
from academy.assessments.recording import Receipt, evidence_of
from academy.assessments.saving import stored
from academy.database import db, transaction
from academy.dependencies import Dependencies
from academy.errors import AcademyError, BusyError
from academy.locking import row
from academy.media.photos import clean_photo
from academy.people.models import Person
from academy.tablets import keys
from academy.tablets.models import KeyUse, Tablet
from academy.tablets.opening import FindPrivate, RefusedError, Sealed, unseal
from academy.tablets.sealing import Kind
from academy.tablets.syncing import Answer, Code, unless_gone


@dataclass(frozen=True, slots=True)
class Expected:
    """Where a photo belongs."""

    assessment_uuid: UUID
    person_id: int
    sha256: bytes
    outcome: str
    is_taken_back: bool
    """Nobody wants a photo of what was undone."""


def receive(tablet: Tablet, sealed: Sealed, deps: Dependencies) -> Answer:
    """The same answer again for one that came before. Raises BusyError."""
    expected = _expected(tablet, sealed.uuid)
    if expected is None:
        return unless_gone(sealed.uuid, sealed.settled, organisation_id=tablet.organisation_id)
    if expected.outcome:
        return Answer(sealed.uuid, Code(expected.outcome))
    if expected.is_taken_back:
        return _keep(sealed.uuid, None, expected, deps)
    try:
        plain = unseal(sealed, Kind.PHOTO, _private_halves(deps))
    except RefusedError as refusal:
        return Answer(sealed.uuid, Code.REFUSED, str(refusal))
    photo = _fitting(plain, expected)
    return _keep(sealed.uuid, photo, expected, deps)


def _expected(tablet: Tablet, photo_uuid: UUID) -> Expected | None:
    found = (
        select(
            Assessment.uuid,
            Assessment.person_id,
            AnnouncedPhoto.sha256,
            AnnouncedPhoto.outcome,
            Assessment.withdrawal.has(),
        )
        .join(AnnouncedPhoto, AnnouncedPhoto.assessment_id == Assessment.id)
        .where(
            AnnouncedPhoto.uuid == photo_uuid,
            Assessment.organisation_id == tablet.organisation_id,
        )
    )
    row = db.session.execute(found).first()
    return Expected(*row) if row else None


def _private_halves(deps: Dependencies) -> FindPrivate:
    def find(key_uuid: UUID) -> ec.EllipticCurvePrivateKey | None:
        key = keys.find_key(KeyUse.SEAL, key_uuid)
        return keys.private_half(key, deps.settings) if key else None

    return find


def _fitting(plain: bytes, expected: Expected) -> StoredPhoto | None:
    """None for another one than the assessment named, or what is no photo."""
    if hashlib.sha256(plain).digest() != expected.sha256:
        return None
    try:
        return place_for(clean_photo(plain), expected.assessment_uuid)
    except BusyError:
        raise
    except AcademyError:
        return None


def _keep(
    photo_uuid: UUID, photo: StoredPhoto | None, expected: Expected, deps: Dependencies
) -> Answer:
    with stored(photo, deps.files) as kept, transaction(row(Person, expected.person_id)):
        found = select(AnnouncedPhoto).where(AnnouncedPhoto.uuid == photo_uuid)
        announced = db.session.scalar(found)
        if announced is None:
            return Answer(photo_uuid, Code.GONE)
        if not announced.outcome:
            kept.receipt = _settle(announced, photo, now=deps.clock())
        return Answer(photo_uuid, Code(announced.outcome))


def _settle(
    announced: AnnouncedPhoto, photo: StoredPhoto | None, *, now: datetime
) -> Receipt | None:
    """None when the photo is not to be kept."""
    announced.settled_at = now
    announced.outcome = outcome = _outcome(announced.assessment, photo)
    if photo is None or outcome is not Code.SAVED:
        return None
    db.session.add(evidence_of(announced.assessment, photo, now))
    # the badge may have waited for it
    due.note(announced.assessment.id)
    return Receipt.NEW


def _outcome(assessment: Assessment, photo: StoredPhoto | None) -> Code:
    if assessment.withdrawal is not None:
        return Code.GONE
    return Code.PHOTO_UNFIT if photo is None else Code.SAVED
