"""What a badge says, made ready to be shown: only what a verified signature covers.

The engine's summary holds whatever an issuer anywhere wrote, so every text is only text here, and
only web addresses become links.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from babel import Locale, UnknownLocaleError
from flask_babel import get_locale

from academy.catalogue.levels import EARNED
from academy.web.filters import iso_day

Kind = Literal["badge", "collection", "endorsement"]
Link = tuple[str, str | None]
"""Words, and the web address behind them if there is one."""

KINDS: Mapping[str, Kind] = {
    "ClrCredential": "collection",
    "EndorsementCredential": "endorsement",
}
INLINE_PICTURES = ("data:image/png;", "data:image/jpeg;", "data:image/svg+xml;")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""Of BCP 47, what a page may say about its own text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBadge:
    """What a badge of anybody says."""

    kind: Kind
    language: str
    """Of the issuer's texts, such as `nl-NL`; empty when it is not told."""
    other_language: str
    """The name of that language, when the page is in another one."""
    name: str
    description: str
    issuer: str
    """The name under which we know the issuer; empty when we do not."""
    issuer_id: str
    is_outside: bool
    """Known, but not of this platform."""
    issuer_claims: str
    """What an issuer that we do not know calls itself; empty for one that we know."""
    given_on: str
    """A day; empty when the issuer does not say when it gave it."""
    valid_from: str
    valid_until: str
    """A day; empty when there is no end."""
    level: str
    """In the issuer's words; empty when none is named."""
    level_meaning: str
    level_number: int | None
    """1 to 3, for a badge of ours."""
    results: tuple[tuple[str, str], ...]
    """Name and value of what was measured."""
    criteria: str
    criteria_link: str | None
    """None for a badge of ours: its own page says them."""
    skills: tuple[Link, ...]
    """What it was compared with, such as ESCO."""
    evidence: tuple[Link, ...]
    comment: str
    """What somebody who endorses says."""
    about: Link | None
    """Of an endorsement: the id of what it is about, and its page here or elsewhere."""
    narrative: str
    picture: str | None
    """Address of a picture that we may show: our own, or one that is in the badge."""
    own_page: str | None
    """Path of its page here."""


def badge_words(told: Mapping[str, Any], public_url: str) -> ShownBadge:
    """From the summary of a verified credential (`Report.credential`)."""
    achievement = told.get("achievement", {})
    results = told.get("results", [])
    level: Mapping[str, Any] = next((each["level"] for each in results if "level" in each), {})
    is_known = bool(told["issuer"].get("name"))
    # anybody can write our address into a badge of their own
    is_ours = is_known and told["issuer"]["id"].startswith(_issuers_here(public_url))
    own_page = _own_path(told.get("id", ""), public_url) if is_ours else None
    language = _language(achievement.get("inLanguage"))
    return ShownBadge(
        kind=kind_of(told),
        language=language,
        other_language=_other_language(language),
        name=achievement.get("name") or told.get("name", ""),
        description=achievement.get("description") or told.get("description", ""),
        issuer=told["issuer"].get("name") or "",
        issuer_id=told["issuer"]["id"],
        is_outside=is_known and not is_ours,
        issuer_claims=told["issuer"].get("claimedName") or "",
        given_on=iso_day(_given(told)),
        valid_from=iso_day(told.get("validFrom", "")),
        valid_until=iso_day(told.get("validUntil", "")),
        level=level.get("name", ""),
        level_meaning=level.get("description", ""),
        level_number=_level_number(level) if own_page else None,
        results=tuple(_results(results)),
        criteria=achievement.get("criteria", {}).get("narrative", ""),
        criteria_link=None if own_page else _web(achievement.get("criteria", {}).get("id")),
        skills=tuple(
            (_in_framework(entry), _web(entry.get("targetUrl")))
            for entry in achievement.get("alignment", [])
        ),
        evidence=tuple(_evidence(entry) for entry in told.get("evidence", [])),
        comment=told.get("endorsementComment", ""),
        about=_about(told, public_url) if kind_of(told) == "endorsement" else None,
        narrative=told.get("narrative", ""),
        picture=_picture(achievement.get("image"), public_url, known=is_known),
        own_page=own_page,
    )


def _given(told: Mapping[str, Any]) -> str:
    """Open Badges 3.0 tells it apart from the start; 2.0 has one moment for both."""
    is_older = "Assertion" in told.get("type", [])
    return str(told.get("validFrom" if is_older else "awardedDate", ""))


def kind_of(told: Mapping[str, Any]) -> Kind:
    """What sort of credential such a summary is of."""
    return next((KINDS[name] for name in told.get("type", []) if name in KINDS), "badge")


def _about(told: Mapping[str, Any], public_url: str) -> Link | None:
    """Whoever it is by, a page of ours says itself what is true of the badge."""
    named = told.get("recipient", {}).get("id")
    return (named, _own_path(named, public_url) or _web(named)) if named else None


def _language(told: object) -> str:
    return told if isinstance(told, str) and LANGUAGE_TAG.fullmatch(told) else ""


def _other_language(tag: str) -> str:
    """In the language of the page; empty for a language that we have no name for."""
    here = get_locale()
    if not tag or here is None or tag.split("-", maxsplit=1)[0].lower() == here.language:
        return ""
    try:
        return Locale.parse(tag, sep="-").get_language_name(here) or ""
    except (UnknownLocaleError, ValueError):
        return ""


def _in_framework(entry: Mapping[str, Any]) -> str:
    name, framework = entry.get("targetName", ""), entry.get("targetFramework", "")
    return f"{name} ({framework})" if framework else name


def _level_number(level: Mapping[str, Any]) -> int | None:
    number = str(level.get("level", ""))
    return int(number) if number in map(str, EARNED) else None


def _results(results: list[Mapping[str, Any]]) -> list[tuple[str, str]]:
    return [
        (each.get("name", ""), str(each["value"]))
        for each in results
        if "level" not in each and "value" in each
    ]


def _evidence(entry: Mapping[str, Any]) -> Link:
    words = entry.get("name") or entry.get("narrative") or entry.get("description")
    return words or entry.get("id", ""), _web(entry.get("id"))


def _issuers_here(public_url: str) -> tuple[str, str]:
    """How the ids of issuers of this platform begin, in 2.0 and in 3.0."""
    return f"{public_url}/", f"did:web:{quote(urlsplit(public_url).netloc, safe='')}:"


def _own_path(identifier: str, public_url: str) -> str | None:
    for folder in ("/credentials/", "/ob2/assertions/"):
        if identifier.startswith(public_url + folder):
            return "/credentials/" + identifier.removeprefix(public_url + folder)
    return None


def _picture(address: str | None, public_url: str, *, known: bool) -> str | None:
    """A picture of ours only for an issuer that we know: anybody can name its address."""
    if address is None:
        return None
    if address.startswith(public_url + "/achievements/"):
        return address.removeprefix(public_url) if known else None
    return address if address.startswith(INLINE_PICTURES) else None


def _web(address: object) -> str | None:
    """The address when it is one of a website."""
    if not isinstance(address, str):
        return None
    try:
        scheme = urlsplit(address).scheme
    except ValueError:  # brackets that enclose no IPv6 address
        return None
    return address if scheme in ("https", "http") else None
