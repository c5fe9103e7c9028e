"""The machine-readable documents that make a badge checkable, as values.

Used by the public addresses and by our own checks, which never ask the network for what is in
our own database.
"""

from collections.abc import Mapping
from typing import Any

from academy.credentials import keys
from academy.credentials.addresses import Addresses
from academy.credentials.mapping import SIGNED_IN, to_issuer
from academy.credentials.models import Achievement
from academy.credentials.narrative import Telling
from academy.credentials.tellings import in_telling, tellings_of
from academy.organisations.models import Organisation
from badges.documents import writing
from badges.keys import did, multikey

CONTEXT = list(writing.CONTEXT)


def did_document(organisation: Organisation, addresses: Addresses) -> dict[str, Any]:
    """Every key there ever was; a compromised one is marked revoked from then on."""
    identifier = addresses.issuer_did(organisation.slug)
    methods = [
        did.Method(
            addresses.verification_method(organisation.slug, key.public_multibase),
            identifier,
            multikey.decode(key.public_multibase),
            revoked=key.compromised_at,
        )
        for key in keys.published_keys(organisation.id)
    ]
    return did.build_document(identifier, methods)


def issuer_profile(organisation: Organisation, addresses: Addresses) -> dict[str, Any]:
    issuer = to_issuer(organisation.slug, organisation.name, organisation.email, addresses)
    return {"@context": CONTEXT, **writing.issuer(issuer)}


def achievement_document(achievement: Achievement, addresses: Addresses) -> dict[str, Any]:
    """As it is signed."""
    return _document(achievement, addresses, SIGNED_IN, tellings_of(achievement))


def achievement_document_in(
    achievement: Achievement, addresses: Addresses, language: str
) -> dict[str, Any] | None:
    """None in the signed language, and in one that it cannot be told in."""
    tellings = tellings_of(achievement)
    if language == SIGNED_IN or language not in tellings:
        return None
    return _document(achievement, addresses, language, tellings)


def _document(
    achievement: Achievement, addresses: Addresses, language: str, tellings: Mapping[str, Telling]
) -> dict[str, Any]:
    told = in_telling(achievement, addresses, language, tellings)
    return {"@context": CONTEXT, **writing.achievement(told)}
