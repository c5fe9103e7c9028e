"""The certificate as a file: who gets it, in which language, and when there is none."""

import pytest
from sqlalchemy import func, select

from academy.credentials.certifying import certificate_data
from academy.credentials.derived import design_of, picture_svg
from academy.credentials.models import Credential, PaperCopy, RevocationReason
from academy.credentials.papers import current_copy
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.dependencies import dependencies
from tests.academy.shown import Shown
from tests.academy.wallet.test_list import text_of
from tests.cast import AMINA, ANNA, BEA, BRAM, CAS, GORAN, JAN, OSCAR, PIET, Member
from tests.client import AcademyClient
from tests.clock import START


@pytest.fixture
def address(shown: Shown) -> str:
    badge = shown(days_ago=3)
    return f"/credentials/{badge.uuid}/certificate"


def the_badge() -> Credential:
    return db.session.scalars(select(Credential)).one()


@pytest.mark.parametrize("wish", ["nl", "en"])
def test_the_holder_prints_it_in_the_language_of_the_reader(
    amina: AcademyClient, address: str, wish: str
) -> None:
    answer = amina.get(f"{address}.pdf?language={wish}")

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    disposition = answer.headers["Content-Disposition"]
    assert disposition == f"inline; filename=certificaat-textiel-sorteren-{wish}.pdf"


def test_the_picture_speaks_the_language_of_the_paper_and_the_signed_badge_stays_dutch(
    address: str,
) -> None:
    credential = the_badge()
    copy = current_copy(credential)
    assert copy is not None
    settings = dependencies().settings
    dutch, english = (
        certificate_data(credential, copy, settings, language=language) for language in ("nl", "en")
    )

    assert dutch.picture_alt == "Badge Textiel sorteren, niveau zelfstandig"
    assert english.picture_alt == "Badge Sorting textiles, level independently"
    assert english.picture_alt in english.picture_svg
    assert dutch.picture_svg == picture_svg(design_of(credential.achievement))
    assert dutch.credential == english.credential == credential.document


def test_a_language_that_is_not_printed_is_refused(amina: AcademyClient, address: str) -> None:
    assert amina.get(f"{address}.pdf?language=tlh").status_code == 422


@pytest.mark.parametrize("member", [JAN, BEA])
def test_the_own_leader_and_administrator_print_it_too(
    client: AcademyClient, address: str, member: Member
) -> None:
    assert client.as_(member).get(f"{address}.pdf").mimetype == "application/pdf"


@pytest.mark.parametrize("member", [GORAN, BRAM, PIET, OSCAR, CAS, ANNA])
def test_for_everybody_else_it_does_not_exist(
    client: AcademyClient, address: str, member: Member
) -> None:
    assert client.as_(member).get(f"{address}.pdf").status_code == 404


def test_a_visitor_is_asked_to_sign_in(client: AcademyClient, address: str) -> None:
    assert client.get(f"{address}.pdf").status_code == 303


def test_a_withdrawn_badge_has_no_certificate(amina: AcademyClient, address: str) -> None:
    with transaction(the_badge().person):
        revoke(the_badge(), RevocationReason.MISTAKE, by=BEA.identity(), now=START)

    refused = amina.get(f"{address}.pdf")
    assert refused.status_code == 409
    assert "De badge geldt niet meer." in text_of(refused.page)
    assert amina.post(address).status_code == 409
    assert db.session.scalar(select(func.count(PaperCopy.id))) == 1


def test_a_closed_paper_says_who_can_open_it_again(amina: AcademyClient, address: str) -> None:
    amina.post(f"{address}/withdraw")

    mine = amina.get(f"{address}.pdf")
    assert (mine.status_code, bool(mine.page.select("main form"))) == (409, True)
    theirs = amina.as_(JAN).get(f"{address}.pdf")
    assert (theirs.status_code, bool(theirs.page.select("main form"))) == (409, False)
    assert "Alleen de medewerker" in text_of(theirs.page)


def test_a_leader_does_not_close_a_workers_paper(client: AcademyClient, address: str) -> None:
    assert client.as_(JAN).post(f"{address}/withdraw").status_code == 403
    assert client.as_(GORAN).post(f"{address}/withdraw").status_code == 404
    assert db.session.scalars(select(PaperCopy)).one().withdrawn_at is None


def test_a_paper_with_the_right_name_is_not_made_anew(client: AcademyClient, address: str) -> None:
    assert client.as_(JAN).post(address).status_code == 303
    assert client.as_(GORAN).post(address).status_code == 404
    assert db.session.scalars(select(PaperCopy)).one().withdrawn_at is None


def test_looking_writes_nothing(amina: AcademyClient, address: str) -> None:
    number = select(func.count(PaperCopy.id))
    for path in ("/wallet", "/wallet/passport", "/wallet/data", f"{address}.pdf"):
        assert amina.get(path).status_code == 200
    assert db.session.scalar(number) == 1
    assert AMINA.row.language == "nl"
