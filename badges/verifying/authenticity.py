"""Who signed, and was it them? Safe mode, key and signature of one document.

Used for badges, endorsements, members of a collection and status lists alike. The key is found
first, from the issuer's own document, and only then is the signature looked at.

Proof sets (Data Integrity 1.0, section 2.1.1): every proof of a suite that we know must verify and
must be by the issuer; at least one must be there. Proofs of suites that we do not know are passed
over if another one verifies, as section 4.3 leaves each proof to stand on its own; alone they mean
"could not check".

Meaning and signature are two questions. A JWT and a JCS proof are over the text, so a word or a
context that is not known here leaves the signature to be checked, and the meaning unknown. An RDF
proof is over the meaning: there a word that no context defines was signed by nobody, and with an
unknown context nothing can be said.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from badges.contexts.dates import dates_of
from badges.errors import (
    BadgesError,
    ContextError,
    DidDocumentError,
    DidError,
    EnvelopeError,
    KeyBindingError,
    SafeModeError,
    UndefinedTermError,
    UnknownContextError,
    UnsupportedKeyError,
    UnsupportedProofError,
)
from badges.fetching.documents import UnavailableError
from badges.keys import did
from badges.proofs import data_integrity, vc_jwt
from badges.proofs.vc_jwt import Token
from badges.reading import JsonObject, RefusedError, shown
from badges.sandbox import SandboxError, TooHeavyError
from badges.times import instant
from badges.verifying.asking import Asked
from badges.verifying.dates import ALWAYS, Span
from badges.verifying.forms import Forms
from badges.verifying.open_badges_3.structure import check_structure
from badges.verifying.report import (
    Check,
    CheckId,
    Outcome,
    not_reached,
    signature_kind_unknown,
)
from badges.verifying.resolving import (
    KeyEndedError,
    KeyNameUnknownError,
    KeysUnpublishedError,
    KeyUnavailableError,
    UnknownMethodError,
)
from badges.verifying.stopping import StoppedError
from badges.verifying.token_keys import chosen_key


@dataclass(frozen=True, slots=True)
class Authenticity:
    """The three checks; `proven` says whether the content may be believed to be the issuer's."""

    safe_mode: Check
    key_controller: Check
    proof: Check
    lasts: Span = ALWAYS
    """When the signature counts, where it says that itself."""
    by_trying: bool = False
    """Whether a token did not say which of the issuer's keys signed it."""

    @property
    def proven(self) -> bool:
        """True if nothing failed and nothing is unknown."""
        return all(check.outcome is Outcome.PASS for check in self.checks)

    @property
    def signed(self) -> bool:
        """True if the issuer signed it, even if not every word in it is understood."""
        understood = self.safe_mode.outcome is not Outcome.FAIL
        return understood and self.key_controller.outcome is self.proof.outcome is Outcome.PASS

    @property
    def checks(self) -> tuple[Check, Check, Check]:
        """The checks in order."""
        return (self.safe_mode, self.key_controller, self.proof)


def issuer_of(document: JsonObject) -> str:
    """Return the issuer's id; the shape was checked before."""
    issuer = document["issuer"]
    return str(issuer["id"] if isinstance(issuer, dict) else issuer)


def authenticate(
    document: JsonObject, token: Token | None, asked: Asked, *, written: JsonObject | None = None
) -> Authenticity:
    """Examine a document that has embedded proofs or came in a `token`.

    `written` is the document as it came, with its null members, when that is not the same.
    """
    examination = _Examination(document, written or document, asked, Forms(asked.sandbox))
    try:
        examination.run(token)
    except StoppedError as stopped:
        examination.done[stopped.check.id] = stopped.check
    done = examination.done
    return Authenticity(
        done.get(CheckId.SAFE_MODE, not_reached(CheckId.SAFE_MODE)),
        done.get(CheckId.KEY_CONTROLLER, not_reached(CheckId.KEY_CONTROLLER)),
        done.get(CheckId.PROOF, not_reached(CheckId.PROOF)),
        examination.lasts,
        examination.by_trying,
    )


@dataclass(slots=True)
class _Examination:
    """One document, and what is known so far about it."""

    document: JsonObject
    written: JsonObject
    asked: Asked
    forms: Forms
    done: dict[CheckId, Check] = field(default_factory=dict)
    lasts: Span = ALWAYS
    """When all of the signatures count, if any says that itself."""
    by_trying: bool = False
    canonicalize: data_integrity.Canonicalizer | None = None
    """What RDF proofs are over; None when that cannot be known."""

    def run(self, token: Token | None) -> None:
        """Do the checks in order."""
        proofs = list(_proofs(self.document))
        over_text = token is not None or (
            bool(proofs) and all(map(data_integrity.covers_text, proofs))
        )
        self._ask_meaning(over_text=over_text)
        if token is not None:
            self._examine_token(token)
            self.lasts = _lasts(token, self.document)
        if token is None or proofs:
            self._examine_proofs()
        meant = self.done[CheckId.SAFE_MODE]
        if meant.code == "context-inline" and not over_text:
            # It fits, but the words may not mean what they usually mean.
            self.done[CheckId.PROOF] = not_reached(CheckId.PROOF)
        trust = {} if self.asked.trust is None else self.asked.trust
        if meant.outcome is Outcome.PASS and issuer_of(self.document) in trust:
            self.forms.learn()

    def _examine_token(self, token: Token) -> None:
        """Check the signature of a token with the key that it means."""

        def find() -> did.Method:
            chosen = chosen_key(issuer_of(self.document), token, self.asked)
            self.by_trying = chosen.by_trying
            return chosen.method

        method = _resolved(find, self.document, self.asked)
        self.done[CheckId.KEY_CONTROLLER] = _key_bound(method)
        self.done[CheckId.PROOF] = _check_token(token, method)

    def _ask_meaning(self, *, over_text: bool) -> None:
        """Check structure and JSON-LD safe mode; keep a canonicalizer that knows the result."""
        unsecured = {name: value for name, value in self.document.items() if name != "proof"}
        forms, name = self.forms, CheckId.SAFE_MODE
        is_sound = False
        try:
            check_structure(self.document)
            is_sound = True
            known = forms(unsecured)
        except (TooHeavyError, SandboxError) as error:
            raise StoppedError(_too_heavy(error, name)) from error
        except BadgesError as error:
            unknown = _unknown_meaning(error, over_text=over_text and is_sound)
            if unknown is None:
                raise StoppedError(_failed(name, "meaning-unclear", error)) from error
            self.done[name] = unknown
            self.canonicalize = forms.inline if unknown.code == "context-inline" else None
        else:
            self.done[name] = Check(name, Outcome.PASS, "meaning-clear")
            self.canonicalize = lambda other: known if other == unsecured else forms(other)

    def _examine_proofs(self) -> None:
        """Check every proof of a known suite.

        A chain of proofs is not followed, so nothing is said about a badge that has one.
        """
        proofs = list(zip(_proofs(self.document), _proofs(self.written), strict=True))
        if any("previousProof" in proof for proof, _ in proofs):
            chain = Check(CheckId.PROOF, Outcome.UNKNOWN, "signature-chain", place="/proof")
            raise StoppedError(chain)
        known = [pair for pair in proofs if data_integrity.suite_of(pair[0]) is not None]
        if not known:
            raise StoppedError(_without_known_proof(self.document))
        ends = []
        for proof, written in known:
            self._examine_proof(proof, written)
            if "expires" in proof:
                ends.append(instant(proof["expires"]))
        if ends and (self.lasts.ends is None or min(ends) < self.lasts.ends):
            self.lasts = Span(self.lasts.begins, min(ends))

    def _examine_proof(self, proof: JsonObject, written: JsonObject) -> None:
        asked, done = self.asked, self.done
        issuer, named = issuer_of(self.document), proof.get("verificationMethod")
        if not isinstance(named, str):
            wrong = Check(CheckId.PROOF, Outcome.FAIL, "signature-wrong", place="/proof")
            raise StoppedError(wrong)
        find = lambda: asked.resolver.key(issuer, named, now=asked.now)  # noqa: E731 - one line
        method = _resolved(find, self.document, asked)
        done[CheckId.KEY_CONTROLLER] = _key_bound(method)
        over_text = data_integrity.covers_text(proof)
        if self.canonicalize is None and not over_text:
            raise StoppedError(not_reached(CheckId.PROOF))  # what it is over is not known
        try:
            # A text is signed with its nulls; to JSON-LD they say nothing.
            data_integrity.verify_proof(
                self.written if over_text else self.document,
                written if over_text else proof,
                key=method.key,
                canonicalize=self.canonicalize or self.forms,
                canonicalize_384=self.forms.by_sha384,
            )
        except (TooHeavyError, SandboxError) as error:
            raise StoppedError(_too_heavy(error, CheckId.PROOF)) from error
        except BadgesError as error:
            self._refused(error)
            raise StoppedError(_failed(CheckId.PROOF, "signature-wrong", error)) from error
        done[CheckId.PROOF] = Check(CheckId.PROOF, Outcome.PASS, "signature-right")

    def _refused(self, error: BadgesError) -> None:
        """Stop if it was the meaning that stood in the way of checking a signature.

        Beside a context of its own a badge may name one that is unknown.
        """
        unknown = _unknown_meaning(error, over_text=False)
        if unknown is not None or isinstance(error, (SafeModeError, ContextError)):
            wrong = _failed(CheckId.SAFE_MODE, "meaning-unclear", error)
            self.done[CheckId.SAFE_MODE] = unknown or wrong
            raise StoppedError(not_reached(CheckId.PROOF)) from error


def _unknown_meaning(error: BadgesError, *, over_text: bool) -> Check | None:
    """Say what is not known about the meaning; None when something is wrong with it.

    The error may come from the child, so its code tells what it is.
    """
    name, code = CheckId.SAFE_MODE, getattr(error, "code", "")
    values: Mapping[str, str] = getattr(error, "values", {})
    if code == UnknownContextError.code:
        code = "context-unknown" if values else "context-inline"
        return Check(name, Outcome.UNKNOWN, code, values, error.place)
    if over_text:  # every letter is signed, whatever JSON-LD makes of it
        told = code if code == UndefinedTermError.code else "meaning-unsure"
        return Check(name, Outcome.UNKNOWN, told, {}, error.place, error.message)
    return None


def _check_token(token: Token, method: did.Method) -> Check:
    try:
        if token.kind not in vc_jwt.TYPES:
            raise EnvelopeError("The typ of this JWT is not that of a credential.", place="typ")
        vc_jwt.verify_jwt(token, method.key)
    except UnsupportedProofError as error:
        unknown = signature_kind_unknown(token.header.get("alg"), "JWT header", error.message)
        raise StoppedError(unknown) from error
    except BadgesError as error:
        code = "envelope-wrong" if isinstance(error, EnvelopeError) else "signature-wrong"
        raise StoppedError(_failed(CheckId.PROOF, code, error)) from error
    return Check(CheckId.PROOF, Outcome.PASS, "signature-right")


def _lasts(token: Token, document: JsonObject) -> Span:
    """Return when a token counts: what it says of that is not always what the badge says."""
    begins, ends = vc_jwt.signature_lasts(token)
    dates, own = dates_of(document), not token.repeats_moments
    return Span(
        begins if own or dates.start not in document else None,
        ends if own or dates.end not in document else None,
        "/exp",
    )


def _proofs(document: JsonObject) -> Iterator[JsonObject]:
    """Yield the proofs, each as it is; a null is none."""
    told: Any = document.get("proof", [])
    for proof in told if isinstance(told, list) else [told]:
        if proof is not None:
            yield proof


def _without_known_proof(document: JsonObject) -> Check:
    if not any(_proofs(document)):
        return Check(CheckId.PROOF, Outcome.FAIL, "signature-missing", place="/proof")
    kinds = (proof.get("cryptosuite") or proof.get("type") for proof in _proofs(document))
    return signature_kind_unknown(next(kinds), "/proof")


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
    except UnsupportedKeyError as error:
        stopped = Check(name, Outcome.UNKNOWN, "key-kind-unknown", detail=error.message)
    except KeyNameUnknownError as error:
        stopped = Check(name, Outcome.UNKNOWN, "key-name-unknown", detail=error.message)
    except KeysUnpublishedError as error:
        stopped = Check(name, Outcome.UNKNOWN, "keys-unpublished", detail=error.message)
    except DidDocumentError as error:
        stopped = Check(name, Outcome.UNKNOWN, "keys-unpublished", detail=error.message)
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
    """A did:key or did:jwk is the key itself: nobody published it anywhere."""
    itself = method.controller.startswith(("did:key:", "did:jwk:"))
    code = "key-itself" if itself else "key-bound"
    return Check(CheckId.KEY_CONTROLLER, Outcome.PASS, code, place=shown(method.id, limit=200))


def _failed(name: CheckId, code: str, error: BadgesError) -> Check:
    return Check(name, Outcome.FAIL, code, place=error.place, detail=error.message)


def _too_heavy(error: TooHeavyError | SandboxError, name: CheckId) -> Check:
    if isinstance(error, TooHeavyError):
        return Check(name, Outcome.FAIL, "too-heavy", detail=error.message)
    return Check(name, Outcome.UNKNOWN, error.code, detail=error.message)
