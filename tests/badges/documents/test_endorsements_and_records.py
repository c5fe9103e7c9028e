"""Endorsements, learner records, renewals, languages and micro-credentials."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from badges.documents import endorsements, lineage, micro_credentials
from badges.documents.clr import Association, LearnerRecord
from badges.documents.endorsements import Endorsement
from badges.documents.micro_credentials import Facts
from badges.documents.model import StatusEntry
from badges.errors import BadgesError, LintError
from badges.issuing import Prepared, issue, prepare, prepare_endorsement, prepare_record
from badges.proofs.data_integrity import verify_proof
from tests.badges.workshop import (
    BADGE,
    FATIMA,
    NOW,
    SCHAKEL,
    SIGNER,
    SITE,
    SORTING,
    STATUS_LIST,
    badge,
    sorting,
)

LATER = NOW + timedelta(days=400)
OTHER = sorting(id=f"{SITE}/achievements/9", name="Elektro testen")
ENDORSEMENT = Endorsement(
    "urn:uuid:e0000000-0000-4000-8000-000000000001",
    SCHAKEL,
    SORTING.id,
    "Goed doordacht.",
    "De Schakel over Textiel sorteren",
    NOW,
    valid_until=LATER,
    status=StatusEntry(STATUS_LIST, 7),
)


def signed(prepared: Prepared) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(issue(prepared, SIGNER, created=NOW))
    verify_proof(document, document["proof"][0], key=SIGNER.public_key)
    return document


def test_an_endorsement_is_signed_and_travels_inside_a_badge() -> None:
    endorsement = signed(prepare_endorsement(ENDORSEMENT))
    assert endorsement["credentialSubject"]["endorsementComment"] == "Goed doordacht."
    endorsed = badge(achievement=sorting(endorsements=(endorsement,)), endorsements=(endorsement,))
    document = signed(prepare(endorsed))
    inside = document["credentialSubject"]["achievement"]["endorsement"][0]
    verify_proof(inside, inside["proof"][0], key=SIGNER.public_key)


def test_an_endorsement_may_have_no_end_and_no_status() -> None:
    bare = replace(ENDORSEMENT, valid_until=None, status=None)
    assert "credentialStatus" not in signed(prepare_endorsement(bare))


def test_an_endorsement_without_proof_does_not_go_into_a_badge() -> None:
    unsigned = endorsements.document(ENDORSEMENT)
    with pytest.raises(LintError):
        prepare(badge(endorsements=(unsigned,)))


def record(**changes: Any) -> LearnerRecord:
    first = signed(prepare(BADGE))
    second = signed(prepare(badge(id="urn:uuid:2", achievement=OTHER)))
    whole = LearnerRecord(
        "urn:uuid:c0000000-0000-4000-8000-000000000001",
        SCHAKEL,
        "Wat Fatima kan",
        FATIMA,
        NOW,
        (first, second),
        achievements=(SORTING,),
        associations=(Association("precedes", SORTING.id, OTHER.id),),
        partial=True,
        description="Twee badges",
        awarded=NOW,
        valid_until=LATER,
        status=StatusEntry(STATUS_LIST, 8),
    )
    return replace(whole, **changes)


def test_a_record_keeps_its_members_and_their_proofs() -> None:
    document = signed(prepare_record(record()))
    members = document["credentialSubject"]["verifiableCredential"]
    assert members == list(record().members)
    for member in members:
        verify_proof(member, member["proof"][0], key=SIGNER.public_key)


def test_a_record_may_be_bare() -> None:
    bare = record(
        achievements=(),
        associations=(),
        partial=None,
        description=None,
        awarded=None,
        valid_until=None,
        status=None,
    )
    assert signed(prepare_record(bare))["type"] == ["VerifiableCredential", "ClrCredential"]


def test_a_record_holds_no_badge_of_somebody_else_and_none_twice() -> None:
    stranger = signed(prepare(badge(subject_id="urn:uuid:somebody-else")))
    first = record().members[0]
    with pytest.raises(LintError) as refused:
        prepare_record(record(members=(first, first, stranger)))
    place = "/credentialSubject/verifiableCredential"
    assert [f.place for f in refused.value.findings] == [
        f"{place}/1/id",
        f"{place}/2/credentialSubject/id",
        f"{place}/2/id",
    ]


def test_a_record_needs_signed_members() -> None:
    with pytest.raises(LintError):
        prepare_record(record(members=(prepare(BADGE).parsed(),)))


def test_a_reissue_keeps_id_and_award_and_begins_later() -> None:
    again = lineage.reissue(replace(BADGE, awarded=None), valid_from=LATER)
    assert (again.id, again.awarded, again.valid_from) == (BADGE.id, BADGE.valid_from, LATER)
    assert lineage.reissue(BADGE, valid_from=LATER).awarded == BADGE.awarded
    with pytest.raises(BadgesError, match="later"):
        lineage.reissue(BADGE, valid_from=BADGE.valid_from)


def renewed(**changes: Any) -> Any:
    arguments: dict[str, Any] = {
        "id": "urn:uuid:new",
        "awarded": LATER,
        "valid_until": None,
        "status": StatusEntry(STATUS_LIST, 5),
    }
    return lineage.renew(BADGE, **(arguments | changes))


def test_a_renewal_is_a_new_badge_for_the_same_person_and_achievement() -> None:
    again = renewed()
    assert (again.subject_id, again.achievement) == (BADGE.subject_id, BADGE.achievement)
    assert (again.id, again.awarded, again.valid_from) == ("urn:uuid:new", LATER, LATER)
    assert renewed(status=None).status is None


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"id": BADGE.id}, "/id"),
        ({"status": BADGE.status}, "/credentialStatus"),
        ({"awarded": NOW}, "/awardedDate"),
    ],
)
def test_a_renewal_shares_nothing_that_revoking_touches(
    changes: dict[str, Any], place: str
) -> None:
    with pytest.raises(BadgesError) as refused:
        renewed(**changes)
    assert refused.value.place == place


def test_an_achievement_in_several_languages_points_to_the_others() -> None:
    english = sorting(id=f"{SITE}/achievements/en", name="Sorting textiles", language="en")
    dutch, translated = lineage.link_languages([SORTING, english])
    assert [(r.id, r.language) for r in dutch.related] == [(english.id, "en")]
    assert [(r.id, r.language) for r in translated.related] == [(SORTING.id, "nl-NL")]
    signed(prepare(badge(achievement=dutch)))


@pytest.mark.parametrize("language", [None, "nl-NL"])
def test_each_language_has_one_achievement(language: str | None) -> None:
    with pytest.raises(BadgesError):
        lineage.link_languages([SORTING, sorting(language=language)])


FACTS = Facts(25, "25 uur", "Praktijkopdracht", "Op de werkvloer", "Steekproef", eqf_level=2)


def test_a_micro_credential_states_all_eleven_elements() -> None:
    achievement = micro_credentials.describe(SORTING, FACTS)
    document = signed(prepare(badge(achievement=achievement)))
    assert micro_credentials.elements(document) == {
        "learner": FATIMA,
        "title": "Textiel sorteren",
        "country": "NL",
        "awarding_body": "Kringloopcentrum De Schakel",
        "date": "2026-11-20T09:00:00Z",
        "learning_outcomes": SORTING.criteria_narrative,
        "workload": "25 uur",
        "level": "EQF 2",
        "assessment": "Praktijkopdracht",
        "participation": "Op de werkvloer",
        "quality_assurance": "Steekproef",
    }


def test_a_level_is_never_guessed() -> None:
    achievement = micro_credentials.describe(SORTING, replace(FACTS, eqf_level=None))
    elements = micro_credentials.elements(signed(prepare(badge(achievement=achievement))))
    assert elements["level"] is None
    assert elements["workload"] == "25 uur"


def test_a_plain_badge_says_which_elements_are_missing() -> None:
    elements = micro_credentials.elements(signed(prepare(BADGE)))
    assert [name for name, value in elements.items() if value is None] == [
        "workload",
        "level",
        "assessment",
        "participation",
        "quality_assurance",
    ]
