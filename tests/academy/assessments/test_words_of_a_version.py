"""A badge keeps the words with which it was given; what is given next has those of today."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from academy.catalogue.loading import load_palette
from academy.catalogue.palette_file import PALETTE_FILE
from academy.credentials.certifying import certificate_data
from academy.credentials.models import Confirmation, Credential
from academy.database import db, transaction
from academy.dependencies import dependencies
from tests.academy.assessments.conftest import SORTING, Save, filled_in
from tests.cast import AMINA, ANNA, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START

ON_TIME = "op-tijd-en-afspraken"
"""At level 1 it gives no badge."""


@pytest.fixture
def first_palette(cast: Cast, tmp_path: Path) -> None:
    """Two skills as the first release published them: their levels had no names of their own."""
    content: dict[str, Any] = json.loads(PALETTE_FILE.read_text(encoding="utf-8"))
    content.pop("level_scale")
    content["skills"] = [
        {**skill, "version": "1.0", "levels": [_as_it_was(each) for each in skill["levels"]]}
        for skill in content["skills"]
        if skill["id"] in {SORTING, ON_TIME}
    ]
    file = tmp_path / "first.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    with transaction():
        load_palette(START - timedelta(days=30), ANNA.actor, file)


def _as_it_was(level: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in level.items() if key not in {"badge", "you_nl", "you_en"}}


@pytest.fixture
def send(first_palette: None, client: AcademyClient) -> Save:
    """Jan saves an assessment of Amina."""

    def save(values: dict[str, Any], *, skill: str = SORTING) -> Any:
        address = f"/people/{AMINA.uuid}/skills/{skill}/assess"
        return client.as_(JAN).post(address, data=values)

    return save


def publish_the_new_palette() -> None:
    with transaction():
        load_palette(START, ANNA.actor)


def badges() -> list[Credential]:
    return list(db.session.scalars(select(Credential).order_by(Credential.id)))


def page_of(badge: Credential, client: AcademyClient) -> str:
    return client.page(f"/credentials/{badge.uuid}").get_text(" ")


def test_a_badge_that_was_given_keeps_its_words(send: Save, client: AcademyClient) -> None:
    send(filled_in(level=1))
    [badge] = badges()
    signed = bytes(badge.document)
    told = client.get(f"/achievements/{badge.achievement.uuid}.json").data
    publish_the_new_palette()

    assert json.loads(signed)["name"] == "Textiel sorteren: Met hulp"
    assert client.get(f"/credentials/{badge.uuid}.json").data == signed
    assert client.get(f"/achievements/{badge.achievement.uuid}.json").data == told
    assert "Met hulp" in page_of(badge, client)
    assert "Deze badge is echt en geldig" in page_of(badge, client)
    assert "Met hulp" in client.as_(AMINA).page("/wallet").get_text(" ")
    picture = client.get(f"/achievements/{badge.achievement.uuid}.svg").text
    assert "niveau met hulp" in picture


def test_what_is_seen_next_gives_a_badge_in_the_words_of_today(
    send: Save, client: AcademyClient
) -> None:
    send(filled_in(level=1))
    publish_the_new_palette()
    send(filled_in(level=1, sure="1"))

    old, new = badges()

    assert json.loads(new.document)["name"] == "Textiel sorteren: Kan de basis"
    assert "Kan de basis" in page_of(new, client)
    assert "Met hulp" not in page_of(new, client)
    assert (new.supersedes, old.revocation) == (old, None)
    assert "Er is een nieuwere badge." in page_of(old, client)
    assert db.session.scalars(select(Confirmation)).all() == []


def test_the_form_asks_in_the_words_that_will_be_signed(send: Save, client: AcademyClient) -> None:
    address = f"/people/{AMINA.uuid}/skills/{SORTING}/assess"
    assert "Met hulp" in client.as_(JAN).page(address).get_text()

    publish_the_new_palette()

    text = client.page(address).get_text()
    assert "Kan de basis" in text
    assert "Met hulp" not in text


def test_a_certificate_says_the_words_of_its_badge(send: Save) -> None:
    send(filled_in(level=3))
    publish_the_new_palette()
    [badge] = badges()
    [copy] = badge.paper_copies

    data = certificate_data(badge, copy, dependencies().settings, language="en")

    assert data.level_name == "Can teach others"


def test_a_level_without_a_badge_is_kept_and_said_before_and_after(
    send: Save, client: AcademyClient
) -> None:
    publish_the_new_palette()
    form = client.as_(JAN).page(f"/people/{AMINA.uuid}/skills/{ON_TIME}/assess").get_text(" ")
    assert form.count("Hiervoor is er geen badge.") == 1

    saved = send(filled_in(level=1), skill=ON_TIME)

    assert badges() == []
    assert "Bij dit niveau geeft deze vaardigheid geen badge." in client.page(
        saved.location
    ).get_text(" ")
    wallet = client.as_(AMINA).page("/wallet").get_text(" ")
    assert "Bij het volgende niveau krijg je een badge." in wallet


@pytest.mark.parametrize("level", [2, 3])
def test_a_higher_level_of_the_same_skill_gives_one(send: Save, level: int) -> None:
    publish_the_new_palette()
    send(filled_in(level=level), skill=ON_TIME)

    assert [each.level for each in badges()] == [level]


def test_a_badge_that_the_level_gave_before_stays(send: Save) -> None:
    send(filled_in(level=1), skill=ON_TIME)
    publish_the_new_palette()
    send(filled_in(level=1), skill=ON_TIME)

    [badge] = badges()
    assert badge.revocation is None
    assert badge.current_key is not None
