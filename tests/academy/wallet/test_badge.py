"""The page of one's own badge: who saw it, what one thinks of it, hiding it, and papers."""

from typing import Any

import pytest
from sqlalchemy import select

from academy.assessments.models import Assessment, ResponseKind, ReviewOutcome
from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.credentials.models import Credential, PaperCopy, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.objections.responding import Said, respond
from academy.objections.reviewing import review
from academy.wallet.models import HiddenBadge
from badges.images import baking
from tests.academy.shown import EMERGENCY, Shown
from tests.academy.wallet.test_list import names, text_of
from tests.cast import AMINA, BEA, FATMA, GORAN, JAN
from tests.client import AcademyClient
from tests.clock import START


@pytest.fixture
def badge(shown: Shown) -> Credential:
    given = shown(days_ago=3)
    assert given is not None
    return given


def rows(table: type[Any]) -> list[Any]:
    return list(db.session.scalars(select(table).order_by(table.id)))


def test_the_worker_reads_who_saw_it_when_and_how(amina: AcademyClient, badge: Credential) -> None:
    text = text_of(amina.page(f"/wallet/{badge.uuid}"))

    assert JAN.name in text
    assert "20 november 2026" in text
    assert "Tijdens het werk" in text
    assert "Blijft geldig" in text


def test_somebody_who_saw_it_again_is_named_too(
    amina: AcademyClient, badge: Credential, shown: Shown
) -> None:
    shown(by=FATMA)

    page = amina.page(f"/wallet/{badge.uuid}")

    assert [each.strong.get_text() for each in page.select(".look")] == [FATMA.name, JAN.name]


def test_an_objection_shows_what_became_of_it(amina: AcademyClient, badge: Credential) -> None:
    address = f"/wallet/{badge.uuid}"
    assert "Klopt dit? Geef antwoord" in text_of(amina.page(address))

    with transaction(AMINA.row):
        seen = db.session.get_one(Assessment, badge.assessment_id)
        respond(
            seen,
            Said(kind=ResponseKind.OBJECTS, reason="Ik kan meer."),
            by=AMINA.actor,
            now=START,
        )
    assert "Je hoort het uiterlijk op 21 december 2026." in text_of(amina.page(address))

    with transaction(AMINA.row):
        seen = db.session.get_one(Assessment, badge.assessment_id)
        review(seen, ReviewOutcome.STANDS, "Ik keek ook.", by=FATMA.identity(), now=START)
    text = text_of(amina.page(address))
    assert "Iemand anders keek ook. Het blijft zo." in text
    assert "Klopt dit?" not in text


def test_show_print_and_answer_come_first_and_files_behind_one_fold(
    amina: AcademyClient, badge: Credential
) -> None:
    page = amina.page(f"/wallet/{badge.uuid}")

    first = [str(each["href"]) for each in page.select(".badge-page__first a")]
    seen = db.session.get_one(Assessment, badge.assessment_id)
    assert first == [
        f"/wallet/shares/new/badges?badge={badge.uuid}",
        f"/credentials/{badge.uuid}/certificate.pdf?language=nl",
        f"/assessments/{seen.uuid}/response",
    ]
    (fold,) = page.select("main details.disclosure:not([open])")
    assert len(fold.select("a[href*='/credentials/']")) >= 5
    assert len(page.select("main a[href*='/credentials/']")) == len(
        [*fold.select("a[href*='/credentials/']"), first[1]]
    )


def test_the_badge_that_one_comes_from_is_chosen_for_sharing(
    amina: AcademyClient, badge: Credential, shown: Shown
) -> None:
    shown(skill=EMERGENCY)
    page = amina.page(f"/wallet/shares/new/badges?badge={badge.uuid}")
    checked = page.select("input[type=checkbox][checked]")
    assert [each["value"] for each in checked] == [badge.uuid.hex]


def test_it_says_when_it_was_confirmed_for_the_last_time(
    amina: AcademyClient, badge: Credential, shown: Shown
) -> None:
    assert "Voor het laatst bevestigd" not in text_of(amina.page(f"/wallet/{badge.uuid}"))
    shown(by=FATMA)
    told = text_of(amina.page(f"/wallet/{badge.uuid}"))
    assert "Voor het laatst bevestigd 23 november 2026" in told


def test_the_picture_that_somebody_keeps_from_the_page_is_the_badge(
    amina: AcademyClient, badge: Credential
) -> None:
    """With a long press; elsewhere such a picture had no badge in it, and no backpack took it."""
    picture = amina.page(f"/wallet/{badge.uuid}").select_one(".badge-page__picture")["src"]

    assert baking.unbake(amina.get(picture).data).text == badge.document.decode()


def test_every_form_of_the_badge_can_be_taken_along(
    amina: AcademyClient, badge: Credential
) -> None:
    page = amina.page(f"/wallet/{badge.uuid}")

    wanted = (".png?download=1", ".svg?download=1", ".json", ".jwt", "certificate.pdf?language=nl")
    links = [str(each["href"]) for each in page.select("main a[href]")]
    for end in (*wanted, "certificate.pdf?language=en"):
        assert any(link.endswith(end) for link in links), end
    for link in links:
        if link.startswith("/credentials/") and not link.endswith(".pdf"):
            assert amina.get(link).status_code == 200


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (RevocationReason.MISTAKE, "Er was een fout gemaakt."),
        (RevocationReason.KEY_COMPROMISED, "De badge was niet meer goed beveiligd."),
    ],
)
def test_a_withdrawn_badge_says_why_and_offers_no_certificate(
    amina: AcademyClient, badge: Credential, reason: RevocationReason, sentence: str
) -> None:
    with transaction(badge.person):
        revoke(badge, reason, by=BEA.identity(), now=START)

    page = amina.page(f"/wallet/{badge.uuid}")

    assert sentence in text_of(page)
    assert "Print je certificaat" not in text_of(page)
    assert "Telt niet meer sinds 23 november 2026" in text_of(page)
    assert "geldig" not in text_of(page)


def test_an_expired_badge_says_what_to_do(amina: AcademyClient, shown: Shown) -> None:
    badge = shown(skill=EMERGENCY, days_ago=400)

    page = amina.page(f"/wallet/{badge.uuid}")

    assert "Vraag of iemand opnieuw kijkt." in text_of(page)
    ask = page.find("a", string="Vraag om te kijken")
    assert "Kijk naar mij" in text_of(amina.page(str(ask["href"])))


def test_a_replaced_badge_leads_to_the_newer_one(amina: AcademyClient, shown: Shown) -> None:
    old = shown(skill=EMERGENCY, days_ago=400)
    new = shown(skill=EMERGENCY)

    page = amina.page(f"/wallet/{old.uuid}")

    assert "Je hebt een nieuwere badge" in text_of(page)
    assert page.select_one(f'main a[href="/wallet/{new.uuid}"]')


def test_a_hidden_badge_leaves_the_list_and_can_come_back(
    amina: AcademyClient, badge: Credential
) -> None:
    answer = amina.post(f"/wallet/{badge.uuid}/hide")
    assert answer.location == f"/wallet/{badge.uuid}"
    assert "Deze badge is verborgen" in text_of(amina.page(answer.location))
    page = amina.page("/wallet")
    assert names(page) == []
    assert "1 verborgen badge" in text_of(page)

    amina.post(f"/wallet/{badge.uuid}/show")
    assert names(amina.page("/wallet")) == ["Textiel sorteren"]
    assert rows(HiddenBadge) == []


def test_hiding_twice_is_hiding_once_and_the_employer_does_not_learn_of_it(
    amina: AcademyClient, badge: Credential
) -> None:
    for _tap in range(2):
        assert amina.post(f"/wallet/{badge.uuid}/hide").status_code == 303

    assert len(rows(HiddenBadge)) == 1
    lines = [each for each in rows(AuditEvent) if each.action == "badge.hidden"]
    assert [each.chain for each in lines] == [PLATFORM_CHAIN]


def test_a_hidden_badge_stays_valid_for_everybody_else(
    amina: AcademyClient, badge: Credential
) -> None:
    amina.post(f"/wallet/{badge.uuid}/hide")

    assert amina.get(f"/credentials/{badge.uuid}").status_code == 200
    assert db.session.get_one(Credential, badge.id).revocation is None


@pytest.mark.parametrize("what", ["hide", "show"])
def test_nobody_hides_or_shows_badges_of_somebody_else(
    client: AcademyClient, badge: Credential, what: str
) -> None:
    for somebody in (GORAN, JAN, BEA):
        assert client.as_(somebody).post(f"/wallet/{badge.uuid}/{what}").status_code == 404
    assert rows(HiddenBadge) == []


def test_the_page_behind_the_paper_can_be_closed_and_a_new_paper_made(
    amina: AcademyClient, badge: Credential
) -> None:
    page = amina.page(f"/wallet/{badge.uuid}")
    behind = str(page.select_one('main a[href^="/c/"]')["href"])
    assert AMINA.name in amina.get(behind).get_data(as_text=True)

    amina.post(f"/credentials/{badge.uuid}/certificate/withdraw")
    assert amina.get(behind).status_code == 410
    text = text_of(amina.page(f"/wallet/{badge.uuid}"))
    assert "De pagina achter je certificaat is dicht." in text

    amina.post(f"/credentials/{badge.uuid}/certificate")
    assert amina.page(f"/wallet/{badge.uuid}").select_one('main a[href^="/c/"]')["href"] != behind


def test_after_a_change_of_name_one_tap_gives_a_paper_with_the_new_name(
    amina: AcademyClient, badge: Credential
) -> None:
    AMINA.row.name = "Amina Kaya"
    db.session.commit()
    assert "Je naam is veranderd" in text_of(amina.page(f"/wallet/{badge.uuid}"))

    for _tap in range(2):
        amina.post(f"/credentials/{badge.uuid}/certificate")

    assert [each.printed_name for each in rows(PaperCopy)] == ["Amina Yıldız", "Amina Kaya"]
    assert "Je naam is veranderd" not in text_of(amina.page(f"/wallet/{badge.uuid}"))
