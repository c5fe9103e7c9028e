"""Verify any badge: `verify` takes bytes and gives a `Report`.

>>> from datetime import UTC, datetime
>>> from badges.fetching import OfflineMap
>>> verify(b"Hello", documents=OfflineMap(), now=datetime(2026, 11, 21, tzinfo=UTC)).verdict.value
'no-credential'
"""

import logging
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from badges import sandbox
from badges.errors import BadgesError, TokenError
from badges.fetching.documents import Documents
from badges.images.baking import Kind
from badges.proofs import vc_jwt
from badges.sandbox import Sandbox
from badges.verifying.asking import Asked, Register
from badges.verifying.limits import LimitedDocuments, LimitedSandbox
from badges.verifying.open_badges_2 import assertions
from badges.verifying.open_badges_2.generations import generation_of
from badges.verifying.open_badges_3.credentials import verify_credential
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
    Form,
    Found,
    fetched,
    find,
    nothing,
    read_document,
    refused_as_badge,
)
from badges.verifying.stopping import StoppedError

logger = logging.getLogger(__name__)

__all__ = [
    "MAX_SOURCE",
    "Check",
    "CheckId",
    "Outcome",
    "Register",
    "Report",
    "Verdict",
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
    an issuer of our own. Never raises for anything in `source` or in fetched documents.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a time zone.")
    limited = LimitedDocuments(documents)
    runner = LimitedSandbox(child or sandbox.shared())
    asked = Asked(limited, Resolver(limited), runner, now, trust, recipient, register)
    try:
        found = find(source, runner)
        if found.form is Form.ADDRESS:
            found = fetched(found.text, limited, runner)
        return located(_verify(found, asked))
    except StoppedError as stopped:
        return _complete(stopped.check, stopped.verdict)
    except Exception:
        # A mistake of ours must neither stop the caller nor look green; the log has it in full.
        logger.exception("A verification broke")
        check = Check(CheckId.PARSE, Outcome.UNKNOWN, "internal")
        return _complete(check)


def _verify(found: Found, asked: Asked) -> Report:
    if found.form is Form.TOKEN:
        return _verify_token(found, asked)
    document = read_document(found.text)
    generation = generation_of(document)
    if generation is not None:
        _check_mark(found.kind, _MARKS_2)
        return assertions.verify_hosted(document, generation, asked, address=found.address)
    if "@context" not in document:
        raise nothing("not-a-badge")
    _check_mark(found.kind, _MARKS_3)
    return verify_credential(document, None, asked)


def _verify_token(found: Found, asked: Asked) -> Report:
    try:
        token = vc_jwt.read_jwt(found.text)
        generation = generation_of(token.payload)
        if generation is not None:
            _check_mark(found.kind, _MARKS_2)
            return assertions.verify_signed(token, generation, asked)
        document = vc_jwt.credential_of(token)
        if "vc" in token.payload and "credentialSubject" in token.payload:
            raise TokenError("The payload holds two credentials.", place="/vc", check="parse")
    except BadgesError as error:
        raise refused_as_badge(error) from error
    _check_mark(found.kind, _MARKS_3)
    return verify_credential(document, token, asked)


def _check_mark(kind: Kind | None, fitting: Collection[Kind]) -> None:
    """Refuse a badge under the mark of another version: no reader by the rules would find it."""
    if kind is not None and kind not in fitting:
        raise nothing("wrong-mark")


_MARKS_2: Final = (Kind.OPEN_BADGES_2,)
_MARKS_3: Final = (Kind.OPEN_BADGES_3, Kind.CLR_2)


def _complete(check: Check, verdict: Verdict | None = None) -> Report:
    """List every check, each with its place, so that a report always has the same lines."""
    missing = (not_reached(name) for name in CheckId if name is not check.id)
    return located(Report(verdict or verdict_of((check,)), (check, *missing)))
