"""The same issuer in Open Badges 2.0."""

from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from badges.keys.signing import RsaSigner
from badges.proofs.vc_jwt import sign_jws
from tests.badges.foundry.keys import NAME, Json, rsa_key, rsa_signer


@dataclass(frozen=True)
class Old:
    """Addresses of the Open Badges 2.0 documents."""

    issuer = "https://badges.example.nl/ob2/issuer"
    key = "https://badges.example.nl/ob2/key"
    revocations = "https://badges.example.nl/ob2/revocations"
    badge = "https://badges.example.nl/ob2/badges/1"
    assertion = "https://badges.example.nl/ob2/assertions/1"


def old_assertion(**changes: Any) -> Json:
    document = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": Old.assertion,
        "recipient": {
            "type": "email",
            "hashed": True,
            "salt": "Kosher",
            "identity": "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399",
        },
        "badge": Old.badge,
        "issuedOn": "2026-11-20T09:00:00+00:00",
        "expires": "2036-11-20T09:00:00+00:00",
        "verification": {"type": "HostedBadge"},
        "narrative": "Goed werk.",
    }
    return {name: value for name, value in (document | changes).items() if value is not None}


def old_world(**changes: Any) -> Json:
    documents = {
        Old.issuer: {
            "@context": "https://w3id.org/openbadges/v2",
            "type": "Issuer",
            "id": Old.issuer,
            "name": NAME,
            "url": "https://badges.example.nl",
            "email": "leren@example.nl",
            "publicKey": Old.key,
            "revocationList": Old.revocations,
        },
        Old.key: {
            "@context": "https://w3id.org/openbadges/v2",
            "type": "CryptographicKey",
            "id": Old.key,
            "owner": Old.issuer,
            "publicKeyPem": pem(rsa_key()),
        },
        Old.revocations: {
            "@context": "https://w3id.org/openbadges/v2",
            "type": "RevocationList",
            "id": Old.revocations,
            "issuer": Old.issuer,
            "revokedAssertions": [
                {"id": "urn:uuid:dead", "revocationReason": "Bij vergissing"},
                {"id": "urn:uuid:0"},
            ],
        },
        Old.badge: {
            "@context": "https://w3id.org/openbadges/v2",
            "type": "BadgeClass",
            "id": Old.badge,
            "name": "Textiel sorteren",
            "description": "Sorteert textiel.",
            "image": "https://badges.example.nl/ob2/badges/1/image.png",
            "criteria": {"narrative": "Beoordeeld op de werkvloer."},
            "issuer": Old.issuer,
        },
        Old.assertion: old_assertion(),
    }
    return documents | changes


def pem(key: rsa.RSAPrivateKey) -> str:
    public = key.public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def old_signed(signing: RsaSigner | None = None, **changes: Any) -> str:
    payload = old_assertion(
        **{
            "id": "urn:uuid:11111111-2222-4333-8444-555555555555",
            "verification": {"type": "SignedBadge", "creator": Old.key},
            **changes,
        }
    )
    return sign_jws(payload, signing or rsa_signer())
