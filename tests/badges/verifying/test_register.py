"""An issuer's own register finds what a stolen key signed."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from badges.fetching import OfflineMap
from badges.reading import JsonObject
from badges.verifying import CheckId, Report, verify
from tests.badges.foundry import (
    NOW,
    SCHAKEL,
    TRUST,
    Json,
    badge,
    changed,
    collection,
    endorsement,
    signed,
    signer,
    world,
)

BEFORE_THE_THEFT = datetime(2026, 9, 1, tzinfo=UTC)


@dataclass
class Book:
    """What De Schakel wrote down: whole badges without their proofs."""

    badges: list[JsonObject]
    at: datetime = NOW

    def keeps(self, issuer: str) -> bool:
        return issuer == SCHAKEL

    def issued(self, issuer: str, document: JsonObject) -> datetime | None:
        bare = {name: value for name, value in document.items() if name != "proof"}
        return self.at if bare in self.badges else None


def report(document: Json, register: Book) -> Report:
    source = json.dumps(document).encode()
    return verify(source, documents=OfflineMap(world()), now=NOW, trust=TRUST, register=register)


def code(found: Report) -> str:
    return next(check.code for check in found.checks if check.id is CheckId.ISSUER)


def test_a_badge_that_is_in_the_register_is_valid() -> None:
    assert report(signed(badge()), Book([badge()])).valid


def test_a_badge_that_is_not_in_the_register_was_not_issued() -> None:
    found = report(signed(badge(101)), Book([badge()]))

    assert (found.verdict.value, code(found)) == ("invalid", "not-issued-by-us")


def test_other_words_under_an_id_of_ours_were_not_issued_and_are_not_shown() -> None:
    forged = badge(name="Textiel sorteren - niveau 3")

    found = report(signed(forged), Book([badge()]))

    assert (found.verdict.value, code(found)) == ("invalid", "not-issued-by-us")
    assert found.credential is None


@pytest.mark.parametrize(("issued_at", "verdict"), [(BEFORE_THE_THEFT, "valid"), (NOW, "invalid")])
def test_under_a_revoked_key_only_what_was_issued_before_counts(
    issued_at: datetime, verdict: str
) -> None:
    found = report(signed(badge(), signer(4)), Book([badge()], issued_at))

    assert found.verdict.value == verdict


def test_other_words_under_a_revoked_key_do_not_count() -> None:
    forged = badge(name="Textiel sorteren - niveau 3")

    found = report(signed(forged, signer(4)), Book([badge()], BEFORE_THE_THEFT))

    assert found.verdict.value == "invalid"
    assert "not-issued-by-us" in {check.code for check in found.checks}


def test_the_badges_in_a_collection_must_be_in_the_register_and_the_collection_need_not() -> None:
    good, forged = signed(badge()), signed(badge(101))

    assert report(signed(collection([good])), Book([badge()])).valid
    found = report(signed(collection([good, forged])), Book([badge()]))
    assert found.verdict.value == "invalid"
    assert found.credential is None


def test_a_badge_cannot_hide_from_the_register_by_calling_itself_a_collection() -> None:
    both = changed(collection([]), "type", to=lambda types: [*types, "OpenBadgeCredential"])
    register = Book([])

    assert not report(signed(both), register).valid


def test_an_endorsement_of_ours_must_be_in_the_register() -> None:
    praise = endorsement("https://badges.example.nl/achievements/textiel-sorteren")

    assert report(signed(praise), Book([praise])).valid
    found = report(signed(praise), Book([]))
    assert (found.verdict.value, code(found)) == ("invalid", "not-issued-by-us")
