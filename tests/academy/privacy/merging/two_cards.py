"""Amina, who brings in the card that she has as Dewi."""

from uuid import UUID

from sqlalchemy import select

from academy.access.models import Card
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.privacy.merging import service
from academy.privacy.merging.rules import Proof
from tests.cast import (
    AMINA,
    DEWI,
    PIN,
    code_of,
)
from tests.client import AcademyClient
from tests.clock import START

PAGE, YES = "/account/other-card", "/account/other-card/yes"


def show(client: AcademyClient, card: Card, pin: str = PIN):
    return client.post(PAGE, data={"code": code_of(card), "pin": pin})


def say_yes(client: AcademyClient, shown_page):
    proof = shown_page.page.select_one("#together input[name=proof]")["value"]
    return client.post(YES, data={"proof": proof})


def bring_together(client: AcademyClient, card: Card) -> None:
    assert say_yes(client, show(client, card)).location == "/wallet"


def told(answer) -> str:
    return answer.page.select_one(".notice--bad li").get_text(" ", strip=True)


def merge(stays=AMINA, goes=DEWI) -> None:
    db.session.commit()
    with transaction(*service.decided_by(stays.row, goes.row)):
        service.merge(stays.row, goes.row, proof=Proof.OWN_PIN, by=stays.actor, now=START)


def badges_of(member) -> set[UUID]:
    found = select(Credential.uuid).where(Credential.person_id == member.row.id)
    return set(db.session.scalars(found))
