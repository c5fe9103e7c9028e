"""Somebody who got a link reads a translation; what nobody read says so."""

import pytest
from sqlalchemy import select

from academy.catalogue.models import DomainVersion
from academy.catalogue.queries import open_versions
from academy.catalogue.translating import service
from academy.catalogue.translating.models import TranslationCheck
from academy.catalogue.translating.words import OWN_NAMES, take_over, words_in
from academy.database import db, transaction
from tests.academy.catalogue.test_draft import change, publish
from tests.academy.catalogue.test_keep_palette import the_actions
from tests.cast import ANNA, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.races import DONE, race

CODE = "textiel-sorteren"
UNREAD = "Nobody has checked this translation yet."


@pytest.fixture(autouse=True)
def _palette(cast: Cast, palette: None) -> None:
    """Everybody, and all skills."""


@pytest.fixture
def link(client: AcademyClient) -> str:
    """The path of a link for a reader of English; its reader is signed in as nobody."""
    client.as_(ANNA).post("/palette/translations", data={"language": "en"})
    shown = client.page("/palette/translations").select_one("#link-1").get_text()
    client.post("/sign-out")
    return shown[shown.index("/read") :]


def say(client: AcademyClient, link: str, verdict: str = "good", words: str = ""):
    return client.post(f"{link}/{CODE}", data={"verdict": verdict, "words": words})


def checks() -> list[TranslationCheck]:
    db.session.expire_all()
    return list(db.session.scalars(select(TranslationCheck)))


def in_english(client: AcademyClient) -> str:
    client.set_cookie("language", "en")
    return client.page(f"/skills/{CODE}").get_text()


def test_a_reader_sees_dutch_beside_the_translation(client: AcademyClient, link: str) -> None:
    lines = client.page(link).select("main li")
    assert len(lines) == len(open_versions()) + len(service.domain_versions())

    page = client.page(f"{link}/{CODE}")

    version = next(each for each in open_versions() if each.skill.code == CODE)
    row = page.select_one("main tbody tr")
    assert row.th.get_text() == version.name["nl"]
    assert row.td.get_text() == version.name["en"]
    assert client.get(link).headers["X-Robots-Tag"].startswith("noindex")


def test_what_nobody_read_says_so_until_somebody_finds_it_good(
    client: AcademyClient, link: str
) -> None:
    assert UNREAD in in_english(client)

    assert say(client, link).status_code == 303

    assert UNREAD not in in_english(client)
    assert the_actions()[-1] == "translation.checked"


def test_better_words_reach_the_academy_and_it_stays_unread(
    client: AcademyClient, link: str
) -> None:
    say(client, link, "better", "Say “textiles”, not “clothes”.")

    assert UNREAD in in_english(client)
    client.set_cookie("language", "nl")
    text = client.as_(ANNA).page("/palette/translations").get_text(" ", strip=True)
    assert "Say “textiles”, not “clothes”." in text
    assert "Kan beter 1" in text


def test_a_new_version_is_unread_again(client: AcademyClient, link: str) -> None:
    say(client, link)
    anna = client.as_(ANNA)
    change(anna, description_en="You sort textiles.")
    publish(anna)

    assert UNREAD in in_english(client)


def test_who_changes_their_mind_says_it_again(client: AcademyClient, link: str) -> None:
    say(client, link, "better", "Other words.")
    say(client, link)

    assert [(each.is_good, each.words) for each in checks()] == [(True, "")]


def test_after_one_comes_the_next_that_nobody_read(client: AcademyClient, link: str) -> None:
    first, *others = service.to_read()

    assert say(client, link).location == f"{link}/domains/{first.domain.code}"
    for each in others:
        if isinstance(each, DomainVersion):
            client.post(f"{link}/domains/{each.domain.code}", data={"verdict": "good"})
    answer = client.post(f"{link}/domains/{first.domain.code}", data={"verdict": "good"})
    assert answer.location == f"{link}/{open_versions()[0].skill.code}"


@pytest.mark.parametrize(
    ("verdict", "words"),
    [("", ""), ("better", ""), ("maybe", "x"), ("better", "a" * 1001)],
    ids=["nothing", "no words", "another answer", "too long"],
)
def test_what_lacks_is_told_at_the_field(
    client: AcademyClient, link: str, verdict: str, words: str
) -> None:
    answer = say(client, link, verdict, words)

    assert answer.status_code == 422
    assert answer.page.select_one("#verdict-error, #words-error")
    assert not checks()


def test_a_link_ends_by_itself(client: AcademyClient, link: str, clock: TestClock) -> None:
    clock.advance(days=31)

    assert client.get(link).status_code == 404
    assert say(client, link).status_code == 404


def test_the_academy_stops_a_link(client: AcademyClient, link: str) -> None:
    client.as_(ANNA)
    button = client.page("/palette/translations").select_one("form[action$='/stop']")

    assert client.post(button["action"]).status_code == 303

    assert client.get(link).status_code == 404
    assert not client.page("/palette/translations").select("#link-1")


@pytest.mark.parametrize("code", ["0000000000000000", "x", "%00"])
def test_a_wrong_code_leads_nowhere(client: AcademyClient, code: str) -> None:
    assert client.get(f"/read/{code}").status_code == 404


def test_an_unknown_skill_is_not_found(client: AcademyClient, link: str) -> None:
    assert client.get(f"{link}/is-er-niet").status_code == 404


def test_only_the_academy_asks_readers(client: AcademyClient) -> None:
    assert client.as_(JAN).get("/palette/translations").status_code == 403
    assert client.post("/palette/translations", data={"language": "en"}).status_code == 403


def test_dutch_is_no_translation(client: AcademyClient) -> None:
    answer = client.as_(ANNA).post("/palette/translations", data={"language": "nl"})

    assert answer.status_code == 422
    assert not service.is_unread(open_versions()[0], "nl")


@pytest.mark.parametrize("language", service.TRANSLATIONS)
def test_a_reader_of_any_language_reads_names_and_sees_what_is_not_translated(
    client: AcademyClient, language: str
) -> None:
    new = "matrassen-uit-elkaar-halen"
    a_new_skill(client.as_(ANNA))
    client.post("/palette/translations", data={"language": language})
    shown = client.page("/palette/translations").select_one("#link-1").get_text()
    link = shown[shown.index("/read") :]

    rows = {each["href"]: each for each in client.page(link).select("main li a")}

    assert rows[f"{link}/{CODE}"]["lang"] == language
    own = "Taking" if language == "en" else "Matrassen"
    assert rows[f"{link}/{new}"].get_text().startswith(own)
    page = client.page(f"{link}/{new}")
    assert page.select_one("main tbody tr th").get_text() == "Matrassen uit elkaar halen"
    untold = "Nog niet vertaald" in page.select_one("main tbody tr td").get_text()
    assert untold == (language != "en")
    assert client.post(f"{link}/{new}", data={"verdict": "better", "words": "x"}).status_code == 303


def a_new_skill(anna: AcademyClient) -> None:
    anna.post("/palette/new", data={"name_nl": "Matrassen uit elkaar halen", "domain": "circulair"})
    code = "matrassen-uit-elkaar-halen"
    change(
        anna, code,
        name_en="Taking mattresses apart",
        description_nl="Je haalt een matras uit elkaar.", description_en="You take it apart.",
        kind="circulair", icon="recycle", review_on="2027-05-01",
        level_1_nl="Maakt de hoes los.", level_1_en="Takes off the cover.",
        level_2_nl="Haalt een matras uit elkaar.", level_2_en="Takes a mattress apart.",
        level_3_nl="Legt anderen uit hoe.", level_3_en="Explains how.",
        criteria_nl="Hoes is los.", criteria_en="The cover is off.",
    )  # fmt: skip
    publish(anna, code)


def a_link(client: AcademyClient, language: str) -> str:
    client.as_(ANNA).post("/palette/translations", data={"language": language})
    shown = client.page("/palette/translations").select_one("#link-1").get_text()
    return shown[shown.index("/read") :]


def in_turkish() -> str:
    return words_in("tr")["Textiel sorteren"]


def say_better(client: AcademyClient, link: str, **said: str) -> AcademyClient:
    answer = client.post(f"{link}/{CODE}", data={"verdict": "better"} | said)
    assert answer.status_code == 303, answer.page.get_text()
    return client.as_(ANNA)


def tap(anna: AcademyClient) -> None:
    """Take over what a reader said, from the list."""
    form = anna.page("/palette/translations").select_one("form[action*='/checks/']")
    sent = {each["name"]: each["value"] for each in form.select("input")}
    assert anna.post(form["action"], data=sent).status_code == 303
    db.session.rollback()


@pytest.mark.parametrize("language", sorted(OWN_NAMES))
def test_a_better_name_is_taken_over_in_one_tap(client: AcademyClient, language: str) -> None:
    anna = say_better(client, a_link(client, language), name_0="Ayırmak")

    tap(anna)

    assert words_in(language)["Textiel sorteren"] == "Ayırmak"
    assert [(each.is_good, each.better) for each in checks()] == [(True, {})]
    assert the_actions()[-1] == "palette-words.taken"


def test_what_a_reader_typed_is_there_again(client: AcademyClient) -> None:
    link = a_link(client, "tr")
    say_better(client, link, name_0="Ayırmak")

    page = client.page(f"{link}/{CODE}")

    assert page.select_one("#name_0")["value"] == "Ayırmak"
    assert page.select_one("#name_0")["lang"] == "tr"


def test_other_words_than_the_reader_asked_for_are_read_again(client: AcademyClient) -> None:
    anna = say_better(client, a_link(client, "tr"), name_0="Ayırmak")
    address = anna.page("/palette/translations").select_one("a[href*='/checks/']")["href"]
    assert anna.page(address).select_one("#name_0")["value"] == "Ayırmak"

    assert anna.post(address, data={"name_0": "Ayıklamak"}).status_code == 303

    assert in_turkish() == "Ayıklamak"
    assert not checks()


def test_a_remark_in_sentences_is_taken_over_by_hand(client: AcademyClient) -> None:
    anna = say_better(client, a_link(client, "tr"), words="Ayırmak.")
    page = anna.page("/palette/translations")
    assert not page.select("form[action*='/checks/']")
    before = in_turkish()

    form = anna.page(page.select_one("a[href*='/checks/']")["href"])

    assert "Ayırmak." in form.main.get_text()
    assert form.select_one("#name_0")["value"] == before


def test_a_word_for_a_level_is_one_for_all_skills(client: AcademyClient) -> None:
    anna = client.as_(ANNA)
    link = a_link(client, "tr")
    other = next(v.skill.code for v in open_versions() if v.skill.code != CODE)
    client.post(f"{link}/{other}", data={"verdict": "good"})
    say_better(client, link, name_2="Bağımsız olarak")

    tap(anna)

    assert words_in("tr")["Zelfstandig"] == "Bağımsız olarak"
    assert [each.version.skill.code for each in checks()] == [CODE]


def test_a_remark_that_changes_nothing_is_settled_too(client: AcademyClient) -> None:
    anna = say_better(client, a_link(client, "tr"), words="Hm.")
    address = anna.page("/palette/translations").select_one("a[href*='/checks/']")["href"]
    before = in_turkish()

    assert anna.post(address, data={"name_0": before}).status_code == 303

    assert not checks()
    assert in_turkish() == before
    assert anna.get(address).status_code == 404


@pytest.mark.parametrize(
    "sent", [{"name_0": "a" * 401}, {"name_0": "\u202eAyırmak"}], ids=["too long", "turned round"]
)
def test_words_that_do_not_fit_are_told_at_the_field(
    client: AcademyClient, sent: dict[str, str]
) -> None:
    anna = say_better(client, a_link(client, "tr"), words="Ayırmak.")
    address = anna.page("/palette/translations").select_one("a[href*='/checks/']")["href"]
    before = in_turkish()

    answer = anna.post(address, data=sent)

    assert answer.status_code == 422
    assert answer.page.select_one("#name_0-error")
    assert in_turkish() == before


def test_english_words_are_in_the_version_and_lead_to_its_draft(
    client: AcademyClient, link: str
) -> None:
    say(client, link, "better", "Textiles.")
    client.set_cookie("language", "nl")
    anna = client.as_(ANNA)
    address = anna.page("/palette/translations").select_one("a[href*='/checks/']")["href"]

    assert anna.get(address).location == f"/palette/skills/{CODE}/draft"
    assert anna.post(address, data={"name_0": "Other"}).status_code == 422
    assert client.as_(JAN).get(address).status_code == 403


def test_two_who_take_over_at_once_change_it_once(app, client: AcademyClient) -> None:
    say_better(client, a_link(client, "tr"), name_0="Ayırmak")

    def take() -> None:
        (row,) = checks()
        with transaction("content"):
            take_over(row, {"Textiel sorteren": "Ayırmak"}, by=ANNA.actor, now=START)

    assert race(app, take, take) == [DONE, DONE]
    assert [each.is_good for each in checks()] == [True]
    assert in_turkish() == "Ayırmak"
