"""Somebody looks along with the whole wallet: until it is stopped, and known to nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.credentials.models import Credential
from academy.database import db
from academy.wallet.models import HiddenBadge
from academy.wallet.sharing import queries
from academy.wallet.sharing.models import Share, ShareLook
from tests.academy.shown import EMERGENCY, Shown
from tests.academy.wallet.sharing.conftest import link_on, opened, the_share
from tests.academy.wallet.test_list import text_of
from tests.cast import AMINA
from tests.client import AcademyClient
from tests.clock import START, TestClock

PAGE = "/wallet/shares/all"


def let_look(amina: AcademyClient, **answers: str) -> str:
    """Gives the link."""
    answer = amina.submit(PAGE, "along", **{"audience": "near", "duration": "year", **answers})
    assert answer.status_code == 303
    return link_on(amina, answer.location)


def test_the_other_sees_what_there_is_and_what_comes(
    amina: AcademyClient, outside: AcademyClient, badge: Credential, shown: Shown
) -> None:
    link = let_look(amina, label="Mijn zus")
    text = opened(outside, link)
    assert "Textiel" in text
    assert "Amina" in text
    assert "nood" not in text.lower()
    assert "Kijkt mee met al je badges" in text_of(amina.page("/wallet/shares"))

    shown(skill=EMERGENCY)
    assert "nood" in text_of(outside.page(link)).lower()

    db.session.add(HiddenBadge(credential_id=badge.id, hidden_at=START))
    db.session.commit()
    assert "Textiel" not in text_of(outside.page(link))
    assert len(db.session.scalars(select(ShareLook)).all()) == 1


def test_it_is_only_to_read(
    amina: AcademyClient, outside: AcademyClient, badge: Credential
) -> None:
    link = let_look(amina)
    opened(outside, link)
    assert not outside.page(link).select(f'a[href="{link}/add"]')
    assert outside.get(f"{link}/add").location == link


def test_stopped_it_is_over_and_so_it_is_after_a_year(
    amina: AcademyClient, outside: AcademyClient, badge: Credential, clock: TestClock
) -> None:
    link = let_look(amina)
    assert the_share().ends_at - START <= timedelta(days=366)
    opened(outside, link)
    amina.submit(f"/wallet/shares/{the_share().uuid}")
    assert outside.get(link).status_code == 410

    again = let_look(amina)
    clock.advance(days=366)
    assert outside.get(again).status_code == 410


def test_nobody_else_learns_of_it(amina: AcademyClient, badge: Credential) -> None:
    assert "meekijken" not in amina.page(PAGE).title.get_text()
    let_look(amina, audience="guide", label="Mevrouw Smit")
    lines = db.session.scalars(select(AuditEvent).where(AuditEvent.action.like("share%"))).all()
    assert [(line.action, line.chain) for line in lines] == [("share.made", PLATFORM_CHAIN)]
    assert not any(word in str(lines[0].details) for word in ("guide", "Smit", "follows"))
    assert amina.get("/wallet/data.json").json["shares"][0]["looks_along"]


@pytest.mark.parametrize("missing", ["audience", "duration"])
def test_bad_input_gets_a_sentence_and_makes_nothing(amina: AcademyClient, missing: str) -> None:
    answer = amina.submit(PAGE, "along", **{"audience": "near", "duration": "month", missing: "x"})
    assert answer.status_code == 422
    assert "Kies" in answer.page.select_one(f"#{missing} .field__error").get_text()
    assert db.session.scalars(select(Share)).all() == []


def test_sent_twice_it_makes_one(amina: AcademyClient, badge: Credential) -> None:
    key = amina.page(PAGE).select_one("input[name=key]")["value"]
    data = {"key": key, "audience": "near", "duration": "month"}
    assert {amina.post(PAGE, data=data).location for _time in range(2)} == {
        f"/wallet/shares/{the_share().uuid}"
    }


def test_under_sixteen_a_parent_comes_first(amina: AcademyClient, badge: Credential) -> None:
    link = let_look(amina)
    AMINA.row.under_16_until = START.date() + timedelta(days=90)
    db.session.commit()
    assert amina.get(PAGE).location == "/wallet/shares"
    assert not amina.page("/wallet/shares").select(f'a[href="{PAGE}"]')
    assert amina.application.test_client().get(link).status_code == 410
    assert "Deze links staan nu stil" in text_of(amina.page("/wallet/shares"))
    own = amina.page(f"/wallet/shares/{the_share().uuid}")
    assert "Eerst moet een ouder ja zeggen" in text_of(own)
    assert not own.select("#address"), "a link that opens nothing is not handed on"
    assert own.select("form[action$='/stop']")


def test_a_long_wallet_is_seen_page_by_page(
    amina: AcademyClient,
    outside: AcademyClient,
    badge: Credential,
    shown: Shown,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queries, "PER_PAGE", 1)
    shown(skill=EMERGENCY)
    link = let_look(amina)

    first = opened(outside, link)
    second = text_of(outside.page(outside.page(link).select_one("a[rel=next]")["href"]))

    assert "nood" in first.lower()
    assert "Textiel" not in first
    assert "Textiel" in second
    assert text_of(outside.page(f"{link}?page=99")) == second
    for wrong in ("0", "-3", "x"):
        assert "nood" in text_of(outside.page(f"{link}?page={wrong}")).lower()
    assert len(db.session.scalars(select(ShareLook)).all()) == 1, "turning a page is no other look"
    own = amina.page(f"/wallet/shares/{the_share().uuid}?page=2")
    assert own.select_one("details[open] .shared-badge__name").get_text() == "Textiel sorteren"
