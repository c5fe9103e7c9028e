"""What was sent? JSON, a JWT, a picture, a PDF, an address: find the badge in it."""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from badges.errors import BadgesError
from badges.fetching.documents import Documents, UnavailableError
from badges.images import baking, pdf, png, svg
from badges.reading import (
    MAX_BYTES,
    JsonObject,
    RefusedError,
    decode_text,
    read_json_text,
)
from badges.sandbox import RefusedInChildError, SandboxError, Task, TooHeavyError
from badges.verifying.asking import Runner
from badges.verifying.report import Check, CheckId, Outcome, Verdict
from badges.verifying.stopping import StoppedError

MAX_SOURCE: Final = 5 * 1024 * 1024

_JWS = re.compile(r"[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*")
_JWS_START: Final = "eyJ"
"""How the base64url of a JSON object begins; a text like that is a JWS, if a damaged one."""
_ADDRESS = re.compile(r"https://[^\s<>\"'\\^`{|}]{1,2048}")
_EMPTY_CODES: Final = frozenset(
    {"no-badge-in-image", "pdf-no-badge", "pdf-damaged", "pdf-encrypted", "svg-not-svg"}
)
_IMAGE_MARKS: Final = (b"openbadge", b"clrcredential", b"purl.imsglobal.org")
"""What a damaged picture holds if there was a badge in it."""
_MARKS: Final = ("@context", "recipient", "badge", "credentialSubject")


class Form(Enum):
    """How the badge came."""

    JSON = auto()
    TOKEN = auto()
    ADDRESS = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """The badge as text, its form, and the mark of the picture it was in, if any."""

    text: str
    form: Form
    kind: baking.Kind | None = None
    address: str | None = None
    """Where it was fetched from, if it was."""


def find(source: bytes, sandbox: Runner) -> Found:
    """Return the badge in the bytes; raise `StoppedError` with the report if there is none."""
    if len(source) > MAX_SOURCE:
        raise _refused("too-large", {"limit": f"{MAX_SOURCE:,}"}, empty=True)
    if png.is_png(source) or svg.is_svg(source):
        told = _in_child(Task.UNBAKE, source, sandbox)
        return _classified(told["text"], baking.Kind(told["kind"]))
    if pdf.is_pdf(source):
        return _classified(_in_child(Task.PDF, source, sandbox)["text"], None)
    return _classified(_text(source), None)


def fetched(address: str, documents: Documents, sandbox: Runner) -> Found:
    """Return the badge at an address. A second address there is not followed."""
    try:
        answer = documents.get(address)
    except UnavailableError as error:
        check = Check(
            CheckId.PARSE, Outcome.UNKNOWN, "address-unavailable", {}, detail=error.message
        )
        raise StoppedError(check) from error
    if answer.status != 200:
        raise _refused("address-not-badge", {}, empty=True)
    found = find(answer.body, sandbox)
    if found.form is Form.ADDRESS:
        raise _refused("address-not-badge", {}, empty=True)
    return replace(found, address=address)


def nothing(code: str) -> StoppedError:
    """Return the report that there is no badge, with the code of the reason."""
    return _refused(code, {}, empty=True)


def read_document(text: str) -> JsonObject:
    """Return a JSON object; raise `StoppedError`, which says "damaged" of what was a badge."""
    try:
        document: JsonObject = read_json_text(text)
    except RefusedError as error:
        raise refused_as_badge(error, empty=not _meant_as_badge(text)) from error
    return document


def refused_as_badge(error: BadgesError, *, empty: bool = False) -> StoppedError:
    """Return the report for bytes that the front door refuses."""
    code = getattr(error, "code", "") or "shape-wrong"
    values = getattr(error, "values", {})
    text = "" if getattr(error, "code", "") else error.message
    check = Check(CheckId.PARSE, Outcome.FAIL, code, values, error.place, text=text)
    return StoppedError(check, Verdict.NO_CREDENTIAL if empty else None)


def _meant_as_badge(text: str) -> bool:
    return text.lstrip()[:1] == "{" and any(f'"{mark}"' in text for mark in _MARKS)


def _in_child(task: Task, source: bytes, sandbox: Runner) -> dict[str, str]:
    try:
        told: dict[str, str] = sandbox.run(task, source)
    except RefusedInChildError as error:
        marked = task is Task.PDF or any(mark in source for mark in _IMAGE_MARKS)
        empty = error.code in _EMPTY_CODES or not marked
        raise refused_as_badge(error, empty=empty) from error
    except TooHeavyError as error:
        raise _refused("too-heavy", {}, empty=False) from error
    except SandboxError as error:
        check = Check(CheckId.PARSE, Outcome.UNKNOWN, error.code, detail=error.message)
        raise StoppedError(check) from error
    return told


def _text(source: bytes) -> str:
    try:
        return decode_text(source, limit=MAX_BYTES)
    except RefusedError as error:
        meant = source.lstrip()[:1] == b"{" and b'"@context"' in source
        raise refused_as_badge(error, empty=not meant) from error


def _classified(text: str, kind: baking.Kind | None) -> Found:
    stripped = text.strip()
    if stripped.startswith("{"):
        return Found(stripped, Form.JSON, kind)
    if stripped.startswith(_JWS_START) or _JWS.fullmatch(stripped):
        return Found(stripped, Form.TOKEN, kind)
    addresses = set(_ADDRESS.findall(stripped))
    if len(addresses) == 1:
        return Found(addresses.pop(), Form.ADDRESS, kind)
    if kind is not None:
        raise _refused("not-a-badge", {}, empty=False)
    raise _refused("nothing-found", {}, empty=True)


def _refused(code: str, values: dict[str, str], *, empty: bool) -> StoppedError:
    check = Check(CheckId.PARSE, Outcome.FAIL, code, values)
    return StoppedError(check, Verdict.NO_CREDENTIAL if empty else None)
