"""Open Badges 2.0."""

import json
from collections.abc import Iterator
from typing import Any

from tests.badges.foundry import (
    Old,
    changed,
    chunk,
    itxt,
    jwk_of,
    jws,
    old_assertion,
    old_signed,
    old_world,
    png,
    rsa_key,
    rsa_signer,
    svg,
    to_bytes,
    without,
)
from tests.badges.hostile.cases import INVALID, REFUSED, UNCHECKED, Case, case


def _hosted_at(name: str, verdicts: frozenset[str] = INVALID, /, **documents: Any) -> Case:
    """A good assertion, with other documents at the addresses that `Old` names."""
    told = {getattr(Old, key): value for key, value in documents.items()}
    return case(name, old_assertion(), verdicts, documents=told)


def hosted() -> Iterator[Case]:
    good = old_assertion()
    valid = frozenset({"valid"})

    badge_class = old_world()[Old.badge]
    yield case("good", good, valid)
    yield case("good address", Old.assertion, valid)
    yield case("good PNG", png(itxt(to_bytes(good), "openbadges")), valid)
    yield case(
        "good PNG with an address",
        png(chunk(b"tEXt", b"openbadges\0" + Old.assertion.encode())),
        valid,
    )
    ns = 'xmlns:openbadges="http://openbadges.org"'
    body = f"<![CDATA[{json.dumps(good)}]]></openbadges:assertion>"
    element = f'<openbadges:assertion verify="{Old.assertion}">{body}'
    yield case("good SVG", svg(element, attributes=ns), valid)
    yield case(
        "SVG that says two things",
        svg(element.replace('assertions/1">', 'assertions/2">'), attributes=ns),
    )
    yield case("good, badge class inside", {**good, "badge": badge_class}, valid)
    for name, value in {
        "name": "Lassen", "description": "Last alles.", "criteria": {"narrative": "Niets."},
        "issuer": "https://vervalser.example/i",
    }.items():  # fmt: skip
        inside = {**good, "badge": {**badge_class, name: value}}
        yield case(f"badge class inside with another {name}", inside)
    for steps, value in (
        (("recipient", "identity"), "sha256$00"), (("recipient", "salt"), "x"),
        (("recipient", "hashed"), False), (("badge",), "https://badges.example.nl/ob2/badges/2"),
        (("issuedOn",), "2020-11-20T09:00:00+00:00"), (("expires",), "2046-11-20T09:00:00+00:00"),
        (("narrative",), "Geweldig werk."), (("evidence",), "https://vervalser.example/e"),
    ):  # fmt: skip
        yield case(f"tampered {'/'.join(steps)}", changed(good, *steps, to=value))
    yield case(
        "issuedOn in another zone", changed(good, "issuedOn", to="2026-11-20T10:00:00+01:00"), valid
    )


def hosted_answers() -> Iterator[Case]:
    good, issuer = old_assertion(), old_world()[Old.issuer]
    badge_class = old_world()[Old.badge]
    yield case("not at its address", good, INVALID, documents={Old.assertion: {"status": 404}})
    yield _hosted_at("cannot be fetched", UNCHECKED, assertion={"status": 503})
    yield case("nothing there", good, UNCHECKED, gone=[Old.assertion])
    yield _hosted_at(
        "gone",
        frozenset({"revoked"}),
        assertion={"status": 410, "body": {"revoked": True, "revocationReason": "Fout"}},
    )
    yield _hosted_at("gone without a word", frozenset({"revoked"}), assertion={"status": 410})
    yield _hosted_at(
        "says revoked", frozenset({"revoked"}), assertion={"id": Old.assertion, "revoked": True}
    )
    yield _hosted_at(
        "another id there", assertion={**good, "id": "https://badges.example.nl/ob2/assertions/2"}
    )
    yield _hosted_at("HTML there", assertion={"status": 200, "body": "<html>"})
    yield _hosted_at("issuer cannot be fetched", UNCHECKED, issuer={"status": 500})
    yield _hosted_at(
        "issuer is somebody else",
        INVALID | UNCHECKED,
        issuer={**issuer, "id": "https://vervalser.example/i"},
    )
    yield _hosted_at("badge class cannot be fetched", UNCHECKED, badge={"status": 500})
    yield _hosted_at("badge class without name", badge=without(badge_class, "name"))
    ended = {**good, "expires": "2026-11-21T11:00:00Z"}
    yield case("ended", ended, frozenset({"expired"}), documents={Old.assertion: ended})
    yield case(
        "not begun",
        {**good, "issuedOn": "2027-01-01T00:00:00Z"},
        frozenset({"not-yet-valid"}),
        documents={Old.assertion: {**good, "issuedOn": "2027-01-01T00:00:00Z"}},
    )


def hosted_elsewhere() -> Iterator[Case]:
    good, issuer = old_assertion(), old_world()[Old.issuer]
    badge_class = old_world()[Old.badge]
    valid = frozenset({"valid"})
    evil = "https://vervalser.example/a/1"
    forged = {**good, "id": evil}
    yield case("on another's website", forged, documents={evil: forged})
    yield case(
        "on a name that begins alike",
        {**good, "id": "https://badges.example.nl.vervalser.example/1"},
        documents={
            "https://badges.example.nl.vervalser.example/1": {
                **good,
                "id": "https://badges.example.nl.vervalser.example/1",
            }
        },
    )
    inside = {
        **forged,
        "badge": {
            **badge_class,
            "id": "https://vervalser.example/b",
            "issuer": {**issuer, "verification": {"allowedOrigins": ["vervalser.example"]}},
        },
    }
    yield case("with an issuer inside that allows it", inside, documents={evil: inside})
    cdn = "https://cdn.example.nl/a/1"
    elsewhere = {**good, "id": cdn}
    yield case(
        "on an allowed host",
        elsewhere,
        valid,
        documents={
            cdn: elsewhere,
            Old.issuer: {**issuer, "verification": {"allowedOrigins": ["cdn.example.nl"]}},
        },
    )
    yield case(
        "on a host that is allowed with its scheme",
        elsewhere,
        documents={
            cdn: elsewhere,
            Old.issuer: {**issuer, "verification": {"allowedOrigins": ["https://cdn.example.nl"]}},
        },
    )


def hosted_scopes() -> Iterator[Case]:
    good, issuer = old_assertion(), old_world()[Old.issuer]
    valid = frozenset({"valid"})
    scope = {**issuer, "verification": {"startsWith": "https://badges.example.nl/ob2/"}}
    yield _hosted_at("within startsWith", valid, issuer=scope)
    yield _hosted_at(
        "outside startsWith",
        issuer={
            **issuer,
            "verification": {"startsWith": "https://badges.example.nl/ob2/issuers/2"},
        },
    )
    yield _hosted_at(
        "startsWith that ends inside a name",
        issuer={**issuer, "verification": {"startsWith": "https://badges.example.nl/ob2/assert"}},
    )
    dotted = "https://badges.example.nl/ob2/../evil/1"
    yield case(
        "dots in the address",
        {**good, "id": dotted},
        INVALID,
        documents={dotted: {**good, "id": dotted}, Old.issuer: scope},
    )


def hosted_misbuilt() -> Iterator[Case]:
    good, issuer = old_assertion(), old_world()[Old.issuer]
    yield case("says it is signed", changed(good, "verification", "type", to="SignedBadge"))
    yield case("no verification", without(good, "verification"))
    yield case("id is no address", {**good, "id": "urn:uuid:1"})
    yield case("no recipient", without(good, "recipient"))
    yield case("issuedOn without zone", {**good, "issuedOn": "2026-11-20T09:00:00"})
    yield case("badge class alone", old_world()[Old.badge], REFUSED)
    yield case("issuer alone", issuer, REFUSED)


def old_tokens() -> Iterator[Case]:
    issuer, key = old_world()[Old.issuer], old_world()[Old.key]
    valid = frozenset({"valid"})
    good = old_signed()

    def at(name: str, verdicts: frozenset[str] = INVALID, /, **documents: Any) -> Case:
        return case(
            name, good, verdicts, documents={getattr(Old, k): v for k, v in documents.items()}
        )

    yield case("good", good, valid)
    yield case("good PNG", png(itxt(good, "openbadges")), valid)
    ns = 'xmlns:openbadges="http://openbadges.org"'
    yield case("good SVG", svg(f'<openbadges:assertion verify="{good}"/>', attributes=ns), valid)
    yield case("revoked", old_signed(id="urn:uuid:dead"), frozenset({"revoked"}))
    yield case("ended", old_signed(expires="2026-11-21T11:00:00Z"), frozenset({"expired"}))
    yield case("signed by another", old_signed(rsa_signer(number=2)))
    yield case("tampered", good[:-6] + "AAAAAA")
    yield at("profile names no key", issuer=without(issuer, "publicKey"))
    yield at(
        "profile names another key",
        issuer={**issuer, "publicKey": "https://badges.example.nl/ob2/key2"},
    )
    yield at("key has another owner", key={**key, "owner": "https://vervalser.example/i"})
    yield at("key cannot be fetched", UNCHECKED, key={"status": 500})
    yield at("key is rubbish", key={**key, "publicKeyPem": "-----BEGIN PUBLIC KEY-----"})
    yield at("revocation list cannot be fetched", UNCHECKED, revocations={"status": 500})
    yield at(
        "revocation list by another",
        UNCHECKED,
        revocations={**old_world()[Old.revocations], "issuer": "https://vervalser.example/i"},
    )
    yield at("no revocation list", valid, issuer=without(issuer, "revocationList"))
    yield at(
        "plain ids in the revocation list",
        valid,
        revocations={**old_world()[Old.revocations], "revokedAssertions": ["urn:uuid:1"]},
    )


def old_keys() -> Iterator[Case]:
    key = old_world()[Old.key]
    yield case(
        "creator is another's key",
        old_signed(
            rsa_signer(number=2),
            verification={"type": "SignedBadge", "creator": "https://vervalser.example/key"},
        ),
        documents={"https://vervalser.example/key": {**key, "id": "https://vervalser.example/key"}},
    )
    yield case("says it is hosted", old_signed(verification={"type": "HostedBadge"}))
    payload = old_assertion(
        id="urn:uuid:1", verification={"type": "SignedBadge", "creator": Old.key}
    )
    yield case("alg none", jws({"alg": "none"}, payload, lambda _: b""))
    yield case("HS256", jws({"alg": "HS256"}, payload, lambda _: b"x" * 32))
    yield case(
        "jwk in the header",
        jws({"alg": "RS256", "jwk": jwk_of(rsa_key(2))}, payload, rsa_signer(number=2).sign),
    )
