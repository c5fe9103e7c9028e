"""Three of sixteen pictures beside a card: what opens, what locks, and what nobody sees."""

import pytest
from sqlalchemy import select

from academy.access import pictures
from academy.access.models import Card, PicturePassword, Session
from academy.database import db
from tests.cast import AMINA, GORAN, JAN, PIN, Cast, a_card, code_of
from tests.client import AcademyClient

OWN = ("bike", "plug", "armchair")
OTHERS = ("bike", "armchair", "plug")
CHOOSE, SIGN_IN = "/account/pictures", "/sign-in/pictures"


def choose(client: AcademyClient, picks=OWN, again=OWN):
    client.post(CHOOSE, data={"pick": list(picks)})
    return client.post(CHOOSE, data={"first": list(picks), "pick": list(again)})


def sign_in(client: AcademyClient, code: str, picks=OWN):
    return client.post(SIGN_IN, data={"code": code, "pick": list(picks)})


@pytest.fixture
def code(cast: Cast, app) -> str:
    """Of the card of Amina, who chose pictures."""
    card = a_card(AMINA.row)
    assert choose(app.test_client().as_(AMINA)).location == "/account/sessions"
    return code_of(card)


class TestSignIn:
    def test_one_picture_on_each_page_opens_everything(
        self, code: str, client: AcademyClient
    ) -> None:
        page, picks = client.post(SIGN_IN, data={"code": code}).page, []
        for pick in OWN:
            assert [each["value"] for each in page.select("[type=hidden][name=pick]")] == picks
            assert not page.select(f".notice:has(use[href*='{pick}'])"), "drawn only to pick from"
            picks.append(pick)
            answer = client.post(SIGN_IN, data={"code": code, "pick": picks})
            page = answer.page if answer.status_code == 200 else None

        assert answer.location == "/wallet"
        assert client.get("/wallet/data").status_code == 200

    def test_whoever_forgot_them_goes_on_with_the_same_card(
        self, code: str, client: AcademyClient
    ) -> None:
        page = sign_in(client, code, OTHERS).page

        ways = {each["href"] for each in page.select("main a")}
        assert ways == {f"/card/{code}"}
        assert client.page(f"/card/{code}").select("[type=hidden][name=code]")

    def test_the_page_of_ways_in_says_that_they_are_there(
        self, code: str, client: AcademyClient
    ) -> None:
        told = client.as_(AMINA).page("/account/sessions").main.get_text()

        assert "Of met je kaart en je plaatjes." in told
        assert "Je koos plaatjes op 23 november 2026." in told

    def test_the_order_changes_and_all_are_there(self, code: str, client: AcademyClient) -> None:
        orders = [
            tuple(
                each["value"]
                for each in client.post(SIGN_IN, data={"code": code}).page.select(
                    ".pictures button"
                )
            )
            for _ in range(5)
        ]

        assert {frozenset(order) for order in orders} == {pictures.NAMES}
        assert len(pictures.NAMES) == 16
        assert len(set(orders)) > 1

    @pytest.mark.parametrize(
        "picks", [OTHERS, ("bike", "plug", "home"), ("x", "bike", "plug", "armchair", "home")]
    )
    def test_wrong_ones_are_seen_and_heard(self, code: str, client: AcademyClient, picks) -> None:
        answer = sign_in(client, code, picks)
        if picks[0] == "x":  # what is no picture is left out
            assert answer.location == "/wallet"
            return

        assert answer.status_code == 422
        assert "Je mag nog 4 keer" in answer.page.select_one("[role=alert]").get_text()
        sound = answer.page.select_one("audio[autoplay]")["src"]
        assert client.get(sound).status_code == 200
        assert "media-src 'self'" in answer.headers["Content-Security-Policy"]

    def test_tries_count_together_with_those_of_the_pin(
        self, code: str, client: AcademyClient
    ) -> None:
        for _ in range(3):
            sign_in(client, code, OTHERS)
        for _ in range(2):
            client.post("/sign-in/card", data={"code": code, "pin": "1357"})

        assert sign_in(client, code).status_code == 429
        assert client.post("/sign-in/card", data={"code": code, "pin": PIN}).status_code == 429

    def test_a_right_one_forgives(self, code: str, client: AcademyClient) -> None:
        for _ in range(4):
            sign_in(client, code, OTHERS)
        assert sign_in(client, code).status_code == 303

        assert db.session.scalars(select(Card)).one().failed_tries == 0

    def test_somebody_without_pictures_and_a_code_of_nobody_read_the_same(
        self, cast: Cast, client: AcademyClient
    ) -> None:
        known = sign_in(client, code_of(a_card(GORAN.row)))
        unknown = sign_in(client, "0000111122223333")

        said = [each.page.select_one("[role=alert]").get_text() for each in (known, unknown)]
        assert said[0] == said[1]

    @pytest.mark.parametrize("code", ["", "x"])
    def test_without_a_code_it_is_asked_for(self, cast: Cast, client: AcademyClient, code) -> None:
        answer = client.post(SIGN_IN, data={"code": code})

        assert answer.status_code == 422
        assert answer.page.select_one("[name=pin]")

    def test_opens_what_help_closed_also_with_a_new_card(
        self, code: str, client: AcademyClient, app
    ) -> None:
        app.test_client().as_(JAN).post(f"/people/{AMINA.uuid}/card")
        card = db.session.scalars(select(Card).where(Card.voided_at.is_(None))).one()

        assert sign_in(client, code).status_code == 422, "the old card"
        sign_in(client, code_of(card))
        assert client.get("/wallet/data").status_code == 200
        newest = select(Session.given_by_id).order_by(Session.id.desc())
        assert db.session.scalars(newest).first() is None


class TestChoosing:
    def test_other_ones_the_second_time_are_refused(
        self, cast: Cast, client: AcademyClient
    ) -> None:
        answer = choose(client.as_(AMINA), OWN, OTHERS)

        assert answer.status_code == 422
        assert "andere plaatjes" in answer.page.select_one("[role=alert]").get_text()
        assert not db.session.scalars(select(PicturePassword)).all()

    def test_new_ones_end_the_old(self, code: str, client: AcademyClient, app) -> None:
        choose(app.test_client().as_(AMINA), OTHERS, OTHERS)

        assert sign_in(client, code, OWN).status_code == 422
        assert sign_in(client, code, OTHERS).status_code == 303

    def test_they_can_be_stopped(self, code: str, client: AcademyClient, app) -> None:
        app.test_client().as_(AMINA).post(f"{CHOOSE}/stop")

        assert sign_in(client, code).status_code == 422

    def test_the_same_picture_twice_is_one(self, cast: Cast, client: AcademyClient) -> None:
        answer = client.as_(AMINA).post(CHOOSE, data={"pick": ["bike", "bike"]})

        assert "tweede" in answer.page.select_one("main h2").get_text()

    def test_not_by_whoever_came_in_with_a_pin_that_was_given(
        self, cast: Cast, client: AcademyClient, app
    ) -> None:
        jan = app.test_client().as_(JAN)
        jan.post(f"/people/{AMINA.uuid}/card")
        pin = jan.page("/handouts").select_one(".slip__code").get_text()
        card = db.session.scalars(select(Card)).one()
        client.post("/sign-in/card", data={"code": code_of(card), "pin": pin})

        assert choose(client).status_code == 403

    def test_what_is_kept_tells_nothing(self, code: str) -> None:
        kept = db.session.scalars(select(PicturePassword)).one().secret_hash

        assert kept.startswith("$argon2id$")
