"""A card alone: badges of who gave out the card to look at, and no way to anything else."""

import pytest
from sqlalchemy import select

from academy.access.models import Card
from academy.assessments.models import Assessment
from academy.credentials.models import Credential
from academy.database import db
from academy.security.identity import Role
from academy.wallet import listing
from tests.academy.shown import Shown, palette, shown
from tests.cast import AMINA, BEA, CAS, GORAN, JAN, OSCAR, PIN, Cast, a_card, a_membership, code_of
from tests.client import AcademyClient
from tests.clock import TestClock

__all__ = ["palette", "shown"]
LOOK = "/sign-in/look"


@pytest.fixture
def code(shown: Shown) -> str:
    """Of the card of Amina, who has a badge and practises a skill."""
    shown()
    shown(skill="nood-en-ontruiming", level=1, seen=False)
    return code_of(a_card(AMINA.row))


@pytest.fixture
def tablet(code: str, client: AcademyClient) -> AcademyClient:
    """On which Goran signed in before, and out."""
    client.post("/sign-in/card", data={"code": code_of(a_card(GORAN.row)), "pin": PIN})
    client.post("/sign-out")
    return client


def badges(client: AcademyClient) -> int:
    return len(client.page("/wallet/look").select(".own-badges > li"))


def test_shows_the_badges_and_no_way_to_anything_else(tablet: AcademyClient, code: str) -> None:
    assert tablet.post(LOOK, data={"code": code}).location == "/wallet/look"

    page = tablet.page("/wallet/look")
    assert len(page.select(".own-badges > li")) == 1
    assert not page.select(".own-badges a")
    assert not page.select("a[href='/wallet'], a[href='/account/sessions']")
    assert tablet.page("/").select("main a[href='/wallet/look']")


def test_many_badges_come_page_by_page(
    tablet: AcademyClient, code: str, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PER_PAGE", 1)
    shown(skill="nood-en-ontruiming")
    tablet.post(LOOK, data={"code": code})

    following = tablet.page("/wallet/look").select_one("a[rel=next]")["href"]

    first, second = (tablet.page(path) for path in ("/wallet/look", following))
    assert len(first.select(".own-badge")) == len(second.select(".own-badge")) == 1
    assert first.select_one(".own-badge__name") != second.select_one(".own-badge__name")


def test_everything_else_asks_for_the_pin(tablet: AcademyClient, code: str) -> None:
    tablet.post(LOOK, data={"code": code})
    badge = db.session.scalars(select(Credential)).one()
    seen = db.session.scalars(select(Assessment)).first()
    addresses = [
        "/wallet", f"/wallet/{badge.uuid}", "/wallet/print", "/wallet/data", "/learning",
        "/wallet/shares",
        "/account/sessions", "/account/pin", "/account/pictures", "/account/recovery", "/to-do",
        f"/assessments/{seen.uuid}", f"/credentials/{badge.uuid}/certificate.pdf", "/proposals",
    ]  # fmt: skip
    answers = {path: tablet.get(path) for path in addresses}

    reachable = {path for path, answer in answers.items() if answer.status_code not in {403, 404}}
    assert reachable == set()
    assert "pincode" in answers["/wallet"].page.select_one("main").get_text()
    assert answers["/wallet"].page.select_one("main a[href='/sign-in/card']")


def test_ends_after_ten_minutes(tablet: AcademyClient, code: str, clock: TestClock) -> None:
    tablet.post(LOOK, data={"code": code})
    clock.advance(minutes=10)

    assert tablet.get("/wallet/look").status_code == 303


def test_with_the_pin_it_is_the_whole_wallet(tablet: AcademyClient, code: str) -> None:
    tablet.post(LOOK, data={"code": code})
    tablet.post("/sign-in/card", data={"code": code, "pin": PIN})

    assert tablet.get("/wallet/data").status_code == 200


def test_not_on_a_phone_where_nobody_signed_in_before(code: str, app) -> None:
    answer = app.test_client().post(LOOK, data={"code": code})

    assert answer.status_code == 409
    assert "eerst een keer in" in answer.page.select_one("[role=alert]").get_text()
    assert answer.page.select_one("[name=code]")["value"].replace(" ", "") == code


@pytest.mark.parametrize("kind", ["voided", "unknown", "of today", "nothing"])
def test_other_cards_show_nothing(tablet: AcademyClient, code: str, app, kind: str) -> None:
    jan, shows = app.test_client().as_(JAN), code
    if kind == "voided":
        jan.post(f"/people/{AMINA.uuid}/card/void")
    elif kind == "of today":
        jan.submit(f"/people/{AMINA.uuid}/card", "lend")
        page = jan.page(f"/people/{AMINA.uuid}/card/temporary")
        shows = page.select_one(".work-card__code").get_text().replace(" ", "")
    else:
        shows = "0000111122223333" if kind == "unknown" else ""

    answer = tablet.post(LOOK, data={"code": shows})

    assert answer.status_code in {409, 422}
    assert answer.page.select_one("[role=alert]")
    assert tablet.get("/wallet/look").status_code == 303


def test_a_card_that_stops_ends_the_look(tablet: AcademyClient, code: str, app) -> None:
    tablet.post(LOOK, data={"code": code})
    app.test_client().as_(JAN).post(f"/people/{AMINA.uuid}/card/void")

    assert tablet.get("/wallet/look").status_code == 303


class TestTwoEmployers:
    """Amina works at De Cirkel too since a while, and De Schakel gave out her card."""

    @pytest.fixture(autouse=True)
    def both(self, code: str, shown: Shown, palette: Cast) -> None:
        a_membership(AMINA.row, Role.WORKER, team=palette.textiel)
        db.session.commit()
        shown(skill="band-plakken", by=OSCAR, team=palette.textiel)
        db.session.scalars(select(Card)).one().issued_by_id = palette.schakel.id
        db.session.commit()

    def test_a_look_shows_badges_of_who_gave_out_the_card(
        self, tablet: AcademyClient, code: str
    ) -> None:
        tablet.post(LOOK, data={"code": code})

        assert len(db.session.scalars(select(Credential)).all()) == 2
        assert badges(tablet) == 1

    def test_only_that_one_prints_it(self, app) -> None:
        address = f"/people/{AMINA.uuid}/card"
        bea, cas = (app.test_client().as_(member).page(address) for member in (BEA, CAS))

        assert bea.select(".work-card__code")
        assert not cas.select(".work-card__code")
        assert "andere organisatie" in cas.select_one("main").get_text()

    def test_nor_on_the_sheet_of_the_team(self, app, palette: Cast) -> None:
        page = app.test_client().as_(OSCAR).page(f"/teams/{palette.textiel.uuid}/cards")

        assert AMINA.name not in "".join(
            each.get_text() for each in page.select(".work-card__name")
        )
        assert AMINA.name in "".join(each.get_text() for each in page.select(".notice"))


def test_an_old_card_shows_nothing_when_there_are_two_employers(
    tablet: AcademyClient, code: str, palette: Cast
) -> None:
    a_membership(AMINA.row, Role.WORKER, team=palette.textiel)
    db.session.commit()

    assert tablet.post(LOOK, data={"code": code}).status_code == 409
