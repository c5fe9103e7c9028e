"""What was sent? JSON, a JWT, a picture, a PDF, an address: find the badge in it."""

import re
from dataclasses import replace
from typing import Any, Final

from badges.errors import BadgesError
from badges.fetching.documents import Documents, UnavailableError
from badges.fetching.following import follow
from badges.images import baking, pdf, png, svg
from badges.reading import (
    MAX_BYTES,
    RefusedError,
    decode_text,
    read_json_text,
)
from badges.sandbox import RefusedInChildError, SandboxError, Task, TooHeavyError
from badges.verifying.asking import Runner
from badges.verifying.kinds import nothing
from badges.verifying.pasted import Form, Found, classified
from badges.verifying.report import Check, CheckId, Outcome
from badges.verifying.stopping import StoppedError, unread

MAX_SOURCE: Final = 5 * 1024 * 1024
_GONE: Final = 410
"""Open Badges 2.0, "Hosted Verification": where a badge stood that its issuer has withdrawn."""

_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?+(?:(?><!--.*?-->)\s*+)*+"
    rb"<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_EMPTY_CODES: Final = frozenset({"no-badge-in-image", "pdf-no-badge", "svg-not-svg"})
_UNREAD_CODES: Final = frozenset(
    {
        *("too-large", "png-too-large", "png-many-chunks", "png-picture-damaged"),
        *("pdf-too-large", "pdf-many", "pdf-several", "pdf-damaged"),
        *("pdf-attachment-large", "pdf-encrypted", "svg-doctype", "svg-encoding"),
    }
)
"""Beyond a limit of ours, or damage beside the badge: no badge was looked at."""
_IMAGE_MARKS: Final = (b"openbadge", b"clrcredential", b"purl.imsglobal.org")
"""What a damaged picture holds if there was a badge in it."""
_MARKS_IN: Final = {Task.UNBAKE: _IMAGE_MARKS, Task.PDF: (b"EmbeddedFile", b"/Encrypt")}
"""What a damaged file holds if there was a badge in it."""
_MARKS: Final = ("@context", "recipient", "badge", "credentialSubject")


def find(source: bytes, sandbox: Runner) -> Found:
    """Return the badge in the bytes; raise `StoppedError` with the report if there is none."""
    if len(source) > MAX_SOURCE:
        raise unread("too-large", {"limit": f"{MAX_SOURCE:,}"})
    if _is_web_page(source):
        raise nothing("web-page")
    if png.is_png(source) or (svg.is_svg(source) and b"svg" in source):
        told = _in_child(Task.UNBAKE, source, sandbox)
        found = classified(told["text"], baking.Kind(told["kind"]))
        return replace(found, carrier="png" if png.is_png(source) else "svg")
    if pdf.is_pdf(source):
        found = classified(_in_child(Task.PDF, source, sandbox)["text"], None)
        return replace(found, carrier="pdf")
    return classified(_text(source), None)


def fetched(address: str, documents: Documents, sandbox: Runner) -> Found:
    """Return the badge at an address. A second address there is not followed."""
    try:
        answer = follow(address, documents)
    except UnavailableError as error:
        raise unavailable(error.message) from error
    if answer.fetched.status not in (200, _GONE):
        raise nothing("address-not-badge")
    try:
        found = find(answer.fetched.body, sandbox)
    except StoppedError as stopped:
        raise nothing("address-not-badge") if stopped.no_credential else stopped from stopped
    is_gone = answer.fetched.status == _GONE
    if found.form is Form.ADDRESS or (is_gone and not _is_withdrawn(found)):
        raise nothing("address-not-badge")
    sent_on = answer.address != address
    return replace(found, address=None if sent_on else address, redirected=sent_on)


def _is_withdrawn(found: Found) -> bool:
    """Say whether this is what Open Badges 2.0 puts in the place of a badge that was withdrawn."""
    return found.form is Form.JSON and '"revoked"' in found.text


def unavailable(detail: str) -> StoppedError:
    """Return the stop for an address that cannot be opened."""
    check = Check(CheckId.PARSE, Outcome.UNKNOWN, "address-unavailable", {}, detail=detail)
    return StoppedError(check)


def read_document(text: str) -> Any:
    """Return the JSON in a text; raise `StoppedError`, which says "damaged" of what was a badge."""
    try:
        return read_json_text(text)
    except RefusedError as error:
        raise refused_as_badge(error, empty=not _meant_as_badge(text)) from error


def refused_as_badge(error: BadgesError, *, empty: bool = False) -> StoppedError:
    """Return the report for bytes that the front door refuses."""
    code = getattr(error, "code", "") or "shape-wrong"
    values = getattr(error, "values", {})
    text = "" if getattr(error, "code", "") else error.message
    check = Check(CheckId.PARSE, Outcome.FAIL, code, values, error.place, text=text)
    return StoppedError(check, no_credential=empty)


def _meant_as_badge(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[") and any(f'"{mark}"' in text for mark in _MARKS)


def _is_web_page(source: bytes) -> bool:
    """Say whether the bytes are HTML, such as the page of a badge that somebody saved."""
    return bool(_WEB_PAGE.match(source[:2000]))


def _in_child(task: Task, source: bytes, sandbox: Runner) -> dict[str, str]:
    try:
        told: dict[str, str] = sandbox.run(task, source)
    except RefusedInChildError as error:
        marked = any(mark in source for mark in _MARKS_IN[task])
        if marked and error.code in _UNREAD_CODES:
            raise unread(error.code, error.values, error.place) from error
        empty = error.code in _EMPTY_CODES or not marked
        raise refused_as_badge(error, empty=empty) from error
    except TooHeavyError as error:
        raise _refused("too-heavy") from error
    except SandboxError as error:
        check = Check(CheckId.PARSE, Outcome.UNKNOWN, error.code, detail=error.message)
        raise StoppedError(check) from error
    return told


def _text(source: bytes) -> str:
    try:
        return decode_text(source, limit=MAX_BYTES)
    except RefusedError as error:
        if error.code == "too-large":
            raise unread(error.code, error.values) from error
        if source.lstrip()[:1] == b"{" and b'"@context"' in source:
            raise refused_as_badge(error) from error
        if source.startswith(_UTF_16_MARKS):  # a text, and nothing is known of what is in it
            raise unread(error.code, error.values) from error
        raise nothing("nothing-found") from error  # a photo, a sound, a program


def _refused(code: str) -> StoppedError:
    return StoppedError(Check(CheckId.PARSE, Outcome.FAIL, code))
