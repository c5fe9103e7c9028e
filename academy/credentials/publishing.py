"""The machine-readable documents that make a badge checkable, as values.

Used by the public addresses and by our own checks, which never ask the network for what is in
our own database.
"""

from typing import Any

from academy.credentials import keys
from academy.credentials.addresses import Addresses
from academy.credentials.mapping import SIGNED_IN, to_achievement, to_issuer
from academy.credentials.models import Achievement
from academy.languages import ContentLanguage
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


def achievement_document(
    achievement: Achievement, addresses: Addresses, language: ContentLanguage = SIGNED_IN
) -> dict[str, Any]:
    told = to_achievement(achievement, addresses, creator=None, language=language)
    return {"@context": CONTEXT, **writing.achievement(told)}
