"""The page of a badge tells a stranger everything they need, and nothing about the person."""

import json

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from academy.assessments.models import Assessment
from academy.credentials.models import Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from tests.academy.assessments.conftest import EMERGENCY, Save, filled_in
from tests.academy.verification.conftest import the_credential
from tests.cast import BEA, FATMA
from tests.client import AcademyClient
from tests.clock import TestClock


def words(page: BeautifulSoup) -> str:
    return page.select_one("main").get_text(" ", strip=True)


def verdict(page: BeautifulSoup) -> str:
    return page.select_one(".verdict").get_text(" ", strip=True)


def withdraw(reason: RevocationReason, clock: TestClock) -> None:
    with transaction(the_credential().person):
        revoke(the_credential(), reason, by=BEA.identity(), now=clock.now)


def test_it_says_what_was_seen_how_and_by_whom_in_function(
    client: AcademyClient, badge: str
) -> None:
    page = client.page(badge)

    assert verdict(page).startswith("Deze badge is echt en geldig")
    said = words(page)
    assert "Zelfstandig" in said
    assert "Een teamleider van De Schakel die dit vak mag beoordelen" in said
    assert "Tijdens het werk" in said
    assert "23 november 2026" in said
    assert "23 november 2027" in said
    version = the_credential().achievement.skill_version
    assert all(criterion["text"]["nl"] in said for criterion in version.criteria)
    assert page.select_one("main img")["alt"].startswith("Badge: ")


def test_it_names_nobody(client: AcademyClient, badge: str) -> None:
    for form in ("", ".json", ".jwt", ".svg", ".png?version=2"):
        content = client.get(badge + form).data
        for part in ("Amina", "Yıldız", "Jan de", "Vries"):
            assert part.encode() not in content, (form, part)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (RevocationReason.MISTAKE, "De badge was per ongeluk gegeven."),
        (RevocationReason.REPLACED, "Er is een andere badge voor in de plaats gekomen."),
        (RevocationReason.FRAUD, "Er was niet eerlijk beoordeeld."),
        (RevocationReason.KEY_COMPROMISED, "digitale sleutel"),
    ],
)
def test_a_withdrawn_badge_says_so_with_the_reason(
    client: AcademyClient, badge: str, clock: TestClock, reason: RevocationReason, said: str
) -> None:
    withdraw(reason, clock)

    page = client.page(badge)

    assert verdict(page).startswith("Deze badge is ingetrokken")
    assert said in verdict(page)


@pytest.mark.parametrize("reason", [RevocationReason.UNDONE, RevocationReason.OBJECTION])
def test_what_is_nobodys_business_says_no_reason(
    client: AcademyClient, badge: str, clock: TestClock, reason: RevocationReason
) -> None:
    withdraw(reason, clock)

    page = client.page(badge)

    assert verdict(page) == (
        "Deze badge is ingetrokken De uitgever heeft hem teruggenomen. De badge telt niet meer."
    )
    assert "ongedaan" not in words(page).lower()


def test_an_expired_badge_is_not_green(client: AcademyClient, badge: str, clock: TestClock) -> None:
    clock.advance(days=400)

    page = client.page(badge)

    assert page.select_one(".verdict--warn")
    assert "verlopen" in verdict(page)


def test_a_renewed_badge_leads_to_the_new_one(
    client: AcademyClient, save: Save, badge: str, clock: TestClock
) -> None:
    clock.advance(days=330)
    day = clock.now.date().isoformat()
    save(filled_in(observed_on=day), skill=EMERGENCY)
    newest = db.session.scalars(select(Credential.uuid).order_by(Credential.id.desc())).first()

    page = client.page(badge)

    assert page.find("a", href=f"/credentials/{newest}")


def test_a_skill_that_was_seen_again_says_when(
    client: AcademyClient, save: Save, badge: str, clock: TestClock
) -> None:
    clock.advance(days=30)
    day = clock.now.date().isoformat()
    save(filled_in(observed_on=day, method="conversation"), skill=EMERGENCY, by=FATMA)
    assert len(db.session.scalars(select(Assessment)).all()) == 2

    said = words(client.page(badge))

    assert "Opnieuw gezien op 23 december 2026" in said


def test_a_shared_link_shows_the_skill_and_no_person(client: AcademyClient, badge: str) -> None:
    page = client.page(badge)

    meta = {tag["property"]: tag["content"] for tag in page.select("meta[property^=og]")}
    assert meta["og:title"].endswith(" – Zelfstandig")
    assert meta["og:image"].startswith("https://badges.example.nl/achievements/")
    assert meta["og:url"] == f"https://badges.example.nl{badge}"
    assert "Amina" not in json.dumps(meta)


def test_it_exists_in_every_language_under_its_own_address(
    client: AcademyClient, badge: str
) -> None:
    page = client.page(badge)
    links = {tag["hreflang"]: tag["href"] for tag in page.select("link[hreflang]")}

    assert links.keys() >= {"nl", "en", "x-default"}
    english = client.page(links["en"].removeprefix("https://badges.example.nl"))

    assert english.html["lang"] == "en"
    assert the_credential().achievement.skill_version.name["en"] in words(english)


def test_the_language_that_was_chosen_here_wins_over_the_address(
    client: AcademyClient, badge: str
) -> None:
    client.set_cookie("language", "nl")

    assert client.page(f"{badge}?language=en").html["lang"] == "nl"
    client.delete_cookie("language")
    assert client.page(f"{badge}?language=xx").html["lang"] == "nl"


def test_every_download_is_a_file_with_a_name(client: AcademyClient, badge: str) -> None:
    links = [a["href"] for a in client.page(badge).select("#download ~ * a[href*=download]")]
    assert len(links) == 6

    for link in links:
        answer = client.get(link)
        disposition = answer.headers["Content-Disposition"]
        assert answer.status_code == 200
        assert disposition.startswith("attachment; filename=badge-nood-en-ontruiming")


def test_an_unknown_badge_is_not_there(client: AcademyClient, badge: str) -> None:
    assert client.get(badge[:-4] + "0000").status_code == 404
    assert client.get("/credentials/1").status_code == 404
