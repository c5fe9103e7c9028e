"""Who may assess, on the day of the observation and on the day of sending; who left meanwhile."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from academy.assessments.models import Assessment
from academy.catalogue.models import SkillDomain
from academy.catalogue.queries import open_version
from academy.credentials.models import Credential
from academy.database import db
from academy.people import authorities
from academy.people.models import AssessorAuthority
from academy.security.identity import Role
from tests.academy.assessments.conftest import SORTING, Save, address, filled_in
from tests.cast import (
    AMINA,
    BEA,
    FATMA,
    GORAN,
    JAN,
    PIET,
    Cast,
    a_membership,
    an_authority,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import START

YESTERDAY = date(2026, 11, 22)
DAY_BEFORE = date(2026, 11, 21)


def kept() -> list[Assessment]:
    db.session.rollback()
    return list(db.session.scalars(select(Assessment)))


def authority_of_jan() -> AssessorAuthority:
    found = select(AssessorAuthority).where(AssessorAuthority.person_id == JAN.row.id)
    return db.session.scalars(found).one()


def test_a_leader_whose_authority_was_withdrawn_gives_no_badge_dated_earlier(save: Save) -> None:
    authorities.withdraw(authority_of_jan(), today=START.date(), by=BEA.identity(), now=START)
    answer = save(filled_in(observed_on=DAY_BEFORE.isoformat()))
    assert (answer.status_code, kept()) == (403, [])
    assert "niet meer beoordelen" in answer.text


def test_authority_that_came_later_does_not_reach_back(save: Save) -> None:
    authority_of_jan().starts_on = START.date()
    assert save(filled_in(observed_on=YESTERDAY.isoformat())).status_code == 403
    assert save().status_code == 303


def test_a_new_leader_saw_nothing_before_the_first_day(save: Save) -> None:
    membership_of(JAN, Role.TEAM_LEADER).starts_on = START.date()
    answer = save(filled_in(observed_on=YESTERDAY.isoformat()))
    assert (answer.status_code, kept()) == (403, [])


@pytest.fixture
def left(palette: Cast) -> None:
    """Amina stopped on Saturday."""
    membership_of(AMINA, Role.WORKER).ends_on = DAY_BEFORE
    db.session.commit()


def test_what_somebody_who_left_did_is_kept_and_decided_on_by_another(
    left: None, save: Save, client: AcademyClient
) -> None:
    shown = save(filled_in(observed_on=DAY_BEFORE.isoformat())).location
    (assessment,) = kept()
    assert (assessment.flag, db.session.scalars(select(Credential)).all()) == ("left-since", [])
    assert "Iemand anders kijkt dit nog na" in client.page(shown).get_text()
    review = shown.replace("/assessments/", "/reviews/")
    assert client.as_(JAN).post(review, data={"outcome": "stands"}).status_code == 403
    assert "werkt niet meer in dit team" in client.as_(FATMA).page(review).get_text()
    assert client.as_(BEA).page("/reviews").select(f"a[href='{review}']")
    client.post(review, data={"outcome": "stands", "explanation": "Het was goed"})
    assert db.session.scalars(select(Credential.person_id)).all() == [AMINA.row.id]


def test_nobody_saw_somebody_at_work_after_the_last_day(left: None, save: Save) -> None:
    assert save(filled_in(observed_on=YESTERDAY.isoformat())).status_code == 403
    assert kept() == []


def test_the_leader_finds_who_left_lately_on_the_page_of_the_team(
    left: None, client: AcademyClient, palette: Cast
) -> None:
    page = client.as_(JAN).page(f"/teams/{palette.sorteren.uuid}")
    links = [str(link["href"]) for link in page.select("section[aria-labelledby=left] a")]
    assert links == [f"/people/{AMINA.uuid}/skills"]
    assert "tot en met 21 november 2026" in client.page(links[0]).get_text()
    form = client.page(address())
    assert str(form.select_one("[name=observed_on]")["value"]) == DAY_BEFORE.isoformat()  # type: ignore[index]


@pytest.mark.parametrize(("days", "status"), [(60, 200), (61, 404)])
def test_who_left_is_found_as_long_as_an_observation_may_be_sent(
    client: AcademyClient, palette: Cast, days: int, status: int
) -> None:
    membership_of(AMINA, Role.WORKER).ends_on = START.date() - timedelta(days=days)
    assert client.as_(JAN).get(address()).status_code == status


def test_what_came_after_somebody_left_is_not_for_the_leader_of_before(
    left: None, save: Save, client: AcademyClient, palette: Cast
) -> None:
    """Neither which assessment there is, nor, by a question, the level of a badge."""
    a_membership(AMINA.row, team=palette.winkel, starts_on=YESTERDAY)
    save(filled_in(level=3), by=PIET)
    (seen_elsewhere,) = kept()

    page = client.as_(JAN).page(address())
    lower = save(filled_in(level=1, observed_on=DAY_BEFORE.isoformat()), by=JAN)

    assert page.select_one("[name=based_on]")["value"] == ""  # type: ignore[index]
    assert str(seen_elsewhere.uuid) not in str(page)
    assert (lower.status_code, len(kept())) == (303, 2)


def test_not_yet_of_somebody_who_left_is_nothing_for_the_administrator(
    left: None, save: Save, client: AcademyClient
) -> None:
    shown = save(filled_in(level=0, observed_on=DAY_BEFORE.isoformat())).location
    assert client.as_(BEA).get(shown.replace("/assessments/", "/reviews/")).status_code == 404


def test_an_assessment_knows_what_it_was_based_on_and_when_it_was_made(
    save: Save, client: AcademyClient
) -> None:
    save(about=GORAN)
    (first,) = kept()
    seen = client.page(address(GORAN)).select_one("[name=based_on]")["value"]  # type: ignore[index]
    assert seen == str(first.uuid)
    save(filled_in(based_on=seen), about=GORAN)
    second = kept()[-1]
    assert (second.based_on, second.made_at, second.device) == (first.uuid, START, None)


@pytest.fixture
def by_name(palette: Cast) -> SkillDomain:
    """What is assessed here asks for authority that names its domain."""
    version = open_version(SORTING)
    version.named_assessors = True
    db.session.commit()
    return version.skill.domain


def test_authority_for_everything_is_not_enough_where_a_skill_asks_for_it_by_name(
    by_name: SkillDomain, save: Save, client: AcademyClient
) -> None:
    page = client.as_(JAN).page(address())
    assert "Alleen wie apart bevoegd is" in page.main.get_text()
    answer = save()
    assert (answer.status_code, kept()) == (403, [])
    assert "bevoegdheid" in answer.text

    an_authority(JAN.row, authority_of_jan().organisation, domain=by_name)
    assert save().status_code == 303
    assert len(kept()) == 1


def test_nor_is_authority_by_name_for_another_domain(
    by_name: SkillDomain, save: Save, palette: Cast
) -> None:
    others = select(SkillDomain).where(SkillDomain.id != by_name.id).limit(1)
    an_authority(JAN.row, palette.schakel, domain=db.session.scalars(others).one())

    assert save().status_code == 403
    assert kept() == []
