"""A grant as it is written: a compact JWS of the server, with the public half of a key that the
tablet made for it. Pure: keys and values in, text or claims out."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from academy.tablets.encoding import from_point, to_bytes, to_point, to_text

TYPE = "tablet-grant+jwt"
ALGORITHM = "ES256"


_NONSENSE = (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading raises on whatever was not written here."""


class ForgedGrantError(Exception):
    """Not a grant that this platform gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a grant says: who, where, for which tablet, from when until when, with which key."""

    grant_uuid: UUID
    issuer: str
    person_uuid: UUID
    tablet_uuid: UUID
    team_uuid: UUID
    organisation_uuid: UUID
    palette: str
    given_at: datetime
    expires_at: datetime
    signs_with: ec.EllipticCurvePublicKey


FindKey = Callable[[UUID], ec.EllipticCurvePublicKey | None]
"""The public half of the server's key with this id."""


def write(claims: Claims, private: ec.EllipticCurvePrivateKey, key_uuid: UUID) -> str:
    header = {"alg": ALGORITHM, "kid": str(key_uuid), "typ": TYPE}
    payload = json.dumps(_to_json(claims), separators=(",", ":"))
    return jws.serialize_compact(header, payload, _jwk(private), algorithms=[ALGORITHM])


def read(text: object, find_key: FindKey, *, issuer: str) -> Claims:
    """Raises ForgedGrantError for whatever was not signed here, and for what says nonsense."""
    try:
        key = _key_of(text, find_key)
        found = jws.deserialize_compact(str(text), _jwk(key), algorithms=[ALGORITHM])
        if found.headers().get("typ") != TYPE:
            raise ForgedGrantError
        claims = _from_json(json.loads(found.payload))
    except _NONSENSE as fault:
        raise ForgedGrantError from fault
    if claims.issuer != issuer:
        raise ForgedGrantError
    return claims


def _key_of(text: object, find_key: FindKey) -> ec.EllipticCurvePublicKey:
    """By the header, which nobody believes for anything else."""
    header = json.loads(to_bytes(str(text).partition(".")[0]))
    key = find_key(UUID(header["kid"]))
    if key is None:
        raise ForgedGrantError
    return key


def _jwk(key: ec.EllipticCurvePrivateKey | ec.EllipticCurvePublicKey) -> ECKey:
    return ECKey.import_key(key)


def _to_json(claims: Claims) -> dict[str, Any]:
    point = to_point(claims.signs_with)
    x, y = to_text(point[1:33]), to_text(point[33:])
    return {
        "jti": str(claims.grant_uuid),
        "iss": claims.issuer,
        "sub": str(claims.person_uuid),
        "tablet": str(claims.tablet_uuid),
        "team": str(claims.team_uuid),
        "organisation": str(claims.organisation_uuid),
        "palette": claims.palette,
        "iat": int(claims.given_at.timestamp()),
        "exp": int(claims.expires_at.timestamp()),
        "cnf": {"jwk": {"kty": "EC", "crv": "P-256", "x": x, "y": y}},
    }


def _from_json(said: dict[str, Any]) -> Claims:
    jwk = said["cnf"]["jwk"]
    return Claims(
        grant_uuid=UUID(said["jti"]),
        issuer=said["iss"],
        person_uuid=UUID(said["sub"]),
        tablet_uuid=UUID(said["tablet"]),
        team_uuid=UUID(said["team"]),
        organisation_uuid=UUID(said["organisation"]),
        palette=said["palette"],
        given_at=datetime.fromtimestamp(said["iat"], UTC),
        expires_at=datetime.fromtimestamp(said["exp"], UTC),
        signs_with=from_point(b"\x04" + to_bytes(jwk["x"]) + to_bytes(jwk["y"])),
    )
