"""Check any badge as this platform does: with our own register, and the internet for others."""

from academy.credentials.addresses import Addresses
from academy.credentials.models import Credential
from academy.database import db
from academy.dependencies import Dependencies
from academy.verification.known import KnownIssuers
from academy.verification.own_documents import OwnDocuments
from academy.verification.register import IssuanceRegister
from badges.verifying import Report, verify


def check(source: bytes, deps: Dependencies) -> Report:
    """The report on a file, a text, an address or what a QR code says. Never raises for it.

    No transaction of the caller stays open while other websites are asked.
    """
    db.session.rollback()  # for seconds, PostgreSQL would keep a connection and old rows for us
    return _verify(source, deps)


def check_own(credential: Credential, deps: Dependencies) -> Report:
    """The report on a badge of ours, made anew from its signed bytes."""
    return _verify(credential.document, deps)


def _verify(source: bytes, deps: Dependencies) -> Report:
    addresses = Addresses(deps.settings.public_url)
    trust = KnownIssuers(addresses)
    return verify(
        source,
        documents=OwnDocuments(deps),
        now=deps.clock(),
        trust=trust,
        register=IssuanceRegister(addresses, trust),
    )
