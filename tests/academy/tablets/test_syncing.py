"""What a tablet hands over becomes assessments and badges, or waits for a person; and is taken
back."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from academy.access.cards import void_cards
from academy.assessments.models import Assessment, AssessmentConflict
from academy.catalogue.models import Skill
from academy.credentials.models import Credential, Revocation
from academy.database import db, transaction
from academy.people.models import AssessorAuthority
from academy.security.identity import Role
from tests.academy.assessments.conftest import SORTING
from tests.academy.tablets.conftest import Enrol, count, kept, outcome, signed_in, version_of
from tests.cast import AMINA, BEA, BRAM, FATMA, GORAN, JAN, PIET, membership_of
from tests.client import AcademyClient
from tests.clock import TestClock
from tests.tablet import SignedIn, TabletClient


def test_what_waited_becomes_a_badge_and_leaves_the_tablet(
    tablet: TabletClient, jan: SignedIn
) -> None:
    one = tablet.assess(jan, AMINA.uuid, version_of(), note="Netjes", remarks=["works_safely"])
    two = tablet.assess(jan, GORAN.uuid, version_of(), level=1)
    told = tablet.sync()
    assert [told[each]["code"] for each in (one, two)] == ["saved", "saved"]
    assert tablet.queue == []
    assert (count(Assessment), count(Credential)) == (2, 2)
    row = kept(one)
    assert (row.assessor.uuid, row.flag, row.note) == (JAN.uuid, None, "Netjes")
    assert row.remarks == ["works_safely"]


def test_the_same_again_gets_the_same_answer(tablet: TabletClient, jan: SignedIn) -> None:
    tablet.assess(jan, AMINA.uuid, version_of())
    batch = list(tablet.queue)
    first, again = tablet.post(batch).json, tablet.post(batch).json
    assert first["items"] == again["items"]
    assert tablet.post(batch * 3).json["items"] == first["items"] * 3
    assert (count(Assessment), count(Credential)) == (1, 1)


def test_a_replayed_batch_long_after_changes_nothing(
    tablet: TabletClient, jan: SignedIn, clock: TestClock
) -> None:
    tablet.assess(jan, AMINA.uuid, version_of())
    batch = list(tablet.queue)
    first = tablet.post(batch).json["items"]
    clock.advance(days=30)
    assert tablet.post(batch).json["items"] == first
    assert (count(Assessment), count(Credential)) == (1, 1)


def test_the_same_id_with_another_content_is_kept_for_a_person(
    tablet: TabletClient, jan: SignedIn
) -> None:
    item = tablet.assess(jan, AMINA.uuid, version_of())
    tablet.sync()
    tablet.assess(jan, AMINA.uuid, version_of(), id=item, level=3)
    batch = list(tablet.queue)
    assert outcome(tablet, item) == ("conflict", None, True)
    assert tablet.post(batch).json["items"][0]["code"] == "conflict"
    assert (count(Assessment), count(AssessmentConflict)) == (1, 1)
    assert kept(item).level == 2


def test_another_tablet_carries_it_and_it_is_one_badge(
    enrol: Enrol, tablet: TabletClient, jan: SignedIn, clock: TestClock
) -> None:
    item = tablet.assess(jan, AMINA.uuid, version_of())
    other = enrol(name="Winkel 2")
    other.clock = lambda: clock.now - timedelta(days=400)
    other.queue = list(tablet.queue)
    assert outcome(other, item) == ("saved", None, True)
    assert outcome(tablet, item) == ("saved", None, True)
    assert (count(Assessment), count(Credential)) == (1, 1)
    assert kept(item).made_at == jan_saved_at(clock)


def jan_saved_at(clock: TestClock) -> Any:
    return clock.now.replace(microsecond=0)


def test_leaders_who_take_turns_keep_the_queue(tablet: TabletClient, jan: SignedIn) -> None:
    first = tablet.assess(jan, AMINA.uuid, version_of())
    fatma = signed_in(tablet, FATMA)
    second = tablet.assess(fatma, GORAN.uuid, version_of())
    told = tablet.sync()
    assert {told[first]["code"], told[second]["code"]} == {"saved"}
    assert (kept(first).assessor.uuid, kept(second).assessor.uuid) == (JAN.uuid, FATMA.uuid)


# what is kept, and looked at by somebody first


def test_after_the_grant_it_waits_for_a_person(
    tablet: TabletClient, jan: SignedIn, clock: TestClock
) -> None:
    clock.advance(hours=12, seconds=1)
    item = tablet.assess(jan, AMINA.uuid, version_of())
    assert outcome(tablet, item) == ("review", "outside-the-grant", True)
    assert (count(Assessment), count(Credential)) == (1, 0)


def test_made_in_time_and_sent_days_later_counts(
    tablet: TabletClient, jan: SignedIn, clock: TestClock
) -> None:
    clock.advance(hours=11)
    item = tablet.assess(jan, AMINA.uuid, version_of())
    clock.advance(days=5)
    assert outcome(tablet, item) == ("saved", None, True)
    assert kept(item).observed_on.isoformat() == "2026-11-23"


def test_what_was_made_before_the_tablet_was_revoked_counts_when_it_is_carried(
    enrol: Enrol, tablet: TabletClient, jan: SignedIn, client: AcademyClient, clock: TestClock
) -> None:
    before = tablet.assess(jan, AMINA.uuid, version_of())
    clock.advance(minutes=5)
    address = tablet.state()["tablet"]["id"]
    client.as_(BEA).post(f"/tablets/{address}/revoke")
    clock.advance(minutes=5)
    after = tablet.assess(jan, GORAN.uuid, version_of())
    other = enrol(name="Winkel 2")
    other.queue = list(tablet.queue)
    told = other.sync()
    assert told[before]["code"] == "saved"
    assert (told[after]["code"], told[after]["reason"]) == ("review", "outside-the-grant")


def test_what_is_made_after_signing_out_waits_for_a_person(
    tablet: TabletClient, jan: SignedIn, clock: TestClock
) -> None:
    tablet.ask("DELETE", f"/api/tablet/grants/{jan.id}")
    clock.advance(minutes=1)
    item = tablet.assess(jan, AMINA.uuid, version_of())
    assert outcome(tablet, item) == ("review", "outside-the-grant", True)


def test_a_leader_who_leads_no_more(tablet: TabletClient, jan: SignedIn, clock: TestClock) -> None:
    item = tablet.assess(jan, AMINA.uuid, version_of())
    membership_of(JAN, Role.TEAM_LEADER).ends_on = clock.now.date()
    db.session.commit()
    clock.advance(days=1)
    assert outcome(tablet, item) == ("review", "leads-no-more", True)
    assert count(Credential) == 0


def test_a_worker_who_moved(tablet: TabletClient, jan: SignedIn, clock: TestClock) -> None:
    item = tablet.assess(jan, AMINA.uuid, version_of())
    membership_of(AMINA, Role.WORKER).ends_on = clock.now.date()
    db.session.commit()
    clock.advance(days=1)
    assert outcome(tablet, item) == ("review", "left-since", True)


@pytest.mark.parametrize(
    ("about", "reason"), [(BRAM, "not-in-team"), (PIET, "not-in-team"), (JAN, "about-oneself")]
)
def test_somebody_of_another_team_or_the_leader_themselves(
    tablet: TabletClient, jan: SignedIn, about: Any, reason: str
) -> None:
    item = tablet.assess(jan, about.uuid, version_of())
    assert outcome(tablet, item) == ("review", reason, True)
    assert count(Credential) == 0


def test_authority_that_ended(tablet: TabletClient, jan: SignedIn, clock: TestClock) -> None:
    item = tablet.assess(jan, AMINA.uuid, version_of())
    found = select(AssessorAuthority).where(AssessorAuthority.person_id == JAN.row.id)
    db.session.scalars(found).one().ends_on = clock.now.date()
    db.session.commit()
    clock.advance(days=1)
    assert outcome(tablet, item) == ("review", "authority-has-ended", True)


def test_a_skill_that_was_retired(tablet: TabletClient, jan: SignedIn, clock: TestClock) -> None:
    item = tablet.assess(jan, AMINA.uuid, version_of())
    skill = db.session.scalars(select(Skill).where(Skill.code == SORTING)).one()
    skill.versions[-1].retired_at = clock.now
    db.session.commit()
    assert outcome(tablet, item) == ("review", "version-closed", True)


def test_two_leaders_with_another_level_from_one_starting_point(
    tablet: TabletClient, jan: SignedIn, clock: TestClock
) -> None:
    fatma = signed_in(tablet, FATMA)
    first = tablet.assess(jan, AMINA.uuid, version_of(), level=2)
    clock.advance(minutes=1)
    second = tablet.assess(fatma, AMINA.uuid, version_of(), level=3)
    told = tablet.sync()
    assert told[first]["code"] == "saved"
    assert (told[second]["code"], told[second]["reason"]) == ("review", "parallel")
    assert (count(Assessment), count(Credential)) == (2, 1)


def test_who_decides_reads_that_it_did_not_count_yet(
    tablet: TabletClient, jan: SignedIn, client: AcademyClient
) -> None:
    item = tablet.assess(jan, BRAM.uuid, version_of())
    assert outcome(tablet, item) == ("review", "not-in-team", True)
    page = client.as_(BEA).page(f"/reviews/{item}")
    assert "Het telt. Is er genoeg gezien, dan komt de badge." in page.text
    assert "Het telt niet. Er komt geen badge." in page.text
    assert "blijft zoals het is" not in page.text
    client.submit(f"/reviews/{item}", "review", outcome="stands", explanation="Hij hielp die dag.")
    assert count(Credential) == 1


def test_two_leaders_with_the_same_level_confirm_each_other(
    tablet: TabletClient, jan: SignedIn
) -> None:
    fatma = signed_in(tablet, FATMA)
    items = [tablet.assess(each, AMINA.uuid, version_of()) for each in (jan, fatma)]
    told = tablet.sync()
    assert {told[each]["code"] for each in items} == {"saved"}
    assert (count(Assessment), count(Credential)) == (2, 1)


def test_whoever_knew_of_the_other_level_decides_by_themselves(
    tablet: TabletClient, jan: SignedIn
) -> None:
    first = tablet.assess(jan, AMINA.uuid, version_of(), level=2)
    tablet.sync()
    fatma = signed_in(tablet, FATMA)
    second = tablet.assess(fatma, AMINA.uuid, version_of(), level=3, based_on=first)
    assert outcome(tablet, second) == ("saved", None, True)


# taking back


def test_taking_back_within_a_quarter_of_an_hour_also_when_it_comes_later(
    tablet: TabletClient, jan: SignedIn, clock: TestClock
) -> None:
    item = tablet.assess(jan, AMINA.uuid, version_of())
    tablet.sync()
    clock.advance(minutes=14)
    undo = tablet.take_back(jan, item)
    clock.advance(hours=5)
    batch = list(tablet.queue)
    assert outcome(tablet, undo) == ("saved", None, True)
    assert tablet.post(batch).json["items"][0]["code"] == "saved"
    assert kept(item).withdrawal is not None
    assert count(Revocation) == 1


def test_both_in_one_batch(tablet: TabletClient, jan: SignedIn) -> None:
    item = tablet.assess(jan, AMINA.uuid, version_of())
    undo = tablet.take_back(jan, item)
    told = tablet.sync()
    assert (told[item]["code"], told[undo]["code"]) == ("saved", "saved")
    assert kept(item).withdrawal is not None


def test_too_late_to_take_back(tablet: TabletClient, jan: SignedIn, clock: TestClock) -> None:
    item = tablet.assess(jan, AMINA.uuid, version_of())
    tablet.sync()
    clock.advance(minutes=16)
    assert outcome(tablet, tablet.take_back(jan, item)) == ("too-late", None, True)
    assert kept(item).withdrawal is None


@pytest.mark.parametrize("over", ["signed out", "card void", "tablet revoked"])
def test_when_the_grant_is_over_nothing_is_taken_back_with_it(
    enrol: Enrol, tablet: TabletClient, jan: SignedIn, client: AcademyClient, clock: TestClock,
    over: str,
) -> None:  # fmt: skip
    item = tablet.assess(jan, AMINA.uuid, version_of())
    tablet.sync()
    clock.advance(minutes=2)
    if over == "signed out":
        tablet.ask("DELETE", f"/api/tablet/grants/{jan.id}")
    elif over == "card void":
        with transaction(JAN.row):
            void_cards(JAN.row, organisation_id=None, by=BEA.actor, now=clock())
    else:
        client.as_(BEA).post(f"/tablets/{tablet.state()['tablet']['id']}/revoke")
    clock.advance(minutes=2)
    undo = tablet.take_back(jan, item)
    other = enrol(name="Winkel 2")
    other.queue = list(tablet.queue)
    assert outcome(other, undo) == ("too-late", None, True)
    assert kept(item).withdrawal is None


def test_taking_back_what_did_not_come_yet_waits(tablet: TabletClient, jan: SignedIn) -> None:
    undo = tablet.take_back(jan, str(uuid.uuid4()))
    assert outcome(tablet, undo) == ("wait", None, False)


def test_nobody_takes_back_what_another_leader_saved(tablet: TabletClient, jan: SignedIn) -> None:
    item = tablet.assess(jan, AMINA.uuid, version_of())
    tablet.sync()
    undo = tablet.take_back(signed_in(tablet, FATMA), item)
    assert outcome(tablet, undo) == ("parked", "names-unknown", True)
    assert kept(item).withdrawal is None


def test_whoever_decides_sees_both_levels(
    tablet: TabletClient, jan: SignedIn, client: AcademyClient, clock: TestClock
) -> None:
    fatma = signed_in(tablet, FATMA)
    tablet.assess(jan, AMINA.uuid, version_of(), level=2)
    clock.advance(minutes=1)
    second = tablet.assess(fatma, AMINA.uuid, version_of(), level=3)
    tablet.sync()
    page = client.as_(BEA).page(f"/reviews/{second}")
    assert "Wat zagen de leiders?" in page.get_text()
    assert f"Klopt wat {FATMA.name} zag? Dan telt dat." in page.get_text()
    assert "Twee leiders gaven elk een ander niveau." in page.get_text()
    decided = client.submit(f"/reviews/{second}", "review", outcome="stands", explanation="Klopt")
    assert decided.status_code == 303
    assert count(Credential) == 2


def test_an_administrator_does_not_read_that_somebody_could_not_do_it_yet(
    tablet: TabletClient, jan: SignedIn, client: AcademyClient, clock: TestClock
) -> None:
    fatma = signed_in(tablet, FATMA)
    tablet.assess(jan, AMINA.uuid, version_of(), level=0, answers={})
    clock.advance(minutes=1)
    second = tablet.assess(fatma, AMINA.uuid, version_of(), level=3)
    tablet.sync()
    assert "Wat zagen de leiders?" not in client.as_(BEA).page(f"/reviews/{second}").get_text()
    assert "Wat zagen de leiders?" in client.as_(JAN).page(f"/reviews/{second}").get_text()
