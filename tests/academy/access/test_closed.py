"""Whoever gave a PIN reads no more through it than before, until its holder is known for sure."""

import pytest
from sqlalchemy import select

from academy.access import recovery
from academy.access.models import Card, OwnPhone, RecoveryCode
from academy.assessments.models import Assessment
from academy.credentials.models import Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from tests.academy.shown import Shown, palette, shown
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    FATMA,
    GORAN,
    JAN,
    PASSWORD,
    PIN,
    Cast,
    a_card,
    an_account,
    code_of,
)
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.races import DONE, race

__all__ = ["palette", "shown"]
OWN = "80351"
CHANGE, PROVE, PHONE = "/account/pin", "/account/prove", "/sign-in/own-phone"


def pin_given_by(helper: AcademyClient) -> str:
    helper.post(f"/people/{AMINA.uuid}/card/pin")
    return helper.page("/handouts").select_one(".slip__code").get_text()


def by_card(client: AcademyClient, pin: str) -> AcademyClient:
    card = db.session.scalars(select(Card).where(Card.voided_at.is_(None))).one()
    answer = client.post("/sign-in/card", data={"code": code_of(card), "pin": pin})
    assert answer.status_code == 303
    return client


def choose(client: AcademyClient, current: str, pin: str = OWN, **witness: str):
    return client.submit(CHANGE, "change-pin", current=current, pin=pin, **witness)


def closed(client: AcademyClient) -> bool:
    looked_at = db.session.scalars(select(Assessment)).first()
    addresses = [
        "/wallet/data", "/wallet/data.json", "/learning", "/wallet/shares",
        "/account/recovery", PHONE,
        f"/assessments/{looked_at.uuid}", f"/assessments/{looked_at.uuid}/response",
    ]  # fmt: skip
    answers = {path: client.get(path).status_code for path in addresses}
    assert set(answers.values()) in ({200}, {403}), answers
    practising = bool(client.page("/wallet").select("section[aria-labelledby=practising]"))
    assert practising == (200 in answers.values())
    return 403 in answers.values()


def own_badges(client: AcademyClient) -> int:
    return len(client.page("/wallet").select(".own-badges > li"))


@pytest.fixture
def helped(shown: Shown, client: AcademyClient, app) -> AcademyClient:
    """Amina, who has a badge and practises a skill, right after Jan gave her a new PIN."""
    shown()
    shown(skill="nood-en-ontruiming", level=1, seen=False)
    an_account(BEA.row, BEA.email)
    an_account(ANNA.row, ANNA.email)
    an_account(FATMA.row, FATMA.email)
    a_card(AMINA.row)
    client.given = pin_given_by(app.test_client().as_(JAN))
    return by_card(client, client.given)


class TestWaiting:
    def test_the_own_badges_are_there_and_the_rest_is_closed(self, helped: AcademyClient) -> None:
        assert closed(helped)
        assert own_badges(helped) == 1

    def test_it_opens_a_week_after_the_own_choice(
        self, helped: AcademyClient, app, clock: TestClock
    ) -> None:
        choose(helped, helped.given)
        clock.advance(days=7, seconds=-1)
        before = closed(by_card(app.test_client(), OWN))
        clock.advance(seconds=1)

        assert (before, closed(by_card(app.test_client(), OWN))) == (True, False)

    def test_never_with_the_pin_that_was_given(
        self, helped: AcademyClient, app, clock: TestClock
    ) -> None:
        clock.advance(days=60)

        assert closed(by_card(app.test_client(), helped.given))

    def test_a_helper_who_chooses_one_later_waits_from_then(
        self, helped: AcademyClient, app, clock: TestClock
    ) -> None:
        clock.advance(days=60)
        choose(by_card(app.test_client(), helped.given), helped.given)

        assert closed(by_card(app.test_client(), OWN))

    def test_help_once_more_closes_it_once_more(
        self, helped: AcademyClient, app, clock: TestClock
    ) -> None:
        choose(helped, helped.given)
        clock.advance(days=8)
        again = pin_given_by(app.test_client().as_(JAN))

        assert closed(by_card(app.test_client(), again))

    def test_a_pin_that_is_chosen_afterwards_is_ones_own_at_once(
        self, helped: AcademyClient, app, clock: TestClock
    ) -> None:
        choose(helped, helped.given)
        clock.advance(days=8)
        choose(by_card(app.test_client(), OWN), OWN, "73915")

        assert not closed(by_card(app.test_client(), "73915"))
        assert db.session.scalars(select(Card)).one().given_by_id is None

    def test_each_sign_in_says_so_and_from_when_it_opens(
        self, helped: AcademyClient, app, clock: TestClock
    ) -> None:
        first = helped.page("/wallet").select_one(".notice").get_text(" ")
        choose(helped, helped.given)
        clock.advance(days=2)
        later = by_card(app.test_client(), OWN).page("/wallet").select_one(".notice")

        assert "Kies eerst een eigen pincode" in first
        assert "30 november 2026" in later.get_text(" ")

    def test_a_leader_reads_it_after_each_sign_in_too(
        self, cast: Cast, client: AcademyClient, db_session
    ) -> None:
        account = an_account(JAN.row, JAN.email)
        account.given_by_id = cast.schakel.id
        client.post("/sign-in", data={"email": JAN.email, "password": PASSWORD})

        assert "Iemand anders gaf je" in client.page("/teams").get_text()

    def test_neither_language_nor_devices_are_told(
        self, helped: AcademyClient, app, db_session
    ) -> None:
        AMINA.row.language = "en"
        app.test_client().as_(AMINA)
        db_session.commit()

        page = by_card(app.test_client(), helped.given).page("/account/sessions")

        assert page.html["lang"] == "nl"
        assert "Chromium, Linux" not in page.get_text()

    def test_a_hidden_badge_is_not_told_of(self, helped: AcademyClient, app) -> None:
        own = app.test_client().as_(AMINA)
        address = own.page("/wallet").select_one(".own-badges a")["href"]
        own.post(f"{address}/hide")

        assert not helped.page("/wallet").select("section[aria-labelledby=hidden]")
        assert helped.post(f"{address}/show").status_code == 403


class TestRecoveryCode:
    @pytest.fixture
    def code(self, shown: Shown, app) -> str:
        """Made before Jan helped."""
        own = app.test_client().as_(AMINA)
        own.post("/account/recovery")
        return own.page("/account/recovery").select_one(".slip__code").get_text()

    @pytest.fixture
    def asking(self, code: str, helped: AcademyClient) -> AcademyClient:
        return helped

    def test_opens_everything_here_and_with_the_next_pin_everywhere(
        self, asking: AcademyClient, code: str, app
    ) -> None:
        asking.post(PROVE, data={"code": code})
        here = closed(asking)
        warned = asking.page("/account/sessions").select_one("main").get_text()
        before = closed(by_card(app.test_client(), asking.given))
        choose(asking, asking.given)

        assert (here, before) == (False, True), "whoever gave the PIN still knows it"
        assert "Kies een eigen" in warned
        assert not closed(by_card(app.test_client(), OWN))

    def test_works_once(self, asking: AcademyClient, code: str, app) -> None:
        asking.post(PROVE, data={"code": code})
        again = by_card(app.test_client(), asking.given)

        assert again.post(PROVE, data={"code": code}).status_code == 422
        assert closed(again)

    @pytest.mark.parametrize("kind", ["", "x", "of somebody else", "0000 1111 2222 3333"])
    def test_another_opens_nothing(self, asking: AcademyClient, code: str, app, kind: str) -> None:
        if kind == "of somebody else":
            goran = app.test_client().as_(GORAN)
            goran.post("/account/recovery")
            kind = goran.page("/account/recovery").select_one(".slip__code").get_text()

        answer = asking.post(PROVE, data={"code": kind})

        assert answer.status_code == 422
        assert answer.page.select_one(".field--error, [role=alert]")
        assert closed(asking)

    def test_guesses_are_counted(self, asking: AcademyClient, code: str) -> None:
        answers = [asking.post(PROVE, data={"code": "0000 1111 2222 3333"}) for _ in range(5)]

        assert {answer.status_code for answer in answers} == {422}
        assert asking.post(PROVE, data={"code": code}).status_code == 429

    def test_a_new_one_stops_the_one_of_before(self, asking: AcademyClient, code: str, app) -> None:
        app.test_client().as_(AMINA).post("/account/recovery")

        assert asking.post(PROVE, data={"code": code}).status_code == 422

    def test_is_shown_for_half_an_hour_to_who_made_it(
        self, cast: Cast, client: AcademyClient, app, clock: TestClock
    ) -> None:
        client.as_(AMINA).post("/account/recovery")
        other = app.test_client().as_(AMINA).page("/account/recovery")
        clock.advance(minutes=31)

        assert not other.select(".slip__code")
        assert not client.page("/account/recovery").select(".slip__code")

    def test_who_came_in_alone_is_sent_on(self, cast: Cast, client: AcademyClient) -> None:
        assert client.as_(AMINA).get(PROVE).location == "/account/sessions"

    def test_of_two_at_once_one_opens(self, cast: Cast, app) -> None:
        with transaction(AMINA.row):
            recovery.make(AMINA.row, secret_key="s" * 32, by=AMINA.identity(), now=START)
        row = db.session.scalars(select(RecoveryCode)).one()
        code = recovery.shown_code(row, secret_key="s" * 32, by=AMINA.identity(), now=START)

        def use() -> None:
            with transaction(AMINA.row):
                recovery.use(AMINA.row, code.replace(" ", ""), by=AMINA.identity(), now=START)

        assert race(app, use, use) == ["InvalidInputError", DONE]


class TestOwnPhone:
    @pytest.fixture
    def phone(self, shown: Shown, app) -> AcademyClient:
        """On which Amina said, before Jan helped, that it is hers."""
        phone = app.test_client().as_(AMINA)
        assert phone.post(PHONE).location == "/account/sessions"
        return phone

    def test_opens_everything(self, phone: AcademyClient, helped: AcademyClient) -> None:
        assert closed(helped)
        assert not closed(by_card(phone, helped.given))

    def test_not_any_more_when_she_said_so(
        self, phone: AcademyClient, helped: AcademyClient
    ) -> None:
        row = db.session.scalars(select(OwnPhone)).one()
        phone.post(f"/account/phones/{row.uuid}/end")

        assert closed(by_card(phone, helped.given))

    def test_nothing_of_somebody_else(self, helped: AcademyClient, app) -> None:
        of_goran = app.test_client().as_(GORAN)
        of_goran.post(PHONE)

        assert closed(by_card(of_goran, helped.given))

    def test_a_tablet_on_which_two_signed_in_is_nobodys(
        self, cast: Cast, client: AcademyClient
    ) -> None:
        for member in (GORAN, AMINA):
            card = a_card(member.row)
            client.post("/sign-in/card", data={"code": code_of(card), "pin": PIN})

        assert not client.page(PHONE).select("main .button--wide")
        client.post(PHONE)
        assert not db.session.scalars(select(OwnPhone)).all()

    def test_somebody_else_ends_none(self, phone: AcademyClient, app) -> None:
        row = db.session.scalars(select(OwnPhone)).one()

        assert (
            app.test_client().as_(GORAN).post(f"/account/phones/{row.uuid}/end").status_code == 404
        )


class TestConfirming:
    @pytest.mark.parametrize("member", [BEA, ANNA], ids=["the office", "the academy"])
    def test_opens_everything_at_once(self, helped: AcademyClient, member, app) -> None:
        choose(helped, helped.given, witness=member.email, witness_secret=PASSWORD)

        assert not closed(helped)
        assert not closed(by_card(app.test_client(), OWN))

    @pytest.mark.parametrize("member", [FATMA, JAN], ids=["a colleague", "the helper"])
    def test_not_by_a_leader(self, helped: AcademyClient, member) -> None:
        if member is JAN:
            an_account(JAN.row, JAN.email)
        answer = choose(helped, helped.given, witness=member.email, witness_secret=PASSWORD)

        assert answer.status_code == 422
        assert closed(helped)

    def test_not_by_the_office_after_help_by_the_office(self, helped: AcademyClient, app) -> None:
        pin = pin_given_by(app.test_client().as_(BEA))
        again = by_card(app.test_client(), pin)
        answer = choose(again, pin, witness=BEA.email, witness_secret=PASSWORD)

        assert answer.status_code == 422
        assert closed(again)

    def test_not_by_the_card_of_the_office_for_leaders_give_out_cards(
        self, helped: AcademyClient
    ) -> None:
        card = a_card(BEA.row)
        answer = choose(helped, helped.given, witness=code_of(card), witness_secret=PIN)

        assert answer.status_code == 422
        assert closed(helped)


def test_a_password_from_a_start_code_opens_a_week_after_it_was_chosen(
    cast: Cast, client: AcademyClient, clock: TestClock
) -> None:
    account = an_account(BEA.row, BEA.email)
    account.given_by_id, account.chosen_at = cast.schakel.id, START
    values = {"email": BEA.email, "password": PASSWORD}
    client.post("/sign-in", data=values)
    early = client.get("/wallet/data").status_code
    clock.advance(days=7)
    client.post("/sign-in", data=values)

    assert (early, client.get("/wallet/data").status_code) == (403, 200)


def test_what_one_asked_the_academy_is_not_read_by_who_gave_the_pin(
    helped: AcademyClient, app
) -> None:
    """Nobody of the employer reads it; nor is anything asked in the name of its holder."""
    own = app.test_client().as_(AMINA)
    made = own.submit("/proposals/new", title="Naaien", why="Dat kan ik.")
    assert made.status_code == 303

    assert helped.get(made.location).status_code == 403
    assert helped.get("/proposals").status_code == 403
    assert not helped.page("/skills").select("a[href='/proposals/new']")
    assert own.get(made.location).status_code == 200


def test_who_gave_the_pin_takes_no_news_away(helped: AcademyClient, shown: Shown, app) -> None:
    """It does not show what another organisation did, so it cannot be read there either."""
    badge = db.session.scalars(select(Credential)).one()
    with transaction(AMINA.row):
        revoke(badge, RevocationReason.MISTAKE, by=JAN.identity(START), now=START)
    assert "Er is iets veranderd" in helped.page("/wallet").get_text()
    assert not helped.page("/wallet").select("form[action='/wallet/news/seen']")

    assert helped.post("/wallet/news/seen").status_code == 403

    own = app.test_client().as_(AMINA)
    assert own.post("/wallet/news/seen").status_code == 303
    assert "Er is iets veranderd" not in own.page("/wallet").get_text()
