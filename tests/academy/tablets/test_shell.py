"""The pages of the tablet name nobody, and tell which files to keep."""

import json
import re

import pytest
from flask import Flask

from academy.settings import PROJECT
from academy.tablets import release
from academy.tablets.handed_texts import HANDED_OVER
from academy.tablets.shell_texts import TEXTS, Counted
from tests.cast import JAN, Cast, as_
from tests.client import AcademyClient

ASKED = re.compile(r'"([a-z]+\.[\w.-]+|back|help|signout)"')
"""Keys of texts, as the scripts write them."""
MADE = ("answer.", "method.", "due.", "reason.", "tour.", "told.", "flag.", "why.")
"""What keys begin with that scripts put together."""


def scripts() -> str:
    return "\n".join(file.read_text() for file in (PROJECT / "static/js/tablet").rglob("*.js"))


def test_whoever_is_signed_in_gets_the_same_page(client: AcademyClient, cast: Cast) -> None:
    stranger = client.get("/tablet/")
    leader = as_(client, JAN).get("/tablet/")

    assert stranger.text == leader.text
    assert leader.headers["Cache-Control"] == "no-cache"


def test_the_short_address_of_an_enrolment_code_leads_to_the_page(client: AcademyClient) -> None:
    answer = client.get("/tablet")

    assert answer.status_code == 308
    assert answer.headers["Location"].endswith("/tablet/")


def test_everything_to_keep_is_there(client: AcademyClient, app: Flask) -> None:
    told = client.get("/tablet/sw.js").text
    kept = json.loads(told.partition("serve(")[2].rpartition(");")[0])

    for address in [*kept["pages"], *kept["files"], *kept["later"]]:
        assert client.get(address).status_code == 200, address
    assert client.get("/tablet/").headers["Tablet-Release"] == kept["name"]


def test_every_file_that_a_script_or_style_names_is_kept(app: Flask, client: AcademyClient) -> None:
    with app.test_request_context():
        found = release.release_of(app)
    kept = {*found.files, *found.later}
    named = {
        address
        for file in kept
        if file.endswith((".js", ".css"))
        for address in re.findall(r"/static/[0-9a-f]{12}/[\w./-]+", client.get(file).text)
        if "ethiopic" not in address  # a large font, for a name in it where there is a network
    }

    assert named <= kept


def test_the_first_load_is_small(app: Flask, client: AcademyClient) -> None:
    with app.test_request_context():
        found = release.release_of(app)
        worker = release.static_address(app, "js/tablet/worker.js")
    packed = {"Accept-Encoding": "gzip"}
    addresses = [*found.pages, *found.files, worker]
    sizes = {each: len(client.get(each, headers=packed).data) for each in addresses}

    assert sum(size for each, size in sizes.items() if each.endswith(".js")) <= 45_000
    assert sum(sizes.values()) <= 200_000


def test_the_name_of_a_release_stays_the_same_in_every_language(
    client: AcademyClient, app: Flask
) -> None:
    names = set()
    for language in app.config["LANGUAGES"]:
        client.set_cookie("language", language)
        names.add(client.get("/tablet/").headers["Tablet-Release"])

    assert len(names) == 1


def test_the_manifest_starts_the_tablet_and_nothing_else(client: AcademyClient) -> None:
    told = json.loads(client.get("/tablet/manifest.webmanifest").text)

    assert told["scope"] == told["start_url"] == "/tablet/"
    assert all(client.get(icon["src"]).status_code == 200 for icon in told["icons"])


def test_words_count_in_the_forms_of_the_language(client: AcademyClient) -> None:
    told = client.get("/tablet/words/en.json").json

    assert told is not None
    assert told["texts"]["signin.who"] == "Who are you?"
    assert told["texts"]["together.save"] == {
        "one": "Save for %(num)s person",
        "other": "Save for %(num)s people",
    }


def test_in_a_language_of_workers_there_is_what_a_worker_reads(client: AcademyClient) -> None:
    told = client.get("/tablet/words/ar.json").json

    assert told is not None
    assert told["direction"] == "rtl"
    assert not told["checked"]
    assert told["texts"].keys() == HANDED_OVER.keys()
    assert told["texts"]["pass.ready"] == "تم"


def test_there_are_no_words_of_a_language_that_is_not_offered(client: AcademyClient) -> None:
    assert client.get("/tablet/words/xx.json").status_code == 404


def test_scripts_ask_for_every_text_and_for_no_other() -> None:
    asked = {key for key in ASKED.findall(scripts()) if not key.endswith(".js")}
    known = {key for key in TEXTS if not key.startswith(MADE)}

    assert {key for key in asked if not key.startswith(MADE)} == known
    assert {key for key in asked if key.startswith(MADE)} <= TEXTS.keys()


@pytest.mark.parametrize("key", [key for key, text in TEXTS.items() if isinstance(text, Counted)])
def test_a_text_that_counts_holds_the_number(key: str) -> None:
    text = TEXTS[key]

    assert isinstance(text, Counted)
    assert "%(num)s" in text.one
    assert "%(num)s" in text.many
