"""Open Badges 2.0, 2.1 and older: hosted assertions and signed ones (JWS), class and issuer.

Source: Open Badges 2.0, "Verification". Hosted: the copy at the assertion's own address is the
truth; what was handed in may not contradict it, and only the fetched copy is shown. The address
must be within the issuer's scope (`hosting`). Gone (410) or `revoked` means revoked. Signed: RS256
by the key that `verification.creator` names, which the issuer's profile must name as its own, and
which must name the issuer as its owner; then the issuer's RevocationList is asked.

The issuer's profile is always fetched from the issuer's id; a copy inside a badge proves nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from badges.errors import BadgesError, KeyBindingError, SchemaError
from badges.fetching.documents import UnavailableError
from badges.keys import multikey
from badges.proofs import vc_jwt
from badges.proofs.vc_jwt import Token
from badges.reading import JsonObject, read_object, shown
from badges.times import instant
from badges.verifying.asking import Asked
from badges.verifying.dates import check_end, check_start
from badges.verifying.issuers import check_issuer
from badges.verifying.open_badges_2 import shapes
from badges.verifying.open_badges_2.generations import TWO, Generation
from badges.verifying.open_badges_2.hosting import may_speak
from badges.verifying.open_badges_3.statuses import revoked_check
from badges.verifying.recipients import matches
from badges.verifying.report import (
    Check,
    CheckId,
    Outcome,
    Report,
    Verdict,
    not_reached,
    verdict_of,
)
from badges.verifying.stopping import StoppedError
from badges.verifying.summary import summarize_2

_HOSTED: Final = frozenset({"HostedBadge", "hosted"})
_SIGNED: Final = frozenset({"SignedBadge", "signed"})
_MAY_DIFFER: Final = frozenset({"@context", "image", "badge", "recipient", "verification"})

_CLASS: Final = ("name", "description", "criteria", "issuer")
_NOTHING: Final[JsonObject] = {}


@dataclass(slots=True)
class _Examination:
    """What is known so far about one assertion."""

    asked: Asked
    generation: Generation
    checks: dict[CheckId, Check] = field(default_factory=dict)

    def note(self, check: Check) -> None:
        self.checks[check.id] = check


def verify_hosted(
    given: JsonObject, generation: Generation, asked: Asked, *, address: str | None
) -> Report:
    """Return the report on an assertion as JSON; `address` is where it was fetched, if it was."""
    report = Report(Verdict.INVALID, (), generation.version, "hosted")
    examination = _started(asked, generation)
    try:
        assertion = _upgraded("assertion", address or "", given, generation)
        told = assertion["badge"] if isinstance(assertion.get("badge"), dict) else {}
        if assertion.get("id") != address or address is None:
            assertion = _hosted_copy(assertion, examination)
        return _examine(assertion, report, examination, None, told)
    except StoppedError as stopped:
        examination.note(stopped.check)
        return _finished(report, examination, None)


def verify_signed(token: Token, generation: Generation, asked: Asked) -> Report:
    """Return the report on a signed assertion."""
    report = Report(Verdict.INVALID, (), generation.version, "jws")
    examination = _started(asked, generation)
    try:
        assertion = _upgraded("assertion", "", token.payload, generation)
        return _examine(assertion, report, examination, token)
    except StoppedError as stopped:
        examination.note(stopped.check)
        return _finished(report, examination, None)


def _upgraded(kind: str, address: str, document: JsonObject, generation: Generation) -> JsonObject:
    try:
        return generation.upgrade(kind, address, document)
    except SchemaError as error:
        raise StoppedError(_misbuilt(error.place, error.message)) from error


def _misbuilt(place: str, detail: str) -> Check:
    return Check(CheckId.SCHEMA, Outcome.FAIL, "shape-wrong", {}, place, detail)


def _started(asked: Asked, generation: Generation) -> _Examination:
    examination = _Examination(asked, generation)
    examination.note(Check(CheckId.PARSE, Outcome.PASS, "readable"))
    examination.note(Check(CheckId.SAFE_MODE, Outcome.SKIP, "meaning-not-needed"))
    return examination


def _hosted_copy(given: JsonObject, examination: _Examination) -> JsonObject:
    """Return the assertion from its own address, after a comparison with the given one."""
    if not given.get("id"):
        raise StoppedError(Check(CheckId.PROOF, Outcome.UNKNOWN, "address-needed"))
    _shaped(given, "assertion", "")
    address = given["id"]
    hosted = given["verification"]["type"] in _HOSTED
    if not hosted or not address.startswith(("https://", "http://")):
        raise StoppedError(Check(CheckId.PROOF, Outcome.FAIL, "signature-missing"))
    fetched = _assertion_at(address, examination)
    _shaped(fetched, "assertion", address)
    different = [
        name for name in given if name not in _MAY_DIFFER and _differs(name, given, fetched)
    ]
    different += [
        name for name in ("recipient", "badge") if _name(given[name]) != _name(fetched[name])
    ]
    if different:
        place = f"/{shown(different[0])}"
        raise StoppedError(Check(CheckId.PROOF, Outcome.FAIL, "hosted-differs", {}, place))
    return fetched


def _differs(name: str, given: JsonObject, fetched: JsonObject) -> bool:
    one, other = given[name], fetched.get(name)
    if name in ("issuedOn", "expires") and isinstance(other, str):
        return bool(_moment(one) != _moment(other))
    return _listed(one) != _listed(other)


def _name(value: Any) -> Any:
    """Reduce an embedded badge class to its id; compare a recipient without optional members."""
    if isinstance(value, dict) and "identity" in value:
        return tuple(value.get(name) for name in ("type", "identity", "hashed", "salt"))
    return value.get("id") if isinstance(value, dict) else value


def _assertion_at(address: str, examination: _Examination) -> JsonObject:
    try:
        answer = examination.asked.documents.get(address)
    except UnavailableError as error:
        raise StoppedError(
            Check(CheckId.PROOF, Outcome.UNKNOWN, "hosted-unavailable", {}, "", error.message)
        ) from error
    document: JsonObject = {}
    try:
        document = read_object(answer.body)
        if answer.status == 200 and document.get("revoked") is not True:
            document = examination.generation.upgrade("assertion", address, document)
    except BadgesError as error:
        if answer.status == 200:
            raise StoppedError(
                Check(CheckId.PROOF, Outcome.FAIL, "hosted-differs", {}, "", error.message)
            ) from error
    if answer.status == 410 or (answer.status == 200 and document.get("revoked") is True):
        _stop_revoked(document, address, examination)
    if answer.status in (404, 403):
        raise StoppedError(Check(CheckId.PROOF, Outcome.FAIL, "hosted-missing"))
    if answer.status != 200:
        detail = f"Status {answer.status}."
        raise StoppedError(
            Check(CheckId.PROOF, Outcome.UNKNOWN, "hosted-unavailable", {}, "", detail)
        )
    if document.get("id") != address:
        raise StoppedError(Check(CheckId.PROOF, Outcome.FAIL, "hosted-differs", {}, "/id"))
    return document


def _stop_revoked(document: JsonObject, address: str, examination: _Examination) -> None:
    examination.note(Check(CheckId.PROOF, Outcome.PASS, "hosted-answered"))
    raise StoppedError(revoked_check(document.get("revocationReason"), place=address))


def _examine(
    assertion: JsonObject,
    report: Report,
    examination: _Examination,
    token: Token | None,
    told: JsonObject = _NOTHING,
) -> Report:
    """Check an assertion whose bytes are settled: from its address, or from a JWS.

    `told` is the badge class inside what was handed in; it may not contradict the true one.
    """
    asked = examination.asked
    _shaped(assertion, "assertion", "")
    badge = _badge_class(assertion["badge"], examination)
    different = [
        name for name in _CLASS if name in told and _told(told, name) != _told(badge, name)
    ]
    if different:
        place = f"/badge/{different[0]}"
        raise StoppedError(Check(CheckId.PROOF, Outcome.FAIL, "hosted-differs", {}, place))
    issuer = badge["issuer"]["id"] if isinstance(badge["issuer"], dict) else badge["issuer"]
    profile = examination.generation.profile(issuer) or _fetched(issuer, "profile", examination)
    _check_moments(assertion)
    examination.note(Check(CheckId.SCHEMA, Outcome.PASS, "shape-right"))
    if token is None:
        _check_host(assertion, profile, examination)
        status = Check(CheckId.STATUS, Outcome.PASS, "not-revoked")
    else:
        _check_signature(assertion, profile, token, examination)
        status = _check_revocations(assertion, profile, examination)
    known = check_issuer(issuer, assertion, asked)
    for check in (
        known,
        check_start(assertion, now=asked.now, name="issuedOn"),
        check_end(assertion, now=asked.now, name="expires"),
        status,
        check_recipient(assertion["recipient"], asked.recipient),
        Check(CheckId.ENDORSEMENTS, Outcome.SKIP, "no-endorsements"),
    ):
        examination.note(check)
    summary = summarize_2(assertion, badge, issuer=issuer, issuer_name=known.values.get("name"))
    return _finished(report, examination, summary)


def _told(badge: JsonObject, name: str) -> Any:
    return _name(badge.get(name)) if name == "issuer" else badge.get(name)


def _badge_class(badge: Any, examination: _Examination) -> JsonObject:
    if isinstance(badge, dict):
        _shaped(badge, "badge", "/badge")
        return badge
    return _fetched(badge, "badge", examination)


def _fetched(address: str, kind: str, examination: _Examination) -> JsonObject:
    """Return a document of the issuer's from its own address, with the right id and shape."""
    try:
        answer = examination.asked.documents.get(address)
        if answer.status != 200:
            raise UnavailableError("bad-answer", address)
        document = examination.generation.read(kind, address, answer.body)
    except BadgesError as error:
        raise StoppedError(
            Check(CheckId.KEY_CONTROLLER, Outcome.UNKNOWN, "key-unavailable", {}, "", error.message)
        ) from error
    _shaped(document, kind, address)
    if document["id"] != address:
        detail = "The document at this address has another id."
        raise StoppedError(
            Check(
                CheckId.SCHEMA, Outcome.FAIL, "shape-wrong", {}, shown(address, limit=200), detail
            )
        )
    return document


def _check_host(assertion: JsonObject, profile: JsonObject, examination: _Examination) -> None:
    if assertion["verification"]["type"] not in _HOSTED:
        raise StoppedError(Check(CheckId.PROOF, Outcome.FAIL, "signature-missing"))
    place = shown(assertion["id"], limit=200)
    if not may_speak(assertion["id"], profile):
        raise StoppedError(
            Check(CheckId.KEY_CONTROLLER, Outcome.FAIL, "host-not-issuers", {}, place)
        )
    examination.note(Check(CheckId.KEY_CONTROLLER, Outcome.PASS, "host-bound", {}, place))
    examination.note(Check(CheckId.PROOF, Outcome.PASS, "hosted-same", {}, place))


def _check_signature(
    assertion: JsonObject, profile: JsonObject, token: Token, examination: _Examination
) -> None:
    if assertion["verification"]["type"] not in _SIGNED:
        detail = "A signed badge has verification type SignedBadge."
        raise StoppedError(
            Check(CheckId.PROOF, Outcome.FAIL, "signature-wrong", {}, "/verification", detail)
        )
    try:
        key = _key(assertion, profile, examination)
    except KeyBindingError as error:
        raise StoppedError(
            Check(CheckId.KEY_CONTROLLER, Outcome.FAIL, "key-not-issuers", {}, "", error.message)
        ) from error
    examination.note(Check(CheckId.KEY_CONTROLLER, Outcome.PASS, "key-bound"))
    try:
        vc_jwt.verify_jwt(token, key)
    except BadgesError as error:
        raise StoppedError(
            Check(CheckId.PROOF, Outcome.FAIL, "signature-wrong", {}, "", error.message)
        ) from error
    examination.note(Check(CheckId.PROOF, Outcome.PASS, "signature-right"))


def _key(assertion: JsonObject, profile: JsonObject, examination: _Examination) -> rsa.RSAPublicKey:
    """Return the key, linked both ways: the profile names it, and it names the profile."""
    generation = examination.generation
    published = [_name(key) for key in _listed(profile.get("publicKey", []))]
    creator = assertion["verification"].get("creator")
    if creator is None and len(published) == 1:
        creator = published[0]
    if creator is None or not generation.names_key(profile, creator):
        raise KeyBindingError("The issuer's profile does not name the key that signed this.")
    document = _fetched(creator, "key", examination)
    if not generation.owns_key(profile, document):
        raise KeyBindingError("The key has another owner than the issuer.")
    return _read_pem(document["publicKeyPem"])


def _read_pem(pem: str) -> rsa.RSAPublicKey:
    try:
        key = load_pem_public_key(pem.encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyBindingError("The issuer's key cannot be read.") from error
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < multikey.MIN_RSA_BITS:
        raise KeyBindingError(f"The issuer's key is not RSA of {multikey.MIN_RSA_BITS} bits.")
    return key


def _check_revocations(
    assertion: JsonObject, profile: JsonObject, examination: _Examination
) -> Check:
    address = profile.get("revocationList")
    if address is None:
        return Check(CheckId.STATUS, Outcome.SKIP, "no-status")
    try:
        listed = _fetched(address, "revocations", examination)
    except StoppedError as stopped:
        check = stopped.check
        return replace(check, id=CheckId.STATUS, outcome=Outcome.UNKNOWN, code="status-unavailable")
    if examination.generation is TWO and listed["issuer"] != profile["id"]:
        return Check(CheckId.STATUS, Outcome.UNKNOWN, "status-not-believed")
    for told in listed["revokedAssertions"]:
        entry = {"id": told} if isinstance(told, str) else told
        if assertion["id"] in (entry.get("id"), entry.get("uid")):
            return revoked_check(entry.get("revocationReason"), place=address)
    return Check(CheckId.STATUS, Outcome.PASS, "not-revoked", {}, shown(address, limit=200))


def check_recipient(recipient: Mapping[str, Any], expected: str | None) -> Check:
    """Compare an IdentityObject with an expected e-mail address, URL or telephone number."""
    if expected is None:
        return Check(CheckId.RECIPIENT, Outcome.SKIP, "recipient-not-asked")
    same = matches(
        recipient["identity"], recipient.get("salt", ""), expected, hashed=recipient["hashed"]
    )
    outcome, code = {
        True: (Outcome.PASS, "recipient-right"),
        False: (Outcome.FAIL, "recipient-wrong"),
        None: (Outcome.UNKNOWN, "recipient-unknown"),
    }[same]
    return Check(CheckId.RECIPIENT, outcome, code, {}, "/recipient")


def _check_moments(assertion: JsonObject) -> None:
    moments = [_moment(assertion[name]) for name in ("issuedOn", "expires") if name in assertion]
    if moments != sorted(moments):
        detail = "expires lies before issuedOn."
        raise StoppedError(
            Check(CheckId.SCHEMA, Outcome.FAIL, "shape-wrong", {}, "/expires", detail)
        )


def _moment(text: str) -> Any:
    try:
        return instant(text)
    except ValueError as error:
        raise StoppedError(
            Check(CheckId.SCHEMA, Outcome.FAIL, "shape-wrong", {}, "", str(error))
        ) from error


def _shaped(document: JsonObject, kind: str, where: str) -> None:
    wrong = shapes.problem(document, kind)
    if wrong is not None:
        place, detail = wrong
        place = f"{shown(where, limit=200)}{shown(place, limit=120)}"
        raise StoppedError(Check(CheckId.SCHEMA, Outcome.FAIL, "shape-wrong", {}, place, detail))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _finished(
    report: Report, examination: _Examination, summary: Mapping[str, Any] | None
) -> Report:
    checks = tuple(examination.checks.get(name, not_reached(name)) for name in CheckId)
    return replace(report, verdict=verdict_of(checks), checks=checks, credential=summary)
