"""A badge of a known issuer outside is known by the name that the academy wrote down, not ours."""

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from academy.credentials.addresses import Addresses
from academy.credentials.outside import service
from academy.credentials.outside.models import OutsideIssuer
from academy.credentials.outside.service import KNOWN
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.verification.known import KnownIssuers
from academy.verification.register import IssuanceRegister
from academy.wallet.elsewhere.models import ForeignBadge
from badges.fetching import OfflineMap
from tests.academy.credentials.outside.conftest import SCHOOL, an_outsider
from tests.academy.verification.test_foreign_badges import foreign
from tests.badges.foundry import SCHAKEL, VERVALSER, signed, signer
from tests.badges.foundry import badge as unsigned
from tests.badges.foundry.old import Old, old_assertion, old_world
from tests.cast import AMINA, ANNA, BEA, Member
from tests.client import AcademyClient
from tests.clock import START

CLAIM = "Kringloopcentrum De Schakel"
"""What the badge says that its issuer is called."""
pytestmark = pytest.mark.usefixtures("cast", "elsewhere")


def page_of(client: AcademyClient, document: Any) -> Any:
    return client.post("/verify", data={"text": json.dumps(document)}, csrf=False).page


def take_out(row: OutsideIssuer) -> None:
    with transaction(KNOWN):
        service.stop(row, by=ANNA.identity(), now=START)


def test_it_is_known_by_the_name_that_was_written_down(client: AcademyClient, check: Any) -> None:
    an_outsider()

    report, page = check(json.dumps(foreign())), page_of(client, foreign())

    assert report["verdict"] == "valid"
    assert report["credential"]["issuer"] == {"id": VERVALSER, "name": SCHOOL}
    said = page.select_one("main").get_text(" ", strip=True)
    assert f"{SCHOOL} (buiten dit platform) {VERVALSER}" in said
    assert CLAIM not in said, "its own name would look as if somebody checked it"
    assert page.select_one(".verdict--good")


def test_taken_out_its_badges_are_of_somebody_unknown_again(check: Any) -> None:
    take_out(an_outsider())

    report = check(json.dumps(foreign()))

    assert report["verdict"] == "unknown-issuer"
    assert report["credential"]["issuer"]["name"] is None


@pytest.mark.parametrize(
    "identifier",
    ["did:web:vervalser.example:issuers:De-Schakel", "did:web:vervalser.example",
     "https://vervalser.example/issuers/de-schakel"],
)  # fmt: skip
def test_who_looks_alike_is_not_known(check: Any, identifier: str) -> None:
    an_outsider(identifier=identifier)

    assert check(json.dumps(foreign()))["verdict"] == "unknown-issuer"


def test_a_badge_that_another_signed_in_its_name_is_false(check: Any) -> None:
    an_outsider()
    document = unsigned(issuer={"id": VERVALSER, "type": ["Profile"]}, credentialStatus=None)

    assert check(json.dumps(signed(document, signer(1))))["verdict"] == "invalid"


def test_its_badges_are_not_looked_for_in_our_register_and_ours_still_are(badge: str) -> None:
    an_outsider()
    addresses = Addresses(dependencies().settings.public_url)
    known = KnownIssuers(addresses)
    register = IssuanceRegister(addresses, known.ours)

    assert known[VERVALSER] == SCHOOL
    assert not register.keeps(VERVALSER)
    assert register.keeps(SCHAKEL)


def test_a_stolen_key_of_ours_gains_nothing_by_the_list(badge: str) -> None:
    """What an organisation here signed is in the register or false, whatever stands in the list."""
    with transaction(KNOWN):
        db.session.add(
            OutsideIssuer(
                name="Nep", identifier=SCHAKEL, compared=SCHAKEL, reason="Langs de pagina om.",
                checked_on=START.date(), checked_by_id=ANNA.row.id,
            )
        )  # fmt: skip
    known = KnownIssuers(Addresses(dependencies().settings.public_url))

    assert known[SCHAKEL] == "De Schakel"
    assert dict(known)[SCHAKEL] == "De Schakel"
    assert known.ours[SCHAKEL] == "De Schakel"


def test_an_older_badge_of_it_is_known_too(check: Any, elsewhere: Flask) -> None:
    there = {**old_world(), Old.assertion: old_assertion()}
    moved = json.loads(json.dumps(there).replace("badges.example.nl", "school.example"))
    deps = elsewhere.extensions["academy"]
    elsewhere.extensions["academy"] = replace(deps, elsewhere=OfflineMap(moved))
    address = Old.assertion.replace("badges.example.nl", "school.example")
    assert check(address)["verdict"] == "unknown-issuer"

    an_outsider(identifier="https://School.example/ob2/issuer/")

    assert check(address)["verdict"] == "valid"


def test_programs_and_people_read_whom_we_know_outside(client: AcademyClient, badge: str) -> None:
    an_outsider()
    take_out(an_outsider(name="ROC", identifier="https://roc.example"))

    trust = client.get("/issuers", headers={"Accept": "application/json"}).json
    page = client.page("/issuers")

    assert trust[VERVALSER] == SCHOOL
    assert list(trust)[-1] == VERVALSER, "ours come first"
    assert "https://roc.example" not in trust
    outside = page.select_one("section[aria-labelledby=outside]").get_text(" ", strip=True)
    assert SCHOOL in outside
    assert "ROC" not in outside
    assert "Anna" not in page.get_text()
    assert SCHOOL not in page.select_one("#issuers").get_text()


def test_what_a_worker_keeps_tells_what_was_told_until_it_is_checked_again(
    client: AcademyClient,
) -> None:
    amina = client.as_(AMINA)
    where = amina.post("/wallet/elsewhere/new", data={"text": json.dumps(foreign())}).location
    assert told() == ("unknown-issuer", CLAIM)

    row = an_outsider()
    assert told() == ("unknown-issuer", CLAIM)
    amina.post(f"{where}/check")
    assert told() == ("valid", SCHOOL)

    take_out(row)
    assert told() == ("valid", SCHOOL)
    amina.post(f"{where}/check")
    assert told() == ("unknown-issuer", CLAIM)


def told() -> tuple[str, str]:
    row = db.session.scalars(select(ForeignBadge)).one()
    return row.verdict, row.issuer


@pytest.mark.parametrize(("member", "offered"), [(ANNA, True), (BEA, False), (None, False)])
def test_the_academy_goes_on_from_a_check_to_the_list(
    client: AcademyClient, member: Member | None, offered: bool
) -> None:
    if member:
        client.as_(member)

    link = page_of(client, foreign()).find("a", string="Zet deze uitgever bij de bekende uitgevers")

    assert bool(link) is offered
    if link:
        assert client.page(link["href"]).select_one("#identifier")["value"] == VERVALSER
