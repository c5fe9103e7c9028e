"""A JWT as it came: read it, or say what it is instead of a badge.

Of a damaged one the payload often still tells: somebody's sign-in token with a letter too few is no
forged badge.
"""

from typing import Any, Final

from badges.errors import BadgesError
from badges.keys.multikey import base64url_decode
from badges.proofs.vc_jwt import Token, read_jwt
from badges.reading import JsonObject, read_object
from badges.verifying.kinds import check_is_badge, nothing
from badges.verifying.open_badges_2.generations import generation_of
from badges.verifying.report import Check, CheckId, Outcome
from badges.verifying.sources import refused_as_badge
from badges.verifying.stopping import StoppedError
from badges.verifying.wrappers import is_presentation

_SELECTIVE: Final = ("VC+SD-JWT", "DC+SD-JWT", "VC+LD+JSON+SD-JWT")
"""The `typ` of credentials that may be shown in part (SD-JWT VC, section 2.2.1), also in drafts."""


def read_token(compact: str) -> Token:
    """Return a JWT that may be a badge; raise `StoppedError` with the report for any other text."""
    if "~" in compact:  # SD-JWT (RFC 9901), section 4
        raise nothing("other-credential")
    if "." not in compact:
        raise nothing("not-a-badge")
    try:
        token = read_jwt(compact)
    except BadgesError as error:
        raise _damaged(compact, error) from error
    if token.kind in _SELECTIVE:
        raise nothing("other-credential")
    return token


def _damaged(compact: str, error: BadgesError) -> StoppedError:
    """Say what is the matter with a JWT; stops for one that was never a badge."""
    parts = compact.split(".")
    payload = _payload(parts[1])
    if payload is None or "vp" in payload or is_presentation(payload):
        return refused_as_badge(error)
    nested: Any = payload.get("vc")
    check_is_badge(nested if isinstance(nested, dict) else payload, generation_of(payload))
    if len(parts) == 3 and not parts[2]:
        return StoppedError(Check(CheckId.PROOF, Outcome.FAIL, "signature-missing"))
    return refused_as_badge(error)


def _payload(part: str) -> JsonObject | None:
    try:
        return read_object(base64url_decode(part))
    except BadgesError:
        return None
