"""The shapes that we read, written from the specifications as JSON Schemas (draft 2020-12).

An RDF signature does not tell a value from a list of one value, nor a text from an object that
says the same, so a file can be reshaped without breaking the signature. Code that reads JSON
paths would then see something else than was signed. So whatever we read must have exactly the
shape written here; properties that we never read may have any.

Sources: Open Badges 3.0 appendix A (data model), CLR 2.0 appendix A, VC Data Model 2.0 section 4,
Bitstring Status List 1.0 section 2. The compacted form is accepted where the specification allows
it: one object in place of a list of one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import jsonschema_rs

from badges.contexts import CREDENTIALS_V1, CREDENTIALS_V2
from badges.reading import MAX_VALUES, pointer, shown
from badges.verifying import words

Schema = dict[str, Any]

OPEN_BADGES_CONTEXT: Final = (
    r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context(-[0-9]+\.[0-9]+\.[0-9]+)?\.json$"
)
CLR_CONTEXT: Final = (
    r"^https://purl\.imsglobal\.org/spec/clr/v2p0/context(-[0-9]+\.[0-9]+\.[0-9]+)?\.json$"
)

MAX_PROOFS: Final = 10
MAX_STATUSES: Final = 10
"""Each costs a signature, whoever wrote them; real badges have one or two."""

_TEXT: Final[Schema] = {"type": "string"}
_NAME: Final[Schema] = {"type": "string", "minLength": 1}
_ADDRESS: Final[Schema] = {
    "type": "string",
    "pattern": r'^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$',
}
_MOMENT: Final[Schema] = {
    "type": "string",
    "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})$",
}
_NUMBER: Final[Schema] = {"type": "number"}
_FLAG: Final[Schema] = {"type": "boolean"}
_TERM: Final[Schema] = {"type": "string", "minLength": 1}


def _either(kind: str, then: Schema, otherwise: Schema) -> Schema:
    """One schema for a kind of value, another for the rest.

    Not `anyOf`: that says of a mistake deep inside only that no choice fits, and works through
    every member of a list for each.
    """
    return {"if": {"type": kind}, "then": then, "else": otherwise}


def _some(schema: Schema, *, at_least: int = 0, at_most: int = MAX_VALUES) -> Schema:
    """One value, or a list of values."""
    return _either("array", {"items": schema, "minItems": at_least, "maxItems": at_most}, schema)


def _types(*wanted: str) -> Schema:
    """A type, or a list of types, that includes all of `wanted`."""
    contained = [{"contains": {"const": name}} for name in wanted]
    as_list = {"type": "array", "items": _TERM, "minItems": 1, "allOf": contained}
    return _either("array", as_list, {"const": wanted[0]}) if len(wanted) == 1 else as_list


def _object(required: str, properties: Mapping[str, Schema], **more: Any) -> Schema:
    return {
        "type": "object",
        "required": required.split(),
        "properties": dict(properties),
        **more,
    }


_IMAGE: Final = _either(
    "object",
    _object("id type", {"id": _ADDRESS, "type": _types("Image"), "caption": _TEXT}),
    _ADDRESS,
)
_IDENTITY: Final = _object(
    "type hashed identityHash identityType",
    {
        "type": _types("IdentityObject"),
        "hashed": _FLAG,
        "identityHash": _NAME,
        "identityType": words.IDENTITY_TYPE,
        "salt": _TEXT,
    },
)
_ENDORSEMENTS: Final = {
    "endorsement": _some({"type": "object"}),
    "endorsementJwt": _some(_NAME),
}
_PROFILE: Final = _object(
    "id type",
    {
        "id": _ADDRESS,
        "type": _types("Profile"),
        "name": _TEXT,
        "url": _ADDRESS,
        "description": _TEXT,
        "email": _TEXT,
        "phone": _TEXT,
        "official": _TEXT,
        "image": _IMAGE,
        **_ENDORSEMENTS,
    },
)
_ISSUER: Final = _either("object", _PROFILE, _ADDRESS)
_CRITERIA: Final = _object(
    "",
    {"id": _ADDRESS, "narrative": _TEXT},
    anyOf=[{"required": ["id"]}, {"required": ["narrative"]}],
)
_ALIGNMENT: Final = _object(
    "type targetName targetUrl",
    {
        "type": _types("Alignment"),
        "targetName": _NAME,
        "targetUrl": _ADDRESS,
        "targetType": words.TARGET_TYPE,
        "targetFramework": _TEXT,
        "targetCode": _TEXT,
        "targetDescription": _TEXT,
    },
)
_LEVEL: Final = _object(
    "id type name",
    {
        "id": _ADDRESS,
        "type": _types("RubricCriterionLevel"),
        "name": _NAME,
        "level": _TEXT,
        "points": _TEXT,
        "description": _TEXT,
    },
)
_RESULT_DESCRIPTION: Final = _object(
    "id type name resultType",
    {
        "id": _ADDRESS,
        "type": _types("ResultDescription"),
        "name": _NAME,
        "resultType": words.RESULT_TYPE,
        "allowedValue": _some(_TEXT),
        "requiredLevel": _ADDRESS,
        "requiredValue": _TEXT,
        "valueMin": _TEXT,
        "valueMax": _TEXT,
        "rubricCriterionLevel": _some(_LEVEL),
    },
)
_RESULT: Final = _object(
    "type",
    {
        "type": _types("Result"),
        "achievedLevel": _ADDRESS,
        "resultDescription": _ADDRESS,
        "status": words.RESULT_STATUS,
        "value": _TEXT,
    },
)
_ACHIEVEMENT: Final = _object(
    "id type name description criteria",
    {
        "id": _ADDRESS,
        "type": _types("Achievement"),
        "name": _NAME,
        "description": _NAME,
        "criteria": _CRITERIA,
        "achievementType": words.ACHIEVEMENT_TYPE,
        "alignment": _some(_ALIGNMENT),
        "creator": _PROFILE,
        "creditsAvailable": _NUMBER,
        "fieldOfStudy": _TEXT,
        "humanCode": _TEXT,
        "image": _IMAGE,
        "inLanguage": _TEXT,
        "resultDescription": _some(_RESULT_DESCRIPTION),
        "specialization": _TEXT,
        "tag": _some(_TEXT),
        "version": _TEXT,
        **_ENDORSEMENTS,
    },
)
_SUBJECT_ID: Final = {"id": _ADDRESS, "identifier": _some(_IDENTITY, at_least=1)}
_HAS_SUBJECT_ID: Final = [{"required": ["id"]}, {"required": ["identifier"]}]
_ACHIEVEMENT_SUBJECT: Final = _object(
    "type achievement",
    {
        **_SUBJECT_ID,
        "type": _types("AchievementSubject"),
        "achievement": _ACHIEVEMENT,
        "activityStartDate": _MOMENT,
        "activityEndDate": _MOMENT,
        "creditsEarned": _NUMBER,
        "image": _IMAGE,
        "licenseNumber": _TEXT,
        "narrative": _TEXT,
        "result": _some(_RESULT),
        "role": _TEXT,
        "source": _PROFILE,
        "term": _TEXT,
    },
    anyOf=_HAS_SUBJECT_ID,
)
_ASSOCIATION: Final = _object(
    "type associationType sourceId targetId",
    {"associationType": _TERM, "sourceId": _ADDRESS, "targetId": _ADDRESS},
)
_CLR_SUBJECT: Final = _object(
    "type verifiableCredential",
    {
        **_SUBJECT_ID,
        "type": _types("ClrSubject"),
        "verifiableCredential": _some({"type": "object"}, at_least=1),
        "achievement": _some(_ACHIEVEMENT),
        "association": _some(_ASSOCIATION),
    },
    anyOf=_HAS_SUBJECT_ID,
)
_ENDORSEMENT_SUBJECT: Final = _object(
    "id type",
    {"id": _ADDRESS, "type": _types("EndorsementSubject"), "endorsementComment": _TEXT},
)
_EVIDENCE: Final = _object(
    "type",
    {
        "id": _ADDRESS,
        "type": _types("Evidence"),
        "name": _TEXT,
        "narrative": _TEXT,
        "description": _TEXT,
        "genre": _TEXT,
        "audience": _TEXT,
    },
)
_STATUS: Final = _object(
    "type",
    {
        "id": _ADDRESS,
        "type": _TERM,
        "statusPurpose": _TERM,
        "statusListIndex": {"type": "string", "pattern": "^(0|[1-9][0-9]{0,11})$"},
        "statusListCredential": _ADDRESS,
    },
    allOf=[
        {
            "if": {"properties": {"type": {"const": "BitstringStatusListEntry"}}},
            "then": {"required": ["statusPurpose", "statusListIndex", "statusListCredential"]},
        },
        {
            "if": {"properties": {"type": {"const": "1EdTechRevocationList"}}},
            "then": {"required": ["id"]},
        },
    ],
)
_PROOF: Final = _object(
    "type",
    {
        "type": _TERM,
        "cryptosuite": _TERM,
        "created": _MOMENT,
        "expires": _MOMENT,
        "verificationMethod": _ADDRESS,
        "proofPurpose": _TERM,
        "proofValue": _NAME,
    },
)
_TYPED: Final = _object("type", {"id": _ADDRESS, "type": _some(_TERM, at_least=1)})


def _contexts(model: str, *patterns: str) -> Schema:
    """`@context`: the VC context first, then one that fits each pattern, in that order."""
    first: list[Schema] = [{"const": model}]
    rest: list[Schema] = [{"pattern": pattern} for pattern in patterns]
    return {
        "type": "array",
        "minItems": len(patterns) + 1,
        "prefixItems": [*first, *rest],
        "items": _TEXT,
    }


@dataclass(frozen=True, slots=True)
class Dates:
    """What a version of the VC Data Model calls begin and end."""

    start: str
    end: str


def _credential(
    required: str, types: tuple[str, ...], context: Schema, subject: Schema, dates: Dates
) -> Schema:
    properties: dict[str, Schema] = {
        "@context": context,
        "id": _ADDRESS,
        "type": _types("VerifiableCredential", *types),
        "name": _TEXT,
        "description": _TEXT,
        "image": _IMAGE,
        "issuer": _ISSUER,
        dates.start: _MOMENT,
        dates.end: _MOMENT,
        "awardedDate": _MOMENT,
        "credentialSubject": subject,
        "credentialSchema": _some(_TYPED),
        "credentialStatus": _some(_STATUS, at_least=1, at_most=MAX_STATUSES),
        "refreshService": _some(_TYPED),
        "termsOfUse": _some({"type": "object"}),
        "evidence": _some(_EVIDENCE),
        "proof": _some(_PROOF, at_least=1, at_most=MAX_PROOFS),
        **_ENDORSEMENTS,
    }
    return _object(
        f"@context id type issuer {dates.start} credentialSubject {required}", properties
    )


_DATES: Final = {
    CREDENTIALS_V1: Dates("issuanceDate", "expirationDate"),
    CREDENTIALS_V2: Dates("validFrom", "validUntil"),
}


def dates_of(document: Mapping[str, Any]) -> Dates:
    """Return the names of begin and end in a credential, by its first context."""
    named: Any = document.get("@context")
    first = named[0] if isinstance(named, list) and named else named
    return _DATES[CREDENTIALS_V1 if first == CREDENTIALS_V1 else CREDENTIALS_V2]


def _kinds(model: str) -> dict[str, Schema]:
    """The credentials of Open Badges 3.0 in one version of the VC Data Model."""
    dates = _DATES[model]
    badges = _contexts(model, OPEN_BADGES_CONTEXT)
    records = _contexts(model, CLR_CONTEXT, OPEN_BADGES_CONTEXT)
    return {
        "achievement": _credential("", (), badges, _ACHIEVEMENT_SUBJECT, dates),
        "endorsement": _credential(
            "", ("EndorsementCredential",), badges, _ENDORSEMENT_SUBJECT, dates
        ),
        "clr": _credential("name", ("ClrCredential",), records, _CLR_SUBJECT, dates),
    }


_STATUS_LIST: Final = _object(
    "type statusPurpose encodedList",
    {
        "type": {"const": "BitstringStatusList"},
        "statusPurpose": _some(_TERM, at_least=1),
        "encodedList": _NAME,
    },
)

SCHEMAS: Final[Mapping[str, Schema]] = {
    **_kinds(CREDENTIALS_V2),
    **{f"{kind} 1.1": schema for kind, schema in _kinds(CREDENTIALS_V1).items()},
    "status-list": _object(
        "@context type issuer credentialSubject",
        {
            "@context": {
                "type": "array",
                "minItems": 1,
                "prefixItems": [{"enum": [CREDENTIALS_V1, CREDENTIALS_V2]}],
                "items": _TEXT,
            },
            "id": _ADDRESS,
            "type": _types("VerifiableCredential", "BitstringStatusListCredential"),
            "issuer": _either("object", _object("id", {"id": _ADDRESS}), _ADDRESS),
            "validFrom": _MOMENT,
            "validUntil": _MOMENT,
            "credentialSubject": _STATUS_LIST,
            "proof": _some(_PROOF, at_least=1, at_most=MAX_PROOFS),
        },
    ),
}
"""Kind of document to its schema; ` 1.1` behind it for VC Data Model 1.1."""


@cache
def _validator(kind: str) -> Any:
    return jsonschema_rs.validator_for(SCHEMAS[kind])


def problem(document: object, kind: str) -> tuple[str, str] | None:
    """Return the first thing wrong with the shape: place (JSON pointer) and reason, or None.

    Only the first, for a file can be wrong in so many places that to tell them all takes seconds.
    """
    try:
        _validator(kind).validate(document)
    except jsonschema_rs.ValidationError as error:
        return pointer(*error.instance_path), shown(error.message, limit=160)
    return None
