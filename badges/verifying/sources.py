"""What was sent? JSON, a JWT, a picture, a PDF, an address: find the badge in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any, Final
from urllib.parse import quote

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
from badges.verifying.report import Check, CheckId, Outcome
from badges.verifying.stopping import StoppedError

MAX_SOURCE: Final = 5 * 1024 * 1024
_GONE: Final = 410
"""Open Badges 2.0, "Hosted Verification": where a badge stood that its issuer has withdrawn."""

_JWS = re.compile(r"[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*")
_SD_JWT = re.compile(r"eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*(?:~[A-Za-z0-9_.-]*)+")
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?+(?:(?><!--.*?-->)\s*+)*+"
    rb"<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_JWS_START: Final = "eyJ"
"""How the base64url of a JSON object begins; with a full stop in it, a JWS, if a damaged one."""
_TOKEN_IN_TEXT = re.compile(r"eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*")
_MARKDOWN_LINK = re.compile(r"\[[^\[\]]*\]\(")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
"""Signs that chat programs and web pages put around and inside what people copy."""
_BARE_ADDRESS = re.compile(
    r"(?:[\w-]{1,63}\.){1,8}(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{2,59})\.?/[^\s<>\"'\\^`{|}]{1,2048}",
    re.IGNORECASE,
)
_LINK = re.compile(r"<a\s[^<>]*>", re.IGNORECASE)
_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_ADDRESS = re.compile(r"(?i:https)://[^\s<>\"'\\^`{|}]{1,2048}")
_UNSAFE_ADDRESS = re.compile(r"http://[^\s<>\"'\\^`{|}]{1,2048}")
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
    """Where it was fetched from, if it was and if nothing sent us on from there."""
    redirected: bool = False
    carrier: str | None = None
    """The kind of file that it was in: `png`, `svg` or `pdf`; None for the badge itself."""


def find(source: bytes, sandbox: Runner) -> Found:
    """Return the badge in the bytes; raise `StoppedError` with the report if there is none."""
    if len(source) > MAX_SOURCE:
        raise _unread("too-large", {"limit": f"{MAX_SOURCE:,}"})
    if _is_web_page(source):
        raise nothing("web-page")
    if png.is_png(source) or (svg.is_svg(source) and b"svg" in source):
        told = _in_child(Task.UNBAKE, source, sandbox)
        found = _classified(told["text"], baking.Kind(told["kind"]))
        return replace(found, carrier="png" if png.is_png(source) else "svg")
    if pdf.is_pdf(source):
        found = _classified(_in_child(Task.PDF, source, sandbox)["text"], None)
        return replace(found, carrier="pdf")
    return _classified(_text(source), None)


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


def _unread(code: str, values: Mapping[str, str], place: str = "") -> StoppedError:
    """Return the stop for what is beyond our limits: it says nothing about a badge."""
    return StoppedError(Check(CheckId.PARSE, Outcome.UNKNOWN, code, values, place))


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
            raise _unread(error.code, error.values, error.place) from error
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
            raise _unread(error.code, error.values) from error
        if source.lstrip()[:1] == b"{" and b'"@context"' in source:
            raise refused_as_badge(error) from error
        if source.startswith(_UTF_16_MARKS):  # a text, and nothing is known of what is in it
            raise _unread(error.code, error.values) from error
        raise nothing("nothing-found") from error  # a photo, a sound, a program


def _classified(text: str, kind: baking.Kind | None) -> Found:
    stripped = text.strip()
    if stripped.startswith(("{", "[")) and not _MARKDOWN_LINK.match(stripped):
        return Found(stripped, Form.JSON, kind)
    if "~" in stripped and _SD_JWT.fullmatch(stripped):
        raise nothing("other-credential")
    token = _token(stripped)
    if token is not None:
        return Found(token, Form.TOKEN, kind)
    visible = stripped.translate(_INVISIBLE)
    return _address(visible, kind) if kind is not None else _within(visible)


def _token(text: str) -> str | None:
    """Return a compact JWS, or None; stop for one of which a mail or a PDF broke the lines."""
    if text.startswith(_JWS_START) and "." in text:
        if not _JWS.fullmatch(text) and _JWS.fullmatch("".join(text.split())):
            raise _unread("token-broken", {})
        return text
    return text if _JWS.fullmatch(text) else None


def _within(text: str) -> Found:
    """Find the one JWT or address in a text that people paste: a message, a link, an answer."""
    if text.startswith('"') and (inner := _quoted(text)) is not None:
        return _classified(inner, None)
    tokens = set(_TOKEN_IN_TEXT.findall(text))
    if len(tokens) == 1:
        return Found(tokens.pop(), Form.TOKEN)
    return _address(text, None)


def _quoted(text: str) -> str | None:
    """Return what a JSON text holds, as an API gives a JWT or somebody copies it from code."""
    try:
        value = read_json_text(text)
    except RefusedError:
        return None
    return value if isinstance(value, str) and not value.startswith('"') else None


def _address(text: str, kind: baking.Kind | None) -> Found:
    """Find the one address in a text; stop when there is none that can be asked."""
    if text.startswith("<") and not _ADDRESS.match(text, 1) and not _LINK.match(text):
        raise nothing("nothing-found")  # markup names addresses that nobody means to be asked
    addresses = set(addresses_in(text))
    if len(addresses) == 1:
        return Found(addresses.pop(), Form.ADDRESS, kind)
    if len(addresses) > 1 and not text.startswith("<") and "{" not in text:
        raise _unread("several-addresses", {})
    if _UNSAFE_ADDRESS.fullmatch(text):
        raise _unread("address-not-https", {})
    if kind is None and _BARE_ADDRESS.fullmatch(text):
        return Found(addresses_in(f"https://{text}")[0], Form.ADDRESS)
    if kind is not None:
        raise _refused("not-a-badge")
    raise nothing("nothing-found")


def addresses_in(text: str) -> list[str]:
    """Return the https addresses in a text, without what a sentence puts around them.

    >>> addresses_in("Zie (https://a.example/1). Of <https://a.example/x_(y)>!")
    ['https://a.example/1', 'https://a.example/x_(y)']
    """
    return [_bare(found) for found in _ADDRESS.findall(text)]


def _bare(address: str) -> str:
    """Take off what a sentence puts behind an address; a bracket only if it was not opened.

    Scheme and host are written small, as those who compare addresses write them, and in ASCII, as
    they go over the network (RFC 3986, 3.2.2; RFC 3987, 3.1); a full stop may end a host.
    """
    while address[-1] in _ENDINGS or _is_unopened(address):
        address = address[:-1]
    scheme, _, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}://{_ascii_host(host.lower())}{quote(slash + path, safe=_IN_PATH)}"


def _is_unopened(address: str) -> bool:
    opener = _BRACKETS.get(address[-1])
    return opener is not None and address.count(opener) < address.count(address[-1])


def _ascii_host(host: str) -> str:
    """A host as names on the network are written; one that can be none stays as it is."""
    name, colon, port = host.partition(":")
    name = name.removesuffix(".")
    try:
        written = name.encode("idna").decode()
    except UnicodeError:
        return host
    return f"{written}{colon}{port}" if _ASCII_HOST.fullmatch(written) else host


_ASCII_HOST: Final = re.compile(r"[a-z0-9.-]+")
_IN_PATH: Final = "".join(map(chr, range(128)))
"""Only what is not ASCII is written anew."""
_ENDINGS: Final = frozenset(".,;:!?*\u2019\u201d\u00bb\u2026")
_BRACKETS: Final = {")": "(", "]": "["}


def _refused(code: str) -> StoppedError:
    return StoppedError(Check(CheckId.PARSE, Outcome.FAIL, code))
