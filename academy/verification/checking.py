"""Check any badge as this platform does: with our own register, and the internet for others."""

from collections.abc import Sequence
from http import HTTPStatus

from academy.credentials.addresses import Addresses
from academy.credentials.models import Credential
from academy.database import db
from academy.dependencies import Dependencies
from academy.verification.known import KnownIssuers
from academy.verification.own_documents import OwnDocuments
from academy.verification.register import IssuanceRegister
from badges.fetching import Documents, Fetched, UnavailableError
from badges.verifying import Report, verify


def check(source: bytes, deps: Dependencies) -> Report:
    """The report on a file, a text, an address or what a QR code says. Never raises for it.

    No transaction of the caller stays open while other websites are asked.
    """
    db.session.rollback()  # for seconds, PostgreSQL would keep a connection and old rows for us
    return _verify(source, deps)


def fetched(address: str, deps: Dependencies) -> bytes | None:
    """What stands at an address, to be checked and kept; None when nothing can be had there."""
    db.session.rollback()
    try:
        answer = OwnDocuments(deps).get(address)
    except UnavailableError:
        return None
    return answer.body if answer.status == HTTPStatus.OK else None


def check_own(credential: Credential, deps: Dependencies) -> Report:
    """The report on a badge of ours, made anew from its signed bytes."""
    return _verify(credential.document, deps)


def check_all_own(credentials: Sequence[Credential], deps: Dependencies) -> list[Report]:
    """The same for several that stand on one page: what they share is asked once."""
    documents = Once(OwnDocuments(deps))
    trust = KnownIssuers(Addresses(deps.settings.public_url))
    return [_verify(each.document, deps, documents, trust) for each in credentials]


class Once:
    """Documents that are fetched once, for as long as one page is made."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._found: dict[str, Fetched] = {}

    def get(self, identifier: str) -> Fetched:
        if identifier not in self._found:
            self._found[identifier] = self._documents.get(identifier)
        return self._found[identifier]


def _verify(
    source: bytes,
    deps: Dependencies,
    documents: Documents | None = None,
    trust: KnownIssuers | None = None,
) -> Report:
    addresses = Addresses(deps.settings.public_url)
    trust = KnownIssuers(addresses) if trust is None else trust
    return verify(
        source,
        documents=documents or OwnDocuments(deps),
        now=deps.clock(),
        trust=trust,
        register=IssuanceRegister(addresses, trust.ours),
    )
