"""From values to Open Badges 3.0 JSON, before it is signed.

Shapes follow the strict 1EdTech schema: whatever may be a list is a list, absent means absent (no
nulls, no empty lists). The order of contexts matters and is that of section 9 ("Serializing").
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from badges import contexts
from badges.documents import status
from badges.documents.model import (
    Achievement,
    Address,
    Alignment,
    Credential,
    Evidence,
    Identifier,
    Image,
    Issuer,
    OtherIdentifier,
    RelatedAchievement,
    Result,
    ResultDescription,
    RubricLevel,
)
from badges.reading import JsonObject
from badges.times import stamp

CONTEXT: Final = (contexts.CREDENTIALS_V2, contexts.OPEN_BADGES_V3, contexts.EXTENSIONS)
"""The contexts of an OpenBadgeCredential, in order."""

SCHEMA_URL: Final = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)
SCHEMA_TYPE: Final = "1EdTechJsonSchemaValidator2019"


def credential(value: Credential) -> JsonObject:
    """Return the unsigned OpenBadgeCredential."""
    return _object(
        {
            "@context": list(CONTEXT),
            "id": value.id,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": issuer(value.issuer),
            "validFrom": stamp(value.valid_from),
            "validUntil": _moment(value.valid_until),
            "awardedDate": _moment(value.awarded),
            "name": value.name,
            "description": value.description,
            "image": _image(value.image),
            "credentialSubject": _subject(value),
            "evidence": [_evidence(item) for item in value.evidence],
            "endorsement": list(value.endorsements),
            "credentialSchema": [{"id": SCHEMA_URL, "type": SCHEMA_TYPE}],
            "credentialStatus": value.status
            and status.entry(value.status.list_url, value.status.index),
            "refreshService": value.refresh_url
            and {"id": value.refresh_url, "type": "1EdTechCredentialRefresh"},
        }
    )


def issuer(value: Issuer) -> JsonObject:
    """Return a Profile."""
    return _object(
        {
            "id": value.id,
            "type": ["Profile"],
            "name": value.name,
            "url": value.url,
            "email": value.email,
            "phone": value.phone,
            "description": value.description,
            "image": _image(value.image),
            "address": value.address and _address(value.address),
            "otherIdentifier": _other_identifiers(value.other_identifiers),
            "parentOrg": value.parent and issuer(value.parent),
            "endorsement": list(value.endorsements),
        }
    )


def achievement(value: Achievement) -> JsonObject:
    """Return an Achievement."""
    return _object(
        {
            "id": value.id,
            "type": ["Achievement"],
            "achievementType": value.type,
            "name": value.name,
            "description": value.description,
            "criteria": _object({"id": value.criteria_url, "narrative": value.criteria_narrative}),
            "creator": value.creator and issuer(value.creator),
            "image": _image(value.image),
            "inLanguage": value.language,
            "version": value.version,
            "humanCode": value.human_code,
            "fieldOfStudy": value.field_of_study,
            "specialization": value.specialization,
            "creditsAvailable": value.credits_available,
            "tag": list(value.tags),
            "alignment": _alignments(value.alignments),
            "otherIdentifier": _other_identifiers(value.other_identifiers),
            "resultDescription": [_description(item) for item in value.result_descriptions],
            "related": [_related(item) for item in value.related],
            "endorsement": list(value.endorsements),
        }
    )


def _subject(value: Credential) -> JsonObject:
    return _object(
        {
            "id": value.subject_id,
            "type": ["AchievementSubject"],
            "identifier": [_identifier(item) for item in value.identifiers],
            "activityStartDate": _moment(value.activity_start),
            "activityEndDate": _moment(value.activity_end),
            "creditsEarned": value.credits_earned,
            "narrative": value.narrative,
            "term": value.term,
            "achievement": achievement(value.achievement),
            "result": [_result(item) for item in value.results],
        }
    )


def _alignments(values: Iterable[Alignment]) -> list[JsonObject]:
    return [
        _object(
            {
                "type": ["Alignment"],
                "targetName": value.name,
                "targetUrl": value.url,
                "targetType": value.type,
                "targetFramework": value.framework,
                "targetCode": value.code,
                "targetDescription": value.description,
            }
        )
        for value in values
    ]


def _description(value: ResultDescription) -> JsonObject:
    return _object(
        {
            "id": value.id,
            "type": ["ResultDescription"],
            "name": value.name,
            "resultType": value.type,
            "requiredLevel": value.required_level,
            "rubricCriterionLevel": [_level(item) for item in value.levels],
            "allowedValue": list(value.allowed_values),
            "requiredValue": value.required_value,
            "valueMin": value.value_min,
            "valueMax": value.value_max,
            "alignment": _alignments(value.alignments),
        }
    )


def _level(value: RubricLevel) -> JsonObject:
    return _object(
        {
            "id": value.id,
            "type": ["RubricCriterionLevel"],
            "name": value.name,
            "level": value.level,
            "description": value.description,
            "points": value.points,
            "alignment": _alignments(value.alignments),
        }
    )


def _result(value: Result) -> JsonObject:
    return _object(
        {
            "type": ["Result"],
            "resultDescription": value.description,
            "achievedLevel": value.achieved_level,
            "value": value.value,
            "status": value.status,
            "alignment": _alignments(value.alignments),
        }
    )


def _evidence(value: Evidence) -> JsonObject:
    return _object(
        {
            "id": value.id,
            "type": ["Evidence"],
            "name": value.name,
            "narrative": value.narrative,
            "description": value.description,
            "genre": value.genre,
            "audience": value.audience,
        }
    )


def _identifier(value: Identifier) -> JsonObject:
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityType": value.type,
        "identityHash": value.hash,
        "salt": value.salt,
    }


def _related(value: RelatedAchievement) -> JsonObject:
    return _object(
        {
            "id": value.id,
            "type": ["Related"],
            "inLanguage": value.language,
            "version": value.version,
        }
    )


def _other_identifiers(values: Iterable[OtherIdentifier]) -> list[JsonObject]:
    return [
        {
            "type": "IdentifierEntry",
            "identifier": value.identifier,
            "identifierType": value.type,
        }
        for value in values
    ]


def _address(value: Address) -> JsonObject:
    return _object(
        {
            "type": ["Address"],
            "addressCountry": value.country,
            "addressCountryCode": value.country_code,
            "addressRegion": value.region,
            "addressLocality": value.locality,
            "postalCode": value.postal_code,
            "streetAddress": value.street,
        }
    )


def _image(value: Image | None) -> JsonObject | None:
    if value is None:
        return None
    return _object({"id": value.id, "type": "Image", "caption": value.caption})


def _moment(value: datetime | None) -> str | None:
    return None if value is None else stamp(value)


def _object(members: dict[str, Any]) -> JsonObject:
    """Leave out what is not there."""
    return {
        k: value for k, value in members.items() if value or (value is not None and value != [])
    }
