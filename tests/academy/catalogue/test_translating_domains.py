"""What a domain says is read by somebody who knows the language, like a skill."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from academy.catalogue.models import DomainVersion
from academy.catalogue.publishing import publish_domain
from academy.catalogue.translating import service
from academy.catalogue.translating.models import DomainTranslationCheck
from academy.catalogue.translating.words import OWN_NAMES, load_words, words_in
from academy.database import db, transaction
from tests.academy.catalogue.test_keep_palette import the_actions
from tests.academy.catalogue.test_translating import UNREAD, a_link, tap
from tests.cast import ANNA, Cast
from tests.client import AcademyClient
from tests.clock import START

DOMAIN = "textiel"


@pytest.fixture(autouse=True)
def _palette(cast: Cast, palette: None) -> None:
    """Everybody, and all skills and domains."""


@pytest.fixture
def link(client: AcademyClient) -> str:
    """The path of a link for a reader of English; its reader is signed in as nobody."""
    made = a_link(client, "en")
    client.post("/sign-out")
    return made


def of_domains() -> list[DomainTranslationCheck]:
    db.session.expire_all()
    return list(db.session.scalars(select(DomainTranslationCheck)))


def the_domain() -> DomainVersion:
    return next(each for each in service.domain_versions() if each.domain.code == DOMAIN)


@pytest.mark.parametrize("language", sorted(OWN_NAMES))
def test_what_a_domain_says_is_read_like_a_skill(client: AcademyClient, language: str) -> None:
    link = a_link(client, language)
    page = client.page(f"{link}/domains/{DOMAIN}")
    name, told = page.select("main tbody tr")
    assert name.th.get_text() == the_domain().name["nl"]
    assert told.td.get_text() == words_in(language)[the_domain().description["nl"]]

    answer = client.post(f"{link}/domains/{DOMAIN}", data={"verdict": "good"})

    assert answer.status_code == 303
    assert [each.is_good for each in of_domains()] == [True]
    assert service.good_domains(language) == {DOMAIN}
    assert the_actions()[-1] == "translation.checked"


def test_a_domain_says_so_until_somebody_found_it_good(client: AcademyClient, link: str) -> None:
    def told() -> bool:
        client.set_cookie("language", "en")
        return UNREAD in client.page(f"/skills?domain={DOMAIN}").get_text()

    assert told()
    client.post(f"{link}/domains/{DOMAIN}", data={"verdict": "good"})
    assert not told()
    with transaction("content"):
        domain = the_domain().domain
        texts = {"name": domain.name, "description": {"nl": "Je werkt met stof."}}
        looks = {"icon": domain.icon, "colour": domain.colour}
        publish_domain(domain, texts | looks, now=START)
    assert told(), "another version has to be read again"


def test_better_words_for_a_domain_are_taken_over(client: AcademyClient) -> None:
    link = a_link(client, "tr")
    sent = {"verdict": "better", "name_1": "Kumaşla çalışırsın."}
    assert client.post(f"{link}/domains/{DOMAIN}", data=sent).status_code == 303

    tap(client.as_(ANNA))

    assert words_in("tr")[the_domain().description["nl"]] == "Kumaşla çalışırsın."
    assert [(each.is_good, each.better) for each in of_domains()] == [(True, {})]


def test_english_words_of_a_domain_lead_to_its_draft(client: AcademyClient, link: str) -> None:
    client.post(f"{link}/domains/{DOMAIN}", data={"verdict": "better", "words": "Textiles."})
    client.set_cookie("language", "nl")
    address = client.as_(ANNA).page("/palette/translations").select_one("a[href*='/checks/']")
    assert client.get(address["href"]).location == f"/palette/domains/{DOMAIN}/draft"


def test_other_words_for_a_domain_are_read_again(client: AcademyClient, tmp_path: Path) -> None:
    client.post(f"{a_link(client, 'uk')}/domains/{DOMAIN}", data={"verdict": "good"})
    changed = {the_domain().description["nl"]: {"uk": "Інші слова"}}
    file = tmp_path / "words.json"
    file.write_text(json.dumps(changed), "utf-8")

    with transaction("content"):
        load_words(START, ANNA.actor, file)

    assert not of_domains()


@pytest.mark.parametrize("code", ["is-er-niet", "%00", "a" * 99])
def test_an_unknown_domain_is_not_found(client: AcademyClient, link: str, code: str) -> None:
    assert client.get(f"{link}/domains/{code}").status_code == 404
    answer = client.post(f"{link}/domains/{code}", data={"verdict": "good"})
    assert answer.status_code == 404
