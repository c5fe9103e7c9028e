"""A skill has stopped and another took its place: every page of an old badge leads on."""

import pytest

from academy.catalogue.keeping import retiring
from academy.catalogue.models import Skill
from academy.catalogue.publishing import PALETTE
from academy.database import db, transaction
from tests.academy.shown import SORTING, Shown
from tests.cast import ANNA
from tests.client import AcademyClient
from tests.clock import START


def skill(code: str) -> Skill:
    return db.session.query(Skill).filter_by(code=code).one()


@pytest.fixture
def addresses(amina: AcademyClient, shown: Shown) -> list[str]:
    """Of the pages of a badge that was given before the skill stopped."""
    badge = shown(skill=SORTING)
    assert badge is not None
    found = [
        f"/wallet/{badge.uuid}",
        f"/credentials/{badge.uuid}",
        f"/achievements/{badge.achievement.uuid}",
        f"/skills/{SORTING}",
        f"/skills/{SORTING}/versions/1.1",
    ]
    db.session.commit()
    return found


def test_each_page_names_what_took_its_place(amina: AcademyClient, addresses: list[str]) -> None:
    other = db.session.query(Skill).filter(Skill.code != SORTING).first()
    with transaction(PALETTE):
        retiring.retire(skill(SORTING), replaced_by=other.code, by=ANNA.actor, now=START)
    code = other.code

    for address in addresses:
        assert amina.page(address).select(f"main a[href='/skills/{code}']"), address


def test_a_skill_that_goes_on_leads_nowhere_else(
    amina: AcademyClient, addresses: list[str]
) -> None:
    for address in addresses:
        assert "in de plaats" not in amina.page(address).get_text(), address


def test_a_skill_that_stopped_alone_says_so_and_the_badge_stays(
    amina: AcademyClient, addresses: list[str]
) -> None:
    with transaction(PALETTE):
        retiring.retire(skill(SORTING), replaced_by=None, by=ANNA.actor, now=START)

    texts = {address: amina.page(address).get_text() for address in addresses}

    assert not any("in de plaats" in text for text in texts.values())
    assert "Deze badge is echt" in texts[addresses[1]]
