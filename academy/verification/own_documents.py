"""Documents for checking badges: our own come from the database, others from the internet.

The guarded fetcher refuses addresses of this machine, and a check of our own badge should not
depend on our own web server, so own issuers, keys, lists and hosted badges never go over a network.
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from academy.credentials import derived, publishing, queries, status_lists
from academy.credentials.addresses import Addresses
from academy.dependencies import Dependencies
from badges.documents import open_badges_2
from badges.errors import DidError
from badges.fetching import Fetched
from badges.keys import did

Found = tuple[int, dict[str, Any] | bytes]
NOT_THERE: Found = (404, {})


class OwnDocuments:
    """A `Documents` that answers for our own addresses and passes on all others."""

    def __init__(self, deps: Dependencies) -> None:
        self._deps = deps
        self._addresses = Addresses(deps.settings.public_url)
        self._host = urlsplit(deps.settings.public_url).netloc
        self._elsewhere = deps.elsewhere

    def get(self, identifier: str) -> Fetched:
        path = self._own_path(identifier)
        if path is None:
            return self._elsewhere.get(identifier)
        status, body = self._find(path)
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        # one kind for all: the engine reads what it asked for, whatever this says
        return Fetched(status, content, "application/ld+json")

    def _own_path(self, identifier: str) -> str | None:
        """The path of an address of ours; None for one that is not."""
        try:
            is_did = identifier.startswith("did:web:")
            parts = urlsplit(did.document_url(identifier) if is_did else identifier)
        except (DidError, ValueError):  # crooked: the fetcher says what is wrong with it
            return None
        return parts.path if parts.netloc == self._host else None

    def _find(self, path: str) -> Found:
        kind, _, name = path.strip("/").rpartition("/")
        if name == "did.json":
            return self._did_document(kind.removeprefix("issuers/"))
        finders: dict[str, Callable[[str], Found]] = {
            "status": self._status_list,
            "credentials": self._credential,
            "achievements": self._achievement,
            "ob2/assertions": self._ob2_assertion,
            "ob2/badges": self._ob2_badge,
            "ob2/issuers": self._ob2_issuer,
        }
        finder = finders.get(kind)
        try:
            return finder(name) if finder else NOT_THERE
        except ValueError:  # the name is no UUID
            return NOT_THERE

    def _did_document(self, slug: str) -> Found:
        """As published, and with the keys that were stolen: strangers must refuse all that those
        signed, while our register tells what we signed before the theft from the rest."""
        organisation = queries.find_issuer(slug)
        if organisation is None:
            return NOT_THERE
        published = publishing.did_document(organisation, self._addresses)
        every_key = [method["id"] for method in published["verificationMethod"]]
        return 200, {**published, "assertionMethod": every_key}

    def _status_list(self, name: str) -> Found:
        found = queries.find_status_list(UUID(name))
        if found is None:
            return NOT_THERE
        deps = self._deps
        return 200, status_lists.signed_list(found, deps.settings, now=deps.clock())

    def _credential(self, name: str) -> Found:
        found = queries.public_credential(UUID(name.removesuffix(".json")))
        return NOT_THERE if found is None else (200, found.document)

    def _achievement(self, name: str) -> Found:
        found = queries.find_achievement(UUID(name))
        if found is None:
            return NOT_THERE
        return 200, publishing.achievement_document(found, self._addresses)

    def _ob2_assertion(self, name: str) -> Found:
        found = queries.public_credential(UUID(name))
        if found is None:
            return NOT_THERE
        if found.revocation is not None:
            places = derived.ob2_addresses(found, self._addresses)
            return 410, open_badges_2.revoked_assertion(places)
        return 200, derived.ob2_assertion(found, self._addresses)

    def _ob2_badge(self, name: str) -> Found:
        found = queries.find_badge_class(UUID(name))
        if found is None:
            return NOT_THERE
        body = derived.ob2_badge_class(found, self._addresses)
        return NOT_THERE if body is None else (200, body)

    def _ob2_issuer(self, slug: str) -> Found:
        organisation = queries.find_issuer(slug)
        body = derived.ob2_issuer(organisation, self._addresses) if organisation else None
        return NOT_THERE if body is None else (200, body)
