"""The secret in the link of a share: 160 bits, made with the server's key, kept as a hash only.

Its owner may see the link again, so it is made anew from what it belongs to, as the codes of
cards and papers are; the database alone gives nobody a link.
"""

import hashlib
import hmac
import re
from base64 import b32encode
from uuid import UUID

BYTES = 20
TOKEN = re.compile(r"[a-z2-7]{32}")
"""Small letters and digits: nothing that a messenger cuts off, or that is lost when typed."""


def token_of(share_uuid: UUID, *, secret_key: str) -> str:
    secret = hmac.digest(secret_key.encode(), f"share:{share_uuid}".encode(), "sha256")
    return b32encode(secret[:BYTES]).decode().lower()


def token_hash(token: str) -> bytes | None:
    """What the database knows of it; None for what can be no token."""
    normal = token.lower()
    return hashlib.sha256(normal.encode()).digest() if TOKEN.fullmatch(normal) else None
