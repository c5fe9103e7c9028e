"""Open Badges 2.0 from what was signed as 3.0: hosted documents and the signed form.

Everything here is a pure function of the signed 3.0 document and of addresses, so these documents
can be made on demand and thrown away; only the signed form (a JWS) is a record of its own. The
recipient is named by the salted hash of the pseudonymous subject id, never by an e-mail address.
Version 2.0 has no place for a level, so the level that was reached stands in the narrative.

Source: Open Badges 2.0, "Vocabulary" and "Implementation". Serve as ``application/ld+json``; a
revoked assertion is served with status 410 and ``revoked_assertion`` as its body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from badges import contexts
from badges.documents.model import hashed
from badges.errors import LintError, SchemaError, TokenError
from badges.keys.multikey import PublicKey
from badges.keys.signing import Algorithm, Signer
from badges.proofs.vc_jwt import read_jwt, sign_jws, verify_jwt
from badges.reading import JsonObject

CONTEXT: Final = contexts.OPEN_BADGES_V2
_MIN_REVOKED: Final = 2


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the 2.0 documents of one badge are served."""

    assertion: str
    badge_class: str
    issuer: str
    image: str
    """The picture of the badge class; 2.0 requires one."""
    key: str | None = None
    """The CryptographicKey; needed for the signed form."""
    revocation_list: str | None = None


@dataclass(frozen=True, slots=True)
class Revoked:
    """One entry of a revocation list."""

    assertion: str
    reason: str | None = None


def issuer(document: JsonObject, addresses: Addresses) -> JsonObject:
    """Return the issuer Profile; LintError when it lacks the url or email that 2.0 requires."""
    profile = document["issuer"]
    missing = [name for name in ("url", "email") if name not in profile]
    if missing:
        raise LintError(
            tuple(
                SchemaError(
                    f"Open Badges 2.0 needs the {name} of the issuer.", place=f"/issuer/{name}"
                )
                for name in missing
            )
        )
    return _object(
        {
            "@context": CONTEXT,
            "type": "Issuer",
            "id": addresses.issuer,
            "name": profile["name"],
            "url": profile["url"],
            "email": profile["email"],
            "description": profile.get("description"),
            "image": profile.get("image", {}).get("id"),
            "publicKey": addresses.key,
            "revocationList": addresses.revocation_list,
        }
    )


def badge_class(
    document: JsonObject, addresses: Addresses, *, related: Sequence[tuple[str, str]] = ()
) -> JsonObject:
    """Return the BadgeClass of the achievement; ``related``: language and address of the same in
    other languages (section "Internationalization and Multilingual Badges")."""
    achievement = document["credentialSubject"]["achievement"]
    return _object(
        {
            "@context": CONTEXT,
            "type": "BadgeClass",
            "id": addresses.badge_class,
            "@language": achievement.get("inLanguage"),
            "name": achievement["name"],
            "description": achievement["description"],
            "image": addresses.image,
            "criteria": dict(achievement["criteria"]),
            "issuer": addresses.issuer,
            "alignment": [_alignment(item) for item in achievement.get("alignment", [])],
            "tags": achievement.get("tag"),
            "related": [
                {"type": ["BadgeClass"], "id": address, "@language": language}
                for language, address in related
            ],
        }
    )


def assertion(document: JsonObject, addresses: Addresses, *, salt: str) -> JsonObject:
    """Return the hosted Assertion; ``salt`` must be the same every time for one badge.

    ``issuedOn`` is the day of the award, which a renewal keeps. Raises SchemaError for a credential
    without a subject id, for then there is nothing to name the recipient by.
    """
    return _object(
        {
            "@context": CONTEXT,
            "type": "Assertion",
            "id": addresses.assertion,
            "recipient": _recipient(document["credentialSubject"], salt),
            "badge": addresses.badge_class,
            "verification": {"type": "HostedBadge"},
            "issuedOn": document.get("awardedDate", document["validFrom"]),
            "expires": document.get("validUntil"),
            "narrative": _narrative(document["credentialSubject"]),
            "evidence": [_evidence(item) for item in document.get("evidence", [])],
        }
    )


def revoked_assertion(addresses: Addresses, *, reason: str | None = None) -> JsonObject:
    """Return the body that goes with status 410."""
    return _object(
        {
            "@context": CONTEXT,
            "type": "Assertion",
            "id": addresses.assertion,
            "revoked": True,
            "revocationReason": reason,
        }
    )


def revocation_list(url: str, *, issuer: str, revoked: Sequence[Revoked]) -> JsonObject:
    """Return the RevocationList of an issuer, always with at least two entries.

    The widespread verifier of 1EdTech ignores a list with one entry, so a short list is filled up
    with entries under the list's own address, which no assertion has.
    """
    entries = [_object({"id": item.assertion, "revocationReason": item.reason}) for item in revoked]
    fill = ({"id": f"{url}#none-{number}"} for number in range(len(entries), _MIN_REVOKED))
    return {
        "@context": CONTEXT,
        "type": "RevocationList",
        "id": url,
        "issuer": issuer,
        "revokedAssertions": [*entries, *fill],
    }


def cryptographic_key(key: PublicKey, addresses: Addresses) -> JsonObject:
    """Return the CryptographicKey document, linked to its owner."""
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")
    return {
        "@context": CONTEXT,
        "type": "CryptographicKey",
        "id": addresses.key,
        "owner": addresses.issuer,
        "publicKeyPem": pem,
    }


def sign(document: JsonObject, addresses: Addresses, *, salt: str, signer: Signer) -> str:
    """Return the signed form, a compact JWS with RS256, verified.

    Its id is that of the 3.0 credential, so that a revocation list can name it. Raises TokenError
    without a key address or with another kind of key.
    """
    if addresses.key is None or signer.algorithm is not Algorithm.RS256:
        raise TokenError("A signed Open Badges 2.0 assertion needs an RS256 key with an address.")
    payload = assertion(document, addresses, salt=salt) | {
        "id": document["id"],
        "verification": {"type": "SignedBadge", "creator": addresses.key},
    }
    compact = sign_jws(payload, signer)
    verify_jwt(read_jwt(compact), signer.public_key)
    return compact


def _recipient(subject: JsonObject, salt: str) -> JsonObject:
    if "id" not in subject:
        raise SchemaError("This badge has no subject id.", place="/credentialSubject/id")
    return {
        "type": "url",
        "hashed": True,
        "salt": salt,
        "identity": hashed(subject["id"], salt=salt),
    }


def _narrative(subject: JsonObject) -> str | None:
    """The level that was reached and the narrative, if any."""
    levels = {
        level["id"]: level
        for description in subject["achievement"].get("resultDescription", [])
        for level in description.get("rubricCriterionLevel", [])
    }
    reached = [
        levels[r["achievedLevel"]] for r in subject.get("result", []) if "achievedLevel" in r
    ]
    lines = [_level(level) for level in reached]
    if "narrative" in subject:
        lines.append(subject["narrative"])
    return "\n\n".join(lines) or None


def _level(level: JsonObject) -> str:
    name: str = level["name"]
    return f"{name}: {level['description']}" if "description" in level else name


def _alignment(item: JsonObject) -> JsonObject:
    names = ("targetName", "targetUrl", "targetDescription", "targetFramework", "targetCode")
    return {name: item[name] for name in names if name in item}


def _evidence(item: JsonObject) -> JsonObject:
    names = ("id", "name", "narrative", "description", "genre", "audience")
    return {name: item[name] for name in names if name in item}


def _object(members: dict[str, Any]) -> JsonObject:
    return {name: value for name, value in members.items() if value is not None and value != []}
