"""Issue a credential: prepare, sign, read back, verify, and only then hand it out.

``prepare`` writes and lints the unsigned document; it raises before any key is touched. ``issue``
signs it, parses the bytes again, makes their canonical form and verifies its own signature, so that
what leaves here is known to verify. The bytes are the record: store and serve them as they are.

Nothing here reads a clock: ``created`` is given. Ids and status indexes are random and yours.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from badges.documents import clr, endorsements, writing
from badges.documents.clr import LearnerRecord
from badges.documents.endorsements import Endorsement
from badges.documents.model import Credential
from badges.errors import BadgesError, KeyBindingError, LintError, TokenError
from badges.issuing import linting
from badges.issuing.schemas import Kind
from badges.keys.signing import Signer
from badges.proofs import vc_jwt
from badges.proofs.data_integrity import Canonicalizer, Suite, create_proof, verify_proof
from badges.proofs.fast_canonical import canonical_nquads
from badges.reading import JsonObject

_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False
)
"""Documents are trees; one that holds itself is refused as too deep."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An unsigned document that passed every check: its exact bytes, kind and canonical form."""

    document: bytes
    kind: Kind
    canonical: str = field(repr=False)
    """The canonical N-Quads that were linted; the signature is over these."""
    value: JsonObject = field(repr=False, compare=False)
    """The document itself. A change to it is noticed when the signature is verified."""

    def parsed(self) -> JsonObject:
        """Return the document as a new JSON value."""
        document: JsonObject = json.loads(self.document)
        return document


def prepare(credential: Credential, *, canonicalize: Canonicalizer = canonical_nquads) -> Prepared:
    """Return the unsigned Open Badge of a credential; LintError says all that is wrong with it."""
    document = writing.credential(credential)
    return prepare_document(document, Kind.BADGE, canonicalize=canonicalize)


def prepare_document(
    document: JsonObject, kind: Kind, *, canonicalize: Canonicalizer = canonical_nquads
) -> Prepared:
    """Lint any document that we issue (a badge, an endorsement, a CLR, a status list)."""
    text = encode(document)
    canonical = linting.check(document, kind, text=text, canonicalize=canonicalize)
    return Prepared(text, kind, canonical, document)


def prepare_endorsement(value: Endorsement) -> Prepared:
    """Lint an endorsement; sign it with ``issue`` and parse the bytes to embed it."""
    return prepare_document(endorsements.document(value), Kind.ENDORSEMENT)


def prepare_record(value: LearnerRecord) -> Prepared:
    """Lint a record; LintError when a member is about another person or stands there twice."""
    clr.check_members(value)
    return prepare_document(clr.document(value), Kind.CLR)


def issue(
    prepared: Prepared,
    signer: Signer,
    *,
    created: datetime,
    suite: Suite = Suite.EDDSA_RDFC_2022,
    canonicalize: Canonicalizer = canonical_nquads,
) -> bytes:
    """Return the signed credential as UTF-8 JSON, verified.

    Raises KeyBindingError when the signer's key is not the issuer's, ProofError when the signature
    does not verify.
    """
    document = prepared.value
    check_key(document, signer)
    proof = create_proof(
        document,
        signer,
        suite=suite,
        created=created,
        # what was linted is what is signed, and its form is not made twice
        canonicalize=lambda part: prepared.canonical if part == document else canonicalize(part),
    )
    # the stored bytes and the proof behind them: encoding anew could write them differently
    signed = b'%b,"proof":%b}' % (prepared.document[:-1], encode([proof]))
    _verify_own(signed, signer, canonicalize)
    return signed


def issue_jwt(prepared: Prepared, signer: Signer) -> str:
    """Return the credential as VC-JWT, verified; the signer must be ES256 or RS256."""
    document = prepared.parsed()
    check_key(document, signer)
    compact = vc_jwt.sign_jwt(document, signer)
    token = vc_jwt.read_jwt(compact)
    vc_jwt.verify_jwt(token, signer.public_key)
    if vc_jwt.credential_of(token) != document:
        raise TokenError("The signed token says something else than what was prepared.")
    return compact


def check_key(document: JsonObject, signer: Signer) -> None:
    """Raise KeyBindingError unless the key belongs to the issuer's own DID."""
    issuer = document["issuer"]
    did = issuer["id"] if isinstance(issuer, dict) else issuer
    if signer.verification_method.partition("#")[0] != did:
        raise KeyBindingError("This key does not belong to the issuer of this credential.")


def encode(value: JsonObject | list[JsonObject]) -> bytes:
    """Return compact UTF-8 JSON, members in the order given; LintError for what JSON cannot say."""
    try:
        return _ENCODER.encode(value).encode("utf-8")
    except (ValueError, RecursionError) as error:
        message = "A badge holds finite numbers and whole characters only, and is not endless."
        raise LintError((BadgesError(message, check="lint"),)) from error


def _verify_own(signed: bytes, signer: Signer, canonicalize: Canonicalizer) -> None:
    """Read the bytes as a stranger would: parse, canonical form, signature.

    The signature is over the canonical form that was linted, so it also shows that the bytes say
    neither more nor less than that.
    """
    document = json.loads(signed)
    (proof,) = document["proof"]
    verify_proof(document, proof, key=signer.public_key, canonicalize=canonicalize)
