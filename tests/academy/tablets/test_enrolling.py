"""A tablet is enrolled once, with a short-lived code, and gets a token that can be taken away."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.access.attempts import TRIES_PER_ADDRESS
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.locking import row
from academy.organisations.models import Organisation
from academy.tablets import enrolling
from academy.tablets.enrolling import CODE_LIFETIME
from academy.tablets.models import Tablet
from tests.academy.tablets.conftest import Enrol, card_of, code_for, signed_in
from tests.cast import BEA, CAS, JAN, Cast
from tests.client import AcademyClient
from tests.clock import TestClock
from tests.races import DONE, race
from tests.tablet import TabletClient


def the_tablet() -> Tablet:
    db.session.rollback()
    return db.session.scalars(select(Tablet)).one()


def test_a_code_works_once(tablet: TabletClient, palette: Cast, clock: TestClock) -> None:
    code = code_for(palette.utrecht, "Winkel 2")
    second = TabletClient(tablet.app, clock)
    assert second.enrol(f" {code[:4]}-{code[4:].lower()} ").status_code == 201
    again = TabletClient(tablet.app, clock).enrol(code)
    assert (again.status_code, again.json["code"]) == (422, "wrong-tablet-code")
    assert again.mimetype == "application/problem+json"
    assert second.token != tablet.token


def test_a_code_works_for_a_quarter_of_an_hour(
    tablet: TabletClient, palette: Cast, clock: TestClock
) -> None:
    code = code_for(palette.utrecht, "Winkel 2")
    clock.now += CODE_LIFETIME
    assert TabletClient(tablet.app, clock).enrol(code).json["code"] == "wrong-tablet-code"


def test_guesses_are_limited(tablet: TabletClient, clock: TestClock) -> None:
    stranger = TabletClient(tablet.app, clock)
    codes = {stranger.enrol(f"{n:016}").json["code"] for n in range(TRIES_PER_ADDRESS)}
    assert codes == {"wrong-tablet-code"}
    assert stranger.enrol("0" * 16).json["code"] == "too-many-tries"


def test_of_two_that_use_one_code_one_gets_in(tablet: TabletClient, palette: Cast) -> None:
    code, place = code_for(palette.utrecht, "Winkel 2"), row(Organisation, palette.schakel.id)
    db.session.rollback()

    def enrol() -> None:
        with transaction(place):
            enrolling.enrol(code, now=dependencies().clock())

    assert race(tablet.app, enrol, enrol) == ["InvalidInputError", DONE]


@pytest.mark.parametrize("token", ["", "x" * 43])
def test_whoever_has_no_token_is_nobody(tablet: TabletClient, token: str) -> None:
    tablet.token = token
    answer = tablet.ask("GET", "/api/tablet/state")
    assert (answer.status_code, answer.json["code"]) == (401, "tablet-unknown")


def test_only_hashes_are_kept(tablet: TabletClient) -> None:
    row = the_tablet()
    assert row.token_hash != tablet.token.encode()
    assert row.code_hash is None


def test_a_session_is_no_tablet_and_a_tablet_no_session(
    tablet: TabletClient, client: AcademyClient
) -> None:
    assert client.as_(BEA).get("/api/tablet/state").status_code == 401
    assert tablet.ask("GET", f"/tablets/{the_tablet().uuid}").status_code == 303


def test_each_contact_is_seen(tablet: TabletClient, clock: TestClock) -> None:
    clock.advance(hours=3)
    tablet.queue = [{}, {}, {}]
    tablet.state()
    row = the_tablet()
    assert (row.seen_at, row.waiting, row.app_version) == (clock.now, 3, "test-1")


@pytest.mark.parametrize("said", ["-3", "9" * 30, "drie", ""])
def test_nonsense_about_itself_changes_nothing(tablet: TabletClient, said: str) -> None:
    headers = {"Tablet-Waiting": said, "Tablet-App": "<b>" * 30}
    assert tablet.ask("GET", "/api/tablet/state", headers=headers).status_code == 200
    assert (the_tablet().waiting, the_tablet().app_version) == (0, "test-1")


def test_a_revoked_tablet_is_refused_at_once(tablet: TabletClient, client: AcademyClient) -> None:
    leader, row = signed_in(tablet, JAN), the_tablet()
    client.as_(BEA).post(f"/tablets/{row.uuid}/revoke")
    for method, path in (
        ("GET", "/api/tablet/state"),
        ("GET", f"/api/tablet/grants/{leader.id}/roster"),
        ("POST", "/api/tablet/grants"),
        ("POST", "/api/sync"),
    ):
        answer = tablet.ask(method, path, json={} if method == "POST" else None)
        assert (answer.status_code, answer.json["code"]) == (403, "tablet-revoked"), path


def test_an_administrator_adds_one_and_sees_its_code(
    client: AcademyClient, palette: Cast, clock: TestClock
) -> None:
    place = palette.schakel.uuid
    answer = client.as_(BEA).submit(f"/organisations/{place}/tablets/new", "tablet", name="Kassa")
    page = client.page(str(answer.location))
    code = page.select_one(".enrol-code__text")
    assert code is not None
    enrolled = TabletClient(client.application, clock)
    assert enrolled.enrol(code.get_text()).status_code == 201
    assert client.page(str(answer.location)).select_one(".enrol-code") is None
    row = client.page(f"/organisations/{place}/tablets").select_one("tbody tr")
    assert row is not None
    assert "Kassa" in row.get_text()
    assert "Goed" in row.get_text()


def test_the_code_is_gone_from_the_page_when_it_stops(
    client: AcademyClient, palette: Cast, clock: TestClock
) -> None:
    code_for(palette.utrecht)
    address = f"/tablets/{the_tablet().uuid}"
    clock.now += CODE_LIFETIME
    assert client.as_(BEA).page(address).select_one(".enrol-code") is None
    client.post(f"{address}/code")
    assert client.page(address).select_one(".enrol-code") is not None


def test_a_tablet_is_renamed_and_may_go_longer(tablet: TabletClient, client: AcademyClient) -> None:
    address = f"/tablets/{the_tablet().uuid}"
    client.as_(BEA).submit(f"{address}/edit", "tablet", name="Achter", long_grants="y")
    assert tablet.state()["tablet"]["name"] == "Achter"
    assert tablet.state()["tablet"]["longest_hours"] == 24
    empty = client.submit(f"{address}/edit", "tablet", name="")
    assert empty.status_code == 422


@pytest.mark.parametrize(("method", "path"), [
    ("get", ""), ("get", "/edit"), ("post", "/code"), ("post", "/revoke"),
])  # fmt: skip
def test_another_organisation_finds_no_tablet(
    tablet: TabletClient, client: AcademyClient, method: str, path: str
) -> None:
    address = f"/tablets/{the_tablet().uuid}{path}"
    assert client.as_(CAS).open(address, method=method.upper()).status_code == 404
    assert client.as_(JAN).open(address, method=method.upper()).status_code == 404


def test_there_is_one_click_in_a_demo_and_none_elsewhere(
    client: AcademyClient, palette: Cast
) -> None:
    place = palette.schakel.uuid
    assert client.as_(BEA).post(f"/organisations/{place}/tablets/here").status_code == 404
    assert db.session.scalar(select(func.count()).select_from(Tablet)) == 0


def test_in_a_demo_the_administrator_chooses_for_which_site(
    app: Flask, client: AcademyClient, palette: Cast
) -> None:
    deps = app.extensions["academy"]
    app.extensions["academy"] = replace(deps, settings=replace(deps.settings, demo=True))
    page = f"/organisations/{palette.schakel.uuid}/tablets"
    client.as_(BEA)
    assert client.page(page).select_one("select[name=site] option").get_text() == "Winkel Utrecht"
    elsewhere = client.post(f"{page}/here", data={"site": str(palette.arnhem.uuid)})
    assert "#enrol=" not in str(elsewhere.location)
    assert db.session.scalar(select(func.count()).select_from(Tablet)) == 0
    answer = client.post(f"{page}/here", data={"site": str(palette.utrecht.uuid)})
    assert "/tablet/#enrol=" in str(answer.location)
    assert the_tablet().site_id == palette.utrecht.id


def test_in_a_demo_the_page_names_the_address_in_use(
    app: Flask, client: AcademyClient, palette: Cast
) -> None:
    code_for(palette.utrecht)
    deps, phone = app.extensions["academy"], "http://192.168.1.7:9000"
    settings = replace(deps.settings, demo=True, demo_url=phone)
    app.extensions["academy"] = replace(deps, settings=settings)
    page = client.as_(BEA).page(f"/tablets/{the_tablet().uuid}")
    assert f"{phone}/tablet/" in page.get_text()


def test_a_form_that_is_sent_twice_makes_one_tablet(client: AcademyClient, palette: Cast) -> None:
    place = palette.schakel.uuid
    form = {
        "name": "Kassa", "site": str(palette.utrecht.uuid),
        "key": "7d0c2a52-3c42-4f0e-9d51-6a4a6f1f3b11",
    }  # fmt: skip
    client.as_(BEA)
    for _again in range(2):
        assert client.post(f"/organisations/{place}/tablets/new", data=form).status_code == 303
    assert the_tablet().name == "Kassa"


def test_a_tablet_of_elsewhere_lets_no_leader_of_here_in(
    enrol: Enrol, palette: Cast, clock: TestClock
) -> None:
    answer, _key = enrol(palette.arnhem).try_to_sign_in(card=card_of(JAN))
    assert (answer.status_code, answer.json["code"]) == (422, "wrong-tablet-card")


def test_a_key_that_is_taken_elsewhere_does_as_well_as_any(
    tablet: TabletClient, client: AcademyClient, palette: Cast
) -> None:
    """Else an answer would tell that a tablet with this UUID exists."""
    place, taken = palette.cirkel.uuid, str(the_tablet().uuid)
    form = {"name": "Kassa", "site": str(palette.arnhem.uuid), "key": taken}
    answer = client.as_(CAS).post(f"/organisations/{place}/tablets/new", data=form)
    assert answer.status_code == 303
    assert taken not in str(answer.location)
