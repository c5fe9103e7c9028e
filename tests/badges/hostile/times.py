"""Dates and lists of withdrawn badges."""

from collections.abc import Iterator
from typing import Any

from badges.contexts import CREDENTIALS_V1
from badges.keys.multikey import base58_encode
from badges.proofs.canonical import canonical_nquads
from badges.proofs.data_integrity import Suite, create_proof, signing_input
from tests.badges.foundry import (
    CONTEXTS,
    CREATED,
    REVOCATIONS,
    REVOKED_INDEX,
    SCHAKEL,
    STATUS_LIST,
    VERVALSER,
    Json,
    badge,
    bits,
    changed,
    encoded,
    jwt,
    signed,
    signer,
    status_entry,
    status_list,
    without,
)
from tests.badges.hostile.cases import INVALID, UNCHECKED, Case, case

STATUS_LIST_2021 = "https://w3id.org/vc/status-list/2021/v1"
SIGNATURE_V1 = "https://w3id.org/security/data-integrity/v1"


def dates() -> Iterator[Case]:
    yield case(
        "ended",
        signed(badge(validFrom="2020-01-01T00:00:00Z", validUntil="2021-01-01T00:00:00Z")),
        frozenset({"expired"}),
    )
    yield case(
        "ended a second ago",
        signed(badge(validUntil="2026-11-21T11:59:59Z")),
        frozenset({"expired"}),
    )
    yield case("ends now", signed(badge(validUntil="2026-11-21T12:00:00Z")), frozenset({"valid"}))
    yield case(
        "begins in a second",
        signed(badge(validFrom="2026-11-21T12:00:01Z")),
        frozenset({"not-yet-valid"}),
    )
    yield case(
        "begins in another zone",
        signed(badge(validFrom="2026-11-21T13:00:00+01:00")),
        frozenset({"valid"}),
    )
    yield case(
        "ended and revoked",
        signed(badge(REVOKED_INDEX, validUntil="2026-11-21T11:59:59Z")),
        frozenset({"revoked"}),
    )
    yield case(
        "ended and status unknown",
        signed(badge(validUntil="2026-11-21T11:59:59Z")),
        frozenset({"expired"}),
        gone=[STATUS_LIST],
    )
    yield case(
        "ended and tampered",
        changed(
            signed(badge(validUntil="2021-11-21T11:59:59Z", validFrom="2020-01-01T00:00:00Z")),
            "name",
            to="x",
        ),
    )
    yield case(
        "ended as JWT", jwt(badge(validUntil="2026-11-21T11:59:59Z")), frozenset({"expired"})
    )


def statuses() -> Iterator[Case]:
    good = signed(badge())
    yield case("revoked", signed(badge(REVOKED_INDEX)), frozenset({"revoked"}))
    yield case("revoked as JWT", jwt(badge(REVOKED_INDEX)), frozenset({"revoked"}))
    yield case("list cannot be fetched", good, UNCHECKED, gone=[STATUS_LIST])
    for code in (404, 410, 500, 302):
        answer = {STATUS_LIST: {"status": code}}
        yield case(f"list answers {code}", good, UNCHECKED, documents=answer)


def status_lists() -> Iterator[Case]:
    listed = status_list()

    def with_list(name: str, document: Any, verdicts: frozenset[str] = UNCHECKED) -> Case:
        return case(name, signed(badge()), verdicts, documents={STATUS_LIST: document})

    yield with_list("list is not signed", listed)
    yield with_list(
        "list is tampered",
        changed(signed(listed, signer(2)), "credentialSubject", "encodedList", to=encoded(bits())),
    )
    yield with_list(
        "list by another", signed(status_list(issuer=VERVALSER), signer(9, owner=VERVALSER))
    )
    yield with_list("list signed with another's key", signed(listed, signer(9, owner=VERVALSER)))
    yield with_list("list signed with a revoked key", signed(listed, signer(4)))
    yield with_list(
        "list of another address",
        signed(status_list("https://badges.example.nl/status/2"), signer(2)),
    )
    yield with_list(
        "list for another purpose", signed(status_list(purpose="suspension"), signer(2))
    )
    yield with_list("list too short", signed(status_list(raw=bits(size=8192)), signer(2)))
    yield with_list("list without u", signed(status_list(encoded=encoded(bits())[1:]), signer(2)))
    yield with_list("list not gzip", signed(status_list(encoded="u" + "A" * 400), signer(2)))
    yield with_list("list ended", signed(status_list(validUntil="2026-11-01T00:00:00Z"), signer(2)))
    yield with_list(
        "list not begun", signed(status_list(validFrom="2027-11-01T00:00:00Z"), signer(2))
    )
    yield with_list(
        "list of month 13", signed(status_list(validFrom="2026-13-01T00:00:00Z"), signer(2))
    )
    yield with_list("list by a proof that ended", _ended_proof(listed))
    yield with_list(
        "list is a bomb", signed(status_list(encoded=encoded(bytes(40_000_000))), signer(2))
    )
    yield with_list("list is a picture", "not json at all.png")
    yield with_list("list is a badge", signed(badge()))
    yield with_list("list as JWT", {"status": 200, "body": "not a jwt"})


def _ended_proof(listed: Json) -> Json:
    """The list with a good proof that was good for a while only."""
    proof = create_proof(listed, signer(2), suite=Suite.EDDSA_JCS_2022, created=CREATED)
    options = without(proof, "proofValue") | {"expires": "2026-11-21T11:00:00Z"}
    data = signing_input(listed, options, suite=Suite.EDDSA_JCS_2022, canonicalize=canonical_nquads)
    value = "z" + base58_encode(signer(2).sign(data))
    return {**listed, "proof": [options | {"proofValue": value}]}


def drafts_of_2021() -> Iterator[Case]:
    """The older kind of list: other names, and no u before the bits."""

    def entry(index: int) -> Json:
        return status_entry(index, type="StatusList2021Entry")

    def written(document: Json, **changes: Any) -> Json:
        contexts = [*CONTEXTS, STATUS_LIST_2021]
        return signed({**document, "@context": contexts, **changes})

    def listed(text: str) -> Json:
        """In the first data model, for the draft's context fits no other."""
        document = changed(status_list(), "credentialSubject", "encodedList", to=text)
        document = changed(document, "credentialSubject", "type", to="StatusList2021")
        document["@context"] = [CREDENTIALS_V1, STATUS_LIST_2021, SIGNATURE_V1]
        document["type"] = ["VerifiableCredential", "StatusList2021Credential"]
        document["issuanceDate"] = document.pop("validFrom")
        return signed(document, signer(2), suite=Suite.EDDSA_JCS_2022)

    bare = status_list()["credentialSubject"]["encodedList"].removeprefix("u")
    good, bad = written(badge(credentialStatus=entry(7))), status_list()
    revoked = written(badge(credentialStatus=entry(REVOKED_INDEX)))
    at = {STATUS_LIST: listed(bare)}
    yield case("good", good, frozenset({"valid"}), documents=at)
    yield case("revoked", revoked, frozenset({"revoked"}), documents=at)
    yield case("with a u", good, UNCHECKED, documents={STATUS_LIST: listed(f"u{bare}")})
    yield case("list of the newer kind", good, UNCHECKED, documents={STATUS_LIST: bad})
    yield case("newer entry, older list", signed(badge()), UNCHECKED, documents=at)


def status_entries() -> Iterator[Case]:
    yield case(
        "index outside the list", signed(badge(credentialStatus=status_entry(131072))), UNCHECKED
    )
    yield case(
        "suspended",
        signed(badge(credentialStatus=status_entry(REVOKED_INDEX, statusPurpose="suspension"))),
        frozenset({"revoked"}),
        documents={
            STATUS_LIST: signed(status_list(purpose=["revocation", "suspension"]), signer(2))
        },
    )
    yield case(
        "unknown purpose",
        signed(
            badge(credentialStatus=status_entry(1, statusPurpose="x:y")), suite=Suite.EDDSA_JCS_2022
        ),
        UNCHECKED,
    )
    yield case(
        "unknown kind",
        signed(
            badge(
                credentialStatus={"id": "https://x.example/1", "type": "CredentialStatusList2017"}
            ),
            suite=Suite.EDDSA_JCS_2022,
        ),
        UNCHECKED | INVALID,
    )
    yield case(
        "good one and revoked one",
        signed(badge(credentialStatus=[status_entry(1), status_entry(REVOKED_INDEX)])),
        frozenset({"revoked"}),
    )
    yield case(
        "unknown one and revoked one",
        signed(
            badge(
                credentialStatus=[
                    status_entry(1, "https://x.example/s"),
                    status_entry(REVOKED_INDEX),
                ]
            )
        ),
        frozenset({"revoked"}),
    )
    wide = status_entry(1, statusSize=2)
    yield case("entries of two bits", signed(badge(credentialStatus=wide)), UNCHECKED)


def revocation_lists() -> Iterator[Case]:
    entry = {"id": REVOCATIONS, "type": "1EdTechRevocationList"}
    simple = {"id": REVOCATIONS, "issuer": SCHAKEL, "revokedCredential": []}
    yield case(
        "1EdTech list, not revoked", signed(badge(credentialStatus=entry)), frozenset({"valid"})
    )
    yield case(
        "1EdTech list, revoked",
        signed(badge(id="urn:uuid:dead", credentialStatus=entry)),
        frozenset({"revoked"}),
    )
    yield case(
        "1EdTech list, plain ids",
        signed(badge(id="urn:uuid:dead", credentialStatus=entry)),
        frozenset({"revoked"}),
        documents={REVOCATIONS: {**simple, "revokedCredential": ["urn:uuid:dead"]}},
    )
    yield case(
        "1EdTech list, revoked is false",
        signed(badge(id="urn:uuid:dead", credentialStatus=entry)),
        frozenset({"valid"}),
        documents={
            REVOCATIONS: {
                **simple,
                "revokedCredential": [{"id": "urn:uuid:dead", "revoked": False}],
            }
        },
    )


def foreign_revocation_lists() -> Iterator[Case]:
    entry = {"id": REVOCATIONS, "type": "1EdTechRevocationList"}
    simple = {"id": REVOCATIONS, "issuer": SCHAKEL, "revokedCredential": []}
    yield case(
        "1EdTech list by another",
        signed(badge(credentialStatus=entry)),
        UNCHECKED,
        documents={REVOCATIONS: {**simple, "issuer": VERVALSER}},
    )
    yield case(
        "1EdTech list of another address",
        signed(badge(credentialStatus=entry)),
        UNCHECKED,
        documents={REVOCATIONS: {**simple, "id": "https://x.example"}},
    )
    yield case(
        "1EdTech list misbuilt",
        signed(badge(credentialStatus=entry)),
        UNCHECKED,
        documents={REVOCATIONS: {**simple, "revokedCredential": "urn:uuid:dead"}},
    )
    yield case(
        "1EdTech list cannot be fetched",
        signed(badge(credentialStatus=entry)),
        UNCHECKED,
        gone=[REVOCATIONS],
    )
