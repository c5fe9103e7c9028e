"""A language of workers: their pages are in it, whole, and no other page pretends to be."""

import re
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from flask import Flask, request_started

from academy.audit.models import AuditEvent
from academy.database import db
from academy.languages import OF_WORKERS
from academy.people.models import Person
from tests.cast import AMINA, PIN, Cast, a_card, code_of
from tests.client import AcademyClient
from tests.demo import DemoSite, open_demo, walk
from tests.tools.pseudo import write_pseudo_catalogue
from tests.tools.translations import collect
from tests.tools.worker_texts import of_workers

FARSI = "fa"


class Missing(NullTranslations):
    """Asked for what a catalogue does not have."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.add(msgid1)
        return super().ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        self.asked.add(f"{context}: {message}")
        return message

    upgettext = pgettext


@pytest.fixture(scope="module")
def texts_of_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("catalogues")
    ids = {message.id for message in of_workers(collect()) if message.id}
    write_pseudo_catalogue(folder, FARSI, name=OF_WORKERS, of=ids)
    return folder


@pytest.fixture
def in_farsi(demo: DemoSite, texts_of_workers: Path) -> Iterator[AcademyClient]:
    """The browser of a worker of the demo who reads Farsi."""
    app = open_demo(demo.folder, languages=("nl", "en", FARSI), catalogues=(texts_of_workers,))
    client = DemoSite(app, demo.folder, demo.template).client("worker")
    client.set_cookie("language", FARSI, domain="localhost")
    yield client
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.mark.slow
def test_a_page_for_workers_is_whole_in_a_language_of_workers(in_farsi: AcademyClient) -> None:
    missing = Missing()
    with in_farsi.application.test_request_context("/wallet", headers={"Cookie": "language=fa"}):
        catalogues = in_farsi.application.extensions["babel"].instance.domain_instance
        catalogues.get_translations().add_fallback(missing)
    faults, seen = [], set()

    def begin_anew(_app: Flask, **_more: object) -> None:
        missing.asked.clear()

    with request_started.connected_to(begin_anew, in_farsi.application):
        for path, _endpoint, answer in walk(in_farsi, per_endpoint=2):
            page = answer.page
            if page.select_one("html.layout-worker"):
                seen.add(path)
                faults += [f"{path} says {text!r} (worker_texts.py)" for text in missing.asked]
                if page.html["lang"] != FARSI:
                    faults.append(f"{path} is not in academy.web.locale.WORKER_PAGES")
            elif page.html["lang"] not in {FARSI, "nl"}:
                faults.append(f"{path} is in {page.html['lang']}")
    assert not faults, "\n".join(faults)
    assert len(seen) > 10


def test_other_pages_are_dutch_and_do_not_offer_it(in_farsi: AcademyClient) -> None:
    page = in_farsi.page("/verify")

    assert (page.html["lang"], page.html["dir"]) == ("nl", "ltr")
    offered = [each["lang"] for each in page.select(".language-switch button")]
    assert offered == ["nl", "en"]


def test_a_page_that_no_person_read_says_so(in_farsi: AcademyClient) -> None:
    footer = in_farsi.page("/wallet").footer

    assert "Geen mens las deze vertaling nog na." in footer.get_text()
    in_farsi.set_cookie("language", "en", domain="localhost")
    assert "Geen mens" not in in_farsi.page("/wallet").footer.get_text()


def test_who_signs_in_brings_the_own_language_to_a_shared_tablet(
    cast: Cast, client: AcademyClient
) -> None:
    code = code_of(a_card(AMINA.row))
    client.as_(AMINA).post("/language", data={"language": "en"})
    client.post("/sign-out")
    client.set_cookie("language", "nl")

    client.post("/sign-in/card", data={"code": code, "pin": PIN})

    assert client.page("/wallet").html["lang"] == "en"


def test_choosing_is_remembered_and_the_log_does_not_say_which(
    cast: Cast, client: AcademyClient
) -> None:
    answer = client.as_(AMINA).post("/language?next=/wallet/data", data={"language": "en"})

    assert answer.headers["Location"] == "/wallet/data"
    with client.application.app_context():
        amina = db.session.query(Person).filter_by(uuid=AMINA.uuid).one()
        assert amina.language == "en"
        assert amina.language_chosen_at is not None
        line = db.session.query(AuditEvent).filter_by(action="person.language_chosen").one()
        assert (line.chain, line.details) == (0, {})


@pytest.mark.parametrize("wish", ["", "xx", "NL", "nl "])
def test_what_is_no_language_changes_nothing(cast: Cast, client: AcademyClient, wish: str) -> None:
    assert client.as_(AMINA).post("/language", data={"language": wish}).status_code == 422
    assert client.page("/wallet").html["lang"] == "nl"


def test_the_question_is_nothing_but_names_of_languages(client: AcademyClient) -> None:
    buttons = client.page("/language?next=/wallet").select(".languages button[name=language]")

    assert [each.get_text(strip=True) for each in buttons][:2] == ["Nederlands", "English"]
    assert all(re.fullmatch(each["value"], each["lang"]) for each in buttons)
