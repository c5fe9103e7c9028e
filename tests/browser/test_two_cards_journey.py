"""Somebody with a card of two organisations brings both together on a telephone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.organisations.models import Organisation, Team
from academy.people import memberships
from academy.people.memberships import Post
from academy.security.identity import Actor, Role
from tests.browser.test_wallet_journeys import BADGES, SHOP_TABLET, look, open_page, site
from tests.cast import PIN, a_card, code_of
from tests.demo import DemoSite

__all__ = ["open_page", "site"]
pytestmark = pytest.mark.browser
OFFICE = Actor(None, "command")


def a_card_elsewhere(site: DemoSite) -> str:
    """Of a second record of the same worker; what stands on it."""
    with site.app.app_context():
        name, now = site.person("worker").name, dependencies().clock()
        own = {row.organisation_id for row in site.person("worker").memberships}
        found = select(Team).join(Organisation, Organisation.id == Team.organisation_id)
        team = db.session.scalars(
            found.where(Organisation.id.not_in(own), ~Team.has_end).order_by(Team.id)
        ).first()
        assert team is not None
        with transaction(team.organisation):
            person = memberships.add_person(name, now=now)
            post = Post(
                organisation=team.organisation, role=Role.WORKER, team=team, starts_on=now.date()
            )
            memberships.add_membership(person, post, by=OFFICE, now=now)
            code = code_of(a_card(person))
        db.session.remove()
    return code


@pytest.mark.parametrize("large", [False, True], ids=["phone", "tablet"])
def test_the_other_card_is_shown_looked_at_and_brought_in(
    site: DemoSite, open_page: Callable[..., Page], large: bool
) -> None:
    page = open_page(size=SHOP_TABLET) if large else open_page()
    page.goto("/account/sessions")
    page.locator("main a[href='/account/other-card']").tap()
    expect(page.locator("#other-card")).to_be_visible()
    look(page)

    page.locator("input[name=code]").fill(a_card_elsewhere(site))
    for digit in PIN:
        page.locator(f".keypad [data-key='{digit}']").tap()
    page.locator("#other-card .button--primary").tap()
    expect(page.locator("section[aria-labelledby=goes]")).to_be_visible()
    look(page)

    page.locator("#together .button--primary").tap()
    expect(page.locator(".notice--good")).to_be_visible()
    expect(page.locator(BADGES).first).to_be_visible()
