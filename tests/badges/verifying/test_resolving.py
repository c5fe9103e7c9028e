"""A key counts only if the issuer's own document says so."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest

from badges.errors import BadgesError, KeyBindingError
from badges.fetching import OfflineMap, UnavailableError
from badges.keys import multikey
from badges.verifying.resolving import (
    KeyEndedError,
    KeyNameUnknownError,
    KeyUnavailableError,
    Resolver,
    UnknownMethodError,
)
from tests.badges.foundry import (
    NOW,
    SCHAKEL,
    VERVALSER,
    did_document,
    ed25519,
    jwk_of,
    method_entry,
    p256,
    rsa_key,
    signer,
    world,
)

OWN = multikey.did_key(ed25519(1).public_key())
SITE = "https://badges.example.nl/issuers/1"


def resolver(**documents: Any) -> Resolver:
    return Resolver(OfflineMap(world() | documents))


def test_a_published_key_is_found_by_its_full_id_and_by_its_fragment() -> None:
    full = signer(1).verification_method
    for identifier in (full, "#" + full.split("#")[1]):
        method = resolver().key(SCHAKEL, identifier, now=NOW)
        assert multikey.same_key(method.key, ed25519(1).public_key())


def test_a_did_key_is_its_own_document() -> None:
    method = resolver().key(OWN, f"{OWN}#{OWN[8:]}", now=NOW)
    assert multikey.same_key(method.key, ed25519(1).public_key())
    assert resolver().claim_keys(OWN, now=NOW) == [method]


def test_a_did_jwk_is_its_own_document() -> None:
    jwk = json.dumps(jwk_of(p256())).encode()
    issuer = "did:jwk:" + base64.urlsafe_b64encode(jwk).rstrip(b"=").decode()
    method = resolver().key(issuer, f"{issuer}#0", now=NOW)
    assert multikey.same_key(method.key, p256().public_key())


def test_an_https_issuer_publishes_keys_at_its_own_address() -> None:
    entry = method_entry(signer(1, owner=SITE))
    found = resolver(**{SITE: did_document(SITE, [entry])})
    assert found.key(SITE, entry["id"], now=NOW).controller == SITE


def test_a_key_that_came_with_a_badge_is_compared_with_what_is_published() -> None:
    method = resolver().published(SCHAKEL, p256().public_key(), now=NOW)
    assert method.id == f"{SCHAKEL}#p256-1"
    with pytest.raises(KeyBindingError, match="does not publish"):
        resolver().published(SCHAKEL, rsa_key(2).public_key(), now=NOW)


@pytest.mark.parametrize(
    ("issuer", "identifier", "error"),
    [
        pytest.param(SCHAKEL, f"{VERVALSER}#x", KeyBindingError, id="another owner"),
        pytest.param(SCHAKEL, f"{SCHAKEL}/x#p256-1", KeyBindingError, id="a path behind the DID"),
        pytest.param(SCHAKEL, f"{SCHAKEL}#nergens", KeyBindingError, id="not published"),
        pytest.param(SCHAKEL, signer(3).verification_method, KeyBindingError, id="other purpose"),
        pytest.param(SCHAKEL, signer(6).verification_method, KeyBindingError, id="controller"),
        pytest.param(SCHAKEL, signer(4).verification_method, KeyEndedError, id="revoked"),
        pytest.param(SCHAKEL, signer(5).verification_method, KeyEndedError, id="expired"),
        pytest.param("did:key:zzz", "#zzz", KeyBindingError, id="no key in did:key"),
        pytest.param("did:jwk:e30", "#0", KeyBindingError, id="no key in did:jwk"),
        pytest.param(f"did:jwk:{'W1tb' * 2000}", "#0", KeyBindingError, id="brackets"),
        pytest.param("did:ion:1", "#1", UnknownMethodError, id="unknown method"),
        pytest.param("http://a.example", "#1", UnknownMethodError, id="http"),
        pytest.param("urn:uuid:1", f"{OWN}#{OWN[8:]}", UnknownMethodError, id="urn and a did:key"),
        pytest.param(SCHAKEL, "did:velocity:v2:0x4a#key-1", KeyNameUnknownError, id="unknown DID"),
        pytest.param(SCHAKEL, f"{OWN}#{OWN[8:]}", KeyBindingError, id="a did:key of whoever"),
        pytest.param("did:web:weg.example", "#1", UnavailableError, id="not there"),
        pytest.param("did:web:10.0.0.1", "#1", UnknownMethodError, id="crooked"),
    ],
)
def test_all_else_is_refused(issuer: str, identifier: str, error: type[BadgesError]) -> None:
    with pytest.raises(error):
        resolver().key(issuer, identifier, now=NOW)


def test_a_key_counts_until_the_moment_it_ends() -> None:
    before = NOW - timedelta(days=365)
    assert resolver().key(SCHAKEL, signer(4).verification_method, now=before)


def test_an_error_answer_is_no_document() -> None:
    with pytest.raises(KeyUnavailableError, match="404"):
        resolver(**{SCHAKEL: {"status": 404}}).key(SCHAKEL, "#1", now=NOW)


def test_the_keys_that_may_make_claims_are_those_in_force() -> None:
    found = {method.id for method in resolver().claim_keys(SCHAKEL, now=NOW)}
    assert signer(1).verification_method in found
    ended = {signer(number).verification_method for number in (3, 4, 5, 6)}
    assert found.isdisjoint(ended)
