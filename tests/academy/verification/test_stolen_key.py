"""Whoever stole a key of ours can sign; what was never issued is found all the same."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from academy.credentials import keys
from academy.credentials.models import KeyPurpose
from academy.database import transaction
from academy.dependencies import dependencies
from academy.organisations.models import Organisation
from badges.keys.signing import Signer
from badges.proofs.data_integrity import Suite, create_proof
from badges.proofs.vc_jwt import sign_jwt
from tests.academy.verification.conftest import Check, the_credential
from tests.cast import BEA
from tests.client import AcademyClient
from tests.clock import START, TestClock

pytestmark = pytest.mark.slow

Json = dict[str, Any]
Change = Callable[[Json], None]


def stolen(purpose: KeyPurpose = KeyPurpose.CREDENTIALS) -> Signer:
    """The key that the organisation signs with, in the wrong hands."""
    return keys.signers(the_credential().organisation, dependencies().settings)[purpose]


def the_badge() -> Json:
    document: Json = json.loads(the_credential().document)
    return document


def signed(document: Json) -> str:
    """The document with a proof that is right in itself."""
    bare = {name: value for name, value in document.items() if name != "proof"}
    proof = create_proof(bare, stolen(), suite=Suite.EDDSA_RDFC_2022, created=START)
    return json.dumps({**bare, "proof": [proof]})


def better_level(document: Json) -> None:
    result = document["credentialSubject"]["result"][0]
    result["achievedLevel"] = result["achievedLevel"][:-1] + "3"


def other_person(document: Json) -> None:
    document["credentialSubject"]["id"] = "urn:uuid:00000000-0000-4000-8000-000000000000"


def longer_valid(document: Json) -> None:
    document["validUntil"] = "2099-01-01T00:00:00Z"


def without_status(document: Json) -> None:
    del document["credentialStatus"]


def new_number(document: Json) -> None:
    document["id"] = document["id"][:-4] + "0000"


def elsewhere_number(document: Json) -> None:
    document["id"] = "urn:uuid:00000000-0000-4000-8000-000000000000"


@pytest.fixture
def no_forgery_passes(badge: str, check: Check) -> Callable[[str], None]:
    def look(source: str) -> None:
        report = check(source)
        codes = {each["id"]: each["code"] for each in report["checks"]}
        assert (report["verdict"], codes["issuer"]) == ("invalid", "not-issued-by-us")
        assert report["credential"] is None

    return look


def test_other_words_with_a_right_signature_were_not_issued_by_us(
    no_forgery_passes: Callable[[str], None],
) -> None:
    changes = better_level, other_person, longer_valid, without_status, new_number, elsewhere_number
    for change in changes:
        document = the_badge()
        change(document)
        no_forgery_passes(signed(document))


def test_neither_were_other_words_in_a_token(no_forgery_passes: Callable[[str], None]) -> None:
    for change in (better_level, other_person, longer_valid, new_number):
        document = the_badge()
        del document["proof"]
        change(document)
        no_forgery_passes(sign_jwt(document, stolen(KeyPurpose.JWT)))


def test_our_own_proof_of_another_kind_beside_it_helps_nothing(
    no_forgery_passes: Callable[[str], None],
) -> None:
    document = the_badge()
    [ours] = document["proof"] if isinstance(document["proof"], list) else [document["proof"]]
    better_level(document)
    forged = json.loads(signed(document))
    forged["proof"].append({**ours, "cryptosuite": "unknown-2027"})

    no_forgery_passes(json.dumps(forged))


def test_a_copy_in_another_order_is_still_ours(badge: str, check: Check) -> None:
    document = dict(reversed(the_badge().items()))
    document["credentialSubject"] = dict(reversed(document["credentialSubject"].items()))

    assert check(json.dumps(document, indent=2))["verdict"] == "valid"


def test_the_same_words_signed_again_are_ours(badge: str, check: Check) -> None:
    assert check(signed(the_badge()))["verdict"] == "valid"


def test_after_the_organisation_changes_its_name_its_badges_stay_its_own(
    client: AcademyClient, badge: str, check: Check
) -> None:
    text = client.get(badge + ".json").text
    with transaction():
        organisation: Organisation = the_credential().organisation
        organisation.name = "De Nieuwe Schakel"

    report = check(text)

    assert report["verdict"] == "valid"
    assert report["credential"]["issuer"]["name"] == "De Nieuwe Schakel"


def test_after_the_theft_is_known_what_was_issued_before_counts_and_the_rest_does_not(
    client: AcademyClient, badge: str, check: Check, clock: TestClock
) -> None:
    document = the_badge()
    better_level(document)
    forged = signed(document)
    clock.advance(days=2)
    with transaction(the_credential().organisation):
        for key in keys.active_keys(the_credential().organisation_id):
            key.compromised_at = clock.now
        keys.ensure_keys(
            the_credential().organisation, dependencies().settings, by=BEA.actor, now=clock.now
        )

    assert check(client.get(badge + ".json").text)["verdict"] == "valid"
    assert check(client.get(badge + ".jwt").text)["verdict"] == "valid"
    report = check(forged)
    assert report["verdict"] == "invalid"
    assert "not-issued-by-us" in {each["code"] for each in report["checks"]}
    published = client.get(f"/issuers/{the_credential().organisation.slug}/did.json").json
    assert the_badge()["proof"][0]["verificationMethod"] not in published["assertionMethod"]
