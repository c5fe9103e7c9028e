"""The shapes that we read, written from the specifications as JSON Schemas (draft 2020-12).

An RDF signature does not tell a value from a list of one value, nor a text from an object that
says the same, so a file can be reshaped without breaking the signature. Code that reads JSON
paths would then see something else than was signed. So whatever we read must have exactly the
shape written here; properties that we never read may have any.

Sources: Open Badges 3.0 appendix A (data model), CLR 2.0 appendix A, VC Data Model 2.0 section 4,
Bitstring Status List 1.0 section 2 and its draft of 2021. The compacted form is accepted where the
specification allows it: one object in place of a list of one; and so is an empty text, or criteria
that say nothing, which the official schemas do not refuse.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import jsonschema_rs

from badges.contexts import CREDENTIALS_V1, CREDENTIALS_V2
from badges.contexts.dates import DATES, Dates
from badges.documents import status
from badges.verifying.open_badges_3 import words
from badges.verifying.schema_parts import (
    MOMENT,
    NAME,
    TEXT,
    Schema,
    an_object,
    either,
    first_problem,
    some,
    types_with,
)

OPEN_BADGES_CONTEXT: Final = (
    r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context(-[0-9]+\.[0-9]+\.[0-9]+)?\.json$"
)
CLR_CONTEXT: Final = (
    r"^https://purl\.imsglobal\.org/spec/clr/v2p0/context(-[0-9]+\.[0-9]+\.[0-9]+)?\.json$"
)

MAX_PROOFS: Final = 10
MAX_STATUSES: Final = 10
"""Each costs a signature, whoever wrote them; real badges have one or two."""

_ADDRESS: Final[Schema] = {
    "type": "string",
    "pattern": r'^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$',
}
_NUMBER: Final[Schema] = {"type": "number"}
_FLAG: Final[Schema] = {"type": "boolean"}
_TERM: Final = NAME


_IMAGE: Final = either(
    "object",
    an_object("id type", {"id": _ADDRESS, "type": types_with("Image"), "caption": TEXT}),
    _ADDRESS,
)
_IDENTITY: Final = an_object(
    "type hashed identityHash identityType",
    {
        "type": types_with("IdentityObject"),
        "hashed": _FLAG,
        "identityHash": NAME,
        "identityType": words.IDENTITY_TYPE,
        "salt": TEXT,
    },
)
_ENDORSEMENTS: Final = {
    "endorsement": some({"type": "object"}),
    "endorsementJwt": some(NAME),
}
_PROFILE: Final = an_object(
    "id type",
    {
        "id": _ADDRESS,
        "type": types_with("Profile"),
        "name": TEXT,
        "url": _ADDRESS,
        "description": TEXT,
        "email": TEXT,
        "phone": TEXT,
        "official": TEXT,
        "image": _IMAGE,
        **_ENDORSEMENTS,
    },
)
_ISSUER: Final = either("object", _PROFILE, _ADDRESS)
_CRITERIA: Final = an_object("", {"id": _ADDRESS, "narrative": TEXT})
_ALIGNMENT: Final = an_object(
    "type targetName targetUrl",
    {
        "type": types_with("Alignment"),
        "targetName": TEXT,
        "targetUrl": _ADDRESS,
        "targetType": words.TARGET_TYPE,
        "targetFramework": TEXT,
        "targetCode": TEXT,
        "targetDescription": TEXT,
    },
)
_LEVEL: Final = an_object(
    "id type name",
    {
        "id": _ADDRESS,
        "type": types_with("RubricCriterionLevel"),
        "name": TEXT,
        "level": TEXT,
        "points": TEXT,
        "description": TEXT,
    },
)
_RESULT_DESCRIPTION: Final = an_object(
    "id type name resultType",
    {
        "id": _ADDRESS,
        "type": types_with("ResultDescription"),
        "name": TEXT,
        "resultType": words.RESULT_TYPE,
        "allowedValue": some(TEXT),
        "requiredLevel": _ADDRESS,
        "requiredValue": TEXT,
        "valueMin": TEXT,
        "valueMax": TEXT,
        "rubricCriterionLevel": some(_LEVEL),
    },
)
_RESULT: Final = an_object(
    "type",
    {
        "type": types_with("Result"),
        "achievedLevel": _ADDRESS,
        "resultDescription": _ADDRESS,
        "status": words.RESULT_STATUS,
        "value": TEXT,
    },
)
_ACHIEVEMENT: Final = an_object(
    "id type name description criteria",
    {
        "id": _ADDRESS,
        "type": types_with("Achievement"),
        "name": TEXT,
        "description": TEXT,
        "criteria": _CRITERIA,
        "achievementType": words.ACHIEVEMENT_TYPE,
        "alignment": some(_ALIGNMENT),
        "creator": _PROFILE,
        "creditsAvailable": _NUMBER,
        "fieldOfStudy": TEXT,
        "humanCode": TEXT,
        "image": _IMAGE,
        "inLanguage": TEXT,
        "resultDescription": some(_RESULT_DESCRIPTION),
        "specialization": TEXT,
        "tag": some(TEXT),
        "version": TEXT,
        **_ENDORSEMENTS,
    },
)
_SUBJECT_ID: Final = {"id": _ADDRESS, "identifier": some(_IDENTITY, at_least=1)}
_HAS_SUBJECT_ID: Final = [{"required": ["id"]}, {"required": ["identifier"]}]
_ACHIEVEMENT_SUBJECT: Final = an_object(
    "type achievement",
    {
        **_SUBJECT_ID,
        "type": types_with("AchievementSubject"),
        "achievement": _ACHIEVEMENT,
        "activityStartDate": MOMENT,
        "activityEndDate": MOMENT,
        "creditsEarned": _NUMBER,
        "image": _IMAGE,
        "licenseNumber": TEXT,
        "narrative": TEXT,
        "result": some(_RESULT),
        "role": TEXT,
        "source": _PROFILE,
        "term": TEXT,
    },
    anyOf=_HAS_SUBJECT_ID,
)
_ASSOCIATION: Final = an_object(
    "type associationType sourceId targetId",
    {"associationType": _TERM, "sourceId": _ADDRESS, "targetId": _ADDRESS},
)
_CLR_SUBJECT: Final = an_object(
    "type verifiableCredential",
    {
        **_SUBJECT_ID,
        "type": types_with("ClrSubject"),
        "verifiableCredential": some({"type": "object"}, at_least=1),
        "achievement": some(_ACHIEVEMENT),
        "association": some(_ASSOCIATION),
    },
    anyOf=_HAS_SUBJECT_ID,
)
_ENDORSEMENT_SUBJECT: Final = an_object(
    "id type",
    {"id": _ADDRESS, "type": types_with("EndorsementSubject"), "endorsementComment": TEXT},
)
_EVIDENCE: Final = an_object(
    "type",
    {
        "id": _ADDRESS,
        "type": types_with("Evidence"),
        "name": TEXT,
        "narrative": TEXT,
        "description": TEXT,
        "genre": TEXT,
        "audience": TEXT,
    },
)
_INDEX: Final = either(
    "integer",
    {"minimum": 0, "maximum": 999_999_999_999},
    {"type": "string", "pattern": "^(0|[1-9][0-9]{0,11})$"},
)
"""Text, says the specification; numbers are in use too, and read as unsure (`statuses`)."""
_STATUS: Final = an_object(
    "type",
    {
        "id": _ADDRESS,
        "type": _TERM,
        "statusPurpose": _TERM,
        "statusListIndex": _INDEX,
        "statusListCredential": _ADDRESS,
    },
    allOf=[
        {
            "if": {"properties": {"type": {"enum": list(status.LISTS)}}},
            "then": {"required": ["statusPurpose", "statusListIndex", "statusListCredential"]},
        },
        {
            "if": {"properties": {"type": {"const": "1EdTechRevocationList"}}},
            "then": {"required": ["id"]},
        },
    ],
)
_PROOF: Final = an_object(
    "type",
    {
        "type": _TERM,
        "cryptosuite": _TERM,
        "created": MOMENT,
        "expires": MOMENT,
        "verificationMethod": _ADDRESS,
        "proofPurpose": _TERM,
        "proofValue": NAME,
    },
)
_TYPED: Final = an_object("type", {"id": _ADDRESS, "type": some(_TERM, at_least=1)})


def _contexts(model: str, *patterns: str) -> Schema:
    """`@context`: the VC context first, then one for each pattern, in that order; any behind."""
    first: list[Schema] = [{"const": model}]
    rest: list[Schema] = [{"pattern": pattern} for pattern in patterns]
    return {
        "type": "array",
        "minItems": len(patterns) + 1,
        "prefixItems": [*first, *rest],
        "items": either("object", {}, TEXT),
    }


def _credential(
    required: str, types: tuple[str, ...], context: Schema, subject: Schema, dates: Dates
) -> Schema:
    properties: dict[str, Schema] = {
        "@context": context,
        "id": _ADDRESS,
        "type": types_with("VerifiableCredential", *types),
        "name": TEXT,
        "description": TEXT,
        "image": _IMAGE,
        "issuer": _ISSUER,
        dates.start: MOMENT,
        dates.end: MOMENT,
        "awardedDate": MOMENT,
        "credentialSubject": subject,
        "credentialSchema": some(_TYPED),
        "credentialStatus": some(_STATUS, at_least=1, at_most=MAX_STATUSES),
        "refreshService": some(_TYPED),
        "termsOfUse": some({"type": "object"}),
        "evidence": some(_EVIDENCE),
        "proof": some(_PROOF, at_least=1, at_most=MAX_PROOFS),
        **_ENDORSEMENTS,
    }
    return an_object(
        f"@context id type issuer {dates.start} credentialSubject {required}", properties
    )


def _core(model: str) -> Schema:
    """What must be right in a badge of which the rest is not, to say whether it still counts."""
    dates, fitting = DATES[model], ("@context", "issuer", "credentialStatus", "proof", "id")
    whole = _credential("", (), _contexts(model, OPEN_BADGES_CONTEXT), {"type": "object"}, dates)
    kept = {name: whole["properties"][name] for name in (*fitting, dates.start, dates.end)}
    return an_object(
        f"@context id issuer {dates.start} credentialSubject",
        {**kept, "credentialSubject": {"type": "object"}},
    )


def _kinds(model: str) -> dict[str, Schema]:
    """The credentials of Open Badges 3.0 in one version of the VC Data Model."""
    dates = DATES[model]
    badges = _contexts(model, OPEN_BADGES_CONTEXT)
    records = _contexts(model, CLR_CONTEXT, OPEN_BADGES_CONTEXT)
    return {
        "achievement": _credential("", (), badges, _ACHIEVEMENT_SUBJECT, dates),
        "endorsement": _credential(
            "", ("EndorsementCredential",), badges, _ENDORSEMENT_SUBJECT, dates
        ),
        "clr": _credential("name", ("ClrCredential",), records, _CLR_SUBJECT, dates),
        "core": _core(model),
    }


_STATUS_LIST: Final = an_object(
    "type statusPurpose encodedList",
    {
        "type": {"enum": ["BitstringStatusList", "StatusList2021"]},
        "statusPurpose": some(_TERM, at_least=1),
        "encodedList": NAME,
    },
)

SCHEMAS: Final[Mapping[str, Schema]] = {
    **_kinds(CREDENTIALS_V2),
    **{f"{kind} 1.1": schema for kind, schema in _kinds(CREDENTIALS_V1).items()},
    "status-list": an_object(
        "@context type issuer credentialSubject",
        {
            "@context": {
                "type": "array",
                "minItems": 1,
                "prefixItems": [{"enum": [CREDENTIALS_V1, CREDENTIALS_V2]}],
                "items": TEXT,
            },
            "id": _ADDRESS,
            "type": {
                "type": "array",
                "items": _TERM,
                "allOf": [
                    {"contains": {"const": "VerifiableCredential"}},
                    {"contains": {"enum": list(status.LISTS.values())}},
                ],
            },
            "issuer": either("object", an_object("id", {"id": _ADDRESS}), _ADDRESS),
            "validFrom": MOMENT,
            "validUntil": MOMENT,
            "issuanceDate": MOMENT,
            "expirationDate": MOMENT,
            "credentialSubject": _STATUS_LIST,
            "proof": some(_PROOF, at_least=1, at_most=MAX_PROOFS),
        },
    ),
}
"""Kind of document to its schema; ` 1.1` behind it for VC Data Model 1.1."""


@cache
def _validator(kind: str) -> Any:
    return jsonschema_rs.validator_for(SCHEMAS[kind])


def problem(document: object, kind: str) -> tuple[str, str] | None:
    """Return the first thing wrong with the shape of a kind of document, or None."""
    return first_problem(document, _validator(kind))
