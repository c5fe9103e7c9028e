"""Decentralized identifiers: did:web and did:key, and the documents behind them.

A did:web is an address in other words, so nothing is fetched here: ``document_url`` says where the
document is, ``read_document`` reads what was fetched, ``assertion_key`` returns a key only when its
issuer publishes it for making claims. Sources: did:web method; DID 1.0, section 5; Controlled
Identifiers 1.0, section 3.3 (Retrieve Verification Method).

>>> from_url("https://badges.example.nl/issuers/de-schakel")
'did:web:badges.example.nl:issuers:de-schakel'
>>> document_url("did:web:localhost%3A8000:issuers:de-schakel")
'https://localhost:8000/issuers/de-schakel/did.json'
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from badges import contexts
from badges.errors import (
    DidDocumentError,
    DidError,
    KeyBindingError,
    KeyFormatError,
    UnsupportedKeyError,
)
from badges.keys import multikey
from badges.keys.multikey import PublicKey
from badges.times import instant, stamp

_HOST: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})*(?::[0-9]{1,5})?")
_SEGMENT: Final = re.compile(r"(?!\.{1,2}$)(?:[A-Za-z0-9._-]|%[0-9A-F]{2})+")
_JWS_2020: Final = "https://w3id.org/security/suites/jws-2020/v1"
_KEY_TYPES: Final = (
    *("Multikey", "JsonWebKey", "JsonWebKey2020"),
    *("Ed25519VerificationKey2018", "Ed25519VerificationKey2020"),
)


@dataclass(frozen=True, slots=True)
class Method:
    """One verification method of a DID document."""

    id: str
    controller: str
    key: PublicKey
    revoked: datetime | None = None
    """From this moment on the key must not be believed (Controlled Identifiers 1.0, 2.2)."""
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a DID document says about keys."""

    id: str
    methods: tuple[Method, ...]
    assertion: frozenset[str]
    """Ids of the methods that may be used for making claims (``assertionMethod``)."""
    unread: frozenset[str] = frozenset()
    """Ids of listed keys of kinds that are not supported, of which nothing can be said."""

    def method(self, identifier: str) -> Method | None:
        """Return the method with this id, or None."""
        return next((method for method in self.methods if method.id == identifier), None)


def from_url(url: str) -> str:
    """Return the did:web whose document lies under an https address; DidError if it has none."""
    parts = urlsplit(url)
    host = parts.netloc.lower()
    if parts.scheme != "https" or parts.query or parts.fragment:
        raise DidError("A did:web stands for an https address without query or fragment.")
    segments = [segment for segment in parts.path.split("/") if segment]
    return _checked(host, segments, ":".join(["did:web:" + quote(host, safe=""), *segments]))


def document_url(did: str) -> str:
    """Return where the document of a did:web lies (without a fragment in the DID).

    Raises DidError for another method, an IP address (did:web allows none) or a crooked path.
    """
    if not did.startswith("did:web:"):
        raise DidError("Only did:web has a document at an address.")
    first, *segments = did.removeprefix("did:web:").split(":")
    host = unquote(first)
    _checked(host, segments, did)
    path = "/".join(segments) or ".well-known"
    return f"https://{host}/{path}/did.json"


def build_document(
    did: str, methods: Sequence[Method], *, assertion: Sequence[str] | None = None
) -> dict[str, Any]:
    """Return a DID document that lists keys, as absolute strings under ``assertionMethod``.

    ``assertion`` names the methods that may make claims (default: all that are not revoked).
    Ed25519 keys are written as ``Multikey``, all others as ``JsonWebKey2020``: the type that
    verifiers of JWTs look for today.
    """
    if assertion is None:
        assertion = [method.id for method in methods if method.revoked is None]
    suites = [contexts.DID_V1, contexts.MULTIKEY_V1]
    if not all(isinstance(method.key, Ed25519PublicKey) for method in methods):
        suites.append(_JWS_2020)
    return {
        "@context": suites,
        "id": did,
        "verificationMethod": [_written(method) for method in methods],
        "assertionMethod": list(assertion),
    }


def key_document(did: str) -> Document:
    """Return the document of a did:key: one key, for all purposes (did:key method, section 3)."""
    key = multikey.key_of_did(did)
    method = Method(f"{did}#{did.removeprefix('did:key:')}", did, key)
    return Document(did, (method,), frozenset({method.id}))


def read_document(document: object, *, did: str) -> Document:
    """Read a fetched DID document, or raise DidError.

    Its id must be ``did``. Methods of unknown types or forms are left out, so that one strange key
    does not spoil the others, and named as ``unread``; embedded methods under ``assertionMethod``
    count too, and so do those under ``publicKey``, as the list was called before DID 1.0, that it
    names. If it names none at all, what those are for is not known, and they are ``unread`` too.
    """
    if not isinstance(document, dict) or "id" not in document:
        raise DidDocumentError("This is no DID document: it does not say what it is about.")
    if document["id"] != did:
        raise DidError("The DID document is not about this DID: its id differs.")
    relations = _listed(document, "assertionMethod")
    listed = _listed(document, "verificationMethod")
    names = [entry.get("id") if isinstance(entry, dict) else entry for entry in relations]
    assertion = frozenset(_absolute(name, did) for name in names if isinstance(name, str))
    older = _older(document, did)
    entries = [
        *listed,
        *(entry for name, entry in older.items() if name in assertion),
        *(entry for entry in relations if isinstance(entry, dict)),
    ]
    read = [_read(entry, did) for entry in entries]
    methods = tuple(method for method in read if isinstance(method, Method))
    # which of the two a proof means could then be chosen by whoever wrote the document
    if len({method.id for method in methods}) != len(methods):
        raise DidError("The DID document has two keys with the same id.")
    unread = frozenset(found for found in read if isinstance(found, str))
    if "assertionMethod" not in document:
        unread, assertion = unread | older.keys(), frozenset(older)
    return Document(did, methods, assertion, unread)


def _older(document: dict[str, Any], did: str) -> dict[str, object]:
    """Return the keys under the older name ``publicKey``, by their ids."""
    entries = _listed(document, "publicKey")
    return {_absolute(str(e["id"]), did): e for e in entries if isinstance(e, dict) and "id" in e}


def _listed(document: dict[str, Any], name: str) -> list[Any]:
    """Return a member as a list: to JSON-LD, one value is a list of one."""
    told = document.get(name, [])
    return told if isinstance(told, list) else [told]


def assertion_key(document: Document, identifier: str) -> Method:
    """Return the method that may make claims for the subject of a document.

    Raises KeyBindingError unless the document lists it, it is controlled by the document's subject
    and ``assertionMethod`` names it. Whether it was revoked in time is for the caller to judge.
    """
    name = _absolute(identifier, document.id)
    method = document.method(name)
    if method is None and name in document.unread & document.assertion:
        raise UnsupportedKeyError("The issuer publishes this key, but in a form that is unknown.")
    if method is None:
        raise KeyBindingError("The issuer does not publish this key.")
    if method.controller != document.id:
        raise KeyBindingError("Somebody else than the issuer controls this key.")
    if method.id not in document.assertion:
        raise KeyBindingError("The issuer does not publish this key for making claims.")
    return method


def _checked(host: str, segments: list[str], did: str) -> str:
    if not _HOST.fullmatch(host):
        raise DidError("A did:web needs a host name in lower case, with a port if any.")
    try:
        ipaddress.ip_address(host.partition(":")[0])
    except ValueError:
        pass
    else:
        raise DidError("A did:web must have a host name; it allows no IP address.")
    if not all(_SEGMENT.fullmatch(segment) for segment in segments):
        raise DidError("A path of a did:web holds letters, digits, dots, - and _ only.")
    return did


def _absolute(name: str, did: str) -> str:
    return did + name if name.startswith("#") else name


def _written(method: Method) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": method.id, "controller": method.controller}
    if isinstance(method.key, Ed25519PublicKey):
        entry |= {"type": "Multikey", "publicKeyMultibase": multikey.encode(method.key)}
    else:
        entry |= {"type": "JsonWebKey2020", "publicKeyJwk": multikey.to_jwk(method.key)}
    if method.revoked:
        entry["revoked"] = stamp(method.revoked)
    if method.expires:
        entry["expires"] = stamp(method.expires)
    return entry


def read_method(entry: dict[str, Any], did: str) -> Method | None:
    """Read one verification method; None for one that is misbuilt.

    Raises UnsupportedKeyError for a type or key that is not supported.
    """
    identifier, controller = entry.get("id"), entry.get("controller")
    if not isinstance(identifier, str) or not isinstance(controller, str):
        return None
    kinds = _listed(entry, "type")
    if len(kinds) != 1 or kinds[0] not in _KEY_TYPES:
        raise UnsupportedKeyError("This type of verification method is not supported.")
    try:
        key = _key(entry)
        revoked, expires = (instant(entry[n]) if n in entry else None for n in _ENDS)
    except UnsupportedKeyError:
        raise
    except (KeyFormatError, ValueError):
        return None
    return Method(_absolute(identifier, did), controller, key, revoked, expires)


def _read(entry: object, did: str) -> Method | str | None:
    """Return a method, only its id when its kind or form is not supported, or None."""
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        return None
    unread = _absolute(entry["id"], did)
    try:
        return read_method(entry, did) or unread
    except UnsupportedKeyError:
        return unread


_ENDS: Final = ("revoked", "expires")


def _key(entry: dict[str, Any]) -> PublicKey:
    if "publicKeyJwk" in entry:
        return multikey.from_jwk(entry["publicKeyJwk"])
    if isinstance(entry.get("publicKeyBase58"), str):
        if _listed(entry, "type") != ["Ed25519VerificationKey2018"]:
            raise UnsupportedKeyError("Only Ed25519 keys are read from publicKeyBase58.")
        return multikey.from_base58(entry["publicKeyBase58"])
    text = entry.get("publicKeyMultibase")
    if not isinstance(text, str):
        raise KeyFormatError("A verification method needs publicKeyMultibase or publicKeyJwk.")
    return multikey.decode(text)
