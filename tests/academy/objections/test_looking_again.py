"""An objection that is right ends in a better badge, and the old one stays until it is there."""

from typing import Any

import pytest
from sqlalchemy import select

from academy.assessments.models import Assessment, AssessmentReview
from academy.credentials.models import Credential
from academy.database import db
from academy.security.identity import Role
from tests.academy.assessments.conftest import Save, filled_in
from tests.cast import AMINA, BEA, FATMA, GORAN, JAN, LONG_AGO, OSCAR, PIET, Member, membership_of
from tests.client import AcademyClient
from tests.clock import TestClock


@pytest.fixture
def review(save: Save, client: AcademyClient) -> str:
    """The address of the review of an assessment that Amina objected to."""
    shown = save(filled_in(level=1)).location
    client.as_(AMINA).post(f"{shown}/response", data={"kind": "objects", "about": "better"})
    return shown.replace("/assessments/", "/reviews/")


def decision(asked: Member = PIET, **more: Any) -> dict[str, Any]:
    return {
        "outcome": "look_again", "explanation": "Samen gekeken.", "asked": str(asked.uuid), **more,
    }  # fmt: skip


def badges() -> list[Credential]:
    db.session.expire_all()
    return list(db.session.scalars(select(Credential).order_by(Credential.id)))


def test_the_reviewer_looks_and_the_better_badge_takes_the_place_of_the_old_one(
    client: AcademyClient, review: str
) -> None:
    answer = client.as_(PIET).post(review, data=decision())
    assert answer.location == f"{review}/look"
    assert [badge.revocation for badge in badges()] == [None]
    assert client.page(answer.location).select_one("#assess")

    assert client.post(answer.location, data=filled_in(level=3)).status_code == 303

    old, new = badges()
    assert (new.level, new.revocation, new.assessor_id) == (3, None, PIET.row.id)
    assert (old.level, old.revocation) == (1, None), "what it says was never wrong"


@pytest.mark.parametrize(
    ("about", "level"), [("better", 1), ("not_done", 2), ("absent", 2), ("other", 3)]
)
def test_what_may_be_wrong_about_the_old_badge_goes_with_it(
    save: Save, client: AcademyClient, about: str, level: int
) -> None:
    shown = save(filled_in(level=1)).location
    client.as_(AMINA).post(f"{shown}/response", data={"kind": "objects", "about": about})
    review = shown.replace("/assessments/", "/reviews/")
    client.as_(PIET).post(review, data=decision())

    assert client.post(f"{review}/look", data=filled_in(level=level)).status_code == 303

    old, new = badges()
    assert new.supersedes is old
    assert new.level == level
    assert old.revocation is not None
    assert old.revocation.reason == "replaced"


def test_whoever_also_said_that_it_never_was_does_not_keep_it(
    client: AcademyClient, review: str
) -> None:
    shown = review.replace("/reviews/", "/assessments/")
    client.as_(AMINA).post(f"{shown}/response", data={"kind": "objects", "about": "absent"})
    client.as_(PIET).post(review, data=decision())
    client.post(f"{review}/look", data=filled_in(level=3))

    assert badges()[0].revocation is not None


def test_the_administrator_asks_a_leader_who_finds_it_in_the_list(
    client: AcademyClient, review: str
) -> None:
    assert client.as_(BEA).post(review, data=decision()).location == "/reviews"
    assert client.get(f"{review}/look").status_code == 404
    assert client.as_(PIET).page("/reviews").select(f'main a[href="{review}/look"]')
    assert "1 beoordeling wacht op jou" in client.page("/teams").get_text()
    client.post(f"{review}/look", data=filled_in(level=2))
    assert client.get(f"{review}/look").status_code == 404
    assert len(db.session.scalars(select(Assessment)).all()) == 2


@pytest.mark.parametrize("member", [JAN, FATMA, AMINA, OSCAR, BEA], ids=lambda m: m.name)
def test_nobody_else_looks(client: AcademyClient, review: str, member: Member) -> None:
    client.as_(PIET).post(review, data=decision())
    for method in (client.as_(member).get, client.as_(member).post):
        assert method(f"{review}/look").status_code == 404


@pytest.mark.parametrize("asked", [JAN, FATMA, AMINA, OSCAR], ids=lambda m: m.name)
def test_only_a_leader_of_another_team_is_asked(
    client: AcademyClient, review: str, asked: Member
) -> None:
    assert client.as_(BEA).post(review, data=decision(asked)).status_code == 422
    assert db.session.scalars(select(AssessmentReview)).all() == []


def test_who_was_asked_may_assess_nothing_else(client: AcademyClient, review: str) -> None:
    client.as_(PIET).post(review, data=decision())
    address = f"/people/{AMINA.uuid}/skills/textiel-sorteren/assess"
    assert client.post(address, data=filled_in()).status_code == 404


@pytest.mark.parametrize("seen", [0, 2])
def test_what_earns_no_badge_leaves_the_old_one(
    client: AcademyClient, review: str, seen: int
) -> None:
    client.as_(PIET).post(review, data=decision())
    assert client.post(f"{review}/look", data=filled_in(seen=seen)).status_code == 303
    assert [badge.revocation for badge in badges()] == [None]


def test_the_worker_reads_thanks_and_a_better_badge(client: AcademyClient, review: str) -> None:
    client.as_(PIET).post(review, data=decision())
    old = badges()[0].uuid
    text = client.as_(AMINA).page(f"/wallet/{old}").get_text()
    assert "Iemand kijkt opnieuw naar je werk. Je badge blijft geldig." in text

    client.as_(PIET).post(f"{review}/look", data=filled_in(level=3))

    text = client.as_(AMINA).page(f"/wallet/{old}").get_text()
    assert "Dank je wel dat je het zei." in text
    assert "telt niet meer" not in text
    assert "klopte niet" not in text


def test_the_answer_is_news_for_the_worker_alone(
    client: AcademyClient, review: str, clock: TestClock
) -> None:
    def news(member: Member) -> list[str]:
        page = client.as_(member).page("/wallet")
        return [each["href"] for each in page.select("a") if "Je kreeg antwoord" in each.text]

    shown = review.replace("/reviews/", "/assessments/")
    assert news(AMINA) == []
    client.as_(PIET).post(review, data=decision())
    assert news(AMINA) == [shown]
    clock.advance(minutes=1)
    client.as_(AMINA).post("/wallet/news/seen")
    assert news(AMINA) == []

    clock.advance(minutes=1)
    client.as_(PIET).post(f"{review}/look", data=filled_in(level=3))

    assert news(AMINA) == [shown], "somebody looked since"
    assert news(GORAN) == []


def test_a_no_is_news_too(client: AcademyClient, review: str) -> None:
    no = {"outcome": "stands", "explanation": "Het is goed gezien."}
    client.as_(PIET).post(review, data=no)

    page = client.as_(AMINA).page("/wallet")
    [answer] = [each for each in page.select("a") if "Je kreeg antwoord" in each.text]
    assert "Het is goed gezien." in client.page(answer["href"]).main.get_text()


@pytest.fixture
def looked(client: AcademyClient, review: str) -> str:
    """The address of what Piet, who leads another team, saved when asked to look again."""
    client.as_(PIET).post(review, data=decision())
    answer = client.post(f"{review}/look", data=filled_in(level=3))
    assert answer.status_code == 303
    return str(answer.location)


def test_who_looked_sees_what_they_saved_and_no_way_that_is_closed_to_them(
    client: AcademyClient, looked: str
) -> None:
    page = client.page(looked)
    assert page.select_one(f'form[action="{looked}/undo"]')
    for link in page.select("main a[href]"):
        assert client.get(str(link["href"]), follow_redirects=True).status_code == 200, link


def test_who_looked_takes_it_back_and_is_asked_anew(
    client: AcademyClient, looked: str, review: str
) -> None:
    assert client.post(f"{looked}/undo").status_code == 303
    assert [(badge.level, badge.revocation is None) for badge in badges()] == [
        (1, True),
        (3, False),
    ]
    assert "Dit is ongedaan gemaakt" in client.page(looked).get_text()
    assert client.post(f"{review}/look", data=filled_in(level=2)).status_code == 303


def test_after_a_quarter_of_an_hour_it_stands(
    client: AcademyClient, looked: str, clock: TestClock
) -> None:
    clock.advance(minutes=16)
    assert not client.page(looked).select("form[action$='/undo']")
    assert client.post(f"{looked}/undo").status_code == 409


@pytest.mark.parametrize(
    ("member", "status"), [(JAN, 200), (AMINA, 200), (BEA, 404), (OSCAR, 404)],
    ids=lambda value: getattr(value, "name", value),
)  # fmt: skip
def test_nobody_else_sees_more_than_before(
    client: AcademyClient, looked: str, member: Member, status: int
) -> None:
    assert client.as_(member).get(looked).status_code == status


def test_who_leads_no_team_there_any_more_sees_it_no_more(
    client: AcademyClient, looked: str
) -> None:
    membership_of(PIET, Role.TEAM_LEADER).ends_on = LONG_AGO
    assert client.as_(PIET).get(looked).status_code == 404


def test_what_the_worker_was_given_before_stays_closed_to_who_looks(
    client: AcademyClient, looked: str, review: str
) -> None:
    assert client.get(review.replace("/reviews/", "/assessments/")).status_code == 404
