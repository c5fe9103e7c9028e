"""Who signed, and was it them? Safe mode, key and signature of one document.

Used for badges, endorsements, members of a collection and status lists alike. The key is found
first, from the issuer's own document, and only then is the signature looked at.

Proof sets (Data Integrity 1.0, section 2.1.1): every proof of a suite that we know must verify and
must be by the issuer; at least one must be there. Proofs of suites that we do not know are passed
over if another one verifies, as section 4.3 leaves each proof to stand on its own; alone they mean
"could not check".
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from badges.errors import (
    BadgesError,
    ContextError,
    DidError,
    KeyBindingError,
    KeyFormatError,
    SafeModeError,
)
from badges.fetching.documents import UnavailableError
from badges.keys import did, multikey
from badges.proofs import data_integrity, vc_jwt
from badges.proofs.vc_jwt import Token
from badges.reading import JsonObject, RefusedError, shown
from badges.sandbox import SandboxError, TooHeavyError
from badges.times import instant
from badges.verifying.asking import Asked
from badges.verifying.forms import Forms
from badges.verifying.open_badges_3.structure import check_structure
from badges.verifying.report import Check, CheckId, Outcome, not_reached
from badges.verifying.resolving import KeyEndedError, KeyUnavailableError, UnknownMethodError
from badges.verifying.stopping import StoppedError

_Canonicalizers = tuple[data_integrity.Canonicalizer, data_integrity.Canonicalizer]
"""With blank nodes named by SHA-256, and by SHA-384."""
_TYP: Final = ("JWT", "VC+JWT", "VC-LD+JWT", "VC+LD+JWT")


@dataclass(frozen=True, slots=True)
class Authenticity:
    """The three checks; `proven` says whether the content may be believed to be the issuer's."""

    safe_mode: Check
    key_controller: Check
    proof: Check
    proof_ends: datetime | None = None

    @property
    def proven(self) -> bool:
        """True if nothing failed and nothing is unknown."""
        return all(check.outcome is Outcome.PASS for check in self.checks)

    @property
    def checks(self) -> tuple[Check, Check, Check]:
        """The checks in order."""
        return (self.safe_mode, self.key_controller, self.proof)


def issuer_of(document: JsonObject) -> str:
    """Return the issuer's id; the shape was checked before."""
    issuer = document["issuer"]
    return str(issuer["id"] if isinstance(issuer, dict) else issuer)


def authenticate(document: JsonObject, token: Token | None, asked: Asked) -> Authenticity:
    """Examine a document that has embedded proofs or came in a `token`."""
    done: dict[CheckId, Check] = {}
    ends: datetime | None = None
    forms = Forms(asked.sandbox)
    try:
        canonicalize = _meaning(document, forms, done)
        if token is not None:
            _examine_token(document, token, asked, done)
        if token is None or "proof" in document:
            ends = _examine_proofs(document, asked, done, (canonicalize, forms.by_sha384))
        if asked.trust is not None and issuer_of(document) in asked.trust:
            forms.learn()
    except StoppedError as stopped:
        done[stopped.check.id] = stopped.check
    return Authenticity(
        done.get(CheckId.SAFE_MODE, not_reached(CheckId.SAFE_MODE)),
        done.get(CheckId.KEY_CONTROLLER, not_reached(CheckId.KEY_CONTROLLER)),
        done.get(CheckId.PROOF, not_reached(CheckId.PROOF)),
        ends,
    )


def _meaning(
    document: JsonObject, forms: Forms, done: dict[CheckId, Check]
) -> data_integrity.Canonicalizer:
    """Check structure and JSON-LD safe mode; return a canonicalizer that knows the result."""
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    try:
        check_structure(document)
        known = forms(unsecured)
    except (TooHeavyError, SandboxError) as error:
        raise StoppedError(_too_heavy(error, CheckId.SAFE_MODE)) from error
    except BadgesError as error:
        raise StoppedError(_failed(CheckId.SAFE_MODE, "meaning-unclear", error)) from error
    done[CheckId.SAFE_MODE] = Check(CheckId.SAFE_MODE, Outcome.PASS, "meaning-clear")
    return lambda other: known if other == unsecured else forms(other)


def _examine_token(
    document: JsonObject, token: Token, asked: Asked, done: dict[CheckId, Check]
) -> None:
    method = _resolved(lambda: _token_key(document, token, asked), document, asked)
    done[CheckId.KEY_CONTROLLER] = _key_bound(method)
    try:
        _check_header(token)
        vc_jwt.verify_jwt(token, method.key)
    except BadgesError as error:
        raise StoppedError(_failed(CheckId.PROOF, "signature-wrong", error)) from error
    done[CheckId.PROOF] = Check(CheckId.PROOF, Outcome.PASS, "signature-right")


def _check_header(token: Token) -> None:
    kind = token.header.get("typ")
    if kind is not None and (not isinstance(kind, str) or kind.upper() not in _TYP):
        raise BadgesError("The typ of this JWT is not that of a credential.", place="typ")


def _token_key(document: JsonObject, token: Token, asked: Asked) -> did.Method:
    """Find the key that the header names; `jwk` counts only if the issuer publishes it."""
    issuer = issuer_of(document)
    if "kid" in token.header:
        if token.key_id is None:
            raise KeyBindingError("The kid in the header of a JWT is text.")
        if token.key_id == issuer:
            return asked.resolver.only_key(issuer, now=asked.now)
        return asked.resolver.key(issuer, token.key_id, now=asked.now)
    if "jwk" in token.header:
        try:
            key = multikey.from_jwk(token.header["jwk"])
        except KeyFormatError as error:
            raise KeyBindingError("The jwk in the header is not a public key.") from error
        return asked.resolver.published(issuer, key, now=asked.now)
    raise KeyBindingError("The header of the JWT names no key.")


def _examine_proofs(
    document: JsonObject,
    asked: Asked,
    done: dict[CheckId, Check],
    canonicalizers: _Canonicalizers,
) -> datetime | None:
    """Check every proof of a known suite; return the earliest end of a proof, if any has one.

    A chain of proofs is not followed, so nothing is said about a badge that has one.
    """
    if any("previousProof" in proof for proof in _proofs(document)):
        chain = Check(CheckId.PROOF, Outcome.UNKNOWN, "signature-chain", place="/proof")
        raise StoppedError(chain)
    known = [proof for proof in _proofs(document) if data_integrity.suite_of(proof) is not None]
    if not known:
        raise StoppedError(_without_known_proof(document))
    ends = []
    for proof in known:
        _examine_proof(document, proof, asked, done, canonicalizers)
        if "expires" in proof:
            ends.append(instant(proof["expires"]))
    return min(ends, default=None)


def _examine_proof(
    document: JsonObject,
    proof: JsonObject,
    asked: Asked,
    done: dict[CheckId, Check],
    canonicalizers: _Canonicalizers,
) -> None:
    canonicalize, other = canonicalizers
    issuer, named = issuer_of(document), proof.get("verificationMethod")
    if not isinstance(named, str):
        raise StoppedError(Check(CheckId.PROOF, Outcome.FAIL, "signature-wrong", place="/proof"))
    find = lambda: asked.resolver.key(issuer, named, now=asked.now)  # noqa: E731 - one line
    method = _resolved(find, document, asked)
    done[CheckId.KEY_CONTROLLER] = _key_bound(method)
    try:
        data_integrity.verify_proof(
            document, proof, key=method.key, canonicalize=canonicalize, canonicalize_384=other
        )
    except (TooHeavyError, SandboxError) as error:
        raise StoppedError(_too_heavy(error, CheckId.PROOF)) from error
    except (SafeModeError, ContextError) as error:
        done[CheckId.SAFE_MODE] = _failed(CheckId.SAFE_MODE, "meaning-unclear", error)
        raise StoppedError(not_reached(CheckId.PROOF)) from error
    except BadgesError as error:
        raise StoppedError(_failed(CheckId.PROOF, "signature-wrong", error)) from error
    done[CheckId.PROOF] = Check(CheckId.PROOF, Outcome.PASS, "signature-right")


def _proofs(document: JsonObject) -> Iterator[JsonObject]:
    proofs: Any = document.get("proof", [])
    yield from proofs if isinstance(proofs, list) else [proofs]


def _without_known_proof(document: JsonObject) -> Check:
    if not any(_proofs(document)):
        return Check(CheckId.PROOF, Outcome.FAIL, "signature-missing", place="/proof")
    return Check(CheckId.PROOF, Outcome.UNKNOWN, "signature-kind-unknown", place="/proof")


def _resolved(find: Callable[[], did.Method], document: JsonObject, asked: Asked) -> did.Method:
    """Find a key; turn every way in which that can go wrong into its check."""
    name = CheckId.KEY_CONTROLLER
    try:
        return find()
    except KeyEndedError as error:
        if _issued_before(error.method.revoked, document, asked):
            return error.method
        code = _code_of_ended(error.method, document, asked)
        stopped = Check(name, Outcome.FAIL, code, detail=error.message)
    except (KeyBindingError, DidError) as error:
        stopped = _failed(name, "key-not-issuers", error)
    except UnknownMethodError as error:
        stopped = Check(name, Outcome.UNKNOWN, "issuer-kind-unknown", detail=error.message)
    except (UnavailableError, KeyUnavailableError, RefusedError) as error:
        stopped = Check(name, Outcome.UNKNOWN, "key-unavailable", detail=error.message)
    raise StoppedError(stopped)


def _issued_before(revoked: datetime | None, document: JsonObject, asked: Asked) -> bool:
    """Say whether the issuer's own register has the badge from before its key was revoked."""
    issuer, register = issuer_of(document), asked.register
    if revoked is None or register is None or not register.keeps(issuer):
        return False
    issued = register.issued(issuer, document)
    return issued is not None and issued < revoked


def _code_of_ended(method: did.Method, document: JsonObject, asked: Asked) -> str:
    """Say of our own stolen key that we did not use it; of another's that it was withdrawn."""
    if method.revoked is None:
        return "key-expired"
    kept = asked.register is not None and asked.register.keeps(issuer_of(document))
    return "not-issued-by-us" if kept else "key-revoked"


def _key_bound(method: did.Method) -> Check:
    return Check(
        CheckId.KEY_CONTROLLER, Outcome.PASS, "key-bound", place=shown(method.id, limit=200)
    )


def _failed(name: CheckId, code: str, error: BadgesError) -> Check:
    return Check(name, Outcome.FAIL, code, place=error.place, detail=error.message)


def _too_heavy(error: TooHeavyError | SandboxError, name: CheckId) -> Check:
    if isinstance(error, TooHeavyError):
        return Check(name, Outcome.FAIL, "too-heavy", detail=error.message)
    return Check(name, Outcome.UNKNOWN, error.code, detail=error.message)
