"""Cards and PINs: what opens a wallet, what locks, what is replaced, and what is shown to whom."""

import re

import pytest
from sqlalchemy import select

from academy.access import card_views, cards, codes
from academy.access.models import Card
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.security.identity import Role
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    CAS,
    GORAN,
    JAN,
    OSCAR,
    PIET,
    PIN,
    Cast,
    Member,
    a_card,
    a_membership,
    a_person,
    code_of,
)
from tests.client import AcademyClient
from tests.clock import START, TestClock

UNKNOWN = "0000 1111 2222 3333"


def sign_in(client: AcademyClient, code: str, pin: str = PIN):
    return client.post("/sign-in/card", data={"code": code, "pin": pin})


def words(answer) -> str:
    return answer.page.select_one("[role=alert] li").get_text()


class TestSignIn:
    def test_typed_as_people_type(self, cast: Cast, client: AcademyClient) -> None:
        card = a_card(AMINA.row)
        typed = codes.grouped(code_of(card)).lower().replace("0", "o").replace("1", "l")

        assert sign_in(client, f" {typed.replace(' ', '-')} ").location == "/wallet"

    @pytest.mark.parametrize(
        "address",
        [
            "http://localhost/card/{}",
            "HTTPS://BADGES.EXAMPLE.NL/CARD/{}/",
            "badges.example.nl/card/{}",
        ],
    )
    def test_typed_by_a_hand_scanner_as_a_whole_address(
        self, cast: Cast, client: AcademyClient, address: str
    ) -> None:
        code = code_of(a_card(AMINA.row))

        assert sign_in(client, address.format(code)).location == "/wallet"

    @pytest.mark.parametrize("pin", [" {} ", "{0[0]} {0[1]} {0[2]} {0[3]}"])
    @pytest.mark.parametrize("zero", ["0", "٠", "۰", "०", "０"])
    def test_with_a_pin_in_digits_of_any_script(
        self, cast: Cast, client: AcademyClient, pin: str, zero: str
    ) -> None:
        code = code_of(a_card(AMINA.row))
        other = {ord(str(value)): chr(ord(zero) + value) for value in range(10)}

        answer = sign_in(client, code.translate(other), pin.format(PIN).translate(other))

        assert answer.location == "/wallet"

    def test_scanned(self, cast: Cast, client: AcademyClient) -> None:
        code = code_of(a_card(AMINA.row))

        answer = client.submit(f"/card/{code}", "card-sign-in", pin=PIN)

        assert answer.location == "/wallet"

    def test_the_first_scan_asks_in_which_language_somebody_reads(
        self, cast: Cast, client: AcademyClient
    ) -> None:
        code = code_of(a_card(AMINA.row))
        AMINA.row.language_chosen_at = None
        db.session.commit()

        asked = sign_in(client, code).location

        assert asked == "/language?next=/wallet"
        answer = client.post(asked, data={"language": "en"})
        assert answer.location == "/wallet"
        assert sign_in(client, code).location == "/wallet", "it was asked"

    @pytest.mark.parametrize("code", ["", "x", "%00", "a" * 300, "½" * 16])
    def test_a_scan_of_something_else_asks_for_the_code(
        self, cast: Cast, client: AcademyClient, code: str
    ) -> None:
        answer = client.get(f"/card/{code or 'x'}")

        assert answer.status_code == 200
        assert answer.page.select_one("[name=code]")["value"] == ""

    def test_a_scan_tells_nothing_about_the_code(self, cast: Cast, client: AcademyClient) -> None:
        def page(code: str) -> str:
            text = client.get(f"/card/{code}").get_data(as_text=True)
            text = re.sub(r'name="csrf_token"[^>]*>', "", text)
            return text.replace(code, "").replace(codes.grouped(code), "")

        assert page(code_of(a_card(AMINA.row))) == page(UNKNOWN.replace(" ", ""))

    def test_a_leader_with_a_card_is_only_themselves(
        self, cast: Cast, client: AcademyClient
    ) -> None:
        """Who hands out cards must not become who they hand them to."""
        a_membership(JAN.row, Role.WORKER, team=cast.sorteren)

        assert sign_in(client, code_of(a_card(JAN.row))).location == "/wallet"
        assert client.get(f"/people/{AMINA.uuid}").status_code == 404

    @pytest.mark.parametrize("known", [True, False])
    def test_five_wrong_pins_lock_known_and_unknown_alike(
        self, cast: Cast, client: AcademyClient, known: bool
    ) -> None:
        code = code_of(a_card(AMINA.row)) if known else UNKNOWN

        answers = [sign_in(client, code, "1357") for _ in range(6)]

        assert [answer.status_code for answer in answers] == [422] * 5 + [429]
        assert [words(answer) for answer in answers[:4]] == [
            "Deze kaart of pincode klopt niet. Je mag nog 4 keer.",
            "Deze kaart of pincode klopt niet. Je mag nog 3 keer.",
            "Deze kaart of pincode klopt niet. Je mag nog 2 keer.",
            "Deze kaart of pincode klopt niet. Je mag nog 1 keer.",
        ]
        locked = "Te vaak fout. Vraag je teamleider om een nieuwe pincode."
        assert [words(answer) for answer in answers[4:]] == [locked, locked]

    def test_locked_is_locked_until_a_new_pin(
        self, cast: Cast, client: AcademyClient, app, clock: TestClock
    ) -> None:
        code = code_of(a_card(AMINA.row))
        for _ in range(5):
            sign_in(client, code, "1357")
        clock.advance(days=3)
        assert sign_in(client, code).status_code == 429, "the right PIN comes too late"

        leader = app.test_client().as_(JAN)
        assert "Op slot" in leader.page(f"/people/{AMINA.uuid}/card").get_text()
        leader.post(f"/people/{AMINA.uuid}/card/pin")
        pin = leader.page("/handouts").select_one(".slip__code").get_text()

        assert sign_in(client, code, pin).location == "/wallet"

    def test_of_two_pins_prepared_at_once_the_first_is_given(
        self, cast: Cast, client: AcademyClient
    ) -> None:
        card, key = a_card(AMINA.row), dependencies().settings.secret_key
        db.session.commit()
        first, second = (cards.prepare_pin(card, secret_key=key) for _ in range(2))
        by = {"organisation_id": cast.schakel.id, "by": JAN.actor, "now": START}

        with transaction(AMINA.row):
            given = [cards.reset_pin(card, prepared, **by) for prepared in (first, second)]

        assert given == [True, False]
        pin = codes.first_pin(card.uuid, 1, secret_key=key)
        assert sign_in(client, code_of(card), pin).location == "/wallet"

    def test_a_right_pin_forgets_the_mistakes(self, cast: Cast, client: AcademyClient) -> None:
        code = code_of(a_card(AMINA.row))
        for _ in range(4):
            sign_in(client, code, "1357")
        sign_in(client, code)

        assert "nog 4 keer" in words(sign_in(client, code, "1357"))

    def test_an_old_card_says_so(self, cast: Cast, client: AcademyClient) -> None:
        old = code_of(a_card(AMINA.row))
        a_card(AMINA.row)

        assert "Vraag een nieuwe kaart" in words(sign_in(client, old))

    @pytest.mark.parametrize(
        ("code", "pin"), [("", PIN), (UNKNOWN, ""), ("1234", PIN), (UNKNOWN, "9" * 50)]
    )
    def test_refuses(self, cast: Cast, client: AcademyClient, code: str, pin: str) -> None:
        answer = sign_in(client, code, pin)

        assert answer.status_code == 422
        assert answer.page.select_one("[name=code]")["value"] == code


class TestGiving:
    @pytest.mark.parametrize(
        ("who", "status"),
        [
            pytest.param(JAN, 303, id="the leader"),
            pytest.param(BEA, 303, id="the administrator"),
            pytest.param(PIET, 404, id="a leader of another team"),
            pytest.param(OSCAR, 404, id="a leader elsewhere"),
            pytest.param(CAS, 404, id="an administrator elsewhere"),
            pytest.param(ANNA, 404, id="the academy"),
            pytest.param(AMINA, 404, id="the worker"),
        ],
    )
    @pytest.mark.parametrize("action", ["", "/pin", "/void"])
    def test_who_may(
        self, cast: Cast, client: AcademyClient, db_session, who: Member, status: int, action: str
    ) -> None:
        card = a_card(AMINA.row)
        before = (card.pin_hash, card.voided_at)

        assert client.as_(who).post(f"/people/{AMINA.uuid}/card{action}").status_code == status
        assert ((card.pin_hash, card.voided_at) != before) == (status == 303)

    def test_a_new_card_voids_the_old_one_and_its_session(
        self, cast: Cast, client: AcademyClient, app, db_session
    ) -> None:
        old = code_of(a_card(AMINA.row))
        worker = app.test_client()
        sign_in(worker, old)

        client.as_(JAN).post(f"/people/{AMINA.uuid}/card")

        assert worker.get("/wallet").status_code == 303
        working = db_session.scalars(select(Card).where(Card.voided_at.is_(None))).one()
        assert code_of(working) != old
        shown = client.page(f"/people/{AMINA.uuid}/card").select_one(".work-card code").get_text()
        assert shown == codes.grouped(code_of(working))

    def test_a_form_that_is_sent_twice_gives_one_card(
        self, cast: Cast, client: AcademyClient, db_session
    ) -> None:
        a_card(AMINA.row)
        page = client.as_(JAN).page(f"/people/{AMINA.uuid}/card")
        key = page.select_one("#replace input[name=key]")["value"]

        for _tap in range(2):
            answer = client.post(f"/people/{AMINA.uuid}/card", data={"key": key})
            assert answer.location == "/handouts"

        assert db_session.query(Card).count() == 2
        assert len(client.page("/handouts").select(".slip")) == 1

    def test_the_number_of_another_card_gives_none(
        self, cast: Cast, client: AcademyClient, db_session
    ) -> None:
        card, other = a_card(AMINA.row), a_card(GORAN.row)

        client.as_(JAN).post(f"/people/{AMINA.uuid}/card", data={"key": str(other.uuid)})

        assert card.voided_at is None
        assert db_session.query(Card).count() == 2

    def test_the_pin_is_for_who_gave_it_out_and_for_half_an_hour(
        self, cast: Cast, client: AcademyClient, app, clock: TestClock
    ) -> None:
        client.as_(JAN).post(f"/people/{AMINA.uuid}/card")

        assert len(client.page("/handouts").select(".slip")) == 1
        assert not app.test_client().as_(JAN).page("/handouts").select(".slip"), "another device"
        assert not app.test_client().as_(BEA).page("/handouts").select(".slip"), "another person"
        clock.advance(minutes=31)
        assert not client.page("/handouts").select(".slip")

    def test_the_worker_takes_another_pin(self, cast: Cast, client: AcademyClient, app) -> None:
        client.as_(JAN).post(f"/people/{AMINA.uuid}/card")
        first = client.page("/handouts").select_one(".slip__code").get_text()
        code = client.page("/handouts/cards").select_one("code").get_text()
        worker = app.test_client()
        sign_in(worker, code, first)

        changed = worker.submit("/account/pin", "change-pin", current=first, pin="80351")

        assert changed.status_code == 303
        assert not client.page("/handouts").select(".slip"), "nobody else can read it"
        assert sign_in(app.test_client(), code, "80351").location == "/wallet"
        assert sign_in(app.test_client(), code, first).status_code == 422

    @pytest.mark.parametrize("pin", ["123", "1234567", "1111", "1987", "٣٤٥٦", PIN])
    def test_refuses_a_poor_pin(self, cast: Cast, client: AcademyClient, pin: str) -> None:
        a_card(AMINA.row)

        answer = client.as_(AMINA).submit("/account/pin", "change-pin", current=PIN, pin=pin)

        assert answer.status_code == 422

    def test_the_sheet_of_a_team(self, cast: Cast, client: AcademyClient) -> None:
        a_card(AMINA.row)
        client.as_(JAN)
        path = f"/teams/{cast.sorteren.uuid}/cards"

        page = client.page(path)
        assert [each.get_text() for each in page.select(".work-card__name")] == [AMINA.name]
        assert GORAN.name in page.select_one(".notice").get_text()

        assert client.post(path).location == "/handouts"
        assert len(client.page(path).select(".work-card")) == 2
        assert client.as_(PIET).get(path).status_code == 404
        assert client.post(path).status_code == 404

    def test_a_large_team_gets_them_in_turns(
        self, cast: Cast, client: AcademyClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Two at a time here: Amina, Goran and one more have none."""
        monkeypatch.setattr(card_views, "AT_ONCE", 2)
        a_membership(a_person("Noor Vos"), team=cast.sorteren)
        path = f"/teams/{cast.sorteren.uuid}/cards"
        client.as_(JAN)
        assert "We maken er 2 tegelijk" in client.page(path).get_text()
        client.post(path)
        assert len(client.page(path).select(".work-card")) == 2
        assert "tegelijk" not in client.page(path).get_text()
        client.post(path)
        assert len(client.page(path).select(".work-card")) == 3


def test_codes_are_made_of_the_key_and_nothing_else(cast: Cast) -> None:
    card = a_card(a_person())

    assert re.fullmatch(f"[{codes.ALPHABET}]{{16}}", code_of(card))
    assert codes.card_code(card.uuid, secret_key="another") != code_of(card)
    assert card.code_hash == codes.code_hash(code_of(card))
    assert codes.normalised("oIl0 1111 2222 333") is None
    assert codes.normalised("oIlU 1111 2222 3333") is None, "U is not in the alphabet"


@pytest.mark.parametrize(
    "typed",
    [
        "0123 4567 89AB CDEF",
        "0123-4567–89AB_CDEF",
        "0123.4567.89ab.cdef",
        "0123/4567/89ab/cdef/",
        " o123,4567 89abcdef. ",
        "OL23 4567 89AB CDEF",
        "oi23\u00a04567·89ab•cdef",
        "https://badges.example.nl/w/0123456789ABCDEF/",
    ],
)
def test_whatever_stands_between_its_groups_it_is_the_same_code(typed: str) -> None:
    assert codes.typed(typed) == "0123456789ABCDEF"
