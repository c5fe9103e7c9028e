"""Values for tests of issuing: De Schakel issues "Textiel sorteren" to Fatima's pseudonym."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badges.documents.model import (
    Achievement,
    Address,
    Alignment,
    Credential,
    Image,
    Issuer,
    Result,
    ResultDescription,
    RubricLevel,
    StatusEntry,
)
from badges.keys import multikey
from badges.keys.signing import Ed25519Signer, P256Signer

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SCHAKEL_DID = "did:web:badges.example.nl:issuers:de-schakel"
SITE = "https://badges.example.nl"
FATIMA = "urn:uuid:5f0c9a52-6d0e-4f0b-9a7e-0b9f3c1d2e4f"
STATUS_LIST = f"{SITE}/status/3e1f1b1c-7a51-4c88-8a62-5a1d0c1b2a3f"

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIGNER = Ed25519Signer(f"{SCHAKEL_DID}#{multikey.encode(KEY.public_key())}", KEY)
P256_SIGNER = P256Signer(f"{SCHAKEL_DID}#p256-1", ec.derive_private_key(0xC0FFEE, ec.SECP256R1()))

SCHAKEL = Issuer(
    SCHAKEL_DID,
    "Kringloopcentrum De Schakel",
    url=f"{SITE}/issuers/de-schakel",
    email="leren@schakel.example",
    address=Address(country="Nederland", country_code="NL", region="Utrecht"),
)

LEVELS = tuple(
    RubricLevel(f"urn:uuid:22222222-2222-4222-8222-00000000000{step}", name, str(step), what)
    for step, name, what in (
        (1, "Niveau 1", "Met hulp"),
        (2, "Niveau 2", "Zelfstandig"),
        (3, "Niveau 3", "Kan het anderen leren"),
    )
)
MASTERY = ResultDescription(
    "urn:uuid:11111111-1111-4111-8111-111111111111",
    "Niveau",
    "RubricCriterionLevel",
    levels=LEVELS,
    required_level=LEVELS[0].id,
)
ESCO = Alignment(
    "sort textile items",
    "http://data.europa.eu/esco/skill/8f4f3e2b-1111-4222-8333-444455556666",
    type="ext:ESCOSkill",
    framework="ESCO v1.2.0",
    code="8f4f3e2b",
)
SORTING = Achievement(
    f"{SITE}/achievements/0b6d4a3e-1f2c-4d5e-8f90-a1b2c3d4e5f6",
    "Textiel sorteren",
    "Sorteert ingezameld textiel op soort en kwaliteit.",
    criteria_narrative="Laat op de werkvloer zien dat je textiel kunt sorteren.",
    type="Competency",
    language="nl-NL",
    version="1",
    image=Image(f"{SITE}/achievements/textiel.png", "Een stapel gevouwen kleding"),
    tags=("textiel", "kringloop"),
    alignments=(ESCO,),
    result_descriptions=(MASTERY,),
)
BADGE = Credential(
    id="urn:uuid:7a1f0f5e-3c59-4d9e-9c1a-000000000100",
    issuer=SCHAKEL,
    achievement=SORTING,
    name="Textiel sorteren, niveau 2",
    valid_from=NOW,
    subject_id=FATIMA,
    awarded=NOW,
    valid_until=NOW + timedelta(days=5 * 365),
    results=(Result(MASTERY.id, LEVELS[1].id),),
    status=StatusEntry(STATUS_LIST, 94567),
)


def badge(**changes: Any) -> Credential:
    """The badge with some fields changed."""
    return replace(BADGE, **changes)


def sorting(**changes: Any) -> Achievement:
    """The achievement with some fields changed."""
    return replace(SORTING, **changes)
