"""An agreement that ended in a badge leads worker and leader to it, each where they may see it."""

import pytest

from academy.credentials.models import Credential
from academy.database import db
from tests.academy.assessments.test_agreements import (
    WITH_AMINA,
    act,
    amina,
    jan,
    page,
    palette,
    propose,
    shown,
)
from tests.academy.shown import Shown
from tests.cast import AMINA, Cast
from tests.client import AcademyClient

__all__ = ["amina", "jan", "palette", "shown"]

LINKS = "#learns ~ ul a"


@pytest.fixture
def badge(amina: AcademyClient, jan: AcademyClient, shown: Shown) -> Credential:
    """Agreed, and then shown."""
    propose(jan, WITH_AMINA)
    act(amina, "answer", answer="yes")
    return shown()


def test_it_leads_both_to_the_badge(
    badge: Credential, amina: AcademyClient, jan: AcademyClient
) -> None:
    of_leader = jan.page(f"/people/{AMINA.uuid}").select_one(f"main table a[href*='{badge.uuid}']")
    for client, address in ((amina, f"/wallet/{badge.uuid}"), (jan, of_leader["href"])):
        assert [link["href"] for link in page(client).select(LINKS)] == [address]
        assert client.get(address).status_code == 200


def test_a_badge_of_a_team_of_somebody_else_is_told_without_a_way_there(
    badge: Credential, palette: Cast, amina: AcademyClient, jan: AcademyClient
) -> None:
    badge.team_id = palette.winkel.id
    db.session.commit()

    assert "Het is gelukt" in page(jan).select_one("main").get_text()
    assert not page(jan).select(LINKS)
    assert page(amina).select(f"{LINKS}[href='/wallet/{badge.uuid}']")


def test_before_the_badge_there_is_nothing_to_lead_to(
    amina: AcademyClient, jan: AcademyClient
) -> None:
    propose(jan, WITH_AMINA)
    act(amina, "answer", answer="yes")

    assert not page(amina).select(f"{LINKS}[href^='/wallet/'][href*='-']:not([href*='skills'])")
