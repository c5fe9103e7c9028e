"""What a badge says, as frozen values.

The names follow Open Badges 3.0 (section 6, "Data Model"), in plain Python words. Moments carry a
zone. Lists are tuples. Nothing here checks or writes: ``documents`` turns values into JSON,
``linting`` says what is wrong with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class Image:
    """A picture by its address, with words for who cannot see it."""

    id: str
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """A link to the same thing in another framework (``Alignment``)."""

    name: str
    url: str
    type: str | None = None
    """A ``targetType`` of the specification, or ``ext:`` and a word (``ext:ESCOSkill``)."""
    framework: str | None = None
    code: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class RubricLevel:
    """One step of a rubric (``RubricCriterionLevel``)."""

    id: str
    name: str
    level: str | None = None
    """The step as text, such as ``"2"``."""
    description: str | None = None
    points: str | None = None
    alignments: tuple[Alignment, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultDescription:
    """What results an achievement can have."""

    id: str
    name: str
    type: str
    """A ``resultType``: ``RubricCriterionLevel``, ``Status``, ``Percent``…"""
    levels: tuple[RubricLevel, ...] = ()
    required_level: str | None = None
    allowed_values: tuple[str, ...] = ()
    """From the lowest to the highest."""
    required_value: str | None = None
    value_min: str | None = None
    value_max: str | None = None
    alignments: tuple[Alignment, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherIdentifier:
    """Another name of an achievement or organisation in somebody's register."""

    identifier: str
    type: str
    """An ``identifierType`` of the specification, or ``ext:`` and a word."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where an organisation is, as far as a badge needs to know."""

    country: str | None = None
    """The name of the country."""
    country_code: str | None = None
    """ISO 3166-1 alpha-2."""
    region: str | None = None
    locality: str | None = None
    postal_code: str | None = None
    street: str | None = None


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who vouches: a Profile whose id is the DID that controls the signing key."""

    id: str
    name: str
    url: str | None = None
    email: str | None = None
    phone: str | None = None
    description: str | None = None
    image: Image | None = None
    address: Address | None = None
    other_identifiers: tuple[OtherIdentifier, ...] = ()
    parent: Issuer | None = None
    """The organisation that this one belongs to."""
    endorsements: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Achievement:
    """What can be achieved, defined once for everybody."""

    id: str
    name: str
    description: str
    criteria_narrative: str | None = None
    """What one must do, in Markdown; this or ``criteria_url`` is needed."""
    criteria_url: str | None = None
    type: str | None = None
    """An ``achievementType`` of the specification, or ``ext:`` and a word."""
    creator: Issuer | None = None
    image: Image | None = None
    language: str | None = None
    """``inLanguage``, such as ``nl-NL``."""
    version: str | None = None
    human_code: str | None = None
    field_of_study: str | None = None
    specialization: str | None = None
    credits_available: float | None = None
    tags: tuple[str, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    other_identifiers: tuple[OtherIdentifier, ...] = ()
    result_descriptions: tuple[ResultDescription, ...] = ()
    related: tuple[RelatedAchievement, ...] = ()
    endorsements: tuple[dict[str, Any], ...] = ()
    """Signed EndorsementCredentials, embedded as they are."""


@dataclass(frozen=True, slots=True)
class RelatedAchievement:
    """The same achievement in another language or version (``Related``)."""

    id: str
    language: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What this person reached."""

    description: str | None = None
    """The id of a ResultDescription of the achievement."""
    achieved_level: str | None = None
    """The id of one of its RubricLevels."""
    value: str | None = None
    status: str | None = None
    alignments: tuple[Alignment, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen or made; public for ever once it is signed in."""

    id: str | None = None
    name: str | None = None
    narrative: str | None = None
    description: str | None = None
    genre: str | None = None
    audience: str | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A person by a salted hash of what names them (``IdentityObject``)."""

    type: str
    hash: str
    salt: str

    @classmethod
    def of_email(cls, email: str, *, salt: str) -> Identifier:
        """Return the hashed identifier of an e-mail address, in lower case.

        >>> Identifier.of_email("A@example.com", salt="Kosher").hash[:15]
        'sha256$b5809d8a'
        """
        return cls("emailAddress", hashed(email.strip().lower(), salt=salt), salt)


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """Where it stands whether this credential is revoked."""

    list_url: str
    index: int


@dataclass(frozen=True, slots=True)
class Credential:
    """One badge of one person."""

    id: str
    issuer: Issuer
    achievement: Achievement
    name: str
    valid_from: datetime
    subject_id: str | None = None
    """A pseudonym of the person, such as ``urn:uuid:…``."""
    identifiers: tuple[Identifier, ...] = ()
    description: str | None = None
    awarded: datetime | None = None
    """When it was first awarded; stays the same in a re-issue."""
    valid_until: datetime | None = None
    image: Image | None = None
    results: tuple[Result, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    status: StatusEntry | None = None
    narrative: str | None = None
    """How this person met the criteria; no names, it is public."""
    activity_start: datetime | None = None
    activity_end: datetime | None = None
    credits_earned: float | None = None
    term: str | None = None
    refresh_url: str | None = None
    endorsements: tuple[dict[str, Any], ...] = ()


def hashed(identity: str, *, salt: str) -> str:
    """Return ``sha256$`` and the hex hash of identity and salt (Open Badges 2.0, IdentityHash)."""
    return "sha256$" + sha256((identity + salt).encode("utf-8")).hexdigest()
