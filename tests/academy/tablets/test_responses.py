"""A worker answers on the leader's tablet: kept with the assessment, and said to be so."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from academy.assessments.models import AssessmentReview, ReviewOutcome, WorkerResponse
from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.database import db, transaction
from academy.dates import local_day
from academy.objections.reviewing import review
from academy.privacy.erasing import decided_by, erase
from tests.academy.tablets.conftest import count, kept, outcome, signed_in, version_of
from tests.cast import AMINA, BEA, FATMA, GORAN, JAN, PIET
from tests.client import AcademyClient
from tests.clock import TestClock
from tests.tablet import SignedIn, TabletClient

ON_THE_TABLET = "op de tablet van Jan"


def responses() -> list[WorkerResponse]:
    db.session.rollback()
    return list(db.session.scalars(select(WorkerResponse).order_by(WorkerResponse.id)))


def logged(action: str) -> AuditEvent:
    db.session.rollback()
    return db.session.scalars(select(AuditEvent).where(AuditEvent.action == action)).one()


@pytest.fixture
def saved(tablet: TabletClient, jan: SignedIn) -> str:
    """An assessment of Amina by Jan has come."""
    item = tablet.assess(jan, AMINA.uuid, version_of())
    assert outcome(tablet, item) == ("saved", None, True)
    return item


def test_agreement_stands_with_the_assessment_and_where_it_was_given(
    tablet: TabletClient, jan: SignedIn, client: AcademyClient
) -> None:
    item = tablet.assess(jan, AMINA.uuid, version_of())
    answer = tablet.respond(jan, item, "agrees")
    told = tablet.sync()
    assert [told[each]["code"] for each in (item, answer)] == ["saved", "saved"]
    (row,) = responses()
    assert (str(row.uuid), row.kind, row.is_open) == (answer, "agrees", False)
    assert row.device == kept(item).device
    for member in (AMINA, JAN):
        assert ON_THE_TABLET in client.as_(member).page(f"/assessments/{item}").get_text()
    event = logged("assessment.worker_agrees_on_tablet")
    assert (event.actor, event.origin) == (JAN.uuid, f"tablet:{row.device}")


def test_an_objection_goes_past_the_own_leader_and_says_where_it_was_made(
    tablet: TabletClient, jan: SignedIn, saved: str, client: AcademyClient, clock: TestClock
) -> None:
    tablet.respond(jan, saved, "objects", about="better", reason="Ik deed het alleen")
    tablet.sync()
    (row,) = responses()
    assert (row.about, row.reason, row.is_open) == ("better", "Ik deed het alleen", True)
    assert row.answer_by == local_day(clock.now) + timedelta(days=28)
    decider = client.as_(PIET).page(f"/reviews/{saved}").get_text()
    assert "Ik deed het alleen" in decider
    assert ON_THE_TABLET in decider
    assert ON_THE_TABLET in client.as_(AMINA).page(f"/assessments/{saved}").get_text()
    assert "bezwaar" not in client.as_(JAN).page(f"/assessments/{saved}").get_text()
    assert client.get(f"/reviews/{saved}").status_code == 404
    assert logged("assessment.worker_objects_on_tablet").chain == PLATFORM_CHAIN


def test_it_was_said_when_it_was_said_and_is_answered_from_when_it_came(
    tablet: TabletClient, jan: SignedIn, saved: str, clock: TestClock
) -> None:
    said_at = clock.now
    tablet.respond(jan, saved, "objects")
    clock.advance(days=3)
    tablet.sync()
    (row,) = responses()
    assert abs(row.at - said_at) < timedelta(seconds=1)
    assert row.answer_by == local_day(clock.now) + timedelta(days=28)


def test_the_same_answer_by_two_roads_is_one_whatever_was_said_since(
    tablet: TabletClient, jan: SignedIn, saved: str, client: AcademyClient
) -> None:
    answer = tablet.respond(jan, saved, "agrees")
    carried = list(tablet.queue)
    tablet.sync()
    data = {"kind": "objects", "about": "other", "reason": ""}
    assert client.as_(AMINA).post(f"/assessments/{saved}/response", data=data).status_code == 303
    assert tablet.post(carried).json["items"][0] == {"id": answer, "code": "saved", "done": True}
    assert [(each.kind, each.device is None) for each in responses()] == [
        ("agrees", False), ("objects", True),
    ]  # fmt: skip


def test_without_its_assessment_it_waits_and_no_answer_is_no_agreement(
    tablet: TabletClient, jan: SignedIn, saved: str
) -> None:
    later = tablet.assess(jan, AMINA.uuid, version_of())
    (item,) = tablet.queue
    tablet.queue = []
    answer = tablet.respond(jan, later, "agrees")
    assert outcome(tablet, answer) == ("wait", None, False)
    assert responses() == []
    tablet.queue = [item, *tablet.queue]
    assert outcome(tablet, answer) == ("saved", None, True)
    assert [each.assessment_id for each in responses()] == [kept(later).id]


def test_later_is_said_and_is_nothing(tablet: TabletClient, jan: SignedIn, saved: str) -> None:
    answer = tablet.respond(jan, saved, "later")
    assert outcome(tablet, answer) == ("saved", None, True)
    assert responses() == []


def test_no_other_leader_hands_it_over(tablet: TabletClient, saved: str) -> None:
    answer = tablet.respond(signed_in(tablet, FATMA), saved, "agrees")
    assert outcome(tablet, answer) == ("parked", "names-unknown", True)
    assert responses() == []


def test_an_answer_about_what_was_undone_is_let_go(
    tablet: TabletClient, jan: SignedIn, saved: str
) -> None:
    tablet.take_back(jan, saved)
    answer = tablet.respond(jan, saved, "objects")
    assert outcome(tablet, answer) == ("gone", None, True)
    assert responses() == []


def test_nothing_is_kept_of_somebody_who_was_erased(
    tablet: TabletClient, jan: SignedIn, saved: str, clock: TestClock
) -> None:
    with transaction(*decided_by(AMINA.row)):
        erase(AMINA.row, by=BEA.actor, now=clock.now)
    answer = tablet.respond(jan, saved, "objects", reason="Ik deed het alleen")
    assert outcome(tablet, answer) == ("gone", None, True)
    assert responses() == []


def test_the_tablet_does_not_learn_that_somebody_decided_about_an_objection(
    tablet: TabletClient, jan: SignedIn, saved: str, clock: TestClock
) -> None:
    first = tablet.respond(jan, saved, "objects")
    tablet.sync()
    assessment = kept(saved)
    with transaction(assessment.person):
        review(assessment, ReviewOutcome.STANDS, "Gezien", by=PIET.identity(), now=clock.now)
    second = tablet.respond(jan, saved, "agrees")
    assert outcome(tablet, second) == ("saved", None, True)
    assert [str(each.uuid) for each in responses()] == [first]
    assert count(AssessmentReview) == 1


@pytest.mark.parametrize(
    "more",
    [{"answer": "maybe"}, {"about": "tired"}, {"about": 3}, {"reason": None},
     {"reason": "a" * 301}, {"answer": "agrees", "about": "better"},
     {"answer": "later", "reason": "x"}, {"by": "Amina"}],
    ids=lambda more: str(more)[:30],
)  # fmt: skip
def test_what_does_not_fit_waits_for_a_person(
    tablet: TabletClient, jan: SignedIn, saved: str, more: dict[str, object]
) -> None:
    answer = tablet.respond(jan, saved, "objects", **more)
    assert outcome(tablet, answer) == ("parked", "content-unfit", True)
    assert responses() == []


def test_an_id_of_what_was_said_about_another_assessment_holds_nothing_up(
    tablet: TabletClient, jan: SignedIn, saved: str
) -> None:
    answer = tablet.respond(jan, saved, "agrees")
    other = tablet.assess(jan, GORAN.uuid, version_of())
    tablet.sync()
    tablet.respond(jan, other, "agrees", id=answer)
    assert outcome(tablet, answer) == ("parked", "cannot-be-kept", True)
    assert [str(row.assessment.uuid) for row in responses()] == [saved]
