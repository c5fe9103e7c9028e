"""Badges into and out of pictures: PNG and SVG, Open Badges 2.0 and 3.0, CLR 2.0.

Sources of the rules: Open Badges 2.0 "Baking Specification"; Open Badges 3.0 section 5.3
(document formats); the CLR markers are those of 1EdTech's own validator.

| version | PNG keyword (iTXt) | SVG element | namespace |
|---|---|---|---|
| Open Badges 2.0 | `openbadges` | `assertion` | `http://openbadges.org` |
| Open Badges 3.0 | `openbadgecredential` | `credential` | `https://purl.imsglobal.org/ob/v3p0` |
| CLR 2.0 | `clrcredential` | `credential` | `https://purl.imsglobal.org/clr/v2p0` |

Open Badges 2.0 in PNG is *written* by openbadges-bakery, after our own code has taken out what
was baked before. Our own code does the rest, because the library is not right there: it knows only
the 2.0 markers; in SVG it leaves an older assertion, fails on JSON with `]]>`, recognises a JWS by
a pattern that backtracks cubically and calls a deprecated function; and it reads neither
compressed chunks, language tags, other prefixes nor checksums. All reading is our own code.

Never more than one badge in a file: baking replaces every older one of any version, and
reading a file with two is refused.
"""

import io
import re
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeVar

from badges.images import png, svg
from badges.reading import RefusedError, read_json_text

REFUSALS: Final = {
    "no-badge-in-image": "This picture holds no badge. Ask for the picture that the issuer made.",
    "several-badges": "This file holds more than one badge. A file may hold one; ask for each "
    "apart.",
    "not-an-image": "This is neither a PNG nor an SVG picture. Choose one of those.",
    "not-bakeable": "This is neither a JSON object nor a signed text (JWS). Bake the badge itself.",
}

_JWS = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
_URL = re.compile(r"https?://[^\s<>\"']+")


class Kind(Enum):
    """What is baked; the value is the PNG keyword."""

    OPEN_BADGES_2 = "openbadges"
    OPEN_BADGES_3 = "openbadgecredential"
    CLR_2 = "clrcredential"


@dataclass(frozen=True, slots=True)
class Baked:
    """A badge found in a picture: JSON, a compact JWS or (Open Badges 2.0 and older) a URL."""

    text: str
    kind: Kind
    place: str


_ELEMENTS: Final = {
    Kind.OPEN_BADGES_2: svg.Name("http://openbadges.org", "assertion"),
    Kind.OPEN_BADGES_3: svg.Name("https://purl.imsglobal.org/ob/v3p0", "credential"),
    Kind.CLR_2: svg.Name("https://purl.imsglobal.org/clr/v2p0", "credential"),
}
_KEYWORDS: Final = tuple(kind.value for kind in Kind)
Found = TypeVar("Found")


def bake(image: bytes, badge: str, *, kind: Kind) -> bytes:
    """Return the picture with `badge` (JSON or compact JWS) in it, replacing any older one.

    Raises `RefusedError` for a picture that cannot be read or a badge of neither form.
    """
    badge = badge.strip()
    if not badge.startswith("{") and not _JWS.fullmatch(badge):
        raise RefusedError("not-bakeable", catalogue=REFUSALS)
    if png.is_png(image):
        return _bake_png(image, badge, kind)
    if svg.is_svg(image):
        return _bake_svg(image, badge, kind)
    raise RefusedError("not-an-image", place="byte 0", catalogue=REFUSALS)


def unbake(image: bytes) -> Baked:
    """Return the one badge in the picture; raise `RefusedError` for none or several."""
    if png.is_png(image):
        return _in_png(image)
    if svg.is_svg(image):
        return _in_svg(image)
    raise RefusedError("not-an-image", place="byte 0", catalogue=REFUSALS)


def _only(found: list[Found]) -> Found:
    """Return the one; what several hold is not even looked at."""
    if not found:
        raise RefusedError("no-badge-in-image", catalogue=REFUSALS)
    if len(found) > 1:
        raise RefusedError("several-badges", catalogue=REFUSALS)
    return found[0]


def strip(image: bytes) -> bytes:
    """Return the picture without any badge."""
    if png.is_png(image):
        return png.without_texts(image, _KEYWORDS)
    return svg.without_elements(image, _ELEMENTS.values())


def _bake_png(image: bytes, badge: str, kind: Kind) -> bytes:
    if kind is Kind.OPEN_BADGES_2:
        from openbadges_bakery import png_bakery  # noqa: PLC0415 - reading needs none of it

        target = io.BytesIO()
        png_bakery.bake(io.BytesIO(png.without_texts(image, _KEYWORDS)), badge, target)
        return target.getvalue()
    return png.with_text(image, kind.value, badge, replacing=_KEYWORDS)


def _bake_svg(image: bytes, badge: str, kind: Kind) -> bytes:
    names = _ELEMENTS.values()
    if not badge.startswith("{"):
        return svg.with_element(image, _ELEMENTS[kind], verify=badge, body="", replacing=names)
    address = _address(badge) if kind is Kind.OPEN_BADGES_2 else ""
    return svg.with_element(image, _ELEMENTS[kind], verify=address, body=badge, replacing=names)


def _address(assertion: str) -> str:
    """Return where an assertion is hosted, for the `verify` attribute of 2.0; else nothing."""
    told = read_json_text(assertion).get("id")
    return told if isinstance(told, str) and _URL.fullmatch(told) else ""


def _in_png(image: bytes) -> Baked:
    text = png.read_text(image, _only(png.text_chunks(image, _KEYWORDS)))
    return Baked(text.text.strip(), Kind(text.keyword), f"chunk {text.kind} {text.keyword}")


def _in_svg(image: bytes) -> Baked:
    element = _only(svg.elements(image, _ELEMENTS.values(), limit=2))
    kinds = {name: kind for kind, name in _ELEMENTS.items()}
    kind = kinds[svg.Name(element.namespace, element.name)]
    return Baked(_payload(element), kind, f"element {element.name}")


def _payload(element: svg.Element) -> str:
    """Return what an element carries; its attribute and its text may not disagree."""
    verify, body = element.verify.strip(), element.body
    if not verify or not body or verify == body:
        return verify or body
    if _URL.fullmatch(verify) and body.startswith("{") and _names(body, verify):
        return body
    raise RefusedError("svg-two-payloads", place=f"element {element.name}", catalogue=svg.REFUSALS)


def _names(body: str, address: str) -> bool:
    """Say whether an assertion gives `address` as the place where it is hosted."""
    assertion = read_json_text(body)
    if assertion.get("id") == address:
        return True
    verify = assertion.get("verify")
    return isinstance(verify, dict) and verify.get("url") == address
