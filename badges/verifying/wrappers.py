"""What badges come wrapped in: presentations, envelopes, lists and answers of APIs.

A wrapper is opened, not judged: whose presentation it is, and who signed that, is not asked. What
is inside is judged as if it had come alone. Sources: VC Data Model 2.0, sections 4.12 and 4.13
(EnvelopedVerifiableCredential, presentations); VC Data Model 1.1, section 6.3.1 (`vp` in a JWT);
Open Badges 3.0 API (`credential`, `compactJwsString`); Open Badges 2.1 API (`assertions`,
`signedAssertions`); VC API (`verifiableCredential`); OpenID4VP (`vp_token`).
"""

from base64 import b64decode
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote

from badges.errors import BadgesError
from badges.proofs.vc_jwt import read_jwt
from badges.reading import JsonObject
from badges.verifying.report import Check, CheckId, Outcome
from badges.verifying.stopping import StoppedError

MAX_DEPTH: Final = 8
MAX_BADGES: Final = 50

_ENVELOPES: Final = ("EnvelopedVerifiableCredential", "EnvelopedVerifiablePresentation")
_TOKENS: Final = (
    *("application/vc+jwt", "application/vp+jwt", "application/jwt"),
    *("application/vc+ld+jwt", "application/vp+ld+jwt", "application/vc-ld+jwt"),
)
"""The last ones are of drafts."""
_OTHER_KINDS: Final = ("application/vc+sd-jwt", "application/dc+sd-jwt", "application/vp+sd-jwt")
_ANSWERS: Final = (
    *("credential", "credentials", "compactJwsString", "compactJwsStrings"),
    *("verifiableCredential", "verifiableCredentials", "verifiablePresentation", "vp", "jwt"),
    *("assertions", "signedAssertions", "vp_token"),
)
"""Members of an object that is nothing itself: what APIs and wallets put around credentials."""

Thing = JsonObject | str
"""A credential as JSON, or as compact JWS."""


def types_of(document: JsonObject) -> list[Any]:
    """Return the type or types of a document as a list."""
    told = document.get("type", [])
    return told if isinstance(told, list) else [told]


def is_envelope(document: Any) -> bool:
    """Say whether an object is a credential in an envelope."""
    return isinstance(document, dict) and not set(_ENVELOPES).isdisjoint(
        kind for kind in types_of(document) if isinstance(kind, str)
    )


def token_in(envelope: JsonObject) -> str:
    """Return the JWS in an envelope, whose id is a data: URL; stops for another kind."""
    head, _, body = str(envelope.get("id", "")).partition(",")
    media_type, *parameters = head[len("data:") :].lower().split(";")
    if head.lower().startswith("data:") and media_type in _TOKENS:
        text = _from_base64(body) if "base64" in parameters else unquote(body)
        if text is not None:
            return text
    check = Check(CheckId.PARSE, Outcome.UNKNOWN, "envelope-unknown", {}, "/id")
    if media_type in _OTHER_KINDS:
        check = Check(CheckId.PARSE, Outcome.FAIL, "other-credential", {}, "/id")
        raise StoppedError(check, no_credential=True)
    raise StoppedError(check)


def _from_base64(body: str) -> str | None:
    """RFC 2397: a data: URL may hold its text so."""
    try:
        return b64decode(unquote(body), validate=True).decode("ascii")
    except ValueError:
        return None


def opened(value: Any) -> list[Thing] | None:
    """Return what is in a wrapper; None for what is no wrapper."""
    if not _is_wrapper(value):
        return None
    found: list[Thing] = []
    for thing in _inside(value, 0):
        found.append(thing)
        if len(found) > MAX_BADGES:
            raise StoppedError(Check(CheckId.PARSE, Outcome.UNKNOWN, "too-much"))
    return found


def _is_wrapper(value: Any) -> bool:
    if isinstance(value, list):
        return any(_may_be_thing(member) for member in value)
    if isinstance(value, str):
        return _presented(value) is not None
    return isinstance(value, dict) and (
        is_envelope(value) or is_presentation(value) or _is_answer(value)
    )


def _inside(value: Any, depth: int) -> Iterator[Thing]:
    if depth > MAX_DEPTH:
        raise StoppedError(Check(CheckId.PARSE, Outcome.UNKNOWN, "too-much"))
    if isinstance(value, list):
        for member in value:
            yield from _inside(member, depth + 1)
    elif isinstance(value, str):
        presentation = _presented(value)
        yield from [value] if presentation is None else _inside(presentation, depth + 1)
    elif is_envelope(value):
        yield from _inside(token_in(value), depth + 1)
    elif isinstance(value, dict) and is_presentation(value):
        yield from _inside(value.get("verifiableCredential", []), depth + 1)
    elif isinstance(value, dict) and _is_answer(value):
        for held in _held(value):
            yield from _inside(held, depth + 1)
    elif isinstance(value, dict):
        yield value


def _may_be_thing(member: Any) -> bool:
    if isinstance(member, str):
        return member.startswith("eyJ")
    return isinstance(member, dict) and ("@context" in member or _is_wrapper(member))


def is_presentation(document: JsonObject) -> bool:
    """Say whether an object is a presentation of credentials."""
    return "VerifiablePresentation" in types_of(document)


def _is_answer(document: JsonObject) -> bool:
    """Say whether an object only holds credentials; one with a context is something itself."""
    members = [
        part
        for value in _held(document)
        for part in (value if isinstance(value, list) else [value])
    ]
    return "@context" not in document and any(map(_may_be_thing, members))


def _held(document: JsonObject) -> Iterator[Any]:
    """Yield what an answer holds; OpenID4VP 1.0, section 8.1, gives it by the name of a query."""
    for name in _ANSWERS:
        value = document.get(name, [])
        by_query = name == "vp_token" and isinstance(value, dict) and "@context" not in value
        yield from value.values() if by_query else [value]


def _presented(compact: str) -> JsonObject | None:
    """Return the presentation in a JWT, or None when it is something else."""
    if not compact.startswith("eyJ"):
        return None
    try:
        payload = read_jwt(compact).payload
    except BadgesError:
        return None  # whatever is wrong with it is told when it is read as a badge
    if isinstance(payload.get("vp"), dict):
        return {"type": "VerifiablePresentation", **payload["vp"]}
    return payload if is_presentation(payload) else None
