"""A registered organisation takes back what it said, and never learns what the worker chose."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.credentials.models import Credential, Endorsement
from academy.credentials.statements.models import Statement, WithdrawalReason
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.locking import row
from academy.people.models import Person
from academy.privacy.packing import bundle
from academy.wallet.claims import service
from academy.wallet.claims.models import Claim
from academy.wallet.claims.queries import subject_of
from academy.wallet.elsewhere import layout
from tests.academy.wallet.claims.test_endorsed import (
    erik,
    firm,
    kept,
    say,
    shown_at_the_check,
    verdict,
)
from tests.academy.wallet.sharing.conftest import ANSWERS, NEW, link_on, opened
from tests.cast import AMINA, ERIK, JAN, OSCAR, Cast, as_
from tests.clock import START
from tests.races import race

if TYPE_CHECKING:
    from flask import Flask

    from tests.academy.wallet.sharing.conftest import Sharing
    from tests.client import AcademyClient

__all__ = ["erik"]


def the_statement() -> Statement:
    return db.session.scalars(select(Statement)).one()


def taken_back(client: AcademyClient, reason: str = "mistake") -> Any:
    return client.submit(f"/statements/{the_statement().uuid}/withdraw", reason=reason)


def bits(client: AcademyClient, path: str) -> str:
    return str(json.loads(client.get(path).data)["credentialSubject"]["encodedList"])


def words_of(client: AcademyClient, path: str) -> str:
    return " ".join(client.page(path).main.get_text(" ").split())


def test_taken_back_nobody_reads_that_the_badge_was_revoked(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    say(erik, link, badge, firm(palette))
    document = amina.get(f"/wallet/said/{kept(amina).uuid}/file").data
    taken_back(erik)

    page = shown_at_the_check(erik, document)

    words = " ".join(page.get_text(" ").split())
    assert "Deze aanbeveling is teruggenomen" in words
    assert "Wie dit schreef, nam het terug. Dat zegt niets over de badge." in words
    assert "badge is ingetrokken" not in page.select_one(".verdict").text


def test_what_was_kept_is_revoked_for_everybody_who_checks_it(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    say(erik, link, badge, firm(palette))
    claim = kept(amina)
    document = amina.get(f"/wallet/said/{claim.uuid}/file").data
    assert verdict(erik, document)["verdict"] == "valid"
    place = json.loads(document)["credentialStatus"]
    assert place["type"] == "BitstringStatusListEntry"

    answer = taken_back(erik)

    assert (answer.status_code, answer.location) == (303, f"/statements/of/{palette.employer.uuid}")
    assert verdict(erik, document)["verdict"] == "revoked"
    page = words_of(amina, "/wallet/said")
    assert "De Fietsfabriek nam dit terug op" in page
    assert "Het was een fout." in page
    assert "nam dit terug" in words_of(amina, f"/wallet/{badge.uuid}")
    assert "Een bedrijf nam iets terug" in words_of(amina, "/wallet")


def test_it_leaves_shares_the_record_and_the_file_of_everything(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast,
    sharing: Sharing,
) -> None:  # fmt: skip
    say(erik, link, badge, firm(palette))
    kept(amina)
    taken_back(erik)

    packed = ZipFile(io.BytesIO(bundle(AMINA.identity(), dependencies())))

    assert not [name for name in packed.namelist() if name.startswith(layout.ENDORSEMENTS)]
    assert b"EndorsementCredential" not in packed.read(layout.RECORD)
    told = json.loads(packed.read(layout.DATA))
    assert str(told).count("taken_back_at") == 1


def test_a_share_that_showed_it_shows_it_no_more(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast,
    outside: AcademyClient,
) -> None:  # fmt: skip
    say(erik, link, badge, firm(palette), words="Netjes gedaan.")
    kept(amina)
    amina.submit(f"{NEW}/badges", "step", badges=[badge.uuid.hex])
    for step, values in {**ANSWERS, "claims": {"claims": "yes"}, "check": {}}.items():
        answer = amina.submit(f"{NEW}/{step}", "step", **values)
    other = link_on(amina, answer.location)
    assert "Netjes gedaan." in opened(outside, other)

    taken_back(erik)

    assert "Netjes gedaan." not in words_of(outside, other)


@pytest.mark.parametrize("chosen", ["kept", "left", "unread"])
def test_the_firm_sees_the_same_whatever_the_worker_chose(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast,
    chosen: str,
) -> None:  # fmt: skip
    say(erik, link, badge, firm(palette))
    page = f"/statements/of/{palette.employer.uuid}"
    erik.get(page)  # what was flashed is read
    before = words_of(erik, page)
    place = the_statement().status_list
    assert place is not None
    public = f"/status/{place.uuid}"
    claim = db.session.scalars(select(Claim)).one()
    if chosen != "unread":
        step = "accept" if chosen == "kept" else "leave"
        amina.post(f"/wallet/said/{claim.uuid}/{step}")

    assert words_of(erik, page) == before
    assert "Amina" not in before
    empty = bits(erik, public)
    assert taken_back(erik).status_code == 303
    assert bits(erik, public) != empty
    lines = db.session.scalars(
        select(AuditEvent).where(AuditEvent.chain == palette.employer.id).order_by(AuditEvent.id)
    ).all()
    assert [each.action for each in lines][-1] == "endorsement.withdrawn"
    assert lines[-1].details == {"reason": "mistake"}


def test_what_was_taken_back_unread_cannot_be_kept(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    say(erik, link, badge, firm(palette))
    taken_back(erik, "somebody_else")
    claim = db.session.scalars(select(Claim)).one()

    assert "Klopt dit?" not in words_of(amina, "/wallet/said")
    answer = amina.post(f"/wallet/said/{claim.uuid}/accept", follow_redirects=True)

    assert "Het bedrijf heeft dit teruggenomen." in answer.text
    assert "Het ging over iemand anders." in answer.text
    assert db.session.scalars(select(Endorsement)).all() == []
    amina.post(f"/wallet/said/{claim.uuid}/leave")
    assert db.session.scalars(select(Claim)).all() == []


def test_what_nobody_signed_can_be_taken_back_too(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    say(erik, link, badge, firm(palette), about="new", skill="Een band plakken")
    kept(amina)
    assert the_statement().status_list_id is None
    assert "Iets nieuws" in words_of(erik, f"/statements/of/{palette.employer.uuid}")

    taken_back(erik)

    assert "Een band plakken" not in words_of(amina, "/wallet")
    assert "nam dit terug" in words_of(amina, "/wallet/said")


def test_an_endorsement_of_before_there_were_places_is_not_ours_any_more(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    say(erik, link, badge, firm(palette))
    old = the_statement()
    old.status_list_id = old.status_index = None
    db.session.commit()
    claim = kept(amina)
    document = amina.get(f"/wallet/said/{claim.uuid}/file").data
    assert "credentialStatus" not in json.loads(document)
    assert verdict(erik, document)["verdict"] == "valid"
    asked = words_of(erik, f"/statements/{old.uuid}/withdraw")

    taken_back(erik)

    assert verdict(erik, document)["verdict"] == "invalid"
    assert "hoort niet dat jullie het terugnamen" in asked, "whoever takes it back is told so"


def test_without_a_reason_nothing_changes_and_twice_is_once(
    erik: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    say(erik, link, badge, firm(palette))
    for wrong in ("", "because"):
        answer = taken_back(erik, wrong)
        assert answer.status_code == 422
        assert "Er klopt iets niet" in answer.text
    assert the_statement().withdrawn_at is None

    taken_back(erik)
    path = f"/statements/{the_statement().uuid}/withdraw"
    assert erik.post(path, data={"reason": "changed"}).status_code == 303

    assert the_statement().reason == WithdrawalReason.MISTAKE


def test_only_who_speaks_for_the_organisation_comes_here(
    app: Flask, erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential,
    palette: Cast,
) -> None:  # fmt: skip
    say(erik, link, badge, firm(palette))
    paths = (
        f"/statements/of/{palette.employer.uuid}",
        f"/statements/{the_statement().uuid}/withdraw",
    )
    for somebody in (AMINA, JAN, OSCAR):
        client: Any = app.test_client()
        as_(client, somebody)
        assert [client.get(path).status_code for path in paths] == [404, 404]
    assert amina.get("/statements").status_code == 404
    assert [app.test_client().get(path).status_code for path in paths] == [303, 303]
    assert erik.get("/statements").location == paths[0]


def test_kept_and_taken_back_at_once_nothing_stands(
    app: Any, erik: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    say(erik, link, badge, firm(palette))
    key, settings = the_statement().uuid, dependencies().settings

    def keep() -> None:
        claim = db.session.scalars(select(Claim).where(Claim.uuid == key)).one()
        with transaction(row(Person, claim.person_id)):
            service.accept(claim, settings, by=AMINA.identity(), now=START)

    def take_back() -> None:
        statement = the_statement()
        with transaction(statement, *subject_of(key)):
            service.withdraw(statement, WithdrawalReason.MISTAKE, by=ERIK.identity(), now=START)

    assert "done" in race(app, keep, take_back)

    claim = db.session.scalars(select(Claim)).one()
    assert claim.is_withdrawn
    assert not claim.stands
