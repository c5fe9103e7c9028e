"""An objection that is right ends in a better badge, and the old one stays until it is there."""

from typing import Any

import pytest
from sqlalchemy import select

from academy.assessments.models import Assessment, AssessmentReview
from academy.credentials.models import Credential
from academy.database import db
from tests.academy.assessments.conftest import Save, filled_in
from tests.cast import AMINA, BEA, FATMA, JAN, OSCAR, PIET, Member
from tests.client import AcademyClient


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
    assert new.supersedes is old
    assert (new.level, new.revocation, new.assessor_id) == (3, None, PIET.row.id)
    assert old.revocation is not None
    assert old.revocation.reason == "replaced"


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
    assert "Je hebt een nieuwere badge" in text
    assert "Dank je wel dat je het zei." in text
    assert "klopte niet" not in text
