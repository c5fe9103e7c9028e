"""A copy of a badge for a backpack that knows people by their e-mail address.

The same badge under the same id, with a salted hash of the address beside the pseudonym, signed
anew. Neither address nor copy is kept: only what the copy hashes to, so that whoever checks one is
told that it is ours, and no stolen key can make another. It is withdrawn with the badge, for it
has the same place on the list.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any

from sqlalchemy import func, select

from academy.audit import log
from academy.credentials import derived, keys
from academy.credentials.models import BackpackCopy, Credential, KeyPurpose
from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.security.identity import Actor
from academy.settings import Settings
from badges import issuing

MOST = 20
"""Of one badge: more backpacks than anybody has."""


def sign_copy(credential: Credential, email: str, settings: Settings, *, now: datetime) -> bytes:
    """Raises AcademyError when the organisation cannot sign any more."""
    signer = keys.signers(credential.organisation, settings).get(KeyPurpose.CREDENTIALS)
    if signer is None:
        raise AcademyError("nobody-can-sign")
    document = derived.signed_document(credential)
    document.pop("proof")
    salt = token_hex(16)
    identity = {
        "type": "IdentityObject",
        "hashed": True,
        "identityType": "emailAddress",
        "identityHash": "sha256$" + sha256((email + salt).encode()).hexdigest(),
        "salt": salt,
    }
    document["credentialSubject"]["identifier"] = [identity]
    prepared = issuing.prepare_document(document, issuing.Kind.BADGE)
    return issuing.issue(prepared, signer, created=now.replace(microsecond=0))


def note_copy(credential: Credential, copy: bytes, *, by: Actor, now: datetime) -> None:
    """Remember that it is ours."""
    must_be_locked(credential.person)
    if _count(credential) >= MOST:
        raise AcademyError("too-many-copies")
    db.session.add(
        BackpackCopy(credential_id=credential.id, words_hash=_hash(json.loads(copy)), made_at=now)
    )
    db.session.flush()
    log.record("credential.copied", credential.uuid, organisation_id=None, by=by, at=now)


def is_copy(document: Mapping[str, Any], credential: Credential) -> bool:
    """Whether it says, word for word, what we signed as a copy of this badge."""
    found = select(BackpackCopy.id).where(
        BackpackCopy.credential_id == credential.id, BackpackCopy.words_hash == _hash(document)
    )
    return db.session.scalar(found) is not None


def _hash(document: Mapping[str, Any]) -> bytes:
    bare = {name: value for name, value in document.items() if name != "proof"}
    return sha256(json.dumps(bare, sort_keys=True).encode()).digest()


def _count(credential: Credential) -> int:
    found = select(func.count(BackpackCopy.id)).where(BackpackCopy.credential_id == credential.id)
    return db.session.scalar(found) or 0
