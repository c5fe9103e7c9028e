"""Signed badges of Open Badges 2.0 as its text says: whose keys, and lists of withdrawn badges.

Sources: Open Badges 2.0 (tables SignedBadge, CryptographicKey, RevocationList).
"""

from typing import Any

import pytest

from tests.badges.foundry import Json, Old, old_signed, old_world, pem, rsa_key, rsa_signer, without
from tests.badges.verifying.judging import judged, trouble

ISSUER = old_world()[Old.issuer]
KEY = old_world()[Old.key]
LIST = old_world()[Old.revocations]


@pytest.mark.parametrize("kind", [["SignedBadge"], ["signed", "x"], "signed"])
def test_the_type_of_a_signed_badge_may_be_a_list(kind: Any) -> None:
    source = old_signed(verification={"type": kind, "creator": Old.key})
    assert judged(source).verdict == "valid"


# Keys


SECOND = f"{Old.key}2"


def declaring(*keys: Any) -> Json:
    second = {**KEY, "id": SECOND, "publicKeyPem": pem(rsa_key(2))}
    return {Old.issuer: {**ISSUER, "publicKey": list(keys)}, SECOND: second}


def test_without_creator_every_key_of_the_profile_is_tried() -> None:
    source = old_signed(verification={"type": "SignedBadge"})
    for keys in ((Old.key,), (SECOND, Old.key), (Old.key, SECOND), ({**KEY}, SECOND)):
        assert judged(source, **declaring(*keys)).verdict == "valid", keys


def test_without_creator_a_key_that_the_profile_does_not_declare_is_not_enough() -> None:
    source = old_signed(verification={"type": "SignedBadge"})
    assert trouble(judged(source, **declaring(SECOND))) == {"signature-wrong"}
    assert judged(source, **{Old.issuer: without(ISSUER, "publicKey")}).verdict == "invalid"
    forged = old_signed(rsa_signer(number=2), verification={"type": "SignedBadge"})
    assert judged(forged).verdict == "invalid"


def test_a_declared_key_of_another_owner_is_refused() -> None:
    keys = declaring(Old.key, SECOND)
    keys[SECOND]["owner"] = "https://vervalser.example/i"
    source = old_signed(rsa_signer(number=2), verification={"type": "SignedBadge"})
    assert judged(source, **keys).verdict == "invalid"


def test_a_key_that_cannot_be_fetched_leaves_it_open() -> None:
    source = old_signed(verification={"type": "SignedBadge"})
    keys = declaring(Old.key, SECOND) | {SECOND: {"status": 503}}
    assert judged(source, **keys).verdict == "could-not-check"


@pytest.mark.parametrize("creator", [{"id": Old.key}, KEY])
def test_a_creator_written_out_is_its_address(creator: Json) -> None:
    kind = {"type": "SignedBadge", "creator": creator}
    assert judged(old_signed(verification=kind)).verdict == "valid"


def test_a_key_that_the_badge_itself_writes_out_is_not_believed() -> None:
    own = {**KEY, "publicKeyPem": pem(rsa_key(2))}
    kind = {"type": "SignedBadge", "creator": own}
    forged = old_signed(rsa_signer(number=2), verification=kind)
    assert judged(forged).verdict == "invalid"


# Lists of withdrawn badges


def test_a_list_may_be_named_by_an_object() -> None:
    at = {Old.issuer: {**ISSUER, "revocationList": {"id": Old.revocations}}}
    assert judged(old_signed(), **at).verdict == "valid"
    assert judged(old_signed(id="urn:uuid:dead"), **at).verdict == "revoked"


@pytest.mark.parametrize("gone", [("id",), ("issuer",), ("id", "issuer"), ("@context",)])
def test_a_revocation_list_needs_no_id_and_no_issuer(gone: tuple[str, ...]) -> None:
    listed = {name: value for name, value in LIST.items() if name not in gone}
    at = {Old.revocations: listed}
    assert judged(old_signed(), **at).verdict == "valid"
    assert judged(old_signed(id="urn:uuid:dead"), **at).verdict == "revoked"


@pytest.mark.parametrize("entry", ["urn:uuid:dead", {"id": "urn:uuid:dead"}, ["urn:uuid:dead"]])
def test_entries_of_a_revocation_list_have_several_forms(entry: Any) -> None:
    at = {Old.revocations: {"type": "RevocationList", "revokedAssertions": entry}}
    assert judged(old_signed(id="urn:uuid:dead"), **at).verdict == "revoked"
    assert judged(old_signed(), **at).verdict == "valid"


def test_a_revocation_list_of_somebody_else_is_not_believed() -> None:
    at = {Old.revocations: {**LIST, "issuer": "https://vervalser.example/i"}}
    assert trouble(judged(old_signed(), **at)) == {"status-not-believed"}
