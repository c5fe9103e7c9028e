"""Documents from a map, without a network: for tests, demonstrations and `--map`."""

import http.client
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import urljoin, urlsplit

from badges.errors import BadgesError, DidError
from badges.fetching.documents import Fetched, RedirectedError, UnavailableError
from badges.keys import did

MAX_BYTES: Final = 1024 * 1024
SECONDS: Final = 5.0
_ANSWER: Final = frozenset({"status", "body", "location"})
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
_JSON_TYPE: Final = "application/ld+json"
_TYPES: Final = {".json": _JSON_TYPE, ".jwt": "application/jwt", ".png": "image/png"}


class MapError(BadgesError):
    """The map itself is wrong."""


class OfflineMap:
    """`documents`: URL or DID to an object or a file; `prefixes`: URL prefix to a local server.

    An object of only `status`, `body` and `location` stands for an HTTP answer, so
    `{"status": 410, "body": {...}}` is a document that is gone. Files are found from `folder`.

    >>> OfflineMap({"https://a.example/1": {"status": 410}}).get("https://a.example/1").status
    410
    """

    def __init__(
        self,
        documents: Mapping[str, Any] | None = None,
        *,
        prefixes: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        self._documents = dict(documents or {})
        self._prefixes = dict(prefixes or {})
        self._folder = folder or Path()
        for target in self._prefixes.values():
            if urlsplit(target).hostname not in _LOOPBACK:
                raise MapError("A prefix in the map may only lead to this machine (127.0.0.1).")

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read a map; raises `MapError` for one that is not a JSON object of the right shape."""
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            documents, prefixes = told.get("documents", {}), told.get("prefixes", {})
            return cls(dict(documents), prefixes=dict(prefixes), folder=path.parent)
        except (OSError, ValueError, AttributeError, TypeError) as error:
            raise MapError(
                'The map must be a JSON file: {"documents": {...}, "prefixes": {...}}.'
            ) from error

    def get(self, identifier: str) -> Fetched:
        """See `Documents.get`."""
        for address in _spellings(identifier):
            if address in self._documents:
                return self._from_map(address)
            for prefix, target in self._prefixes.items():
                if address.startswith(prefix):
                    return _from_server(target + address[len(prefix) :], address)
        raise UnavailableError("not-in-map", identifier)

    def _from_map(self, address: str) -> Fetched:
        value = self._documents[address]
        if isinstance(value, str):
            return self._from_file(value, address)
        if isinstance(value, dict) and "status" in value and value.keys() <= _ANSWER:
            if "location" in value:
                raise RedirectedError(address, urljoin(address, str(value["location"])))
            return Fetched(value["status"], _written(value.get("body", {})), _JSON_TYPE)
        return Fetched(200, _written(value), _JSON_TYPE)

    def _from_file(self, name: str, address: str) -> Fetched:
        path = self._folder / name
        try:
            with path.open("rb") as file:
                body = file.read(MAX_BYTES + 1)
        except OSError:
            raise UnavailableError("map-file", address) from None
        if len(body) > MAX_BYTES:
            raise UnavailableError("too-large", address)
        return Fetched(200, body, _TYPES.get(path.suffix, "text/plain"))


def _spellings(identifier: str) -> list[str]:
    """Return the names under which the map may know a document."""
    if not identifier.startswith("did:web:"):
        return list(dict.fromkeys((identifier, identifier.rstrip("/"))))
    try:
        return [identifier, did.document_url(identifier)]
    except DidError:
        return [identifier]


def _written(value: object) -> bytes:
    return json.dumps(value).encode("utf-8")


def _from_server(target: str, address: str) -> Fetched:
    parts = urlsplit(target)
    path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        connection.request("GET", path, headers={"Accept": ACCEPT})
        answer = connection.getresponse()
        body = answer.read(MAX_BYTES + 1)
        location = answer.getheader("Location", "") if 300 <= answer.status < 400 else ""
    except (OSError, ValueError, http.client.HTTPException):
        raise UnavailableError("no-connection", address) from None
    finally:
        connection.close()
    if location:
        raise RedirectedError(address, urljoin(address, location))
    if len(body) > MAX_BYTES:
        raise UnavailableError("too-large", address)
    return Fetched(answer.status, body, answer.getheader("Content-Type", "").lower())


ACCEPT: Final = (
    "application/vc, application/did+json, application/did+ld+json, application/vc+ld+json, "
    "application/ld+json, application/json, application/vc+jwt, image/png, image/svg+xml, "
    "text/plain;q=0.5, */*;q=0.1"
)
"""What we would like to get, best first; a credential's page answers with the credential."""
