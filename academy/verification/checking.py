"""Check any badge as this platform does: with our own register, and the internet for others."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Final

from academy.credentials.addresses import Addresses
from academy.credentials.models import Credential
from academy.database import db
from academy.dependencies import Dependencies
from academy.verification.known import KnownIssuers
from academy.verification.own_documents import OwnDocuments
from academy.verification.register import IssuanceRegister
from badges.fetching import Documents, Fetched, UnavailableError
from badges.verifying import Report, verify

MOST_KEPT: Final = 16 * 1024 * 1024
"""Bytes of documents that one page fetched."""


def check(source: bytes, deps: Dependencies) -> Report:
    """The report on a file, a text, an address or what a QR code says. Never raises for it.

    No transaction of the caller stays open while other websites are asked.
    """
    db.session.rollback()  # for seconds, PostgreSQL would keep a connection and old rows for us
    return _verify(source, deps)


def checks_together(deps: Dependencies) -> Callable[[bytes], Report]:
    """`check` for many files of one person: what they share is asked once, and so is a website
    that does not answer."""
    documents = Once(OwnDocuments(deps))
    trust = KnownIssuers(Addresses(deps.settings.public_url))

    def check_next(source: bytes) -> Report:
        db.session.rollback()
        return _verify(source, deps, documents, trust)

    return check_next


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
    """Documents that are fetched once, for as long as one page is made, and no more of them than
    fits in `MOST_KEPT`: a stranger's file may point to any number."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._found: dict[str, Fetched | UnavailableError] = {}
        self._size = 0

    def get(self, identifier: str) -> Fetched:
        """See `Documents.get`."""
        found = self._found.get(identifier) or self._fetch(identifier)
        if isinstance(found, UnavailableError):
            raise found
        return found

    def _fetch(self, identifier: str) -> Fetched | UnavailableError:
        found: Fetched | UnavailableError
        try:
            found = self._documents.get(identifier)
        except UnavailableError as error:
            found = error
        self._size += len(identifier) + (len(found.body) if isinstance(found, Fetched) else 0)
        if self._size <= MOST_KEPT:
            self._found[identifier] = found
        return found


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
