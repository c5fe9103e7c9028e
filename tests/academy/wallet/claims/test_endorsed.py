"""What a registered organisation says about a badge is signed by it, beside the badge."""

import io
import json
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from academy.access.models import Session
from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.credentials import keys
from academy.credentials.models import Credential, Endorsement
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.locking import row
from academy.people.models import Person
from academy.privacy.exporting import everything_about
from academy.privacy.packing import bundle
from academy.wallet.claims import service
from academy.wallet.claims.models import Claim
from academy.wallet.elsewhere import layout
from tests.academy.wallet.sharing.conftest import opened
from tests.cast import AMINA, ERIK, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START
from tests.races import race

WORDS = "Zij sorteert snel en netjes."


@pytest.fixture
def erik(outside: AcademyClient, link: str) -> AcademyClient:
    """Of De Fietsfabriek, which the academy registered; he opened the link."""
    client = outside.as_(ERIK)
    opened(client, link)
    return client


def firm(cast: Cast) -> str:
    return cast.employer.uuid.hex


def say(client: AcademyClient, link: str, badge: Credential, speaker: str, **more: str) -> Any:
    values = {"about": badge.uuid.hex, "words": WORDS, "speaker": speaker, **more}
    return client.submit(f"{link}/add", **values)


def kept(amina: AcademyClient) -> Claim:
    claim = db.session.scalars(select(Claim)).one()
    assert amina.post(f"/wallet/said/{claim.uuid}/accept").status_code == 303
    return claim


def verdict(client: AcademyClient, document: bytes) -> dict[str, Any]:
    answer = client.post(
        "/verify",
        data={"file": (io.BytesIO(document), "a.json")},
        headers={"Accept": "application/json"},
    )
    return dict(answer.json)


def shown_at_the_check(client: AcademyClient, document: bytes) -> Any:
    data = {"file": (io.BytesIO(document), "a.json")}
    return client.post("/verify", data=data, csrf=False).page.main


def test_who_checks_it_reads_of_a_recommendation_and_finds_the_badge(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    say(erik, link, badge, firm(palette))
    claim = kept(amina)

    page = shown_at_the_check(erik, amina.get(f"/wallet/said/{claim.uuid}/file").data)

    assert page.select_one(".verdict--good .verdict__title").text == "Deze aanbeveling is echt"
    assert page.find("a", href=f"/credentials/{badge.uuid}").text == "Bekijk die badge"
    words = " ".join(page.get_text(" ").split())
    assert "Deze badge is echt" not in words
    assert "Wie dit schreef, nam het niet terug." in words


def test_kept_it_is_signed_with_the_key_of_who_said_it(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    before = badge.document
    assert say(erik, link, badge, firm(palette)).location == link
    assert db.session.scalars(select(Endorsement)).all() == [], "nothing before the worker's yes"

    claim = kept(amina)

    document = amina.get(f"/wallet/said/{claim.uuid}/file").data
    told = json.loads(document)
    assert told["type"] == ["VerifiableCredential", "EndorsementCredential"]
    assert told["issuer"]["name"] == "De Fietsfabriek"
    assert told["credentialSubject"]["id"].endswith(f"/credentials/{badge.uuid}")
    assert told["credentialSubject"]["endorsementComment"] == WORDS
    assert not any(name in document.decode() for name in ("Amina", "Erik"))
    report = verdict(erik, document)
    assert (report["verdict"], report["credential"]["issuer"]["name"]) == (
        "valid",
        "De Fietsfabriek",
    )
    assert badge.document == before
    page = " ".join(amina.page(f"/wallet/{badge.uuid}").main.get_text(" ").split())
    assert "De academie kent dit bedrijf." in page
    assert "Niet gecontroleerd" not in page


def test_it_is_in_the_file_of_everything_and_in_the_record(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    say(erik, link, badge, firm(palette))
    kept(amina)

    packed = ZipFile(io.BytesIO(bundle(AMINA.identity(), dependencies())))

    signed = packed.read(f"{layout.ENDORSEMENTS}/001.json")
    (told,) = everything_about(AMINA.identity(), now=START)["said_by_others"]
    record = json.loads(packed.read(layout.RECORD))
    assert told["signed"] == json.loads(signed)
    assert json.loads(signed) in record["credentialSubject"]["verifiableCredential"]
    assert verdict(erik, packed.read(layout.RECORD))["verdict"] == "valid"


def test_thrown_away_nobody_takes_it_for_ours(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    say(erik, link, badge, firm(palette))
    claim = kept(amina)
    file = f"/wallet/said/{claim.uuid}/file"
    document = amina.get(file).data

    amina.post(f"/wallet/said/{claim.uuid}/leave")

    assert amina.get(file).status_code == 404
    assert verdict(erik, document)["verdict"] == "invalid"
    assert db.session.scalars(select(Endorsement)).all() == []


@pytest.mark.parametrize("changed", [("Zij sorteert", "Zij repareert"), ("snel", "langzaam")])
def test_other_words_are_not_the_firms(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast,
    changed: tuple[str, str],
) -> None:  # fmt: skip
    say(erik, link, badge, firm(palette))
    claim = kept(amina)
    document = amina.get(f"/wallet/said/{claim.uuid}/file").data.decode()

    assert verdict(erik, document.replace(*changed).encode())["verdict"] == "invalid"


def test_the_firm_never_hears_what_the_worker_chose(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    say(erik, link, badge, firm(palette))
    chain = palette.employer.id
    before = db.session.scalars(select(AuditEvent.action).where(AuditEvent.chain == chain)).all()

    kept(amina)

    after = db.session.scalars(select(AuditEvent.action).where(AuditEvent.chain == chain)).all()
    assert after == before
    line = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "endorsement.issued")
    ).one()
    assert (line.chain, line.details) == (PLATFORM_CHAIN, {})


def test_sent_again_after_the_worker_threw_it_away_it_is_answered_alike(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    key, answers = str(uuid4()), []
    for throws_away in (False, True):
        answers.append(say(erik, link, badge, firm(palette), key=key))
        if throws_away:
            claim = db.session.scalars(select(Claim)).one()
            amina.post(f"/wallet/said/{claim.uuid}/leave")
    answers.append(say(erik, link, badge, firm(palette), key=key))

    assert [(each.status_code, each.location) for each in answers] == [(303, link)] * 3
    assert db.session.scalars(select(Claim)).all() == []


def test_something_new_and_another_firm_stay_unsigned(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    say(erik, link, badge, firm(palette), about="new", skill="Een band plakken")
    claim = kept(amina)
    assert amina.get(f"/wallet/said/{claim.uuid}/file").status_code == 404
    amina.post(f"/wallet/said/{claim.uuid}/leave")

    say(erik, link, badge, "other", firm="Fietsen & Co", author="Erik")
    claim = kept(amina)

    assert (claim.organisation_id, claim.firm) == (None, "Fietsen & Co")
    assert amina.get(f"/wallet/said/{claim.uuid}/file").status_code == 404


def test_nobody_speaks_for_a_firm_that_is_not_theirs(
    outside: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    """Neither without an account, nor a leader, nor an employer for another organisation."""
    for somebody in (None, JAN, ERIK):
        client = outside
        if somebody is not None:
            client = outside.as_(somebody)
            opened(client, link)
        for wrong in (palette.schakel.uuid.hex, "x", ""):
            if somebody is ERIK:
                assert say(client, link, badge, wrong).status_code == 422
            else:
                assert (
                    client.post(
                        f"{link}/add", data={"about": badge.uuid.hex, "speaker": wrong}
                    ).status_code
                    == 422
                )
    assert db.session.scalars(select(Claim)).all() == []


def test_kept_twice_at_once_it_is_signed_once(
    app: Any, erik: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    say(erik, link, badge, firm(palette))
    key = db.session.scalars(select(Claim.uuid)).one()

    def accept() -> None:
        claim = db.session.scalars(select(Claim).where(Claim.uuid == key)).one()
        settings = dependencies().settings
        with transaction(row(Person, claim.person_id)):
            service.accept(claim, settings, by=AMINA.identity(), now=START)

    assert race(app, accept, accept) == ["done", "done"]

    assert len(db.session.scalars(select(Endorsement)).all()) == 1


def test_without_a_key_the_worker_hears_it_and_nothing_changes(
    erik: AcademyClient, amina: AcademyClient, link: str, badge: Credential, palette: Cast
) -> None:
    say(erik, link, badge, firm(palette))
    for key in keys.active_keys(palette.employer.id):
        key.retired_at = START
    db.session.commit()
    claim = db.session.scalars(select(Claim)).one()

    answer = amina.post(f"/wallet/said/{claim.uuid}/accept")

    assert answer.status_code == 303
    db.session.refresh(claim)
    assert claim.accepted_at is None


def test_whoever_has_a_start_code_of_the_academy_hears_why_the_firm_is_not_offered(
    erik: AcademyClient, link: str, badge: Credential, cast: Cast
) -> None:
    """The academy saw the code too, so the account speaks for the firm a week later."""
    for each in db.session.scalars(select(Session)):
        each.given_by_id = cast.employer.id
    db.session.commit()

    page = erik.page(f"{link}/add")

    told = page.select_one(".notice")
    assert f"Je bent ingelogd voor {cast.employer.name}." in told.get_text()
    assert told.select_one('a[href="/account/sessions"]')
    assert not page.select("[name=speaker]")
    unsigned = {"firm": cast.employer.name, "author": "Erik"}
    assert say(erik, link, badge, firm(cast), **unsigned).status_code == 303
    assert db.session.scalars(select(Claim)).one().organisation is None


def test_whoever_may_speak_or_works_nowhere_hears_nothing_of_it(
    erik: AcademyClient, outside: AcademyClient, link: str
) -> None:
    assert not erik.page(f"{link}/add").select("main .notice")
    assert not outside.page(f"{link}/add").select("main .notice")
