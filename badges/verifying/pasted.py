"""What a text says: JSON, a JWT, or an address in whatever people and programs put around one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from html import unescape
from typing import Final
from urllib.parse import quote

from badges.images import baking
from badges.reading import RefusedError, read_json_text
from badges.verifying.kinds import nothing
from badges.verifying.report import Check, CheckId, Outcome
from badges.verifying.stopping import StoppedError, unread

_JWS = re.compile(r"[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*")
_SD_JWT = re.compile(r"eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*(?:~[A-Za-z0-9_.-]*)+")
_JWS_START: Final = "eyJ"
"""How the base64url of a JSON object begins; with a full stop in it, a JWS, if a damaged one."""
_JWE = re.compile(r"eyJ[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){4}")
"""What is encrypted for somebody (RFC 7516, 7.1): nobody else can say what is in it."""
_TOKEN_IN_TEXT = re.compile(r"eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*")
_NO_JSON = re.compile(r"\[[^\[\]]*\][(:]|[\[{]\s*https?://", re.IGNORECASE)
"""A link in Markdown, or an address in brackets."""
_FENCED = re.compile(r"```\w*\s(.*)\s```", re.DOTALL)
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
"""Signs that chat programs and web pages put around and inside what people copy."""
_BARE_ADDRESS = re.compile(
    r"(?:[\w-]{1,63}\.){1,8}(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{2,59})\.?/[^\s<>\"'\\^`{|}]{1,2048}",
    re.IGNORECASE,
)
_LINK = re.compile(r"<a\s[^<>]*>", re.IGNORECASE)
_NOT_IN_ADDRESS: Final = (
    r"\s<>\"'\\^`{|}"
    "\u060c\u061b\u061f\u0964\u3001\u3002\u300a-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f"
)
"""What an address never holds (RFC 3986), and what ends a sentence in other scripts."""
_ADDRESS = re.compile(rf"(?i:https)://[^{_NOT_IN_ADDRESS}]{{1,2048}}")
_UNSAFE_ADDRESS = re.compile(rf"http://[^{_NOT_IN_ADDRESS}]{{1,2048}}", re.IGNORECASE)
_ASCII_HOST: Final = re.compile(r"[a-z0-9.-]+")
_IN_PATH: Final = "".join(map(chr, range(128)))
"""Only what is not ASCII is written anew."""
_ENDINGS: Final = frozenset(".,;:!?*\u2019\u201d\u00bb\u2026")
_AROUND: Final = frozenset("_~")
"""What may end an address, unless the same stands before it."""
_BRACKETS: Final = {")": "(", "]": "["}


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


def classified(text: str, kind: baking.Kind | None) -> Found:
    """Return what is in a text, from a picture of a `kind` or on its own."""
    stripped = text.strip()
    if stripped.startswith(("{", "[")) and not _NO_JSON.match(stripped):
        return Found(stripped, Form.JSON, kind)
    if "~" in stripped and _SD_JWT.fullmatch(stripped):
        raise nothing("other-credential")
    token = _token(stripped)
    if token is not None:
        return Found(token, Form.TOKEN, kind)
    visible = stripped.translate(_INVISIBLE)
    return _address(visible, kind) if kind is not None else _within(visible)


def address_in(text: str) -> str | None:
    """Return the address that is asked for what somebody pasted; None for a badge itself, and for a
    text in which there is none that can be asked.

    >>> address_in("Kijk: www.a.example"), address_in("Zie https://a.example/1."), address_in("{}")
    (None, 'https://a.example/1', None)
    """
    try:
        found = classified(text, None)
    except StoppedError:
        return None
    return found.text if found.form is Form.ADDRESS else None


def addresses_in(text: str) -> list[str]:
    """Return the https addresses in a text, without what a sentence puts around them.

    >>> addresses_in("Zie (https://a.example/1). Of <https://a.example/x_(y)#z>, _https://b.nl/_!")
    ['https://a.example/1', 'https://a.example/x_(y)', 'https://b.nl/']
    """
    return list(_addresses(text.replace("](", "] (")))  # Markdown has it twice: [address](address)


def _token(text: str) -> str | None:
    """Return a compact JWS, or None; stop for one of which a mail or a PDF broke the lines."""
    if text.startswith(_JWS_START) and "." in text:
        if _JWE.fullmatch(text):
            raise unread("envelope-unknown")
        if not _JWS.fullmatch(text) and _JWS.fullmatch("".join(text.split())):
            raise unread("token-broken")
        return text
    return text if _JWS.fullmatch(text) else None


def _within(text: str) -> Found:
    """Find the one JWT or address in a text that people paste: a message, a link, an answer."""
    if text.startswith('"') and (inner := _quoted(text)) is not None:
        return classified(inner, None)
    if (fenced := _FENCED.fullmatch(text)) is not None:
        return classified(fenced[1], None)
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
    is_html = _LINK.search(text) is not None
    is_markup = text.startswith("<") or "{" in text
    if text.startswith("<") and not _ADDRESS.match(text, 1) and not is_html:
        raise nothing("nothing-found")  # markup names addresses that nobody means to be asked
    addresses = set(addresses_in(unescape(text) if is_html else text))
    if len(addresses) == 1:
        return Found(addresses.pop(), Form.ADDRESS, kind)
    if len(addresses) > 1 and not is_markup:
        raise unread("several-addresses")
    if _UNSAFE_ADDRESS.search(text) and not is_markup:
        raise unread("address-not-https")
    if kind is None and _BARE_ADDRESS.fullmatch(text):
        return Found(addresses_in(f"https://{text}")[0], Form.ADDRESS)
    if kind is not None:
        raise StoppedError(Check(CheckId.PARSE, Outcome.FAIL, "not-a-badge"))
    raise nothing("nothing-found")


def _addresses(text: str) -> Iterator[str]:
    for found in _ADDRESS.finditer(text):
        before = text[max(found.start() - 1, 0) : found.start()]
        yield _bare(found[0], before)


def _bare(address: str, before: str) -> str:
    """Take off what a sentence puts behind an address; a bracket only if it was not opened.

    Scheme and host are written small, as those who compare addresses write them, and in ASCII, as
    they go over the network (RFC 3986, 3.2.2; RFC 3987, 3.1); a full stop may end a host. Whatever
    stands behind # is for browsers and goes nowhere (RFC 3986, 3.5).
    """
    while address[-1] in _ENDINGS or _is_unopened(address) or address[-1] in _AROUND & {before}:
        address = address[:-1]
    scheme, _, rest = address.partition("#")[0].partition("://")
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
