"""`palette publish FILE`: what a file changes becomes a new version, said before it counts."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from academy.catalogue.models import Skill, SkillVersion
from academy.database import db
from tests.academy.catalogue.conftest import PaletteFile


@pytest.fixture
def published(db_session, app: Flask, palette_file: PaletteFile) -> PaletteFile:
    """The file, after it was published as version 1.0."""
    assert publish(app, palette_file.path, "--commit").exit_code == 0
    return palette_file


def publish(app: Flask, file: Path, *options: str) -> Result:
    return app.test_cli_runner().invoke(args=["palette", "publish", str(file), *options])


def numbers() -> list[tuple[str, str, bool]]:
    versions = db.session.scalars(select(SkillVersion).join(Skill).order_by(SkillVersion.id))
    return [(each.skill.code, each.number, each.is_open) for each in versions]


def test_it_says_what_changes_and_keeps_nothing_without_commit(
    app: Flask, published: PaletteFile
) -> None:
    gone = published.skill["criteria_nl"][0]
    published.skill["criteria_nl"][0] = "Staat klaar als het werk begint."
    published.save(version="1.1")
    before = numbers()

    answer = publish(app, published.path)

    assert answer.exit_code == 0, answer.output
    assert f"{published.skill['id']}: 1.0 -> 1.1" in answer.output
    assert f"- criterion: {gone}" in answer.output
    assert "+ criterion: Staat klaar als het werk begint." in answer.output
    assert "versions published: 1" in answer.output
    assert "Dry run" in answer.output
    assert numbers() == before


def test_only_what_changed_gets_a_new_version(app: Flask, published: PaletteFile) -> None:
    other = published.content["skills"][1]
    other["version"] = "1.1"  # a higher number alone says nothing new
    published.save(version="1.1", icon="bike")

    answer = publish(app, published.path, "--commit")

    assert "versions unchanged: 1" in answer.output
    first, second = published.skill["id"], other["id"]
    assert numbers() == [(first, "1.0", False), (second, "1.0", True), (first, "1.1", True)]


def test_new_words_for_the_levels_are_a_new_version_of_every_skill(
    app: Flask, published: PaletteFile
) -> None:
    published.content["level_scale"][0]["name"] = {"nl": "Weet ervan", "en": "Knows of it"}
    published.content["skills"][1]["version"] = "1.1"
    published.save(version="1.1")

    answer = publish(app, published.path, "--commit")

    assert "versions published: 2" in answer.output
    assert "- level 1 is called: Kan de basis" in answer.output
    assert "+ level 1 is called: Weet ervan" in answer.output
    old, _other, new, _new_other = db.session.scalars(
        select(SkillVersion).order_by(SkillVersion.id)
    )
    assert old.level_name(1)["nl"] == "Kan de basis"
    assert new.level_name(1)["nl"] == "Weet ervan"


def test_an_older_file_than_what_is_there_changes_nothing(
    app: Flask, published: PaletteFile
) -> None:
    older = published.path.read_text(encoding="utf-8")
    published.save(version="1.1", icon="bike")
    publish(app, published.path, "--commit")
    published.path.write_text(older, encoding="utf-8")

    answer = publish(app, published.path, "--commit")

    assert "versions unchanged: 2" in answer.output
    assert len(numbers()) == 3


def test_a_number_that_is_too_low_is_refused(app: Flask, published: PaletteFile) -> None:
    published.save(version="0.9", icon="bike")

    answer = publish(app, published.path, "--commit")

    assert answer.exit_code == 1
    assert "Geef de vaardigheid in het bestand een hoger nummer dan 0.9." in answer.output


def test_numbers_are_compared_as_numbers(app: Flask, published: PaletteFile) -> None:
    for number, icon in (("1.9", "bike"), ("1.10", "shirt")):
        published.save(version=number, icon=icon)
        assert publish(app, published.path, "--commit").exit_code == 0

    assert [number for _code, number, is_open in numbers() if is_open] == ["1.0", "1.10"]


@pytest.mark.parametrize(
    ("break_it", "place"),
    [
        (lambda file: file["skills"][0].pop("levels"), "skills/0"),
        (lambda file: file["skills"][0].update(version="1"), "skills/0/version"),
        (lambda file: file["skills"][0].update(id="Op tijd"), "skills/0/id"),
        (lambda file: file["skills"][0]["name"].update(nl=" "), "skills/0/name/nl"),
        (lambda file: file["skills"][0].update(domain="nergens"), "op-tijd-en-afspraken"),
        (lambda file: file["skills"][0]["criteria_en"].pop(), "op-tijd-en-afspraken"),
        (lambda file: file["skills"][0]["levels"].reverse(), "op-tijd-en-afspraken"),
        (lambda file: file["skills"][0].update(review_date="2027-02-30"), "op-tijd-en-afspraken"),
        (lambda file: file["skills"].append(file["skills"][0]), "op-tijd-en-afspraken"),
        (lambda file: file["skills"][0].update(note_nl="Let op."), "op-tijd-en-afspraken"),
        (lambda file: file.pop("domains"), "/"),
    ],
)
def test_a_file_that_is_no_palette_is_refused_with_the_place(
    app: Flask, published: PaletteFile, break_it: Any, place: str
) -> None:
    before = numbers()
    break_it(published.content)
    published.path.write_text(json.dumps(published.content), encoding="utf-8")

    answer = publish(app, published.path, "--commit")

    assert answer.exit_code == 1
    assert f"klopt niet bij {place}:" in answer.output
    assert numbers() == before


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_cannot_be_read_is_refused(
    app: Flask, db_session, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "broken.json"
    file.write_bytes(content)

    answer = publish(app, file)

    assert answer.exit_code == 1
    assert "We kunnen" in answer.output


def test_a_file_that_is_not_there_is_refused(app: Flask, db_session, tmp_path: Path) -> None:
    answer = publish(app, tmp_path / "nowhere.json")

    assert answer.exit_code == 1
    assert "nowhere.json niet lezen" in answer.output
