"""Keys through the years: rotation, and what a stolen key still proves."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badges.errors import KeyBindingError
from badges.issuing import issue, prepare
from badges.keys import did, key_history
from badges.keys.key_history import KeyRecord, Standing
from badges.keys.signing import Ed25519Signer
from badges.proofs.data_integrity import verify_proof
from tests.badges.workshop import BADGE, NOW, SCHAKEL_DID


def year(number: int) -> datetime:
    return datetime(number, 1, 1, tzinfo=UTC)


SIGNERS = {
    number: Ed25519Signer(
        f"{SCHAKEL_DID}#{number}", Ed25519PrivateKey.from_private_bytes(bytes([number % 256] * 32))
    )
    for number in (2024, 2025, 2026)
}


def record(number: int) -> KeyRecord:
    signer = SIGNERS[number]
    return KeyRecord(signer.verification_method, signer.public_key, created=year(number))


HISTORY: tuple[KeyRecord, ...] = ()
for _number in SIGNERS:
    HISTORY = key_history.rotate(HISTORY, record(_number))

STOLEN = key_history.compromise(HISTORY, f"{SCHAKEL_DID}#2025", since=year(2026))


def test_one_key_at_a_time_is_current() -> None:
    assert [r.retired for r in HISTORY] == [year(2025), year(2026), None]
    assert key_history.current(HISTORY).verification_method.endswith("#2026")


def test_a_badge_of_every_key_verifies_after_three_rotations() -> None:
    published = did.read_document(key_history.did_document(SCHAKEL_DID, HISTORY), did=SCHAKEL_DID)
    for signer in SIGNERS.values():
        document: dict[str, Any] = json.loads(issue(prepare(BADGE), signer, created=NOW))
        (proof,) = document["proof"]
        method = did.assertion_key(published, proof["verificationMethod"])
        verify_proof(document, proof, key=method.key)


def test_a_stolen_key_is_published_as_revoked_and_no_longer_makes_claims() -> None:
    document = key_history.did_document(SCHAKEL_DID, STOLEN)
    revoked = {m["id"]: m.get("revoked") for m in document["verificationMethod"]}
    assert revoked[f"{SCHAKEL_DID}#2025"] == "2026-01-01T00:00:00Z"
    assert f"{SCHAKEL_DID}#2025" not in document["assertionMethod"]
    assert f"{SCHAKEL_DID}#2024" in document["assertionMethod"]


def test_the_issuers_own_verifier_still_finds_the_stolen_key() -> None:
    own = key_history.own_document(SCHAKEL_DID, STOLEN)
    method = did.assertion_key(did.read_document(own, did=SCHAKEL_DID), f"{SCHAKEL_DID}#2025")
    assert method.revoked == year(2026)


@pytest.mark.parametrize(
    ("logged_at", "standing"),
    [
        pytest.param(year(2025), Standing.OURS_BY_LOG, id="logged before the theft"),
        pytest.param(year(2026), Standing.NOT_ISSUED_BY_US, id="logged at the theft"),
        pytest.param(None, Standing.NOT_ISSUED_BY_US, id="not in the log"),
    ],
)
def test_after_a_theft_only_the_log_speaks(logged_at: datetime | None, standing: Standing) -> None:
    assert key_history.standing(STOLEN[1], logged_at=logged_at) is standing


def test_a_key_that_was_never_stolen_speaks_for_itself() -> None:
    assert key_history.standing(STOLEN[0], logged_at=None) is Standing.OURS


def test_the_earliest_known_theft_counts() -> None:
    earlier = key_history.compromise(STOLEN, f"{SCHAKEL_DID}#2025", since=year(2025))
    later = key_history.compromise(STOLEN, f"{SCHAKEL_DID}#2025", since=year(2027))
    assert (earlier[1].compromised, later[1].compromised) == (year(2025), year(2026))


def test_without_a_sound_key_nothing_can_be_signed() -> None:
    stolen = key_history.compromise(HISTORY, f"{SCHAKEL_DID}#2026", since=year(2026))
    with pytest.raises(KeyBindingError):
        key_history.current(stolen)


def test_a_key_has_one_place_in_history() -> None:
    with pytest.raises(KeyBindingError):
        key_history.rotate(HISTORY, record(2026))
    with pytest.raises(KeyBindingError):
        key_history.compromise(HISTORY, f"{SCHAKEL_DID}#1999", since=NOW)
