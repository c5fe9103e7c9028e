"""Keys that are not the issuer's, and sets of proofs."""

import copy
from collections.abc import Iterator

from badges.keys import multikey
from badges.proofs.data_integrity import Suite
from tests.badges.foundry import (
    SCHAKEL,
    VERVALSER,
    badge,
    changed,
    did_document,
    ed25519,
    method_entry,
    signed,
    signer,
    status_entry,
    status_list,
    without,
    world,
)
from tests.badges.hostile.cases import INVALID, UNCHECKED, Case, case


def wrong_keys() -> Iterator[Case]:
    unsigned = badge()
    yield case(
        "somebody else's key under De Schakel's name",
        signed(unsigned, signer(9, method=signer(1).verification_method)),
    )
    yield case("somebody else's own key", signed(unsigned, signer(9, owner=VERVALSER)))
    yield case("a key that is not published", signed(unsigned, signer(7)))
    yield case("a key only for signing in", signed(unsigned, signer(3)))
    yield case("a revoked key", signed(unsigned, signer(4)))
    yield case("an expired key", signed(unsigned, signer(5)))
    yield case("a key that somebody else controls", signed(unsigned, signer(6)))
    hidden = signed(unsigned, signer(1))
    yield case(
        "the key's DID with a path behind",
        changed(hidden, "proof", 0, "verificationMethod", to=lambda old: old.replace("#", "/x#")),
    )
    yield case(
        "the key's DID with a query",
        changed(hidden, "proof", 0, "verificationMethod", to=lambda old: old.replace("#", "?x=1#")),
    )
    evil = f"{VERVALSER}#x"
    stolen = {
        VERVALSER: did_document(VERVALSER, [method_entry(signer(1), id=evil, controller=SCHAKEL)])
    }
    yield case(
        "De Schakel's key in another's document",
        signed(unsigned, signer(1, method=evil)),
        documents=stolen,
    )


def look_alikes() -> Iterator[Case]:
    unsigned = badge()
    foreign = changed(unsigned, "issuer", "id", to=VERVALSER)
    yield case(
        "another issuer with our name",
        without(signed(foreign, signer(9, owner=VERVALSER)), "id")
        and signed(
            {**foreign, "credentialStatus": status_entry(1, "https://vervalser.example/s")},
            signer(9, owner=VERVALSER),
        ),
        frozenset({"unknown-issuer"}),
        documents={
            "https://vervalser.example/s": signed(
                status_list("https://vervalser.example/s", issuer=VERVALSER),
                signer(9, owner=VERVALSER),
            )
        },
    )
    own = multikey.did_key(ed25519(9).public_key())
    by_key = {
        k: v
        for k, v in changed(unsigned, "issuer", "id", to=own).items()
        if k != "credentialStatus"
    }
    yield case(
        "did:key with our name",
        signed(by_key, signer(9, method=f"{own}#{own[8:]}")),
        frozenset({"unknown-issuer"}),
    )
    yield case(
        "did:key with somebody else's fragment",
        signed(by_key, signer(8, method=f"{own}#{multikey.encode(ed25519(8).public_key())}")),
    )
    yield case("multikey fragment that is not published", signed(unsigned, signer(8)))


def issuers_documents() -> Iterator[Case]:
    unsigned = badge()
    yield case("issuer's document cannot be fetched", signed(unsigned), UNCHECKED, gone=[SCHAKEL])
    yield case(
        "issuer's document is about another",
        signed(unsigned),
        documents={SCHAKEL: {**world()[SCHAKEL], "id": VERVALSER}},
    )
    yield case("issuer's document is broken", signed(unsigned), UNCHECKED, documents={SCHAKEL: []})
    yield case(
        "issuer's document answers 500",
        signed(unsigned),
        UNCHECKED,
        documents={SCHAKEL: {"status": 500}},
    )
    yield case(
        "issuer's document is gone",
        signed(unsigned),
        UNCHECKED,
        documents={SCHAKEL: {"status": 410}},
    )


def issuers_identifiers() -> Iterator[Case]:
    unsigned = badge()
    for name, did in {
        "did:example": "did:example:123",
        "did:ion": "did:ion:abc",
        "http": "http://badges.example.nl/i",
        "urn": "urn:uuid:5",
    }.items():
        strange = changed(unsigned, "issuer", "id", to=did)
        yield case(f"issuer is {name}", signed(strange, signer(1, method=f"{did}#1")), UNCHECKED)
    for name, did in {
        "an IP address": "did:web:127.0.0.1",
        "crooked": "did:web:..",
        "upper case": "did:web:Badges.example.nl",
    }.items():
        strange = changed(unsigned, "issuer", "id", to=did)
        yield case(f"did:web is {name}", signed(strange, signer(1, method=f"{did}#1")), UNCHECKED)
    twice = copy.deepcopy(world()[SCHAKEL])
    twice["verificationMethod"].append(method_entry(signer(9), id=signer(1).verification_method))
    yield case("two keys under one id", signed(unsigned), documents={SCHAKEL: twice})


def proof_sets() -> Iterator[Case]:
    good = signed(badge())
    good_proof = good["proof"][0]
    unknown = {**good_proof, "cryptosuite": "ecdsa-sd-2023", "proofValue": "u2V0A"}
    broken = {**good_proof, "proofValue": signed(badge(name="x"))["proof"][0]["proofValue"]}
    both = signed(good, suite=Suite.EDDSA_JCS_2022)
    yield case("two good proofs", both, frozenset({"valid"}))
    yield case(
        "a good one and one of an unknown kind",
        changed(good, "proof", to=[unknown, good_proof]),
        frozenset({"valid"}),
    )
    yield case("only one of an unknown kind", changed(good, "proof", to=[unknown]), UNCHECKED)
    yield case("a good one and a broken one", changed(good, "proof", to=[good_proof, broken]))
    yield case("a broken one and a good one", changed(good, "proof", to=[broken, good_proof]))
    yield case("a good one and one by another", signed(good, signer(9, owner=VERVALSER)))


def proofs() -> Iterator[Case]:
    good = signed(badge())
    yield case("no proof", badge())
    yield case("empty list of proofs", badge(proof=[]))
    yield case("proof is text", badge(proof="z123"))
    chain = changed(good, "proof", 0, "previousProof", to="urn:uuid:1")
    yield case("a chain", chain, UNCHECKED)
    yield case(
        "a good one and a chain",
        changed(good, "proof", to=good["proof"] + chain["proof"]),
        UNCHECKED,
    )
    yield case(
        "other suite name",
        changed(good, "proof", 0, "cryptosuite", to="eddsa-rdfc-2023"),
        UNCHECKED,
    )
    yield case("no suite", without(good, "proof", 0, "cryptosuite"), INVALID | UNCHECKED)
    yield case(
        "Ed25519Signature2020 by name only",
        changed(good, "proof", 0, "type", to="Ed25519Signature2020"),
    )
