"""All badges of one person in one signed record (CLR Standard 2.0), put together on demand.

It adds no word of its own: every member is a badge of ours as it was signed, or what a registered
organisation signed about one of them. So nothing of it is kept, and whoever checks one is told that
it is ours when it is exactly what we would make.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from academy.credentials import derived, keys
from academy.credentials.addresses import Addresses
from academy.credentials.endorsing import standing_endorsements
from academy.credentials.mapping import to_issuer
from academy.credentials.models import Credential, Endorsement, KeyPurpose
from academy.organisations.models import Organisation
from academy.settings import Settings
from badges import issuing
from badges.documents import clr

NAME = "Alle badges"
MOST_MEMBERS = 60
"""More make a file that checkers elsewhere refuse as too large."""


def sign_record(
    person_uuid: UUID, badges: Sequence[Credential], settings: Settings, *, now: datetime
) -> bytes | None:
    """Signed by who gave the newest; None without badges, or when nobody can sign any more."""
    members = badges[:MOST_MEMBERS]
    if not members:
        return None
    said = standing_endorsements(members)[: MOST_MEMBERS - len(members)]
    signer = keys.signers(members[0].organisation, settings).get(KeyPurpose.CREDENTIALS)
    if signer is None:
        return None
    moment = now.replace(microsecond=0)
    record = record_of(
        uuid4().urn,
        person_uuid,
        members,
        said,
        members[0].organisation,
        Addresses(settings.public_url),
        made_at=moment,
    )
    return issuing.issue(issuing.prepare_record(record), signer, created=moment)


def record_of(
    identifier: str,
    person_uuid: UUID,
    badges: Sequence[Credential],
    said: Sequence[Endorsement],
    issuer: Organisation,
    addresses: Addresses,
    *,
    made_at: datetime,
) -> clr.LearnerRecord:
    """What is signed; the same for whoever compares a record with it."""
    return clr.LearnerRecord(
        id=identifier,
        issuer=to_issuer(issuer.slug, issuer.name, issuer.email, addresses),
        name=NAME,
        subject_id=person_uuid.urn,
        valid_from=made_at,
        members=(
            *(derived.signed_document(each) for each in badges),
            *(json.loads(each.document) for each in said),
        ),
        partial=True,
    )
