"""JWS signatures with RSA and elliptic curve keys, by joserfc.

A module of its own so that it is imported only when a JWS is there: joserfc and what it needs take
as long to import as all the rest of this package.
"""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from joserfc import jws
from joserfc.errors import BadSignatureError, JoseError
from joserfc.jwk import ECKey, RSAKey

from badges.errors import TokenError


def verify(
    compact: str, key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey, *, algorithms: Sequence[str]
) -> None:
    """Raise TokenError unless a compact JWS verifies with the key, by one of the algorithms."""
    jwk = RSAKey.import_key(key) if isinstance(key, rsa.RSAPublicKey) else ECKey.import_key(key)
    registry = jws.JWSRegistry(algorithms=list(algorithms), strict_check_header=False)
    # The front door has bounded the whole; the defaults refuse an RSA jwk and a picture inside.
    registry.max_header_length = registry.max_payload_length = len(compact)
    try:
        jws.deserialize_compact(compact, jwk, registry=registry)
    except BadSignatureError as error:
        raise TokenError("The signature does not match: something was changed.") from error
    except (JoseError, ValueError) as error:
        raise TokenError("The header or the signature of this JWT has a wrong form.") from error
