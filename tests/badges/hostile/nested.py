"""Badges in badges: endorsements and collections."""

from collections.abc import Iterator
from typing import Any

from badges.keys import multikey
from badges.proofs.data_integrity import Suite
from tests.badges.foundry import (
    REVOKED_INDEX,
    VERVALSER,
    achievement,
    badge,
    changed,
    collection,
    ed25519,
    endorsement,
    jwt,
    signed,
    signer,
    without,
)
from tests.badges.hostile.cases import INVALID, Case, case


def endorsements() -> Iterator[Case]:
    about = badge()["id"]
    valid = frozenset({"valid"})
    good = signed(endorsement(about))
    yield case("good", signed(badge(endorsement=[good])), valid)
    yield case(
        "good about the achievement",
        signed(
            badge(
                endorsement=[
                    signed(endorsement("https://badges.example.nl/achievements/textiel-sorteren"))
                ]
            )
        ),
        valid,
    )
    yield case("good as JWT", signed(badge(endorsementJwt=[jwt(endorsement(about))])), valid)
    yield case(
        "good by another",
        signed(
            badge(
                endorsement=[
                    signed(
                        endorsement(about, issuer={"id": VERVALSER, "type": ["Profile"]}),
                        signer(9, owner=VERVALSER),
                    )
                ]
            )
        ),
        valid,
    )


def false_endorsements() -> Iterator[Case]:
    about = badge()["id"]
    valid = frozenset({"valid"})
    good = signed(endorsement(about))
    jcs = Suite.EDDSA_JCS_2022

    def bad(name: str, found: Any, verdicts: frozenset[str] = INVALID) -> Case:
        return case(name, signed(badge(endorsement=[found]), suite=jcs), verdicts)

    yield bad("tampered", changed(good, "credentialSubject", "endorsementComment", to="Geweldig"))
    yield bad("not signed", endorsement(about))
    yield bad("about something else", signed(endorsement("urn:uuid:other")))
    yield bad("in another's name", signed(endorsement(about), signer(9, owner=VERVALSER)))
    yield bad("not an endorsement", signed(badge(7)))
    yield bad("text", "https://vervalser.example/e")
    yield bad("ended", signed(endorsement(about, validUntil="2026-11-20T10:00:00Z")), valid)
    own = signed(
        endorsement(about, issuer={"id": "did:web:weg.example", "type": ["Profile"]}),
        signer(9, owner="did:web:weg.example"),
    )
    yield bad("by one who cannot be reached", own, valid)
    yield case("added after signing", {**signed(badge()), "endorsement": [good]})
    yield case(
        "tampered JWT",
        signed(badge(endorsementJwt=[jwt(endorsement(about))[:-8] + "AAAAAAAA"]), suite=jcs),
    )
    yield case("21 of them", signed(badge(endorsement=[good] * 21), suite=jcs), valid)
    nested = good
    for _ in range(5):
        nested = signed(endorsement(about, endorsement=[nested], id="urn:uuid:n"), suite=jcs)
    yield bad("endorsed endorsement of an endorsement", nested, valid)
    strange = signed(without(endorsement(about), "name"), suite=jcs)
    yield bad("signed and built wrongly", strange, valid)
    yield bad("built wrongly and tampered", {**strange, "name": "x"})


def collections() -> Iterator[Case]:
    good = signed(badge())
    yield case("good", signed(collection([good])), frozenset({"valid"}))
    described = collection([good])
    described["credentialSubject"]["achievement"] = [achievement()]
    yield case("good, achievements beside", signed(described), frozenset({"valid"}))
    yield case("good, two", signed(collection([good, signed(badge(7))])), frozenset({"valid"}))
    yield case(
        "member revoked",
        signed(collection([good, signed(badge(REVOKED_INDEX))])),
        frozenset({"revoked"}),
    )
    yield case(
        "member ended",
        signed(collection([signed(badge(validUntil="2026-11-21T11:59:59Z"))])),
        frozenset({"expired"}),
    )
    jcs = Suite.EDDSA_JCS_2022
    yield case("member tampered", signed(collection([changed(good, "name", to="x")]), suite=jcs))
    yield case("member not signed", signed(collection([badge()]), suite=jcs))
    yield case("member is text", signed(collection(["x"]), suite=jcs))
    yield case(
        "member by another in our name",
        signed(collection([signed(badge(), signer(9, owner=VERVALSER))]), suite=jcs),
    )
    yield case("no members", signed(collection([]), suite=jcs))
    yield case("collection tampered", changed(signed(collection([good])), "name", to="x"))
    yield case(
        "member added after signing",
        changed(
            signed(collection([good])),
            "credentialSubject",
            "verifiableCredential",
            to=lambda old: [*old, signed(badge(7))],
        ),
    )
    yield case("collection without name", signed(without(collection([good]), "name"), suite=jcs))
    own = multikey.did_key(ed25519(9).public_key())
    by_key = {
        k: v for k, v in changed(badge(), "issuer", "id", to=own).items() if k != "credentialStatus"
    }
    yield case(
        "member by one who is not known",
        signed(collection([signed(by_key, signer(9, method=f"{own}#{own[8:]}"))])),
        frozenset({"unknown-issuer"}),
    )
    bombs = collection([collection([collection([collection([collection([good])])])])])
    yield case("collections in collections", signed(bombs, suite=jcs))
