"""After a change of name nobody prints the old name without being told, and one tap mends it."""

import contextvars
import io
import threading

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.credentials import papers
from academy.credentials.models import Credential, PaperCopy
from academy.database import db, transaction
from academy.job_handlers import HANDLERS
from academy.jobs.worker import Slot, run_until_idle
from tests.academy.shown import Shown, palette, shown
from tests.cast import AMINA, ANNA, BEA, BRAM, CAS, GORAN, JAN, OSCAR, PIET, Cast, Member
from tests.client import AcademyClient
from tests.clock import START

__all__ = ["palette", "shown"]

OLD, NEW = AMINA.name, "Amina Kaya"


@pytest.fixture
def address(shown: Shown) -> str:
    """Amina's certificate, after she got another name."""
    badge = shown()
    assert badge is not None
    AMINA.row.name = NEW
    db.session.commit()
    return f"/credentials/{badge.uuid}/certificate"


def printed_names() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(PaperCopy.printed_name).order_by(PaperCopy.number)))


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


printers = pytest.mark.parametrize("member", [AMINA, JAN, BEA], ids=lambda member: member.name)


@printers
def test_printing_says_so_and_offers_a_new_one_in_the_same_tap(
    client: AcademyClient, address: str, member: Member
) -> None:
    told = client.as_(member).get(f"{address}.pdf?language=en")
    assert told.status_code == 409
    assert OLD in told.page.main.get_text()
    assert NEW in told.page.main.get_text()
    [form] = told.page.select("main form")
    language = form.select_one("input[name=language]")["value"]

    tapped = client.post(form["action"], data={"language": language})
    assert tapped.location == f"{address}.pdf?language=en"
    assert NEW in text_of(client.get(tapped.location).data)
    assert printed_names() == [OLD, NEW]


@printers
def test_the_old_name_is_printed_only_when_asked_for(
    client: AcademyClient, address: str, member: Member
) -> None:
    told = client.as_(member).get(f"{address}.pdf")
    [link] = [a["href"] for a in told.page.select("main a") if "certificate.pdf" in a["href"]]
    assert OLD in text_of(client.get(link).data)
    assert printed_names() == [OLD]


@pytest.mark.parametrize("member", [JAN, BEA], ids=lambda member: member.name)
def test_the_page_of_the_badge_says_so_to_who_prints(
    client: AcademyClient, address: str, member: Member
) -> None:
    page = address.replace("certificate", "manage")
    assert OLD in client.as_(member).page(page).main.get_text()
    assert client.submit(page, "renew").location == page
    assert OLD not in client.page(page).main.get_text()
    assert printed_names() == [OLD, NEW]
    line = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "certificate.renewed")
    ).one()
    assert (line.actor, line.details) == (member.uuid, {"number": 2})


def test_two_taps_are_one_paper(client: AcademyClient, address: str) -> None:
    client.as_(JAN)
    for _tap in range(2):
        assert client.post(address).status_code == 303
    assert printed_names() == [OLD, NEW]


@pytest.mark.parametrize("member", [JAN, BEA], ids=lambda member: member.name)
def test_what_the_holder_closed_stays_closed_for_others(
    client: AcademyClient, address: str, member: Member
) -> None:
    client.as_(AMINA).post(f"{address}/withdraw")
    refused = client.as_(member).post(address)
    assert refused.status_code == 403
    assert "Alleen de medewerker" in refused.page.get_text()
    assert printed_names() == [OLD]


@pytest.mark.parametrize("member", [GORAN, BRAM, PIET, OSCAR, CAS, ANNA], ids=lambda m: m.name)
def test_for_everybody_else_it_does_not_exist(
    client: AcademyClient, address: str, member: Member
) -> None:
    assert client.as_(member).post(address).status_code == 404
    assert client.get(f"{address}.pdf").status_code == 404
    assert printed_names() == [OLD]


@pytest.mark.parametrize("member", [JAN, BEA], ids=lambda member: member.name)
def test_all_certificates_of_a_team_have_the_names_of_now(
    app: Flask, client: AcademyClient, palette: Cast, address: str, shown: Shown, member: Member
) -> None:
    shown(GORAN)
    team = f"/teams/{palette.sorteren.uuid}"
    told = client.as_(member).post(f"{team}/certificates")
    assert told.status_code == 200
    assert [each.get_text() for each in told.page.select("main li")] == [NEW]
    asked = client.post(f"{team}/certificates", data={"renew": "yes"})
    run_until_idle(app, Slot(handlers=HANDLERS))
    text = text_of(client.get(f"{asked.location}/result").data)
    assert NEW in text
    assert OLD not in text
    assert client.post(f"{team}/certificates").status_code == 303
    line = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "certificate.renewed")
    ).one()
    assert (line.actor, line.origin) == (member.uuid, "worker")


def test_a_name_that_changes_after_the_tap_is_not_printed_either(
    app: Flask, client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown()
    asked = client.as_(JAN).post(f"/teams/{palette.sorteren.uuid}/certificates")
    AMINA.row.name = NEW
    db.session.commit()
    run_until_idle(app, Slot(handlers=HANDLERS))
    assert OLD not in text_of(client.get(f"{asked.location}/result").data)


def test_the_list_on_paper_leaves_out_a_code_that_shows_another_name(
    client: AcademyClient, address: str
) -> None:
    page = client.as_(AMINA).page("/wallet/passport")
    assert not page.select("main .code")
    assert "Maak eerst een nieuw certificaat." in page.get_text()
    client.post(address)
    assert client.page("/wallet/passport").select("main .code")


def test_many_at_once_make_one_new_paper(app: Flask, address: str) -> None:
    number = db.session.scalars(select(Credential.id)).one()
    key = str(app.extensions["academy"].settings.secret_key)
    together = threading.Barrier(6)

    def renew() -> None:
        with app.app_context():
            together.wait()
            try:
                badge = db.session.get_one(Credential, number)
                with transaction(badge.person):
                    papers.with_name_of_now(badge, secret_key=key, by=JAN.actor, now=START)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=contextvars.Context().run, args=(renew,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert printed_names() == [OLD, NEW]
