"""Verify any badge: `verify` takes bytes and gives a `Report`.

>>> from datetime import UTC, datetime
>>> from badges.fetching import OfflineMap
>>> verify(b"Hello", documents=OfflineMap(), now=datetime(2026, 11, 21, tzinfo=UTC)).verdict.value
'no-credential'
"""

import logging
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from badges import sandbox
from badges.errors import BadgesError, TokenError
from badges.fetching.documents import Documents
from badges.images.baking import Kind
from badges.proofs import vc_jwt
from badges.sandbox import Sandbox
from badges.verifying.asking import Asked, Register
from badges.verifying.kinds import check_is_badge, nothing
from badges.verifying.limits import LimitedDocuments, LimitedSandbox
from badges.verifying.open_badges_2 import assertions
from badges.verifying.open_badges_2.generations import generation_of
from badges.verifying.open_badges_3.credentials import verify_credential
from badges.verifying.pasted import Form, Found, address_in
from badges.verifying.places import located
from badges.verifying.report import (
    Check,
    CheckId,
    Outcome,
    Report,
    Verdict,
    not_reached,
    verdict_of,
)
from badges.verifying.resolving import Resolver
from badges.verifying.sources import (
    MAX_SOURCE,
    fetched,
    find,
    read_document,
    refused_as_badge,
    unavailable,
)
from badges.verifying.stopping import StoppedError
from badges.verifying.tokens import read_token
from badges.verifying.wrappers import Thing, opened

logger = logging.getLogger(__name__)

__all__ = [
    "MAX_SOURCE",
    "Check",
    "CheckId",
    "Outcome",
    "Register",
    "Report",
    "Verdict",
    "address_in",
    "verify",
]


def verify(
    source: bytes,
    *,
    documents: Documents,
    now: datetime,
    trust: Mapping[str, str] | None = None,
    recipient: str | None = None,
    register: Register | None = None,
    child: Sandbox | None = None,
) -> Report:
    """Return the report on a badge: JSON, JWT, PNG, SVG, PDF, an address, or a text with one.

    `trust` maps the ids of known issuers to their names; None leaves the issuer unasked.
    `recipient` is the id, e-mail or URL that the badge should be for. `register` is the record of
    an issuer of our own. Several badges together give the report on the first, with all `reports`.
    Never raises for anything in `source` or in fetched documents.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a time zone.")
    limited = LimitedDocuments(documents)
    runner = LimitedSandbox(child or sandbox.shared())
    try:
        found = find(source, runner)
        if found.form is Form.ADDRESS:
            found = fetched(found.text, limited, runner)
        nulls = "null" in found.text
        resolver = Resolver(limited)
        asked = Asked(limited, resolver, runner, now, trust, recipient, register, nulls)
        things = _things(found)
        if len(things) == 1:
            report = _alone(things[0], found, asked)
            return replace(report, carrier=found.carrier) if found.carrier else report
        reports = tuple(_alone(thing, found, asked) for thing in things)
        return replace(reports[0], reports=reports, carrier=found.carrier)
    except StoppedError as stopped:
        return _stopped(stopped)
    except Exception:
        # A mistake of ours must neither stop the caller nor look green; the log has it in full.
        logger.exception("A verification broke")
        return _stopped(StoppedError(Check(CheckId.PARSE, Outcome.UNKNOWN, "internal")))


def _things(found: Found) -> list[Thing]:
    """Return what is to be judged: what was found itself, or what it is wrapped around."""
    value: Any = found.text if found.form is Form.TOKEN else read_document(found.text)
    inside = opened(value)
    if inside is None and not isinstance(value, (dict, str)):
        raise nothing("not-a-badge")
    if inside == []:
        raise nothing("wrapper-empty")
    if inside is not None and len(inside) > 1 and found.kind is not None:
        raise StoppedError(Check(CheckId.PARSE, Outcome.FAIL, "several-badges"))
    return [value] if inside is None else inside


def _alone(thing: Thing, found: Found, asked: Asked) -> Report:
    """Return the report on one thing, whatever is the matter with it."""
    try:
        return located(_verify(thing, found, asked))
    except StoppedError as stopped:
        return _stopped(stopped)


def _verify(thing: Thing, found: Found, asked: Asked) -> Report:
    if isinstance(thing, str):
        return _verify_token(thing, found, asked)
    generation = generation_of(thing)
    check_is_badge(thing, generation)
    if generation is not None:
        _check_mark(found.kind, _MARKS_2)
        return assertions.verify_hosted(thing, generation, asked, address=found.address)
    _check_mark(found.kind, _MARKS_3)
    _check_way(found)
    return verify_credential(thing, None, asked)


def _verify_token(compact: str, found: Found, asked: Asked) -> Report:
    token = read_token(compact)
    try:
        generation = generation_of(token.payload)
        if generation is not None:
            _check_mark(found.kind, _MARKS_2)
            return assertions.verify_signed(token, generation, asked)
        document = vc_jwt.credential_in(token)
        if "vc" in token.payload and "credentialSubject" in token.payload:
            raise TokenError("The payload holds two credentials.", place="/vc", check="parse")
        check_is_badge(document, None)
        vc_jwt.check_claims(token, document)
    except BadgesError as error:
        raise refused_as_badge(error) from error
    _check_mark(found.kind, _MARKS_3)
    _check_way(found)
    return verify_credential(document, token, asked)


def _check_mark(kind: Kind | None, fitting: Collection[Kind]) -> None:
    """Refuse a badge under the mark of another version: no reader by the rules would find it."""
    if kind is not None and kind not in fitting:
        raise nothing("wrong-mark")


def _check_way(found: Found) -> None:
    """Only documents of Open Badges 2.0 may be reached over a redirect."""
    if found.redirected:
        raise unavailable("The address sends us elsewhere, which is not followed for this badge.")


_MARKS_2: Final = (Kind.OPEN_BADGES_2,)
_MARKS_3: Final = (Kind.OPEN_BADGES_3, Kind.CLR_2)


def _stopped(stopped: StoppedError) -> Report:
    """List every check, each with its place, so that a report always has the same lines."""
    check = stopped.check
    missing = (not_reached(name) for name in CheckId if name is not check.id)
    verdict = Verdict.NO_CREDENTIAL if stopped.no_credential else verdict_of((check,))
    return located(Report(verdict, (check, *missing)))
