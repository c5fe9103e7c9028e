"""A proof of participation in a course as an Open Badge: of type Course, never of a skill.

It says what the proof on paper says, with the elements that the EU asks of a micro-credential, and
is about a pseudonym. It stands in no list of badges. It is signed once and kept, so that whoever
checks it finds it in our register; taken back, it is not there any more.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from academy.audit import log
from academy.credentials import keys
from academy.credentials.addresses import Addresses
from academy.credentials.mapping import to_issuer
from academy.credentials.models import KeyPurpose, ParticipationProof
from academy.credentials.narrative import FIXED
from academy.database import db, must_be_locked
from academy.dates import end_of_day, start_of_day
from academy.languages import DUTCH
from academy.organisations.models import Organisation
from academy.security.identity import Actor
from academy.settings import Settings
from badges import issuing
from badges.documents import micro_credentials, model

NOTE = "Dit is een bewijs van deelname. Het is geen badge voor een vaardigheid en geen diploma."
COURSE = "Course"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """What somebody followed, in Dutch, the language in which it was given."""

    record_id: int
    record_uuid: UUID
    version_uuid: UUID
    """Of the course, as it was then."""
    person_uuid: UUID
    title: str
    description: str
    outcomes: tuple[str, ...]
    code: str
    number: str
    hours: float
    workload: str
    form: str
    assessment: str
    quality: str
    level: str
    """Of the NLQF, which counts as the EQF does; empty without a place in its register."""
    starts_on: date
    ends_on: date


def find_proof(key: UUID) -> ParticipationProof | None:
    return db.session.scalar(select(ParticipationProof).where(ParticipationProof.uuid == key))


def issue_participation(
    taken: Participation, provider: Organisation, settings: Settings, *, by: Actor, now: datetime
) -> bytes:
    """Signed by who gave the course, the first time that somebody asks."""
    must_be_locked(provider)
    known = find_proof(taken.record_uuid)
    if known is not None:
        return known.document
    keys.ensure_keys(provider, settings, by=by, now=now)
    document = sign_participation(taken, provider, settings, now=now)
    keep_participation(taken, document, provider, by=by, now=now)
    return document


def keep_participation(
    taken: Participation, document: bytes, provider: Organisation, *, by: Actor, now: datetime,
    given: bool = False,
) -> bool:  # fmt: skip
    """What was signed, unless there is one already; gives whether it is kept. `given`: the holder
    did not ask for it, so it is news."""
    must_be_locked(provider)
    if find_proof(taken.record_uuid) is not None:
        return False
    proof = ParticipationProof(
        uuid=taken.record_uuid, record_id=taken.record_id, document=document, issued_at=now,
        given_at=now if given else None,
    )  # fmt: skip
    db.session.add(proof)
    db.session.flush()
    log.record(
        "participation.issued", taken.record_uuid, organisation_id=provider.id, by=by, at=now
    )
    return True


def forget_participation(record_uuid: UUID) -> None:
    """The line in the learning record goes, and nothing stands behind the proof any more."""
    known = find_proof(record_uuid)
    if known is not None:
        db.session.delete(known)
        db.session.flush()


def sign_participation(
    taken: Participation, provider: Organisation, settings: Settings, *, now: datetime
) -> bytes:
    """Under no lock; who gave the course has its keys already (`keys.ensure_keys`)."""
    moment = now.replace(microsecond=0)
    addresses = Addresses(settings.public_url)
    issuer = to_issuer(provider.slug, provider.name, provider.email, addresses)
    credential = model.Credential(
        id=taken.record_uuid.urn,
        issuer=issuer,
        achievement=_course(taken, issuer),
        name=f"Bewijs van deelname: {taken.title}",
        description=taken.description,
        valid_from=min(end_of_day(taken.ends_on), moment),
        awarded=moment,
        subject_id=taken.person_uuid.urn,
        activity_start=start_of_day(taken.starts_on),
        activity_end=end_of_day(taken.ends_on),
    )
    signer = keys.signers(provider, settings)[KeyPurpose.CREDENTIALS]
    return issuing.issue(issuing.prepare(credential), signer, created=moment)


def _course(taken: Participation, issuer: model.Issuer) -> model.Achievement:
    learned = "\n".join(f"- {line}" for line in taken.outcomes)
    achievement = model.Achievement(
        id=taken.version_uuid.urn,
        name=taken.title,
        description=taken.description,
        criteria_narrative=f"Dit kan iemand na de cursus:\n\n{learned}\n\n{NOTE}",
        creator=issuer,
        language=FIXED[DUTCH].tag,
        version=taken.number,
        human_code=taken.code,
    )
    facts = micro_credentials.Facts(
        workload_hours=round(taken.hours),
        workload=taken.workload,
        assessment=taken.assessment,
        participation=taken.form,
        quality_assurance=taken.quality,
        eqf_level=int(taken.level) if taken.level.isdecimal() else None,
    )
    return replace(micro_credentials.describe(achievement, facts), type=COURSE)
