"""Large letters, more contrast, no motion: remembered with the person, and nobody else's to see."""

import pytest
from flask import Flask
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.database import db
from academy.people.models import Person
from tests.academy.access.test_takeover import by_card, handed_out
from tests.cast import AMINA, BEA, JAN, PIN, Cast, a_card, code_of
from tests.client import AcademyClient

READING = "/reading"
ALL = {"big", "contrast", "still"}
CLASSES = {"big-print", "high-contrast", "less-motion"}


def choose(client: AcademyClient, *ways: str):
    return client.submit(READING, "reading", ways=list(ways))


def seen_as(client: AcademyClient, address: str = READING) -> set[str]:
    return CLASSES & set(client.page(address).html["class"])


def kept() -> str | None:
    return db.session.scalar(select(Person.reading).where(Person.uuid == AMINA.uuid))


def test_it_is_remembered_on_another_device(cast: Cast, app: Flask) -> None:
    tablet, phone = app.test_client().as_(AMINA), app.test_client().as_(AMINA)

    assert choose(tablet, *ALL).location == READING

    assert seen_as(tablet, "/wallet") == seen_as(phone, "/wallet") == CLASSES
    ticked = phone.page(READING).select("[name=ways][checked]")
    assert {each["value"] for each in ticked} == ALL


def test_each_is_chosen_by_itself_and_taken_back(cast: Cast, app: Flask) -> None:
    amina = app.test_client().as_(AMINA)

    choose(amina, "contrast")
    assert seen_as(amina) == {"high-contrast"}

    choose(amina)
    assert seen_as(amina) == set()
    assert kept() == ""

    assert choose(amina, "").location == READING  # as a browser never sends it
    assert kept() == ""


def test_the_next_one_on_a_tablet_reads_as_before(cast: Cast, app: Flask) -> None:
    tablet = app.test_client().as_(AMINA)
    choose(tablet, "big")
    tablet.post("/sign-out")

    assert seen_as(tablet) == set()
    assert seen_as(tablet.as_(BEA), "/wallet") == set()


def test_without_signing_in_it_is_of_this_device_and_the_own_choice_stands_above_it(
    cast: Cast, app: Flask
) -> None:
    device, amina = app.test_client(), app.test_client().as_(AMINA)
    choose(device, "big")
    assert seen_as(device, "/sign-in") == {"big-print"}
    assert seen_as(app.test_client()) == set()

    choose(amina, "still")
    assert seen_as(device.as_(AMINA), "/wallet") == {"less-motion"}


def test_whoever_gave_the_pin_does_not_see_it_and_changes_it_on_this_device_alone(
    cast: Cast, app: Flask
) -> None:
    choose(app.test_client().as_(AMINA), "big")
    card, jan, helper = a_card(AMINA.row), app.test_client().as_(JAN), app.test_client()
    jan.post(f"/people/{AMINA.uuid}/card/pin")
    by_card(helper, card, handed_out(jan))

    assert seen_as(helper, "/wallet") == set()
    choose(helper, "contrast")

    assert seen_as(helper, "/wallet") == {"high-contrast"}
    assert kept() == "big"


def test_on_an_own_phone_the_page_for_signing_in_reads_so_too(cast: Cast, app: Flask) -> None:
    code, phone = code_of(a_card(AMINA.row)), app.test_client()
    phone.post("/sign-in/card", data={"code": code, "pin": PIN})
    choose(phone, "big")
    phone.post("/sign-in/own-phone")
    phone.post("/sign-out")
    assert seen_as(phone, "/sign-in") == set()

    phone.post("/sign-in/card", data={"code": code, "pin": PIN})
    phone.post("/sign-out")

    assert seen_as(phone, "/sign-in") == {"big-print"}


def test_the_log_says_that_something_was_chosen_once_and_not_what(cast: Cast, app: Flask) -> None:
    amina = app.test_client().as_(AMINA)
    choose(amina, "big")
    choose(amina, "big")

    line = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "person.reading_chosen")
    ).one()
    assert (line.chain, line.details) == (0, {})


@pytest.mark.parametrize("way", ["huge", "", "BIG", "big contrast"])
def test_what_is_none_of_the_ways_changes_nothing(cast: Cast, app: Flask, way: str) -> None:
    amina = app.test_client().as_(AMINA)
    choose(amina, "still")

    assert choose(amina, "big", way).status_code == 422
    assert kept() == "still"


@pytest.mark.parametrize("cookie", ["huge", "big-print", "x" * 400, "", "\x00"])
def test_a_cookie_of_something_else_is_passed_over(client: AcademyClient, cookie: str) -> None:
    client.set_cookie("reading", cookie)

    assert seen_as(client, "/sign-in") == set()


def test_it_goes_along_in_the_own_file_alone(cast: Cast, app: Flask) -> None:
    amina, bea = app.test_client().as_(AMINA), app.test_client().as_(BEA)
    choose(amina, "big")

    assert amina.get("/wallet/data.json").get_json()["person"]["reading"] == "big"
    assert "big-print" not in bea.get(f"/people/{AMINA.uuid}").get_data(as_text=True)
