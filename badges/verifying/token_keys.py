"""Which key may have signed a JWT (Open Badges 3.0, section 8.2.2; RFC 7515, section 4.1.4).

The header names it by `kid`, or brings it as `jwk`, which counts only if the issuer publishes it. A
header that names nothing, or only the issuer, leaves every key that the issuer publishes for claims
(RFC 7515, appendix D): a signature by none of them is a wrong one, and by one of several it is the
issuer's, in a badge that is not built as the rules say.
"""

from dataclasses import dataclass

from badges.errors import BadgesError, KeyBindingError, KeyFormatError
from badges.keys import did, multikey
from badges.proofs import vc_jwt
from badges.proofs.vc_jwt import Token
from badges.verifying.asking import Asked


@dataclass(frozen=True, slots=True)
class Chosen:
    """The key to check a token with, and whether that was found out by trying."""

    method: did.Method
    by_trying: bool = False


def chosen_key(issuer: str, token: Token, asked: Asked) -> Chosen:
    """Return the key that a token means; raises as `Resolver.key` does."""
    is_named = "kid" in token.header
    if is_named and token.key_id is None:
        raise KeyBindingError("The kid in the header of a JWT is text.")
    if not is_named and "jwk" in token.header:
        return Chosen(asked.resolver.published(issuer, _brought(token), now=asked.now))
    if token.key_id is not None and not _leaves_it_open(issuer, token.key_id):
        return Chosen(asked.resolver.key(issuer, token.key_id, now=asked.now))
    keys = asked.resolver.claim_keys(issuer, now=asked.now)
    is_clear = len(keys) == 1 and (is_named or issuer.startswith("did:jwk:"))
    fitting = next((method for method in keys if _fits(token, method)), keys[0])
    return Chosen(fitting, by_trying=not is_clear)


def _leaves_it_open(issuer: str, kid: str) -> bool:
    """Say whether a kid names no key in particular.

    did:jwk has one key for ever, whatever the header calls it, as a kid is a hint; but that of
    another DID is no hint but a contradiction.
    """
    return kid == issuer or (issuer.startswith("did:jwk:") and not kid.startswith("did:"))


def _brought(token: Token) -> multikey.PublicKey:
    try:
        return multikey.from_jwk(token.header["jwk"])
    except KeyFormatError as error:
        raise KeyBindingError("The jwk in the header is not a public key.") from error


def _fits(token: Token, method: did.Method) -> bool:
    try:
        vc_jwt.verify_jwt(token, method.key)
    except BadgesError:
        return False
    return True
