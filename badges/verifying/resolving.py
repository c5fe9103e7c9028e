"""From an issuer's identifier to a key that may sign for it.

The key comes only from the issuer's own document: did:web and https (fetched), did:key and did:jwk
(the identifier is the key). It must be listed there, be controlled by the issuer and stand under
`assertionMethod`; a revoked or expired key is refused. A key that the issuer lists by its https
address only is fetched from there. Sources: Controlled Identifiers 1.0 sections 2 and 3.3, did:web,
did:key, did:jwk; Open Badges 3.0 section 8.2.2 (`kid` as an address).
"""

import json
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from badges.errors import (
    BadgesError,
    DidError,
    KeyBindingError,
    KeyFormatError,
    UnsupportedKeyError,
)
from badges.fetching.documents import Documents
from badges.keys import did, multikey
from badges.reading import JsonObject, read_object, shown, without_nulls

_FETCHED: Final = ("did:web:", "https://")
MAX_KEYS: Final = 10
"""So many are tried when a badge does not say which one signed it."""
_KNOWN: Final = (*_FETCHED, "did:key:", "did:jwk:")


class KeyUnavailableError(BadgesError):
    """The issuer's document cannot be had now, so nothing is known about its keys."""

    default_check = "key-controller"


class UnknownMethodError(BadgesError):
    """The issuer has an identifier of a kind that is not supported."""

    default_check = "key-controller"


class KeysUnpublishedError(BadgesError):
    """The issuer publishes no keys at all, so nobody can say which keys are the issuer's."""

    default_check = "key-controller"


class KeyNameUnknownError(BadgesError):
    """The key is named in a way that leads to no document, such as by a digest of itself."""

    default_check = "key-controller"


class KeyEndedError(BadgesError):
    """The key is revoked or past its end; `method` says from when."""

    default_check = "key-controller"

    def __init__(self, message: str, method: did.Method) -> None:
        super().__init__(message)
        self.method = method


class Resolver:
    """Finds keys through one `Documents`; remembers documents, so use one for one question."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._read: dict[str, did.Document] = {}

    def key(self, issuer: str, identifier: str, *, now: datetime) -> did.Method:
        """Return the issuer's key with this identifier (absolute, or only its fragment).

        Raises `KeyBindingError` when it is not the issuer's, `KeyEndedError` when it no longer
        may be believed, `KeyUnavailableError` and `UnknownMethodError` when that is not known.
        """
        absolute = _absolute(issuer, identifier)
        if absolute.split("#")[0] == issuer:
            return _in_force(did.assertion_key(self.document(issuer), absolute), now)
        if absolute.startswith("https://"):
            return _in_force(self._at_address(issuer, absolute), now)
        if not issuer.startswith(_KNOWN):
            raise _unknown_method(issuer)  # so nobody can tell whose key this may be
        if absolute.startswith("urn:") or ":" not in absolute or _is_of_unknown_did(absolute):
            raise KeyNameUnknownError(f"The key is called {shown(identifier)}.")
        raise KeyBindingError("The key has another owner than the issuer of the badge.")

    def _at_address(self, issuer: str, address: str) -> did.Method:
        """Return a key with an address of its own, which the issuer's document must list."""
        document = self.document(issuer)
        if document.method(address) is not None or address not in document.assertion:
            if not document.methods and not document.assertion and not document.unread:
                raise KeysUnpublishedError(f"{shown(issuer)} publishes no keys.")
            return did.assertion_key(document, address)
        answer = self._documents.get(address.split("#", maxsplit=1)[0])
        if answer.status != 200:
            message = f"{shown(address)} answers with status {answer.status}."
            raise KeyUnavailableError(message)
        return _bare_key(without_nulls(read_object(answer.body)), address, issuer)

    def published(self, issuer: str, key: multikey.PublicKey, *, now: datetime) -> did.Method:
        """Return the issuer's own entry for a key that came with the badge, or raise as `key`."""
        document = self.document(issuer)
        for method in document.methods:
            if multikey.same_key(method.key, key):
                return _in_force(did.assertion_key(document, method.id), now)
        raise KeyBindingError("The issuer does not publish the key that came with the badge.")

    def claim_keys(self, issuer: str, *, now: datetime) -> list[did.Method]:
        """Return the issuer's keys that may make claims now, one at least, or raise as `key`."""
        document = self.document(issuer)
        if not document.methods and not document.assertion:
            raise KeysUnpublishedError(f"{shown(issuer)} publishes no keys.")
        if len(document.assertion) > MAX_KEYS:
            raise KeyNameUnknownError("The badge does not say which of many keys signed it.")
        usable: list[did.Method] = []
        refused: BadgesError = KeyBindingError("The issuer publishes no key for making claims.")
        for name in sorted(document.assertion):
            try:
                usable.append(_in_force(did.assertion_key(document, name), now))
            except (KeyBindingError, KeyEndedError) as error:
                refused = error
        if not usable:
            raise refused
        return usable

    def document(self, issuer: str) -> did.Document:
        """Return what the issuer publishes about its keys."""
        if issuer not in self._read:
            self._read[issuer] = self._find(issuer)
        return self._read[issuer]

    def known(self, issuer: str) -> did.Document | None:
        """Return the document of an issuer that was asked about before in this question."""
        return self._read.get(issuer)

    def _find(self, issuer: str) -> did.Document:
        try:
            if issuer.startswith("did:key:"):
                return did.key_document(issuer)
            if issuer.startswith("did:jwk:"):
                return _jwk_document(issuer)
        except UnsupportedKeyError:
            raise
        except (DidError, KeyFormatError) as error:
            raise KeyBindingError("The issuer's identifier does not hold a valid key.") from error
        if not issuer.startswith(_FETCHED):
            raise _unknown_method(issuer)
        return self._fetch(issuer)

    def _fetch(self, issuer: str) -> did.Document:
        if issuer.startswith("did:web:"):
            _check_leads_somewhere(issuer)
        answer = self._documents.get(issuer)
        if answer.status != 200:
            message = f"{shown(issuer)} answers with status {answer.status}."
            raise KeyUnavailableError(message)
        if len(answer.body) > _MAX_KEPT:
            return _read(answer.body, issuer)
        return _read_kept(answer.body, issuer)


def _check_leads_somewhere(issuer: str) -> None:
    """Nothing can be said of the keys of a did:web that leads nowhere, such as to an IP address."""
    try:
        did.document_url(issuer)
    except DidError as error:
        raise UnknownMethodError(f"{shown(issuer)}: {error.message}") from error


def _unknown_method(issuer: str) -> UnknownMethodError:
    message = f"{shown(issuer)} is not a did:web, did:key, did:jwk or https address."
    return UnknownMethodError(message)


def _is_of_unknown_did(name: str) -> bool:
    return name.startswith("did:") and not name.startswith(_KNOWN)


def _read(body: bytes, issuer: str) -> did.Document:
    return did.read_document(without_nulls(read_object(body)), did=issuer)


_MAX_KEPT: Final = 16 * 1024
_read_kept = lru_cache(maxsize=128)(_read)
"""The same bytes mean the same keys, and keys are slow to read."""


def _absolute(issuer: str, identifier: str) -> str:
    if identifier.startswith("#"):
        return issuer + identifier
    return identifier


def _bare_key(found: JsonObject, address: str, issuer: str) -> did.Method:
    """Read a key that stands alone at its address: a JWK, a set of them, or a method."""
    if isinstance(found.get("type"), str):
        method = did.read_method({"id": address, **found}, issuer)
        if method is None or method.controller != issuer:
            raise KeyBindingError("The key at its own address is not the issuer's.")
        return replace(method, id=address)
    keys: Any = found.get("keys", [found])
    name = address.partition("#")[2]
    listed = keys if isinstance(keys, list) else [keys]
    fitting = [key for key in listed if isinstance(key, dict) and key.get("kid") == name]
    if len(fitting or listed) != 1:
        raise KeyNameUnknownError("There are several keys at the address of the key.")
    return did.Method(address, issuer, multikey.from_jwk((fitting or listed)[0]))


def _in_force(method: did.Method, now: datetime) -> did.Method:
    """Refuse a key at or after its `revoked` or `expires` (Controlled Identifiers 1.0, 2.2)."""
    if method.revoked is not None and method.revoked <= now:
        raise KeyEndedError("The issuer has revoked this key.", method)
    if method.expires is not None and method.expires <= now:
        raise KeyEndedError("This key is past its end.", method)
    return method


def _jwk_document(issuer: str) -> did.Document:
    """did:jwk: the identifier is the base64url of one public JWK, for all purposes."""
    encoded = multikey.base64url_decode(issuer.removeprefix("did:jwk:"))
    try:
        key = multikey.from_jwk(json.loads(encoded))
    except (ValueError, RecursionError) as error:
        raise DidError("This did:jwk does not hold a key.") from error
    method = did.Method(f"{issuer}#0", issuer, key)
    return did.Document(issuer, (method,), frozenset({method.id}))
