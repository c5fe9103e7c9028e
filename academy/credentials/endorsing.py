"""What a registered organisation says about a badge, signed by it (Open Badges 3.0, section 4.4).

A document of its own beside the badge, which stays as it was signed: about the id of the badge,
with what was said and who says it, and no name of a person. It is kept while the worker keeps what
was said, so that whoever checks it finds it in our register; thrown away, it is not there any more.
Taken back by who said it, its place on the status list says so.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from academy.audit import log
from academy.credentials import keys
from academy.credentials.addresses import Addresses
from academy.credentials.mapping import to_issuer
from academy.credentials.models import Credential, Endorsement, KeyPurpose
from academy.credentials.statements.queries import find_statement, is_withdrawn
from academy.database import db
from academy.errors import AcademyError
from academy.languages import DUTCH
from academy.organisations.models import Organisation
from academy.security.identity import Actor
from academy.settings import Settings
from badges import issuing
from badges.documents import endorsements
from badges.documents.model import StatusEntry

NO_WORDS = "Wij hebben dit ook gezien."
"""Said for whoever endorses a badge and writes nothing."""


def endorse(
    key: UUID,
    credential: Credential,
    organisation: Organisation,
    words: str,
    settings: Settings,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Sign it. Raises AcademyError when the organisation cannot sign any more.

    In the chain of the platform: the organisation does not hear what the worker chose.
    """
    signer = keys.signers(organisation, settings).get(KeyPurpose.CREDENTIALS)
    if signer is None:
        raise AcademyError("nobody-can-sign")
    said = _said(key, credential, organisation, words, settings, now=now)
    signed = issuing.issue(
        issuing.prepare_endorsement(said), signer, created=now.replace(microsecond=0)
    )
    db.session.add(
        Endorsement(
            uuid=key,
            credential_id=credential.id,
            organisation_id=organisation.id,
            document=signed,
            issued_at=now,
        )
    )
    db.session.flush()
    log.record("endorsement.issued", key, organisation_id=None, by=by, at=now)


def find_endorsement(key: UUID) -> Endorsement | None:
    return db.session.scalar(select(Endorsement).where(Endorsement.uuid == key))


def endorsements_of(badges: Sequence[Credential]) -> Mapping[UUID, Endorsement]:
    """By their keys, of all these badges in one statement, the oldest first."""
    numbers = [badge.id for badge in badges]
    found = select(Endorsement).where(Endorsement.credential_id.in_(numbers))
    return {each.uuid: each for each in db.session.scalars(found.order_by(Endorsement.id))}


def standing_endorsements(badges: Sequence[Credential]) -> Sequence[Endorsement]:
    """Those that nobody took back, the oldest first."""
    numbers = [badge.id for badge in badges]
    found = select(Endorsement).where(
        Endorsement.credential_id.in_(numbers), ~is_withdrawn(Endorsement.uuid)
    )
    return db.session.scalars(found.order_by(Endorsement.id)).all()


def forget_endorsement(key: UUID) -> None:
    """From now on nobody takes it for ours."""
    known = find_endorsement(key)
    if known is not None:
        db.session.delete(known)
        db.session.flush()


def _said(
    key: UUID,
    credential: Credential,
    organisation: Organisation,
    words: str,
    settings: Settings,
    *,
    now: datetime,
) -> endorsements.Endorsement:
    addresses = Addresses(settings.public_url)
    return endorsements.Endorsement(
        id=key.urn,
        issuer=to_issuer(organisation.slug, organisation.name, organisation.email, addresses),
        subject_id=addresses.credential(credential.uuid),
        comment=words or NO_WORDS,
        name=f"Aanbeveling: {credential.achievement.skill_version.name[DUTCH]}",
        valid_from=now.replace(microsecond=0),
        status=_place(key, addresses),
    )


def _place(key: UUID, addresses: Addresses) -> StatusEntry | None:
    """None for what was said before statements had a place."""
    statement = find_statement(key)
    if statement is None or statement.status_list is None or statement.status_index is None:
        return None
    return StatusEntry(addresses.status_list(statement.status_list.uuid), statement.status_index)
