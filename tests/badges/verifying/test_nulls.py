"""A member that is null is absent: JSON-LD 1.1; Open Badges 2.1, "Handling Null Values"."""

from collections.abc import Callable
from typing import Any

import pytest

from badges.proofs.vc_jwt import sign_jws
from tests.badges.foundry import (
    REVOCATIONS,
    SCHAKEL,
    STATUS_LIST,
    Json,
    Old,
    Suite,
    badge,
    changed,
    claims,
    collection,
    endorsement,
    jwt,
    old_assertion,
    old_signed,
    old_world,
    p256_signer,
    signed,
    signer,
    status_list,
    to_bytes,
    without,
    world,
)
from tests.badges.verifying.judging import judged, trouble

NULLS_2 = dict.fromkeys(("expires", "narrative", "evidence", "image", "revoked", "uid", "geheim"))
NULLS_3 = dict.fromkeys(
    ("description", "image", "endorsement", "refreshService", "termsOfUse", "geheim")
)


def with_nulls(**changes: Any) -> Json:
    """An unsigned badge with nulls at the top, in objects and in a list."""
    document = {**badge(), **NULLS_3, **changes}
    subject = document["credentialSubject"]
    subject |= {"narrative": None, "role": None, "activityStartDate": None, "geheim": None}
    subject["achievement"] |= {"humanCode": None, "creator": None, "tag": ["textiel", None]}
    document["issuer"] |= {"email": None, "phone": None, "image": None}
    return document


@pytest.mark.parametrize("suite", [Suite.EDDSA_RDFC_2022, Suite.EDDSA_JCS_2022])
def test_nulls_in_a_signed_badge_say_nothing(suite: Suite) -> None:
    document = with_nulls()
    covered = document if suite is Suite.EDDSA_JCS_2022 else bare(document)
    report = judged({**document, "proof": signed(covered, suite=suite)["proof"]})
    assert report.verdict == "valid", trouble(report)


def bare(value: Any) -> Any:
    """The same without nulls, as an RDF signature sees it."""
    if isinstance(value, dict):
        return {name: bare(member) for name, member in value.items() if member is not None}
    if isinstance(value, list):
        return [bare(member) for member in value if member is not None]
    return value


def test_nulls_in_a_token_say_nothing() -> None:
    document = with_nulls(validUntil=None)
    payload = {**document, **claims(without(badge(), "validUntil")), "exp": None, "vc": None}
    report = judged(sign_jws(payload, p256_signer(), kind="JWT"))
    assert report.verdict == "valid", trouble(report)
    assert judged(jwt(with_nulls())).verdict == "valid"


def test_a_null_where_something_was_signed_is_a_change() -> None:
    """The signature covered an end; to leave it out by a null breaks it."""
    for suite in (Suite.EDDSA_RDFC_2022, Suite.EDDSA_JCS_2022):
        document = {**signed(badge(), suite=suite), "validUntil": None}
        assert judged(document).verdict == "invalid"
    document = {**signed(badge()), "credentialStatus": None}
    assert judged(document).verdict == "invalid"


@pytest.mark.parametrize("name", ["id", "issuer", "validFrom", "credentialSubject", "proof"])
def test_what_must_be_there_may_not_be_null(name: str) -> None:
    assert judged({**signed(badge()), name: None}).verdict in ("invalid", "no-credential")


def test_a_context_may_not_be_null() -> None:
    for context in (None, [*badge()["@context"], None]):
        assert judged({**signed(badge()), "@context": context}).verdict == "invalid"


def test_nulls_in_open_badges_2_say_nothing() -> None:
    document = {**old_assertion(expires=None), **NULLS_2}
    document["recipient"] |= {"salt": None} if not document["recipient"]["hashed"] else {}
    at = {Old.assertion: document}
    assert judged(document, **at).verdict == "valid"
    assert judged(document, **{Old.assertion: old_assertion(expires=None)}).verdict == "valid"
    plain = {"type": "email", "hashed": False, "salt": None, "identity": "a@example.com"}
    document = {**old_assertion(), **NULLS_2, "recipient": plain, "expires": None}
    assert judged(document, **{Old.assertion: document}).verdict == "valid"
    assert judged(old_signed(**NULLS_2 | {"geheim": None})).verdict == "valid"


@pytest.mark.parametrize("address", [Old.badge, Old.issuer, Old.key, Old.revocations])
def test_nulls_in_the_documents_of_an_issuer_say_nothing(address: str) -> None:
    nulls = dict.fromkeys(("tags", "alignment", "image2", "verification", "telephone", "related"))
    assert judged(old_signed(), **{address: {**old_world()[address], **nulls}}).verdict == "valid"


def test_a_null_for_an_ended_key_does_not_end_it() -> None:
    document = changed(world()[SCHAKEL], "verificationMethod", 0, "revoked", to=None)
    document = changed(document, "verificationMethod", 0, "expires", to=None)
    report = judged(signed(badge()), **{SCHAKEL: document | {"service": None}})
    assert report.verdict == "valid", trouble(report)


def test_nulls_in_lists_of_withdrawn_badges_say_nothing() -> None:
    listed = {**status_list(validUntil=None), "name": None}
    signed_list = {**listed, "proof": signed(bare(listed), signer(2))["proof"]}
    assert judged(signed(badge()), **{STATUS_LIST: signed_list}).verdict == "valid"
    over_text = signed(listed, signer(2), suite=Suite.EDDSA_JCS_2022)
    assert judged(signed(badge()), **{STATUS_LIST: over_text}).verdict == "valid"
    entry = {"id": REVOCATIONS, "type": "1EdTechRevocationList", "statusPurpose": None}
    document = badge(id="urn:uuid:dead", credentialStatus=entry)
    simple = {"id": REVOCATIONS, "issuer": SCHAKEL, "revokedCredential": [
        {"id": "urn:uuid:dead", "revoked": None, "revocationReason": None}, None,
    ]}  # fmt: skip
    source = {**document, "proof": signed(bare(document))["proof"]}
    assert judged(source, **{REVOCATIONS: simple}).verdict == "revoked"


def test_nulls_in_a_collection_say_nothing() -> None:
    member = {**signed(badge()), "description": None}
    record = signed(collection([bare(member)]))
    record["credentialSubject"]["verifiableCredential"] = [member]
    report = judged(to_bytes(record))
    assert report.verdict == "valid", trouble(report)


def by_text(document: Json) -> Json:
    return signed({**document, "description": None}, suite=Suite.EDDSA_JCS_2022)


@pytest.mark.parametrize("seal", [signed, jwt, by_text], ids=["rdf", "token", "text"])
def test_a_text_inside_a_badge_is_signed_with_its_nulls(seal: Callable[[Json], Any]) -> None:
    """What is around it, a token too, was read without them."""
    praise = by_text(endorsement(badge()["id"]))
    praised, token = badge(endorsement=[praise]), badge(endorsementJwt=[jwt(with_nulls_in(praise))])
    record = collection([by_text(badge())])
    for source in (praised, token, record):
        report = judged(seal(source))
        assert report.verdict == "valid", report.checks
    forged = badge(endorsement=[{**praise, "name": "Lof"}])
    assert judged(seal(forged)).verdict == "invalid"
    forged = collection([{**by_text(badge()), "name": "Lassen"}])
    assert judged(seal(forged)).verdict == "invalid"
    cleared = badge(endorsement=[without(praise, "description")])
    assert judged(seal(cleared)).verdict == "invalid"  # the null was signed


def with_nulls_in(praise: Json) -> Json:
    return {**praise, "proof": None, "image": None}


def test_a_null_beside_endorsements_is_none() -> None:
    praise = jwt(endorsement(badge()["id"]))
    for listed in ([praise, None], [None, praise], None):
        assert judged(jwt({**badge(), "endorsementJwt": listed})).verdict == "valid"
    assert judged(jwt({**badge(), "endorsementJwt": [None, praise[:-6] + "AAAAAA"]})).verdict == (
        "invalid"
    )
