"""Our own record of what was issued, which a stolen key cannot write into."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from academy.credentials import derived, queries
from academy.credentials.addresses import Addresses
from academy.credentials.copies import is_copy
from academy.credentials.endorsing import endorsements_of, find_endorsement
from academy.credentials.models import Credential
from academy.credentials.participation import find_proof
from academy.credentials.records import record_of
from academy.people.merged import pseudonyms_of
from badges.documents import clr, open_badges_2
from badges.proofs import vc_jwt

Json = Mapping[str, Any]
RECORD = "ClrCredential"
URN = "urn:uuid:"
"""How the id of a proof of participation and of an endorsement begins; a badge has an address."""


class IssuanceRegister:
    """A `badges.verifying.Register`: a badge of ours is what stands in it, word for word.

    Whoever stole a key can sign anything, also under the id of a badge that exists; what it
    says is then not what was stored.
    """

    def __init__(self, addresses: Addresses, ours: Mapping[str, str]) -> None:
        self._addresses = addresses
        self._ours = ours

    def keeps(self, issuer: str) -> bool:
        return issuer in self._ours

    def issued(self, issuer: str, document: dict[str, Any]) -> datetime | None:  # noqa: ARG002
        identifier = str(document.get("id"))
        if RECORD in document.get("type", []):
            return self._issued_record(identifier, document)
        if identifier.startswith(URN):
            return self._issued_beside(identifier, document)
        credential = self._find(identifier)
        if credential is None or not self._is_same(document, credential):
            return None
        return credential.issued_at

    def _issued_beside(self, identifier: str, document: Json) -> datetime | None:
        """Of participation in a course, or about a badge: kept word for word as well."""
        try:
            key = UUID(identifier)
        except ValueError:
            return None
        kept = find_proof(key) or find_endorsement(key)
        if kept is None or _words(document) != _words(json.loads(kept.document)):
            return None
        return kept.issued_at

    def _issued_record(self, identifier: str, document: Json) -> datetime | None:
        """Several badges in one: ours when it is exactly what we make of badges of ours."""
        members = [*document.get("credentialSubject", {}).get("verifiableCredential", [])]
        names = [str(each.get("id")) for each in members if isinstance(each, dict)]
        known = [badge for badge in map(self._find, names) if badge is not None]
        said = [each for each in endorsements_of(known).values() if each.uuid.urn in names]
        made_at = moment_of(document.get("validFrom"))
        if not known or len(known) + len(said) < len(members) or made_at is None:
            return None
        # made before two records were merged, it names the person as they were called then
        records = (
            record_of(
                identifier, name, known, said, known[0].organisation, self._addresses,
                made_at=made_at,
            )
            for name in pseudonyms_of(known[0].person)
        )  # fmt: skip
        is_ours = any(_words(document) == _words(clr.document(each)) for each in records)
        return made_at if is_ours else None

    def _find(self, identifier: str) -> Credential | None:
        try:
            key = UUID(identifier.rpartition("/")[2])
        except ValueError:
            return None
        # the whole address, not only its UUID: on another host it is somebody else's badge
        ours = (self._addresses.credential(key), self._addresses.ob2_assertion(key))
        return queries.public_credential(key) if identifier in ours else None

    def _is_same(self, document: Json, credential: Credential) -> bool:
        if document.get("@context") == open_badges_2.CONTEXT:
            return _words(document) == _words(derived.ob2_assertion(credential, self._addresses))
        stored = derived.signed_document(credential)
        token = vc_jwt.credential_of(vc_jwt.read_jwt(credential.jwt))
        same_words = _words(document) in (_words(stored), _words(token))
        return (
            same_words
            or is_copy(document, credential)
            or any(proof in _proofs(stored) for proof in _proofs(document))
        )


def moment_of(text: object) -> datetime | None:
    """What a document says is the time; None for what is no moment with a zone."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _words(document: Json) -> str:
    """What a document says, in one form; a proof says nothing."""
    bare = {name: value for name, value in document.items() if name != "proof"}
    return json.dumps(bare, sort_keys=True)


def _proofs(document: Json) -> list[Any]:
    """The proofs of a document whose proofs were verified. One that is ours is over our words,
    also when a wallet wrote them in another order: other words would need another signature."""
    proofs: Any = document.get("proof", [])
    return proofs if isinstance(proofs, list) else [proofs]
