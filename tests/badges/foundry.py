"""A small world of issuers for tests of reading and verifying: keys, documents, badges.

De Schakel is the good issuer (did:web, three keys of its own, one only for signing in, one that was
stolen); Vervalser is somebody who wants to look like De Schakel.
"""

import base64
import copy
import gzip
import json
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from badges import multikey
from badges.data_integrity import Suite, create_proof
from badges.signing import Ed25519Signer, P256Signer, RsaSigner, Signer
from badges.vc_jwt import sign_jws

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
CREATED = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

SCHAKEL = "did:web:badges.example.nl:issuers:de-schakel"
VERVALSER = "did:web:vervalser.example:issuers:de-schakel"
NAME = "Kringloopcentrum De Schakel"
STATUS_LIST = "https://badges.example.nl/status/1"
REVOCATIONS = "https://badges.example.nl/revocations/1"
REVOKED_INDEX = 94567
TRUST = {SCHAKEL: NAME, "https://badges.example.nl/ob2/issuer": NAME}

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
]
DESCRIPTION = "urn:uuid:11111111-1111-4111-8111-111111111111"
LEVEL = "urn:uuid:22222222-2222-4222-8222-00000000000"

Json = dict[str, Any]


def ed25519(number: int) -> Ed25519PrivateKey:
    """The same key for the same number, on every run."""
    return Ed25519PrivateKey.from_private_bytes(sha256(b"test key %d" % number).digest())


def signer(number: int = 1, *, owner: str = SCHAKEL, method: str | None = None) -> Ed25519Signer:
    key = ed25519(number)
    return Ed25519Signer(method or f"{owner}#{multikey.encode(key.public_key())}", key)


@cache
def p256() -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(0x1F2E3D4C5B6A, ec.SECP256R1())


def rsa_key(number: int = 1) -> rsa.RSAPrivateKey:
    return _rsa_key(number)


@cache
def _rsa_key(_number: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def p256_signer(owner: str = SCHAKEL) -> P256Signer:
    return P256Signer(f"{owner}#p256-1", p256())


def rsa_signer(owner: str = SCHAKEL, number: int = 1) -> RsaSigner:
    return RsaSigner(f"{owner}#rsa-1", rsa_key(number))


def jwk_of(key: Any) -> Json:
    return dict(multikey.to_jwk(key.public_key()))


def method_entry(signing: Signer, **more: Any) -> Json:
    entry: Json = {
        "id": signing.verification_method,
        "controller": signing.verification_method.split("#")[0],
    }
    if isinstance(signing, Ed25519Signer):
        entry |= {"type": "Multikey", "publicKeyMultibase": multikey.encode(signing.public_key)}
    else:
        entry |= {"type": "JsonWebKey", "publicKeyJwk": multikey.to_jwk(signing.public_key)}
    return entry | more


def did_document(owner: str, entries: list[Json], assertion: list[str] | None = None) -> Json:
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": owner,
        "verificationMethod": entries,
        "assertionMethod": [entry["id"] for entry in entries] if assertion is None else assertion,
    }


def schakel_document() -> Json:
    """Keys: 1 for badges, 2 for status lists, 3 only for signing in, 4 revoked, 5 expired,
    6 controlled by somebody else."""
    entries = [
        method_entry(signer(1)),
        method_entry(signer(2)),
        method_entry(rsa_signer()),
        method_entry(p256_signer()),
        method_entry(signer(4), revoked="2026-10-01T00:00:00Z"),
        method_entry(signer(5), expires="2026-10-01T00:00:00Z"),
        method_entry(signer(6), controller=VERVALSER),
    ]
    only_sign_in = method_entry(signer(3))
    document = did_document(SCHAKEL, entries)
    document["verificationMethod"].append(only_sign_in)
    document["authentication"] = [only_sign_in["id"]]
    return document


def vervalser_document() -> Json:
    return did_document(VERVALSER, [method_entry(signer(9, owner=VERVALSER))])


def bits(*set_indexes: int, size: int = 16384) -> bytes:
    listed = bytearray(size)
    for index in set_indexes:
        listed[index >> 3] |= 0x80 >> (index & 7)
    return bytes(listed)


def encoded(raw: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(gzip.compress(raw, mtime=0)).rstrip(b"=").decode()


def status_list(
    address: str = STATUS_LIST, *, issuer: str = SCHAKEL, raw: bytes | None = None, **changes: Any
) -> Json:
    subject = {
        "id": f"{address}#list",
        "type": "BitstringStatusList",
        "statusPurpose": changes.pop("purpose", "revocation"),
        "encodedList": changes.pop("encoded", encoded(raw or bits(REVOKED_INDEX))),
    }
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": subject,
        **changes,
    }


def world() -> Json:
    """Everything that can be fetched."""
    return {
        SCHAKEL: schakel_document(),
        VERVALSER: vervalser_document(),
        STATUS_LIST: signed(status_list(), signer(2)),
        REVOCATIONS: {
            "id": REVOCATIONS,
            "issuer": SCHAKEL,
            "revokedCredential": [
                {"id": "urn:uuid:dead", "revoked": True, "revocationReason": "Bij vergissing"}
            ],
        },
    }


def level(number: int) -> Json:
    return {
        "id": f"{LEVEL}{number}",
        "type": ["RubricCriterionLevel"],
        "name": f"Niveau {number}",
        "level": str(number),
    }


def badge(index: int = 100, **changes: Any) -> Json:
    """An unsigned badge of De Schakel; `changes` replace members, None takes one away."""
    document = {
        "@context": list(CONTEXTS),
        "id": f"urn:uuid:7a1f0f5e-3c59-4d9e-9c1a-{index:012}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": SCHAKEL, "type": ["Profile"], "name": NAME, "url": "https://s.example.nl"},
        "validFrom": "2026-11-20T09:00:00Z",
        "validUntil": "2036-11-20T09:00:00Z",
        "awardedDate": "2026-11-19T12:00:00Z",
        "name": "Textiel sorteren - niveau 2",
        "credentialSubject": {
            "id": "urn:uuid:5d0c9a53-0000-4000-8000-000000000001",
            "type": ["AchievementSubject"],
            "achievement": achievement(),
            "result": [
                {
                    "type": ["Result"],
                    "resultDescription": DESCRIPTION,
                    "achievedLevel": f"{LEVEL}2",
                }
            ],
        },
        "evidence": [
            {
                "id": "https://badges.example.nl/evidence/42",
                "type": ["Evidence"],
                "name": "Observatie",
                "narrative": "Sorteerde 40 kg textiel.",
            }
        ],
        "credentialSchema": [
            {
                "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
                "ob_v3p0_achievementcredential_schema.json",
                "type": "1EdTechJsonSchemaValidator2019",
            }
        ],
        "credentialStatus": status_entry(index),
    }
    return {name: value for name, value in (document | changes).items() if value is not None}


def achievement() -> Json:
    return {
        "id": "https://badges.example.nl/achievements/textiel-sorteren",
        "type": ["Achievement"],
        "achievementType": "Competency",
        "name": "Textiel sorteren",
        "description": "Sorteert ingezameld textiel.",
        "inLanguage": "nl-NL",
        "criteria": {"narrative": "Beoordeeld op de werkvloer."},
        "image": {"id": "https://badges.example.nl/a/1.png", "type": "Image"},
        "alignment": [
            {
                "type": ["Alignment"],
                "targetName": "sort textile items",
                "targetUrl": "http://data.europa.eu/esco/skill/8f4f3e2b",
                "targetType": "ext:ESCOSkill",
            }
        ],
        "tag": ["textiel"],
        "resultDescription": [
            {
                "id": DESCRIPTION,
                "type": ["ResultDescription"],
                "name": "Beheersingsniveau",
                "resultType": "RubricCriterionLevel",
                "rubricCriterionLevel": [level(number) for number in (1, 2, 3, 4)],
            }
        ],
    }


def status_entry(index: int, address: str = STATUS_LIST, **changes: Any) -> Json:
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": address,
        **changes,
    }


def endorsement(about: str, **changes: Any) -> Json:
    return {
        "@context": list(CONTEXTS),
        "id": "urn:uuid:e0000000-0000-4000-8000-000000000001",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Erkenning",
        "issuer": {"id": SCHAKEL, "type": ["Profile"], "name": NAME},
        "validFrom": "2026-11-20T09:00:00Z",
        "credentialSubject": {
            "id": about,
            "type": ["EndorsementSubject"],
            "endorsementComment": "Past in het branchekader.",
        },
        **changes,
    }


def collection(members: list[Any], **changes: Any) -> Json:
    return {
        "@context": [
            CONTEXTS[0],
            "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
            *CONTEXTS[1:],
        ],
        "id": "urn:uuid:c0000000-0000-4000-8000-000000000001",
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": "Vaardighedenpaspoort",
        "issuer": {"id": SCHAKEL, "type": ["Profile"], "name": NAME},
        "validFrom": "2026-11-20T09:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:5d0c9a53-0000-4000-8000-000000000001",
            "type": ["ClrSubject"],
            "verifiableCredential": members,
        },
        **changes,
    }


def signed(
    document: Json, signing: Signer | None = None, *, suite: Suite = Suite.EDDSA_RDFC_2022
) -> Json:
    """The document with one proof more."""
    bare = {name: value for name, value in document.items() if name != "proof"}
    proof = create_proof(bare, signing or signer(1), suite=suite, created=CREATED)
    return {**document, "proof": [*document.get("proof", []), proof]}


def changed(document: Json, *steps: str | int, to: Any) -> Json:
    """A copy with one place changed; `to` may be a function of the old value."""
    result = copy.deepcopy(document)
    holder: Any = result
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = to(holder[steps[-1]]) if callable(to) else to
    return result


def without(document: Json, *steps: str | int) -> Json:
    """A copy without one place."""
    result = copy.deepcopy(document)
    holder: Any = result
    for step in steps[:-1]:
        holder = holder[step]
    del holder[steps[-1]]
    return result


def seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def claims(document: Json) -> Json:
    told = {
        "iss": document["issuer"]["id"],
        "jti": document["id"],
        "sub": document["credentialSubject"]["id"],
        "nbf": seconds(document["validFrom"]),
    }
    if "validUntil" in document:
        told["exp"] = seconds(document["validUntil"])
    return told


def jws(header: Json, payload: Json, sign: Callable[[bytes], bytes]) -> str:
    """A compact JWS with any header at all."""
    parts = ".".join(multikey.base64url_encode(json.dumps(p).encode()) for p in (header, payload))
    return f"{parts}.{multikey.base64url_encode(sign(parts.encode()))}"


def jwt(document: Json | None = None, signing: Signer | None = None, **more: Any) -> str:
    document = document or badge()
    return sign_jws(claims(document) | document | more, signing or p256_signer(), kind="JWT")


def to_bytes(document: Json) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def chunk(kind: bytes, data: bytes, *, crc: int | None = None) -> bytes:
    check = zlib.crc32(kind + data) if crc is None else crc
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


PNG_START = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0))
PNG_PIXELS = chunk(b"IDAT", zlib.compress((b"\0" + b"\xff\0\0" * 2) * 2))
PNG_END = chunk(b"IEND", b"")


def png(*text_chunks: bytes) -> bytes:
    return PNG_START + b"".join(text_chunks) + PNG_PIXELS + PNG_END


def itxt(text: str | bytes, keyword: str = "openbadgecredential", *, packed: bool = False) -> bytes:
    raw = text.encode() if isinstance(text, str) else text
    raw = zlib.compress(raw) if packed else raw
    return chunk(b"iTXt", keyword.encode() + (b"\0\1\0\0\0" if packed else b"\0\0\0\0\0") + raw)


def svg(
    inner: str, *, attributes: str = 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'
) -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {attributes} viewBox="0 0 9 9">{inner}'
        '<circle r="4"/></svg>'
    ).encode()


def in_svg(text: str) -> bytes:
    return svg(f"<openbadges:credential><![CDATA[{text}]]></openbadges:credential>")


# Open Badges 2.0


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
