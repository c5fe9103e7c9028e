"""Two things at the same moment, on two screens of one worker: one of them holds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import select

from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.people.queries import own_person
from academy.wallet.claims import service as claims
from academy.wallet.claims.models import Claim
from academy.wallet.claims.service import Said
from academy.wallet.elsewhere import service as elsewhere_service
from academy.wallet.elsewhere.models import ForeignBadge
from academy.wallet.elsewhere.reading import read
from academy.wallet.sharing import service as sharing_service
from academy.wallet.sharing.models import Share
from tests.academy.verification.conftest import elsewhere
from tests.academy.wallet.elsewhere.test_bringing import foreign
from tests.academy.wallet.sharing.conftest import amina, badge, palette, sharing, shown, the_share
from tests.cast import AMINA
from tests.clock import START
from tests.races import DONE, race

if TYPE_CHECKING:
    from flask import Flask

    from academy.credentials.models import Credential
    from tests.academy.wallet.sharing.conftest import Sharing

__all__ = ["amina", "badge", "elsewhere", "palette", "sharing", "shown"]


def test_kept_and_thrown_away_at_once_it_is_gone(app: Flask, badge: Credential) -> None:
    said = Said(
        uuid=uuid4(), credential_id=badge.id, skill="", words="Goed.", firm="Fiets", author="Erik"
    )
    settings = dependencies().settings
    with transaction(AMINA.row):
        actor = AMINA.identity().actor
        claims.say(AMINA.row.id, uuid4(), said, settings, by=actor, now=START)

    def the_claim() -> Claim:
        return db.session.scalars(select(Claim)).one()

    def keep() -> None:
        claim = the_claim()
        with transaction(claim.person):
            claims.accept(claim, settings, by=AMINA.identity(), now=START)

    def leave() -> None:
        claim = the_claim()
        with transaction(claim.person):
            claims.leave(claim, by=AMINA.identity(), now=START)

    outcomes = race(app, keep, leave)

    assert db.session.scalars(select(Claim)).all() == []
    assert DONE in outcomes
    assert outcomes in ([DONE, DONE], ["ObjectDeletedError", DONE])


def test_stopped_twice_at_once_it_stopped_once(
    app: Flask, badge: Credential, sharing: Sharing
) -> None:
    sharing(badge)

    def stop() -> None:
        share = the_share()
        with transaction(share):
            sharing_service.stop(share, by=AMINA.identity(), now=START + timedelta(hours=1))

    assert race(app, stop, stop) == [DONE, DONE]
    assert not the_share().is_open_at(START + timedelta(hours=2))


def test_brought_twice_at_once_it_is_there_once(app: Flask, elsewhere: Any, amina: Any) -> None:
    brought = read(foreign(name=AMINA.name), dependencies())

    def bring() -> None:
        identity = AMINA.identity()
        with transaction(own_person(identity)):
            elsewhere_service.keep(own_person(identity), brought, by=identity, now=START)

    assert race(app, bring, bring) == ["AcademyError", DONE]
    assert len(db.session.scalars(select(ForeignBadge)).all()) == 1
    assert db.session.scalars(select(Share)).all() == []
