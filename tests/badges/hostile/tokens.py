"""Badges as JWT."""

import hmac
import json
from collections.abc import Iterator
from typing import Any

from badges.keys import multikey
from badges.proofs.vc_jwt import sign_jws
from tests.badges.foundry import (
    REVOKED_INDEX,
    SCHAKEL,
    STATUS_LIST,
    VERVALSER,
    Json,
    badge,
    claims,
    jwk_of,
    jws,
    jwt,
    p256,
    p256_signer,
    rsa_key,
    rsa_signer,
    signer,
    without,
)
from tests.badges.hostile.cases import INVALID, REFUSED, UNCHECKED, Case, case


def tokens() -> Iterator[Case]:
    document = badge()
    payload = claims(document) | document
    kid = p256_signer().verification_method
    header = {"alg": "ES256", "typ": "JWT", "kid": kid}
    good = jwt()
    first, body, signature = good.split(".")
    sign = p256_signer().sign
    yield case("signature cut", f"{first}.{body}.{signature[:-4]}")
    yield case("no signature", f"{first}.{body}.")
    yield case("other signature", f"{first}.{body}.{'A' * 86}")
    yield case("payload of another", f"{first}.{jwt(badge(name='x')).split('.')[1]}.{signature}")
    yield case("four parts", f"{good}.{signature}", REFUSED)
    yield case("padding", f"{first}.{body}.{signature}==", REFUSED)
    yield case("header not JSON", f"AAAA.{body}.{signature}")
    yield case("payload not JSON", f"{first}.AAAA.{signature}")
    yield case("payload a list", jws(header, [payload], sign))  # type: ignore[arg-type]
    for alg in ("none", "None", "NONE", ""):
        unsigned = {"alg": alg, "typ": "JWT", "kid": kid}
        yield case(f"alg {alg!r}", jws(unsigned, payload, lambda _: b""))
        yield case(f"alg {alg!r} with a signature", jws(unsigned, payload, sign))
    wide = {"alg": "RS256", "typ": "JWT", "jwk": jwk_of(rsa_key())}
    yield case("published RSA jwk", jws(wide, payload, rsa_signer().sign), frozenset({"valid"}))


def token_headers() -> Iterator[Case]:
    payload = claims(badge()) | badge()
    header = {"alg": "ES256", "typ": "JWT", "kid": p256_signer().verification_method}

    def with_header(name: str, verdicts: frozenset[str] = INVALID, /, **changes: Any) -> Case:
        told = {k: v for k, v in (header | changes).items() if v is not None}
        return case(name, jws(told, payload, p256_signer().sign), verdicts)

    yield with_header("alg of another kind", alg="RS256")
    yield with_header("alg HS256", alg="HS256")
    yield with_header("no alg", alg=None)
    yield with_header("alg is a list", alg=["ES256"])
    yield with_header("crit", crit=["exp"])
    yield with_header("b64 false", b64=False, crit=["b64"])
    yield with_header("zip", zip="DEF")
    yield with_header("typ of another use", typ="dpop+jwt")
    yield with_header("typ is a number", typ=5)
    yield with_header("typ missing", frozenset({"valid"}), typ=None)
    yield with_header("typ vc+jwt", frozenset({"valid"}), typ="vc+jwt")
    yield with_header("no kid", kid=None)
    yield with_header("kid is a number", kid=5)
    yield with_header("kid of a key only for signing in", kid=signer(3).verification_method)
    yield with_header("kid of another", kid=f"{VERVALSER}#p256-1")
    yield with_header("kid not published", kid=f"{SCHAKEL}#p256-2")
    yield with_header("kid relative", frozenset({"valid"}), kid="#p256-1")
    yield with_header("kid is a file", kid="file:///dev/null")
    yield with_header("kid is an address", kid="https://vervalser.example/key")
    yield with_header("published jwk", frozenset({"valid"}), kid=None, jwk=jwk_of(p256()))
    yield with_header("jku", frozenset({"valid"}), jku="https://vervalser.example/keys")
    yield with_header(
        "x5u and x5c", frozenset({"valid"}), x5u="https://vervalser.example/x", x5c=["AAAA"]
    )


def token_keys() -> Iterator[Case]:
    payload = claims(badge()) | badge()
    rsa_jwk = jwk_of(rsa_key(2))
    rogue_rsa = rsa_signer(number=2)
    yield case(
        "rogue jwk", jws({"alg": "RS256", "typ": "JWT", "jwk": rsa_jwk}, payload, rogue_rsa.sign)
    )
    yield case(
        "rogue jwk beside the kid",
        jws(
            {"alg": "RS256", "kid": rogue_rsa.verification_method, "jwk": rsa_jwk},
            payload,
            rogue_rsa.sign,
        ),
    )
    yield case(
        "rogue jku",
        jws(
            {"alg": "RS256", "typ": "JWT", "jku": "https://vervalser.example/keys"},
            payload,
            rogue_rsa.sign,
        ),
    )
    yield case(
        "private jwk",
        jws({"alg": "ES256", "jwk": {**jwk_of(p256()), "d": "AAAA"}}, payload, p256_signer().sign),
    )
    yield case(
        "Ed25519 of another",
        jws({"alg": "EdDSA", "kid": signer(1).verification_method}, payload, signer(9).sign),
    )
    yield case(
        "Ed25519",
        jws(
            {"alg": "EdDSA", "typ": "JWT", "kid": signer(1).verification_method},
            payload,
            signer(1).sign,
        ),
        frozenset({"valid"}),
    )
    public = json.dumps(jwk_of(p256())).encode()
    yield case(
        "HS256 with the public key as secret",
        jws(
            {"alg": "HS256", "typ": "JWT"},
            payload,
            lambda data: hmac.digest(public, data, "sha256"),
        ),
    )


def token_claims() -> Iterator[Case]:
    document = badge()
    payload = claims(document) | document
    header = {"alg": "ES256", "typ": "JWT", "kid": p256_signer().verification_method}
    sign = p256_signer().sign
    for name, value in {
        "iss": VERVALSER, "jti": "urn:uuid:other", "sub": "urn:uuid:other",
        "nbf": payload["nbf"] - 1, "exp": payload["exp"] + 1,
    }.items():  # fmt: skip
        yield case(f"{name} says otherwise", jwt(document, **{name: value}))
        yield case(f"{name} is missing", jws(header, without(payload, name), sign))
        yield case(
            f"{name} is missing in vc+jwt",
            jws({**header, "typ": "vc+jwt"}, without(payload, name), sign),
            frozenset({"valid"}),
        )
        yield case(f"{name} is a list", jws(header, payload | {name: [value]}, sign))
    yield case("exp without validUntil", jwt(without(document, "validUntil"), exp=1))
    yield case("credential under vc as well", jws(header, payload | {"vc": document}, sign))
    yield case("by another under our name", sign_jws(payload, p256_signer(VERVALSER), kind="JWT"))
    yield case(
        "duplicate key in the payload",
        _raw_jws(header, json.dumps(payload)[:-1] + ', "name": "x"}', sign),
    )
    yield case(
        "duplicate key in the header",
        _raw_jws(json.dumps(header)[:-1] + ', "alg": "ES256"}', json.dumps(payload), sign),
    )


def token_surroundings() -> Iterator[Case]:
    good = jwt()
    first, body, signature = good.split(".")
    yield case("undefined term", jwt(badge(geheim="x")), UNCHECKED)
    broken = jwt(badge(geheim="x"))[:-6] + "AAAAAA"
    yield case("undefined term and a broken signature", broken)
    yield case("issuer cannot be fetched", good, UNCHECKED, gone=[SCHAKEL])
    yield case(
        "list as JWT, revoked",
        jwt(badge(REVOKED_INDEX)),
        frozenset({"revoked"}),
        documents={STATUS_LIST: "status.jwt"},
    )
    yield case("good with spaces around", f"\n  {good} \n", frozenset({"valid"}))
    yield case("line break inside", f"{first}.\n{body}.{signature}", UNCHECKED)


def _raw_jws(header: Json | str, payload: str, sign: Any) -> str:
    told = header if isinstance(header, str) else json.dumps(header)
    parts = ".".join(multikey.base64url_encode(p.encode()) for p in (told, payload))
    return f"{parts}.{multikey.base64url_encode(sign(parts.encode()))}"
