"""The shapes of Open Badges 2.0 that we read (Open Badges 2.0, "Data Classes")."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import jsonschema_rs

from badges.reading import pointer, shown

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_NAME: Final[Schema] = {"type": "string", "minLength": 1}
_ADDRESS: Final[Schema] = {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$"}
_MOMENT: Final[Schema] = {
    "type": "string",
    "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})$",
}
_IMAGE: Final[Schema] = {"anyOf": [_ADDRESS, {"type": "object"}]}


def _types(*names: str) -> Schema:
    wanted = {"enum": list(names)}
    return {"anyOf": [wanted, {"type": "array", "contains": wanted, "items": _TEXT}]}


def _object(required: str, properties: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "required": required.split(), "properties": dict(properties)}


def _some(schema: Schema) -> Schema:
    return {"if": {"type": "array"}, "then": {"items": schema}, "else": schema}


_RECIPIENT: Final = _object(
    "type identity hashed",
    {"type": _NAME, "identity": _NAME, "hashed": {"type": "boolean"}, "salt": _TEXT},
)
_VERIFICATION: Final = _object("type", {"type": _NAME, "creator": _ADDRESS})

SCHEMAS: Final[Mapping[str, Schema]] = {
    "assertion": _object(
        "id type recipient badge verification issuedOn",
        {
            "id": _ADDRESS,
            "type": _types("Assertion"),
            "recipient": _RECIPIENT,
            "badge": {"anyOf": [_ADDRESS, {"type": "object"}]},
            "verification": _VERIFICATION,
            "issuedOn": _MOMENT,
            "expires": _MOMENT,
            "image": _IMAGE,
            "narrative": _TEXT,
            "evidence": _some({"anyOf": [_ADDRESS, {"type": "object"}]}),
            "revoked": {"type": "boolean"},
            "revocationReason": _TEXT,
        },
    ),
    "badge": _object(
        "id type name description image criteria issuer",
        {
            "id": _ADDRESS,
            "type": _types("BadgeClass"),
            "name": _NAME,
            "description": _TEXT,
            "image": _IMAGE,
            "criteria": {
                "anyOf": [_ADDRESS, _object("", {"id": _ADDRESS, "narrative": _TEXT})],
            },
            "issuer": {"anyOf": [_ADDRESS, _object("id", {"id": _ADDRESS})]},
            "tags": _some(_TEXT),
        },
    ),
    "profile": _object(
        "id type name",
        {
            "id": _ADDRESS,
            "type": _types("Issuer", "Profile"),
            "name": _NAME,
            "publicKey": _some({"anyOf": [_ADDRESS, _object("id", {"id": _ADDRESS})]}),
            "revocationList": _ADDRESS,
            "verification": {"type": "object"},
        },
    ),
    "key": _object(
        "id owner publicKeyPem", {"id": _ADDRESS, "owner": _ADDRESS, "publicKeyPem": _NAME}
    ),
    "revocations": _object(
        "id issuer revokedAssertions",
        {
            "id": _ADDRESS,
            "issuer": _ADDRESS,
            "revokedAssertions": {
                "type": "array",
                "items": {"anyOf": [_TEXT, _object("", {"id": _ADDRESS, "uid": _TEXT})]},
            },
        },
    ),
}
"""Kind of document to its schema."""


@cache
def _validator(kind: str) -> Any:
    return jsonschema_rs.validator_for(SCHEMAS[kind])


def problem(document: object, kind: str) -> tuple[str, str] | None:
    """Return the first thing wrong with the shape: place and reason, or None."""
    try:
        _validator(kind).validate(document)
    except jsonschema_rs.ValidationError as error:
        return pointer(*error.instance_path), shown(error.message, limit=160)
    return None
