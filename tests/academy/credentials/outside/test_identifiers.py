"""Two writings of one issuer are one; two issuers that look alike stay two."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from academy.credentials.outside.identifiers import LONGEST, compared, is_of, key_of
from badges.keys import multikey

KEY = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
IN_ANOTHER_BASE = "u" + multikey.base64url_encode(multikey.multibase_decode(KEY))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://school.example/issuer", "https://school.example/issuer/"),
        ("https://school.example", "https://school.example/"),
        ("https://school.example/issuer", "HTTPS://School.Example/issuer"),
        ("https://school.example/issuer", "https://school.example:443/issuer"),
        ("did:web:school.example:a", "did:web:School.Example:a"),
        ("did:web:school.example:a", "did:web:school.example%3A443:a"),
        (f"did:key:{KEY}", f"did:key:{IN_ANOTHER_BASE}"),
    ],
)
def test_two_writings_of_one(one: str, other: str) -> None:
    assert compared(one) == compared(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://badges.example/public/issuers/aB1", "https://badges.example/public/issuers/Ab1"),
        ("https://moodle.example/issuer.php?id=1", "https://moodle.example/issuer.php?id=2"),
        ("https://school.example/a", "https://school.example/a//"),
        ("https://school.example/a", "https://school.example:8443/a"),
        ("https://school.example/a", "https://www.school.example/a"),
        ("did:web:school.example:a", "did:web:school.example:A"),
        ("did:web:school.example:a", "did:web:school.example"),
        ("did:web:school.example", "https://school.example"),
    ],
)
def test_who_looks_alike_is_somebody_else(one: str, other: str) -> None:
    assert None not in {compared(one), compared(other)}
    assert compared(one) != compared(other)


@pytest.mark.parametrize(
    "text",
    [
        "", "De Lasschool", "school.example", "http://school.example/issuer", "javascript:alert(1)",
        "https://sch\u043e\u043el.example/issuer", "https://school.example/is suer",
        "https://school.example\u200b/issuer", "https://eva@school.example/issuer",
        "https://school.example/issuer#one", "https://school.example/a/../b",
        "https://school.example/a/%2e%2e/b", "https://127.0.0.1/issuer", "https://[::1]/issuer",
        "https://[", "https://school.example:x/", "https:///issuer", "https://school.example./a",
        "did:web:", "did:web:127.0.0.1", "did:web:school.example/a", "did:web:school.example:..",
        "did:key:", "did:key:z6Mk", "did:key:https://school.example", "did:jwk:e30", "did:ion:abc",
        "mailto:leren@school.example", "urn:uuid:0",
        "https://school.example/" + "a" * LONGEST,
    ],
)  # fmt: skip
def test_what_is_no_identifier(text: str) -> None:
    assert compared(text) is None


@pytest.mark.parametrize(
    "identifier",
    [
        "did:web:badges.example.nl:issuers:nieuw", "did:web:badges.example.nl%3A8443:issuers:nieuw",
        "https://badges.example.nl/ob2/issuers/nieuw", "https://BADGES.example.nl:8443/",
    ],
)  # fmt: skip
def test_who_is_at_our_host_is_ours(identifier: str) -> None:
    assert is_of(compared(identifier) or "", {"Badges.example.nl"})


@pytest.mark.parametrize(
    "identifier",
    ["https://example.nl/", "did:web:badges.example.nl.evil.example", f"did:key:{KEY}"],
)
def test_who_is_at_another_host_is_not(identifier: str) -> None:
    assert not is_of(compared(identifier) or "", {"badges.example.nl"})


def test_a_did_key_is_its_key() -> None:
    own = multikey.encode(Ed25519PrivateKey.generate().public_key())
    assert key_of(compared(f"did:key:{own}") or "") == own
    assert key_of("https://school.example") is None
