"""Revocation: entries in our credentials and the signed lists that they point to.

W3C Bitstring Status List 1.0. One list belongs to one issuer, who signs it with a key of its own
for lists; verifiers want the list's issuer to be the badge's issuer. ``statusPurpose`` is a plain
string and the only purpose is ``revocation``, for that is what 1EdTech's validator reads.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from badges import contexts
from badges.documents import bitstring
from badges.errors import StatusError
from badges.reading import JsonObject
from badges.times import stamp

PURPOSE: Final = "revocation"

LISTS: Final = {
    "BitstringStatusListEntry": "BitstringStatusListCredential",
    "StatusList2021Entry": "StatusList2021Credential",
}
"""What an entry points to. The draft of 2021 differs in names, and its lists begin without u."""


def entry(list_url: str, index: int) -> JsonObject:
    """Return the ``credentialStatus`` of a credential; the index is chosen at random by you."""
    return {
        "id": f"{list_url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": PURPOSE,
        "statusListIndex": str(index),
        "statusListCredential": list_url,
    }


def list_credential(
    list_url: str, *, issuer: str, bits: bytes, valid_from: datetime, lifetime: timedelta
) -> JsonObject:
    """Return the unsigned BitstringStatusListCredential of an issuer (section 2.2).

    ``lifetime`` is how long a copy may be used; it becomes ``validUntil`` and, in milliseconds,
    ``ttl``.
    """
    if len(bits) * 8 < bitstring.MIN_ENTRIES:
        raise StatusError(f"A status list has {bitstring.MIN_ENTRIES} entries or more.")
    return {
        "@context": [contexts.CREDENTIALS_V2],
        "id": list_url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": stamp(valid_from),
        "validUntil": stamp(valid_from + lifetime),
        "credentialSubject": {
            "id": f"{list_url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": PURPOSE,
            "ttl": int(lifetime.total_seconds() * 1000),
            "encodedList": bitstring.encode(bits),
        },
    }


def is_set(status: JsonObject, list_document: Any) -> bool:
    """Say whether the bit of an entry (of ``LISTS``) is set in a list that was verified.

    Raises StatusError when the list is not the one that the entry means (section 3.2). Proof,
    issuer and validity of the list are checked elsewhere.
    """
    subject = list_document.get("credentialSubject") if isinstance(list_document, dict) else None
    if not isinstance(subject, dict):
        raise StatusError("The status list has no credentialSubject.")
    kind = LISTS[status.get("type", "BitstringStatusListEntry")]
    if kind not in _listed(list_document.get("type")):
        raise StatusError(f"This is not a {kind}.")
    if list_document.get("id", status["statusListCredential"]) != status["statusListCredential"]:
        raise StatusError("The status list has another id than the badge says.")
    if status.get("statusPurpose") not in _listed(subject.get("statusPurpose")):
        raise StatusError("The status list has another purpose than the badge says.")
    encoded = subject.get("encodedList")
    if kind == "StatusList2021Credential":
        encoded = f"u{encoded}"
    return bitstring.bit(bitstring.decode(encoded), index_of(status))


def index_of(status: JsonObject) -> int:
    """Return the ``statusListIndex``: an integer as text; some issuers write a number."""
    index = status.get("statusListIndex")
    if isinstance(index, int) and not isinstance(index, bool):
        return index
    if isinstance(index, str) and index.isascii() and index.isdigit() and len(index) < 12:
        return int(index)
    raise StatusError("A statusListIndex is a whole number, written as text.")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
