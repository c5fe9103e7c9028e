"""A card alone: badges of who gave out the card to look at, and no way to anything else."""

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from academy.access import attempts, pictures
from academy.access.models import Card
from academy.assessments.models import Assessment
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.locking import row
from academy.people.models import Person
from academy.security.identity import Role
from academy.wallet import listing
from tests.academy.shown import Shown, palette, shown
from tests.cast import AMINA, BEA, CAS, GORAN, JAN, OSCAR, PIN, Cast, a_card, a_membership, code_of
from tests.client import AcademyClient
from tests.clock import START, TestClock

__all__ = ["palette", "shown"]
LOOK = "/sign-in/look"
PICKS = tuple(sorted(pictures.NAMES)[:3])


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
    page = answers["/wallet"].page
    assert page.h1.get_text() == "Hiervoor heb je je pincode nodig"
    assert "Dit mag je niet doen" not in page.get_text()
    (only,) = page.select("main a")
    assert only["href"] == "/sign-in/more?next=/wallet"


class TestSeeingMore:
    """The card was just scanned: nobody asks for it again, and its code is told to nobody."""

    MORE = "/sign-in/more"

    @pytest.fixture
    def looking(self, tablet: AcademyClient, code: str) -> AcademyClient:
        tablet.post(LOOK, data={"code": code})
        assert tablet.page("/wallet/look").select_one(f"main a[href='{self.MORE}']")
        return tablet

    def tells(self, answer: TestResponse, code: str) -> bool:
        return code in answer.get_data(as_text=True).replace(" ", "")

    def test_the_pin_is_enough(self, looking: AcademyClient, code: str) -> None:
        page = looking.page(self.MORE)
        assert not page.select("[name=code]")
        assert page.select_one("[name=pin]")
        assert not self.tells(looking.get(self.MORE), code)

        answer = looking.submit(f"{self.MORE}?next=/wallet/data", "card-sign-in", pin=PIN)

        assert answer.location.endswith("/wallet/data")
        assert looking.get("/wallet/data").status_code == 200

    def test_a_wrong_pin_asks_for_the_pin_only(self, looking: AcademyClient, code: str) -> None:
        answer = looking.submit(self.MORE, "card-sign-in", pin="1357")

        assert answer.status_code == 422
        assert answer.page.select_one("[name=pin]")
        assert not answer.page.select("[name=code]")
        assert not self.tells(answer, code)
        tries = select(Card.failed_tries).where(Card.person_id == AMINA.row.id)
        assert db.session.scalars(tries).one() == 1
        assert looking.get("/wallet/look").status_code == 200

    def test_or_the_pictures(self, looking: AcademyClient, code: str) -> None:
        with transaction(row(Person, AMINA.row.id)):
            kept = pictures.hash_of(AMINA.row, PICKS, secret_key=dependencies().settings.secret_key)
            pictures.choose(AMINA.row, kept, by=AMINA.identity(), now=START)
        for number in range(3):
            picks = list(PICKS[:number])
            answer = looking.post("/sign-in/pictures", data={"same": "yes", "pick": picks})
            assert answer.page.select_one("[name=same]")
            assert not answer.page.select("[name=code]")
            assert not self.tells(answer, code)

        answer = looking.post("/sign-in/pictures", data={"same": "yes", "pick": list(PICKS)})

        assert answer.status_code == 303
        assert looking.get("/wallet/data").status_code == 200

    def test_without_a_look_it_is_the_page_of_any_card(self, tablet: AcademyClient) -> None:
        assert tablet.get(self.MORE).location == "/sign-in/card"
        answer = tablet.post("/sign-in/card", data={"same": "yes", "pin": PIN})
        assert answer.status_code == 422
        assert answer.page.select_one("[name=code]")
        assert tablet.post("/sign-in/pictures", data={"same": "yes"}).status_code == 422

    def test_a_look_that_ended_or_a_card_that_stopped_opens_nothing(
        self, looking: AcademyClient, clock: TestClock, app
    ) -> None:
        app.test_client().as_(JAN).post(f"/people/{AMINA.uuid}/card/void")
        assert looking.get(self.MORE).location == "/sign-in/card"
        assert looking.post("/sign-in/card", data={"same": "yes", "pin": PIN}).status_code == 422

        clock.advance(minutes=10)
        assert looking.get(self.MORE).location == "/sign-in/card"

    def test_a_card_that_was_given_since_is_not_the_one_that_was_shown(
        self, looking: AcademyClient, clock: TestClock
    ) -> None:
        """Only voiding ends a look; a row that says otherwise opens the new card to nobody."""
        clock.advance(minutes=1)
        card = db.session.scalars(select(Card).where(Card.person_id == AMINA.row.id)).one()
        card.issued_at = clock()
        db.session.commit()

        assert looking.get(self.MORE).location == "/sign-in/card"

    def test_somebody_signed_in_is_no_look(self, looking: AcademyClient, code: str) -> None:
        looking.post("/sign-in/card", data={"code": code, "pin": PIN})
        assert looking.get(self.MORE).location == "/sign-in/card"


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


def test_guessing_at_codes_comes_to_an_end(
    tablet: AcademyClient, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is counted, though it is refused."""
    monkeypatch.setattr(attempts, "TRIES_PER_ADDRESS", 2)
    unknown = [tablet.post(LOOK, data={"code": f"000011112222333{each}"}) for each in range(3)]

    assert [answer.status_code for answer in unknown] == [422, 422, 429]
    assert tablet.post(LOOK, data={"code": code}).location == "/wallet/look"


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
