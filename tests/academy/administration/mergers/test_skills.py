"""What people can is seen where they go on: the page of the team, what expires, agreements."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from academy.assessments.agreements.models import AgreedSkill, Agreement
from academy.assessments.agreements.queries import own_agreements
from academy.credentials.models import Credential
from academy.database import db
from academy.teams.matrix import skills_of_team
from academy.teams.queries import badges_to_print, held_badges
from academy.teams.renewals.choosing import chosen_badges, renewable
from tests.academy.administration.mergers.merged import merge, team_after
from tests.academy.shown import EMERGENCY, Shown, palette, shown
from tests.cast import DEWI, JAN, OSCAR, Cast
from tests.client import AcademyClient
from tests.clock import START

__all__ = ["palette", "shown"]
TODAY = START.date()


@pytest.fixture
def merged(shown: Shown, cast: Cast) -> Cast:
    """Dewi can sort textile, and her badge for emergencies runs out within three months."""
    shown(DEWI, by=OSCAR, team=cast.textiel, days_ago=3)
    shown(DEWI, EMERGENCY, by=OSCAR, team=cast.textiel, days_ago=300)
    merge(cast)
    return cast


def test_the_page_of_the_team_shows_what_everybody_could_before(
    client: AcademyClient, merged: Cast
) -> None:
    team = team_after(merged.textiel)
    assert len(held_badges(team.organisation_id, [DEWI.row.id], TODAY)) == 2
    assert len(badges_to_print(team, TODAY)) == 2
    skills = skills_of_team(team, today=TODAY, as_leader=True)
    assert [each.worker.name for each in skills.expiring()] == [DEWI.name]
    assert client.as_(OSCAR).page(f"/teams/{team.uuid}").find(string=DEWI.name)


def test_what_runs_out_is_renewed_there_and_then_runs_out_no_more(
    shown: Shown, merged: Cast
) -> None:
    team = team_after(merged.textiel)
    (entry,) = renewable(team, OSCAR.identity())
    assert entry.worker.id == DEWI.row.id
    found = select(Credential.uuid).where(Credential.valid_until.is_not(None))
    badge = db.session.scalars(found).one()
    assert [each.uuid for each in chosen_badges(team, [badge], TODAY)] == [badge]

    renewed = shown(DEWI, EMERGENCY, by=OSCAR, team=team)

    assert renewed is not None
    assert renewed.organisation_id == merged.schakel.id
    assert renewable(team, OSCAR.identity()) == []
    held = held_badges(team.organisation_id, [DEWI.row.id], TODAY)
    assert str(renewed.uuid) in {each.credential_uuid for each in held.values()}


def test_others_of_the_organisation_see_no_badge_of_who_is_not_theirs(
    client: AcademyClient, merged: Cast
) -> None:
    assert client.as_(JAN).get(f"/teams/{team_after(merged.textiel).uuid}").status_code == 404
    assert DEWI.name not in client.page(f"/teams/{merged.sorteren.uuid}").get_text()


def test_a_third_organisation_sees_nothing_of_it(merged: Cast) -> None:
    assert held_badges(merged.employer.id, [DEWI.row.id], TODAY) == {}


def test_the_page_to_look_on_knows_what_runs_out(client: AcademyClient, merged: Cast) -> None:
    page = client.as_(OSCAR).page(f"/people/{DEWI.uuid}/skills")
    assert "Geldig tot" in page.get_text()


def test_an_agreement_that_goes_along_keeps_what_was_earned(
    client: AcademyClient, shown: Shown, cast: Cast
) -> None:
    badge = shown(DEWI, by=OSCAR, team=cast.textiel, days_ago=3)
    assert badge is not None
    agreement = Agreement(
        person_id=DEWI.row.id, organisation_id=cast.cirkel.id, made_by_id=OSCAR.row.id,
        made_at=START - timedelta(days=10), due_on=TODAY + timedelta(days=30), helps=[], moved=0,
    )  # fmt: skip
    agreement.skills = [AgreedSkill(skill_id=badge.skill_id)]
    db.session.add(agreement)
    db.session.commit()
    merge(cast)
    (agreed,) = own_agreements(DEWI.identity())
    assert agreed.earned == {badge.skill_id: badge.uuid}
