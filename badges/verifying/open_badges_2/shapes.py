"""The shapes of Open Badges 2.0 that we read (Open Badges 2.0, "Data Classes")."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import jsonschema_rs

from badges.verifying.schema_parts import (
    MOMENT,
    NAME,
    TEXT,
    Schema,
    an_object,
    either,
    first_problem,
    some,
)

_ADDRESS: Final[Schema] = {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$"}
_OBJECT: Final[Schema] = {"type": "object"}
_IMAGE: Final = either("object", _OBJECT, _ADDRESS)


def _types(*names: str) -> Schema:
    wanted = {"enum": list(names)}
    return either("array", {"contains": wanted, "items": TEXT}, wanted)


_RECIPIENT: Final = an_object(
    "type identity hashed",
    {"type": some(NAME, at_least=1), "identity": NAME, "hashed": {"type": "boolean"}, "salt": TEXT},
)
_NAMED: Final = either("object", an_object("id", {"id": _ADDRESS}), _ADDRESS)
"""Another document, by its address or written out."""
_VERIFICATION: Final = an_object("type", {"type": some(NAME, at_least=1), "creator": _NAMED})

SCHEMAS: Final[Mapping[str, Schema]] = {
    "assertion": an_object(
        "id type recipient badge verification issuedOn",
        {
            "id": _ADDRESS,
            "type": _types("Assertion"),
            "recipient": _RECIPIENT,
            "badge": either("object", _OBJECT, _ADDRESS),
            "verification": _VERIFICATION,
            "issuedOn": MOMENT,
            "expires": MOMENT,
            "image": _IMAGE,
            "narrative": TEXT,
            "evidence": some(either("object", _OBJECT, _ADDRESS)),
            "revoked": {"type": "boolean"},
            "revocationReason": TEXT,
        },
    ),
    "badge": an_object(
        "id type name description image criteria issuer",
        {
            "id": _ADDRESS,
            "type": _types("BadgeClass"),
            "name": NAME,
            "description": TEXT,
            "image": _IMAGE,
            "criteria": either(
                "object", an_object("", {"id": _ADDRESS, "narrative": TEXT}), _ADDRESS
            ),
            "issuer": _NAMED,
            "tags": some(TEXT),
        },
    ),
    "profile": an_object(
        "id type name",
        {
            "id": _ADDRESS,
            "type": _types("Issuer", "Profile"),
            "name": NAME,
            "publicKey": some(_NAMED),
            "revocationList": _NAMED,
            "verification": {"type": "object"},
        },
    ),
    "key": an_object(
        "id owner publicKeyPem", {"id": _ADDRESS, "owner": _ADDRESS, "publicKeyPem": NAME}
    ),
    "revocations": an_object(
        "revokedAssertions",
        {
            "id": _ADDRESS,
            "issuer": _NAMED,
            "revokedAssertions": some(
                either("object", an_object("", {"id": _ADDRESS, "uid": TEXT}), TEXT)
            ),
        },
    ),
}
"""Kind of document to its schema."""


@cache
def _validator(kind: str) -> Any:
    return jsonschema_rs.validator_for(SCHEMAS[kind])


def problem(document: object, kind: str) -> tuple[str, str] | None:
    """Return the first thing wrong with the shape of a kind of document, or None."""
    return first_problem(document, _validator(kind))
