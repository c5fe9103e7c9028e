"""Is the badge for the person that was asked about?

Open Badges 3.0 section 3.1 (`credentialSubject.id` or `identifier`); Open Badges 2.0,
IdentityObject.
Only SHA-256 counts for a hashed identity: MD5 values can be made to collide.
"""

import hmac
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from badges.reading import JsonObject
from badges.verifying.report import Check, CheckId, Outcome


def check_recipient(subject: JsonObject, expected: str | None) -> Check:
    """Compare the subject of an Open Badges 3.0 credential with an expected id, e-mail or URL."""
    if expected is None:
        return Check(CheckId.RECIPIENT, Outcome.SKIP, "recipient-not-asked")
    if subject.get("id") == expected:
        return _right("/credentialSubject/id")
    identifiers: Any = subject.get("identifier", [])
    listed = identifiers if isinstance(identifiers, list) else [identifiers]
    answers = [
        matches(entry["identityHash"], entry.get("salt", ""), expected, hashed=entry["hashed"])
        for entry in listed
    ]
    if True in answers:
        return _right("/credentialSubject/identifier")
    if None in answers:
        return Check(CheckId.RECIPIENT, Outcome.UNKNOWN, "recipient-unknown")
    return Check(CheckId.RECIPIENT, Outcome.FAIL, "recipient-wrong", {}, "/credentialSubject")


def matches(identity: str, salt: str, expected: str, *, hashed: bool) -> bool | None:
    """Say whether an identity is the expected one; None if it cannot be compared.

    An e-mail address is compared in lower case too, as issuers hash it that way.

    >>> hashed = "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"
    >>> matches(hashed, "Kosher", "a@example.com", hashed=True)
    True
    """
    spellings = _spellings(expected)
    if not hashed:
        return any(_same(identity, spelling) for spelling in spellings)
    algorithm, _, digest = identity.partition("$")
    if algorithm.lower() != "sha256":
        return None
    digests = (sha256((spelling + salt).encode()).hexdigest() for spelling in spellings)
    return any(_same(digest.lower(), value) for value in digests)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _spellings(expected: str) -> Iterable[str]:
    return {expected, expected.lower()} if "@" in expected else {expected}


def _right(place: str) -> Check:
    return Check(CheckId.RECIPIENT, Outcome.PASS, "recipient-right", {}, place)
