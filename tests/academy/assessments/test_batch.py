"""Many assessments in one transaction, each with a receipt of its own."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from academy.assessments.batch import AT_MOST, save_all
from academy.assessments.models import Assessment
from academy.assessments.recording import Receipt
from academy.assessments.rules import Objection, WhenObjected
from academy.assessments.saving import Saving
from academy.assessments.submission import Assessor, Submission
from academy.audit.models import AuditEvent
from academy.catalogue.models import Skill
from academy.credentials import status_lists
from academy.credentials.models import Credential
from academy.database import db
from academy.dependencies import dependencies
from academy.people.models import Person
from tests.academy.assessments.conftest import SORTING
from tests.cast import AMINA, JAN, Cast, a_membership, a_person
from tests.clock import START
from tests.statements import count_statements

A_PIECE = 4
"""Statements for one item of a batch: the assessment, the holder, the badge and its paper. All else
is asked and written once for all."""


@pytest.fixture
def team_of_40(palette: Cast) -> list[uuid.UUID]:
    people: list[Person] = [a_person(f"Medewerker {n}") for n in range(AT_MOST)]
    for person in people:
        a_membership(person, team=palette.sorteren)
    uuids = [person.uuid for person in people]
    db.session.commit()
    return uuids


def an_item(palette: Cast, about: uuid.UUID = AMINA.uuid, **changes: Any) -> Saving:
    version = db.session.scalars(select(Skill).where(Skill.code == SORTING)).one().versions[-1]
    submission = Submission(
        uuid=uuid.uuid4(),
        assessor=Assessor.who_is(JAN.identity()),
        person_uuid=about,
        team_uuid=palette.sorteren.uuid,
        skill_version_uuid=version.uuid,
        level=2,
        answers={each["id"]: "seen" for each in version.criteria},
        observed_on=START.date(),
        made_at=START,
        sent_at=START,
    )
    return Saving(submission=replace(submission, **changes), by=JAN.actor, now=START)


def count(table: type[Any]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_forty_at_once_are_forty_badges(palette: Cast, team_of_40: list[uuid.UUID]) -> None:
    items = [an_item(palette, about) for about in team_of_40]
    results = save_all(items, dependencies())
    assert {each.receipt for each in results} == {Receipt.NEW}
    assert [each.uuid for each in results] == [each.submission.uuid for each in items]
    assert (count(Assessment), count(Credential)) == (AT_MOST, AT_MOST)


def test_one_that_is_refused_stops_no_other(palette: Cast, team_of_40: list[uuid.UUID]) -> None:
    items = [an_item(palette, about) for about in team_of_40[:5]]
    items[1] = an_item(palette, JAN.uuid)
    items[2] = an_item(palette, uuid.uuid4())
    items[3] = an_item(palette, team_of_40[3], level=9)
    results = save_all(items, dependencies())
    assert [each.receipt for each in results] == [
        Receipt.NEW,
        Receipt.REFUSED,
        Receipt.REFUSED,
        Receipt.REFUSED,
        Receipt.NEW,
    ]
    assert [each.objections[0] for each in results[1:4]] == [
        Objection.ABOUT_ONESELF,
        Objection.OUTDATED_PAGE,
        Objection.CANNOT_BE_KEPT,
    ]
    assert (count(Assessment), count(Credential)) == (2, 2)
    recorded = select(func.count()).where(AuditEvent.action == "assessment.recorded")
    assert db.session.scalar(recorded) == 2


def test_the_same_batch_again_gets_the_same_answer(
    palette: Cast, team_of_40: list[uuid.UUID]
) -> None:
    items = [an_item(palette, about) for about in team_of_40[:3]]
    first = save_all(items[:1], dependencies())
    again = save_all(items, dependencies())
    assert [each.receipt for each in again] == [Receipt.AGAIN, Receipt.NEW, Receipt.NEW]
    assert again[0].assessment_id == first[0].assessment_id
    assert {each.receipt for each in save_all(items, dependencies())} == {Receipt.AGAIN}
    assert (count(Assessment), count(Credential)) == (3, 3)


def test_a_queue_keeps_what_a_rule_objects_to_without_a_badge(palette: Cast) -> None:
    old = START.date() - timedelta(days=61)
    item = replace(an_item(palette, observed_on=old), when_objected=WhenObjected.KEEP)
    (result,) = save_all([item], dependencies())
    assert (result.receipt, result.objections) == (Receipt.NEW, (Objection.TOO_LONG_AGO,))
    kept = db.session.scalars(select(Assessment)).one()
    assert (kept.flag, kept.objections) == ("too-long-ago", ["too-long-ago"])
    assert count(Credential) == 0


def test_a_place_that_was_just_taken_costs_neither_that_badge_nor_another(
    palette: Cast, team_of_40: list[uuid.UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    save_all([an_item(palette)], dependencies())
    taken = db.session.scalars(select(Credential.status_index)).one()
    free = status_lists.free_places
    one_is_taken = iter([lambda drawn: [drawn[0], taken, drawn[2]]])
    monkeypatch.setattr(
        status_lists, "free_places", lambda *on: next(one_is_taken, list)(free(*on))
    )
    save_all([an_item(palette, about) for about in team_of_40[:3]], dependencies())
    assert (count(Assessment), count(Credential)) == (4, 4)


def test_statements_grow_with_the_items_and_no_faster(
    palette: Cast, team_of_40: list[uuid.UUID]
) -> None:
    save_all([an_item(palette)], dependencies())
    few, many = (
        statements_of([an_item(palette, about) for about in people])
        for people in (team_of_40[:2], team_of_40[2:22])
    )
    assert (many - few) / 18 <= A_PIECE


def statements_of(items: list[Saving]) -> int:
    db.session.rollback()
    with count_statements() as statements:
        save_all(items, dependencies())
    return len(statements)


def test_more_than_a_sync_takes_is_refused(palette: Cast) -> None:
    with pytest.raises(ValueError, match="at most 40"):
        save_all([an_item(palette)] * (AT_MOST + 1), dependencies())


def test_the_hash_is_of_what_was_seen_and_not_of_the_way_it_came(palette: Cast) -> None:
    here = an_item(palette).submission
    there = replace(
        here,
        uuid=uuid.uuid4(),
        device=uuid.uuid4(),
        based_on=uuid.uuid4(),
        sent_at=START + timedelta(hours=9),
    )
    assert here.content_hash() == there.content_hash()
    assert replace(here, level=1).content_hash() != here.content_hash()
