"""Check any badge as this platform does: with our own register, and the internet for others."""

from academy.credentials.addresses import Addresses
from academy.credentials.models import Credential
from academy.dependencies import Dependencies
from academy.verification.own_documents import OwnDocuments
from academy.verification.register import IssuanceRegister, known_issuers
from badges.verifying import Report, verify


def check(source: bytes, deps: Dependencies) -> Report:
    """The report on a file, a text, an address or what a QR code says. Never raises for it."""
    addresses = Addresses(deps.settings.public_url)
    trust = known_issuers(addresses)
    return verify(
        source,
        documents=OwnDocuments(deps),
        now=deps.clock(),
        trust=trust,
        register=IssuanceRegister(addresses, trust),
    )


def check_own(credential: Credential, deps: Dependencies) -> Report:
    """The report on a badge of ours, made anew from its signed bytes."""
    return check(credential.document, deps)
