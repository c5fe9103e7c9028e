"""What is left of a badge when an observation falls away that it stood on."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from academy.assessments import awarding, service
from academy.assessments.models import Assessment, ReviewOutcome
from academy.catalogue.models import SkillVersion
from academy.credentials.models import Confirmation, Credential
from academy.credentials.rules import valid_until
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.objections.reviewing import review
from tests.academy.assessments.conftest import EMERGENCY, Save, filled_in
from tests.cast import BEA, FATMA, JAN, PIET, Member
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.races import DONE, race


def valid_badges() -> list[tuple[int, str]]:
    """Level and first assessor of every badge that counts, by level."""
    db.session.expire_all()
    found = db.session.scalars(
        select(Credential).where(Credential.current_key.is_not(None)).order_by(Credential.id)
    ).all()
    assert not [badge for badge in found if badge.revocation]
    assert not db.session.scalars(
        select(Credential).where(
            Credential.current_key.is_(None),
            ~Credential.revocation.has(),
            ~Credential.superseded_by.has(),
        )
    ).all(), "a badge that is neither current, nor withdrawn, nor replaced"
    givers = {row.id: row.assessor for row in db.session.scalars(select(Assessment))}
    return sorted((badge.level, givers[badge.assessment_id].name) for badge in found)


def assessment_at(shown: str) -> Assessment:
    key = shown.rsplit("/", 1)[-1]
    return next(each for each in db.session.scalars(select(Assessment)) if str(each.uuid) == key)


def reject(shown: str, *, by: Member) -> None:
    """Somebody else looked, and it does not count; then as the page goes on."""
    row, who = assessment_at(shown), by.identity()
    with transaction(row.person):
        review(row, ReviewOutcome.REJECTED, "", by=who, now=START)
    awarding.give_back(awarding.standing.Subject.of(row), dependencies(), by=who.actor)


def undo(client: AcademyClient, shown: str, *, by: Member = JAN) -> None:
    assert client.as_(by).post(f"{shown}/undo").status_code == 303


def correct(save: Save, level: int, **more: Any) -> str:
    (wrong,) = db.session.scalars(select(Credential).where(Credential.current_key.is_not(None)))
    return save(filled_in(level=level, corrects=str(wrong.uuid)), **more).location


def test_undoing_a_correction_gives_the_earlier_level_anew(
    save: Save, client: AcademyClient
) -> None:
    first = save(filled_in(level=3)).location
    correction = correct(save, 1)
    assert valid_badges() == [(1, JAN.name)]

    undo(client, correction)

    assert valid_badges() == [(3, JAN.name)]
    wrong, taken_back, anew = db.session.scalars(select(Credential).order_by(Credential.id))
    assert anew.assessment_id == wrong.assessment_id == assessment_at(first).id
    assert anew.supersedes is wrong
    assert (wrong.revocation.reason, taken_back.revocation.reason) == ("replaced", "undone")
    assert client.get(f"/credentials/{anew.uuid}.json").status_code == 200


def test_after_undoing_a_correction_the_page_leads_to_the_badge_that_holds(
    save: Save, client: AcademyClient
) -> None:
    save(filled_in(level=3))
    (first,) = db.session.scalars(select(Credential))
    shown = save(filled_in(level=2, corrects=str(first.uuid))).location
    undo(client, shown)

    holds = db.session.scalars(select(Credential).where(Credential.current_key.is_not(None))).one()
    assert holds.level == 3
    assert client.page(shown).select_one(f'.notice a[href="/credentials/{holds.uuid}"]')


def test_after_undoing_the_only_one_the_page_says_that_there_is_none(
    save: Save, client: AcademyClient
) -> None:
    shown = save().location
    undo(client, shown)
    assert "Er is nu geen badge voor deze vaardigheid." in client.page(shown).get_text()


def test_a_badge_given_anew_is_valid_no_longer_than_the_first_one(
    save: Save, client: AcademyClient, clock: TestClock
) -> None:
    save(filled_in(level=3), skill=EMERGENCY)
    (first,) = db.session.scalars(select(Credential))
    clock.advance(days=100)
    today = clock().date().isoformat()
    values = filled_in(level=2, corrects=str(first.uuid), observed_on=today)
    undo(client, save(values, skill=EMERGENCY).location)

    assert valid_badges() == [(3, JAN.name)]
    anew = db.session.scalars(select(Credential).order_by(Credential.id.desc())).first()
    assert anew is not None
    assert anew.valid_from.date() == clock().date()
    assert anew.valid_until == first.valid_until


def test_a_badge_that_has_expired_does_not_come_back(
    save: Save, client: AcademyClient, clock: TestClock, caplog: pytest.LogCaptureFixture
) -> None:
    """It would end before it begins: no verifier takes that, and the sweep would try for ever."""
    save(filled_in(level=3), skill=EMERGENCY)
    (first,) = db.session.scalars(select(Credential))
    clock.advance(days=400)
    today = clock().date()
    values = filled_in(level=2, corrects=str(first.uuid), observed_on=today.isoformat())

    undo(client, save(values, skill=EMERGENCY).location)

    assert valid_badges() == []
    assert list(awarding.pending(today)) == []
    assert caplog.records == []


def test_what_another_saw_later_is_valid_for_as_long_as_that_gives(
    save: Save, client: AcademyClient, clock: TestClock
) -> None:
    save(by=JAN, skill=EMERGENCY)
    (first,) = db.session.scalars(select(Credential))
    clock.advance(days=100)
    save(filled_in(observed_on=clock().date().isoformat()), by=FATMA, skill=EMERGENCY)

    client.as_(BEA).post(f"/credentials/{first.uuid}/revoke", data={"reason": "mistake"})

    assert valid_badges() == [(2, FATMA.name)]
    (anew,) = db.session.scalars(select(Credential).where(Credential.current_key.is_not(None)))
    assert anew.valid_until == valid_until(clock(), 12)


def test_undoing_two_corrections_goes_back_twice(save: Save, client: AcademyClient) -> None:
    save(filled_in(level=3))
    second = correct(save, 2)
    third = correct(save, 1)

    undo(client, third)
    assert valid_badges() == [(2, JAN.name)]
    undo(client, second)
    assert valid_badges() == [(3, JAN.name)]


def test_a_correction_in_between_does_not_bring_back_what_a_later_one_overruled(
    save: Save, client: AcademyClient
) -> None:
    save(filled_in(level=3))
    second = correct(save, 2)
    correct(save, 1)

    undo(client, second)

    assert valid_badges() == [(1, JAN.name)]


def test_rejecting_a_correction_gives_the_earlier_level_anew(save: Save) -> None:
    save(filled_in(level=3))
    reject(correct(save, 1), by=FATMA)
    assert valid_badges() == [(3, JAN.name)]


@pytest.mark.parametrize("taken", ["undone", "rejected", "mistake", "fraud"])
def test_a_badge_that_another_leader_confirmed_stands_on_that_one(
    save: Save, client: AcademyClient, taken: str
) -> None:
    shown = save(by=JAN).location
    save(by=FATMA)
    (badge,) = db.session.scalars(select(Credential))
    if taken == "undone":
        undo(client, shown)
    elif taken == "rejected":
        reject(shown, by=BEA)
    else:
        client.as_(BEA).post(f"/credentials/{badge.uuid}/revoke", data={"reason": taken})

    assert valid_badges() == [(2, FATMA.name)]
    assert badge.revocation is not None
    assert db.session.scalars(select(Confirmation)).all() == []


@pytest.mark.parametrize("taken", ["undone", "rejected"])
def test_the_reverse_leaves_the_badge_as_it_is(
    save: Save, client: AcademyClient, taken: str
) -> None:
    save(by=JAN)
    shown = save(by=FATMA).location
    if taken == "undone":
        undo(client, shown, by=FATMA)
    else:
        reject(shown, by=BEA)

    assert valid_badges() == [(2, JAN.name)]
    assert len(db.session.scalars(select(Credential)).all()) == 1


def test_a_second_confirmation_goes_to_the_new_badge(save: Save, client: AcademyClient) -> None:
    first = save(by=JAN).location
    save(by=FATMA)
    third = save(by=FATMA).location
    undo(client, first)

    (confirmation,) = db.session.scalars(select(Confirmation))
    (badge,) = db.session.scalars(select(Credential).where(Credential.current_key.is_not(None)))
    assert confirmation.credential_id == badge.id
    assert confirmation.assessment_id == assessment_at(third).id


def test_a_mistake_is_not_repaired_by_a_confirmation_of_the_same_leader(
    save: Save, client: AcademyClient
) -> None:
    save(by=JAN)
    save(by=JAN)
    (badge,) = db.session.scalars(select(Credential))
    client.as_(BEA).post(f"/credentials/{badge.uuid}/revoke", data={"reason": "mistake"})
    assert valid_badges() == []


def test_what_the_worker_does_not_want_does_not_come_back(
    save: Save, client: AcademyClient
) -> None:
    save(by=JAN)
    save(by=FATMA)
    (badge,) = db.session.scalars(select(Credential))
    client.as_(BEA).post(f"/credentials/{badge.uuid}/revoke", data={"reason": "objection"})
    awarding.issue_pending(dependencies(), by=BEA.actor)
    assert valid_badges() == []


def test_the_sweep_gives_back_what_a_crash_left_out(
    save: Save, client: AcademyClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = save(by=JAN).location
    save(by=FATMA)
    with monkeypatch.context() as crash:
        crash.setattr(awarding, "give_back", lambda *_args, **_more: None)
        undo(client, first)
    assert valid_badges() == []

    awarding.issue_pending(dependencies(), by=JAN.actor)

    assert valid_badges() == [(2, FATMA.name)]
    assert list(awarding.pending(START.date())) == []


@pytest.fixture
def two_days_needed(save: Save) -> None:
    db.session.execute(update(SkillVersion).values(observations_needed=2))
    db.session.commit()


def test_a_badge_goes_when_the_first_of_two_observations_is_rejected(
    two_days_needed: None, save: Save, clock: TestClock
) -> None:
    first = save(by=JAN).location
    clock.advance(days=1)
    tomorrow = filled_in(observed_on=clock().date().isoformat())
    save(tomorrow, by=FATMA)
    assert valid_badges() == [(2, FATMA.name)]

    reject(first, by=PIET)

    assert valid_badges() == []


def test_a_badge_stays_while_two_of_three_observations_stand(
    two_days_needed: None, save: Save, clock: TestClock
) -> None:
    first = save(by=JAN).location
    for _day in range(2):
        clock.advance(days=1)
        save(filled_in(observed_on=clock().date().isoformat()), by=FATMA)

    reject(first, by=PIET)

    assert valid_badges() == [(2, FATMA.name)]
    assert len(db.session.scalars(select(Credential)).all()) == 1


def test_a_rejected_renewal_leaves_the_badge_before_it(save: Save, clock: TestClock) -> None:
    save(skill=EMERGENCY)
    clock.advance(days=300)
    values = filled_in(observed_on=clock().date().isoformat())
    reject(save(values, by=FATMA, skill=EMERGENCY).location, by=PIET)
    assert valid_badges() == [(2, JAN.name)]


def test_undo_beside_a_confirmation_leaves_a_badge_on_the_second(
    app: Flask, save: Save, client: AcademyClient
) -> None:
    first = assessment_at(save(by=JAN).location).id
    with pytest.MonkeyPatch.context() as crash:
        crash.setattr(awarding, "sign_ahead", lambda *_args, **_more: None)
        crash.setattr(awarding, "award", lambda *_args, **_more: None)
        second = assessment_at(save(by=FATMA).location).id

    def take_back() -> None:
        row, who = db.session.get_one(Assessment, first), JAN.identity()
        with transaction(row.person):
            service.undo(row, by=who, now=START)
        awarding.give_back(awarding.standing.Subject.of(row), dependencies(), by=who.actor)

    def confirm() -> None:
        awarding.award(second, dependencies(), by=FATMA.actor)

    assert race(app, take_back, confirm) == [DONE, DONE]
    assert valid_badges() == [(2, FATMA.name)]


def test_two_who_give_back_the_same_give_one_badge(app: Flask, save: Save) -> None:
    first = assessment_at(save(by=JAN).location)
    save(by=FATMA)
    subject = awarding.standing.Subject.of(first)
    with transaction(first.person):
        service.undo(first, by=JAN.identity(), now=START)

    def give_back() -> None:
        awarding.give_back(subject, dependencies(), by=JAN.actor)

    assert race(app, give_back, give_back) == [DONE, DONE]
    assert valid_badges() == [(2, FATMA.name)]
    assert len(db.session.scalars(select(Credential)).all()) == 2
