"""Documents of the good issuer, and everything that can be fetched."""

import base64
import copy
import gzip
from typing import Any

from badges.keys import multikey
from badges.keys.signing import Ed25519Signer, Signer
from badges.proofs.data_integrity import Suite, create_proof
from tests.badges.foundry.keys import (
    CREATED,
    NAME,
    SCHAKEL,
    VERVALSER,
    Json,
    p256_signer,
    rsa_signer,
    signer,
)

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
