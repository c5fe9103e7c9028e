"""Issue one badge: prepare, lint, sign, verify our own signature, then store it all or nothing.

`sign` reads and computes, `store` writes. Between them lies no lock, so many can sign at once;
`store` decides again under the write lock, and the database's unique constraints have the last
word: one current badge for an assessment, and for a person, skill and level.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from academy.audit import log
from academy.credentials.addresses import Addresses
from academy.credentials.ground import Ground, Kind
from academy.credentials.mapping import Badge, to_credential
from academy.credentials.models import (
    Confirmation,
    Credential,
    KeyPurpose,
    Revocation,
    RevocationReason,
)
from academy.credentials.papers import add_paper_copy
from academy.credentials.rules import runs_out, valid_until
from academy.database import ask, db, insert_at_once, must_be_locked
from academy.dates import local_day
from academy.errors import AcademyError
from academy.locking import row
from academy.people.models import Person
from academy.security.identity import Actor
from academy.settings import Settings
from badges import issuing
from badges.proofs.fast_canonical import FastCanonicalizer

CANONICAL = FastCanonicalizer()
"""Our badges have one shape; each process compares it once with the general way."""


class RecordMergedError(AcademyError):
    """The record that a badge was signed for was merged since: the badge would name nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """An assessment that earned a badge, as far as issuing needs to know."""

    person_id: int
    person_uuid: uuid.UUID
    assessor_id: int
    organisation_id: int
    team_id: int
    skill_id: int
    skill_version_id: int
    level: int
    valid_months: int | None
    corrects: uuid.UUID | None
    replaces: uuid.UUID | None = None
    """The withdrawn badge whose place it takes: what it stands on was right after all."""
    earned_at: datetime | None = None
    """From when it is valid for so many months; None: from the moment of signing."""

    @property
    def kind(self) -> Kind:
        """What it has in common with other badges: see `ground`."""
        return (self.organisation_id, self.skill_version_id, self.level)

    @property
    def current_key(self) -> str:
        """What may have one current badge."""
        return f"{self.person_id}:{self.organisation_id}:{self.skill_id}:{self.level}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A badge that is signed and not yet stored."""

    uuid: uuid.UUID
    achievement_id: int
    status_list_id: int
    status_index: int
    valid_from: datetime
    valid_until: datetime | None
    document: bytes
    jwt: str


def current_badge(award: Award) -> Credential | None:
    """The badge that the person has for this skill and level, from this organisation."""
    return db.session.scalar(_CURRENT, {"key": award.current_key})


_CURRENT = select(Credential).where(Credential.current_key == bindparam("key"))


def is_confirmed_by(current: Credential, award: Award, now: datetime) -> bool:
    """Whether the badge is still good for long, so that no new one is needed.

    A badge of an earlier version of the skill is not: it says less, or in other words. Nor is any
    where one is still to be corrected; of two corrections at once the second confirms the first.
    """
    if _corrected(award) is not None:
        return False
    if current.achievement.skill_version_id < award.skill_version_id:
        return False
    return not runs_out(current.valid_until, local_day(now))


def sign(award: Award, ground: Ground, settings: Settings, *, now: datetime) -> Signed:
    """Prepare, lint, sign twice (Data Integrity, VC-JWT) and verify; raises BadgesError."""
    # a JWT counts in seconds, and both forms of the badge must say the same moment
    moment = now.replace(microsecond=0)
    badge = Badge(
        credential_uuid=uuid.uuid4(),
        person_uuid=award.person_uuid,
        issuer=ground.issuer,
        achievement=ground.achievement,
        achievement_uuid=ground.achievement_uuid,
        level=ground.level,
        status_list_uuid=ground.status_list_uuid,
        status_index=ground.status_index,
        valid_from=moment,
        valid_until=valid_until(award.earned_at or moment, award.valid_months),
        awarded_at=moment,
    )
    prepared = issuing.prepare(
        to_credential(badge, Addresses(settings.public_url)), canonicalize=CANONICAL
    )
    return Signed(
        uuid=badge.credential_uuid,
        achievement_id=ground.achievement_id,
        status_list_id=ground.status_list_id,
        status_index=badge.status_index,
        valid_from=badge.valid_from,
        valid_until=badge.valid_until,
        document=issuing.issue(
            prepared, ground.signers[KeyPurpose.CREDENTIALS], created=moment, canonicalize=CANONICAL
        ),
        jwt=issuing.issue_jwt(prepared, ground.signers[KeyPurpose.JWT]),
    )


def store(
    award: Award,
    signed: Signed,
    settings: Settings,
    *,
    assessment_id: int,
    by: Actor,
    now: datetime,
) -> Credential:
    """Keep a signed badge, or return the one that somebody else stored first."""
    must_be_locked(row(Person, award.person_id))
    # asked before anything is replaced: a second try of the same award changes nothing
    holder = _holder(award)
    if holder.merged_into_id is not None:
        raise RecordMergedError("person-was-merged")
    current = None if holder.id is None else db.session.get_one(Credential, holder.id)
    if current is not None and current.assessment_id == assessment_id:
        return current
    if award.replaces is not None:
        _forget_confirmation(assessment_id)
    if current is not None and is_confirmed_by(current, award, now):
        return confirm(current, assessment_id, by=by, now=now)
    superseded = _supersede(award, current, by=by, now=now) or _fallen(award)
    credential = Credential(
        uuid=signed.uuid,
        assessment_id=assessment_id,
        person_id=award.person_id,
        organisation_id=award.organisation_id,
        team_id=award.team_id,
        assessor_id=award.assessor_id,
        skill_id=award.skill_id,
        achievement_id=signed.achievement_id,
        current_key=award.current_key,
        status_list_id=signed.status_list_id,
        status_index=signed.status_index,
        issued_at=now,
        valid_from=signed.valid_from,
        valid_until=signed.valid_until,
        document=signed.document,
        jwt=signed.jwt,
        supersedes_id=superseded.id if superseded else None,
    )
    insert_at_once(credential)
    add_paper_copy(credential, holder, number=1, secret_key=settings.secret_key, now=now)
    _log("credential.issued", credential, by=by, now=now)
    return credential


def _holder(award: Award) -> Any:
    """The names for on paper, and the number of the badge that has the place of this one."""
    asked = {"id": award.person_id, "key": award.current_key}
    return ask(_HOLDER, asked).one()


_HOLDER = (
    select(Person.name, Person.latin_name, Person.merged_into_id, Credential.id)
    .outerjoin(Credential, Credential.current_key == bindparam("key"))
    .where(Person.id == bindparam("id"))
)


def confirm(current: Credential, assessment_id: int, *, by: Actor, now: datetime) -> Credential:
    """Note that the skill was seen again; the badge stays as it is."""
    db.session.add(Confirmation(assessment_id=assessment_id, credential_id=current.id, at=now))
    db.session.flush()
    _log("credential.confirmed", current, by=by, now=now)
    return current


def _forget_confirmation(assessment_id: int) -> None:
    """Of a badge that fell away: an assessment stands for one badge at a time."""
    db.session.execute(delete(Confirmation).where(Confirmation.assessment_id == assessment_id))


def _fallen(award: Award) -> Credential | None:
    """The withdrawn badge that this one replaces, unless another one did so already."""
    if award.replaces is None:
        return None
    return db.session.scalar(
        select(Credential).where(Credential.uuid == award.replaces, ~Credential.superseded_by.has())
    )


def _supersede(
    award: Award, current: Credential | None, *, by: Actor, now: datetime
) -> Credential | None:
    """Make room: a correction withdraws the badge that was wrong, a renewal lets it run out."""
    corrected = _corrected(award)
    if corrected is not None:
        Revocation.of(corrected, RevocationReason.REPLACED, by_id=award.assessor_id, at=now)
        corrected.current_key = None
        _log("credential.revoked", corrected, by=by, now=now, reason="replaced")
    if current is not None:
        current.current_key = None
    # now: the new badge goes past the unit of work, and the key may stand there once
    db.session.flush()
    return corrected or current


def _corrected(award: Award) -> Credential | None:
    """The badge that was wrong, unless it was withdrawn or replaced meanwhile.

    Asked in full again: an assessment that names another person's badge may have been kept.
    """
    if award.corrects is None:
        return None
    found = select(Credential).where(
        Credential.uuid == award.corrects,
        Credential.person_id == award.person_id,
        Credential.organisation_id == award.organisation_id,
        Credential.skill_id == award.skill_id,
        ~Credential.revocation.has(),
    )
    return db.session.scalar(found)


def _log(action: str, credential: Credential, *, by: Actor, now: datetime, **details: str) -> None:
    log.record(
        action,
        credential.uuid,
        organisation_id=credential.organisation_id,
        by=by,
        at=now,
        **details,
    )
