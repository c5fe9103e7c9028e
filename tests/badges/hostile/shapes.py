"""The same RDF in another shape, or shapes and meanings that the rules do not allow."""

import copy
from collections.abc import Iterator
from typing import Any

from badges.proofs.data_integrity import Suite
from tests.badges.foundry import (
    CONTEXTS,
    REVOKED_INDEX,
    SCHAKEL,
    STATUS_LIST,
    VERVALSER,
    Json,
    badge,
    changed,
    signed,
    signer,
    status_entry,
    without,
)
from tests.badges.hostile.cases import INVALID, UNCHECKED, Case, case


def reshaped() -> Iterator[Case]:
    good = signed(badge())
    for steps in (
        ("id",), ("issuer",), ("validFrom",), ("validUntil",), ("credentialSubject",), ("name",),
        ("awardedDate",), ("credentialSubject", "achievement"), ("issuer", "id"),
        ("issuer", "name"), ("credentialSubject", "achievement", "name"),
        ("credentialSubject", "achievement", "criteria"),
        ("credentialSubject", "result", 0, "achievedLevel"),
        ("credentialSubject", "achievement", "id"), ("credentialStatus", "statusListIndex"),
        ("credentialStatus", "statusListCredential"), ("credentialStatus", "type"),
        ("evidence", 0, "name"), ("proof", 0, "cryptosuite"), ("proof", 0, "proofPurpose"),
    ):  # fmt: skip
        yield case(
            f"list of one at {'/'.join(map(str, steps))}",
            changed(good, *steps, to=lambda old: [old]),
        )


def hidden_members() -> Iterator[Case]:
    good = signed(badge())
    for steps in (("name",), ("validUntil",), ("credentialSubject", "achievement", "name")):
        yield case(
            f"@value at {'/'.join(map(str, steps))}",
            changed(good, *steps, to=lambda old: {"@value": old}),
        )
    typed = {"@value": good["validUntil"], "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
    yield case("validUntil typed by hand", changed(good, "validUntil", to=typed))
    hidden = without(good, "validUntil")
    yield case(
        "validUntil under its full address",
        hidden | {"https://www.w3.org/2018/credentials#validUntil": typed},
    )
    status = good["credentialStatus"]
    hidden = without(good, "credentialStatus")
    yield case(
        "credentialStatus under its full address",
        hidden | {"https://www.w3.org/2018/credentials#credentialStatus": status},
    )
    yield case("credentialStatus under @nest", hidden | {"@nest": {"credentialStatus": status}})
    yield case("@id for id", without(good, "id") | {"@id": good["id"]})
    yield case("@type for type", without(good, "type") | {"@type": good["type"]})
    yield case(
        "@graph around",
        {"@context": good["@context"], "@graph": [without(good, "@context")]},
        UNCHECKED,
    )
    yield case("@included", good | {"@included": [{"id": "urn:x:y"}]})
    yield case("@reverse", good | {"@reverse": {}})
    yield case("@language", good | {"@language": "nl"})


def moved_members() -> Iterator[Case]:
    good = signed(badge())
    subject = good["credentialSubject"]
    split = changed(
        good,
        "credentialSubject",
        "result",
        0,
        "resultDescription",
        to={"id": subject["result"][0]["resultDescription"], "name": "Beheersingsniveau"},
    )
    yield case("a reference opened into an object", split)
    moved = without(good, "validUntil")
    moved["evidence"].append(
        {"id": good["id"], "type": ["VerifiableCredential"], "validUntil": good["validUntil"]}
    )
    yield case("validUntil moved to another object with the same id", moved)
    extra = changed(good, "@context", to=[*CONTEXTS, "https://www.w3.org/2018/credentials/v1"])
    yield case("a context of version 1 behind", extra)
    yield case(
        "extra context with other terms",
        changed(good, "@context", to=[*CONTEXTS, "https://w3id.org/security/v2"]),
    )
    inner = changed(good, "credentialSubject", to=lambda old: {"@context": CONTEXTS, **old})
    yield case("@context inside the subject", inner)
    yield case("null for validUntil", changed(good, "validUntil", to=None))
    yield case("two subjects", changed(good, "credentialSubject", to=lambda old: [old, old]))
    yield case(
        "two achievements",
        changed(good, "credentialSubject", "achievement", to=lambda old: [old, old]),
    )


_CLOSED_LISTS: tuple[tuple[str | int, ...], ...] = (
    ("achievement", "achievementType"),
    ("achievement", "alignment", 0, "targetType"),
    ("achievement", "resultDescription", 0, "resultType"),
)


def misbuilt() -> Iterator[Case]:
    def wrong(name: str, /, **changes: Any) -> Case:
        return case(name, signed(badge(**changes), suite=Suite.EDDSA_JCS_2022))

    subject = badge()["credentialSubject"]
    yield wrong("no id", id=None)
    yield wrong("relative id", id="badges/1")
    yield wrong("no validFrom", validFrom=None)
    yield wrong("date without time", validFrom="2026-11-20")
    yield wrong("moment without zone", validFrom="2026-11-20T09:00:00")
    yield wrong("month 13", validFrom="2026-13-20T09:00:00Z")
    yield wrong("year 10000 in UTC", validUntil="9999-12-31T23:59:59-14:00")
    yield wrong("year 0", validFrom="0000-01-01T00:00:00Z")
    yield wrong("ends before it begins", validUntil="2026-11-20T08:00:00Z")
    yield wrong("type is one text", type="VerifiableCredential")
    yield wrong("not a badge", type=["VerifiableCredential"])
    yield wrong("no VerifiableCredential", type=["OpenBadgeCredential"])
    yield wrong("subject without id or identifier", credentialSubject=without(subject, "id"))
    yield wrong("subject without type", credentialSubject=without(subject, "type"))
    yield wrong("no achievement", credentialSubject=without(subject, "achievement"))
    yield wrong("no criteria", credentialSubject=without(subject, "achievement", "criteria"))
    yield wrong("no achievement name", credentialSubject=without(subject, "achievement", "name"))
    for steps in _CLOSED_LISTS:
        free = changed(subject, *steps, to="Vrij")
        yield wrong(f"a word of one's own for {steps[-1]}", credentialSubject=free)
        extended = changed(subject, *steps, to="ext:Vrij")
        yield case(
            f"an extension for {steps[-1]}",
            signed(badge(credentialSubject=extended)),
            frozenset({"valid"}),
        )
    yield wrong("number for a name", name=5)
    yield wrong("issuer without type", issuer={"id": SCHAKEL})
    yield wrong("issuer is a list", issuer=[SCHAKEL])
    yield wrong("contexts the wrong way round", **{"@context": CONTEXTS[1::-1]})
    yield wrong("only the first context", **{"@context": CONTEXTS[:1]})
    yield wrong("context is one text", **{"@context": CONTEXTS[0]})
    numbered = signed(badge(credentialStatus=status_entry(100, statusListIndex=100)))
    yield case("index is a number", numbered, UNCHECKED)
    numbered = status_entry(REVOKED_INDEX, statusListIndex=REVOKED_INDEX)
    revoked = signed(badge(credentialStatus=numbered))
    yield case("index is a number, revoked", revoked, frozenset({"revoked"}))
    yield wrong("index is negative", credentialStatus=status_entry(100, statusListIndex="-1"))
    yield wrong("index has a sign", credentialStatus=status_entry(100, statusListIndex="+100"))
    yield wrong("status without type", credentialStatus={"id": STATUS_LIST})


def unclear_meaning() -> Iterator[Case]:
    good = signed(badge())
    jcs = Suite.EDDSA_JCS_2022
    yield case(
        "unknown context",
        changed(good, "@context", to=[*CONTEXTS, "https://vervalser.example/c.json"]),
        UNCHECKED,
    )
    unknown = {**badge(), "@context": [*CONTEXTS, "https://vervalser.example/c.json"]}
    anothers = signed(unknown, signer(9, owner=VERVALSER), suite=jcs)
    yield case("unknown context and another's key", anothers)
    yield case(
        "unknown context and a broken signature", {**signed(unknown, suite=jcs), "name": "x"}
    )
    yield case(
        "context as an object with new words only",
        changed(good, "@context", to=[*CONTEXTS, {"naam": "urn:x:naam"}]),
        UNCHECKED,
    )
    tampered = {**good, "name": "x", "@context": [*CONTEXTS, {"naam": "urn:x:naam"}]}
    yield case("context as an object, and tampered with", tampered)
    yield case(
        "context as an object", changed(good, "@context", to=[*CONTEXTS, {"name": "urn:x:y"}])
    )
    yield case(
        "undefined term", changed(good, "credentialSubject", "extraClaim", to="niet ondertekend")
    )
    yield case("undefined term at the top", good | {"geheim": "x"})
    yield case("undefined term, signed as text", signed(badge(geheim="x"), suite=jcs), UNCHECKED)
    yield case(
        "unknown context, signed as text",
        signed({**badge(), "@context": [*CONTEXTS, "https://x.example/c"]}, suite=jcs),
        UNCHECKED,
    )
    yield case(
        "blank node id", signed(badge(evidence=[{"id": "_:b0", "type": ["Evidence"]}]), suite=jcs)
    )
    yield case(
        "relative evidence id",
        signed(badge(evidence=[{"id": "e/1", "type": ["Evidence"]}]), suite=jcs),
    )
    yield case(
        "undefined type",
        signed(badge(evidence=[{"type": ["Evidence", "Bewijs"]}]), suite=jcs),
        UNCHECKED,
    )


def crowds() -> Iterator[Case]:
    jcs = Suite.EDDSA_JCS_2022
    crowd = [{"type": ["Evidence"], "name": str(n)} for n in range(5000)]
    yield case("too many objects", signed(badge(evidence=crowd), suite=jcs))
    ring = [{"type": ["Evidence"]} for _ in range(12)]
    poison = without(badge(), "credentialSubject", "id")
    poison["credentialSubject"]["identifier"] = [
        {
            "type": "IdentityObject",
            "hashed": True,
            "identityHash": "sha256$00",
            "identityType": "emailAddress",
        }
    ]
    poison["credentialSubject"]["result"] = [{"type": ["Result"], "value": "1"} for _ in range(200)]
    poison["evidence"] = ring
    yield case(
        "graph with many equal blank nodes",
        signed(poison, suite=jcs),
        INVALID | {"valid"} | UNCHECKED,
    )
    knots: Json = {"type": ["Evidence"]}
    yield case(
        "knots of blank nodes",
        signed(badge(evidence=[copy.deepcopy(knots) for _ in range(60)]), suite=jcs),
        INVALID | {"valid"} | UNCHECKED,
    )
