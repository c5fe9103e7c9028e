"""Loading the palette: once is enough, and what is published stays as it is."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.audit.models import AuditEvent
from academy.catalogue.loading import PublishedVersionError, load_palette
from academy.catalogue.models import Skill, SkillDomain, SkillVersion
from academy.database import db, transaction
from tests.academy.catalogue.conftest import OPERATOR, PaletteFile
from tests.clock import START, TestClock


@pytest.fixture
def in_app(db_session):
    return db_session


def number_of(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def the_skill(palette_file: PaletteFile) -> Skill:
    return db.session.scalars(select(Skill).where(Skill.code == palette_file.skill["id"])).one()


def test_the_whole_palette_is_published_as_version_1_1(in_app) -> None:
    load = load_palette(START, OPERATOR)

    assert load.counts() == {
        "domains": 12, "skills added": 69, "versions published": 69, "versions unchanged": 0,
    }  # fmt: skip
    assert (number_of(SkillDomain), number_of(Skill), number_of(SkillVersion)) == (12, 69, 69)
    assert set(db.session.scalars(select(SkillVersion.number))) == {"1.1"}
    assert all(version.is_open for version in db.session.scalars(select(SkillVersion)))


def test_loading_it_again_changes_nothing(in_app) -> None:
    load_palette(START, OPERATOR)
    db.session.commit()
    before = {v.uuid: v.published_at for v in db.session.scalars(select(SkillVersion))}

    load = load_palette(TestClock().advance(days=30), OPERATOR)

    assert (load.versions_published, load.versions_unchanged) == (0, 69)
    assert {v.uuid: v.published_at for v in db.session.scalars(select(SkillVersion))} == before


def test_a_version_keeps_everything_that_the_file_says(in_app, palette_file) -> None:
    load_palette(START, OPERATOR, palette_file.path)

    skill, entry = the_skill(palette_file), palette_file.skill
    version = skill.versions[0]
    assert version.name == entry["name"]
    assert [level["level"] for level in version.levels] == [1, 2, 3]
    assert version.levels[0]["descriptor"]["en"] == entry["levels"][0]["descriptor_en"]
    assert [c["id"] for c in version.criteria] == ["c1", "c2", "c3"]
    assert [c["text"]["nl"] for c in version.criteria] == entry["criteria_nl"]
    assert version.esco == entry["esco"]
    assert skill.review_on == date.fromisoformat(entry["review_date"])
    assert skill.domain.code == entry["domain"]


@pytest.mark.parametrize("field", ["name", "short_name", "description"])
def test_another_text_for_a_published_version_is_refused(in_app, palette_file, field) -> None:
    load_palette(START, OPERATOR, palette_file.path)
    palette_file.save(**{field: {"nl": "Iets anders", "en": "Something else"}})

    with pytest.raises(PublishedVersionError, match=f"fields={field}"):
        load_palette(START, OPERATOR, palette_file.path)


@pytest.mark.parametrize("field", ["criteria_nl", "criteria_en"])
def test_another_criterion_for_a_published_version_is_refused(in_app, palette_file, field) -> None:
    load_palette(START, OPERATOR, palette_file.path)
    palette_file.skill[field][1] = "Doet iets anders."
    palette_file.save()

    with pytest.raises(PublishedVersionError, match="criteria"):
        load_palette(START, OPERATOR, palette_file.path)


def test_a_refused_file_leaves_nothing_behind(in_app, palette_file) -> None:
    with transaction():
        load_palette(START, OPERATOR, palette_file.path)
    palette_file.content["skills"].insert(0, palette_file.skill | {"id": "een-nieuwe"})
    palette_file.content["skills"][1]["icon"] = "bike"
    palette_file.save()

    with pytest.raises(PublishedVersionError), transaction():
        load_palette(START, OPERATOR, palette_file.path)

    assert number_of(Skill) == 2


def test_a_new_number_publishes_a_version_and_retires_the_one_before(in_app, palette_file) -> None:
    load_palette(START, OPERATOR, palette_file.path)
    later = TestClock().advance(days=100)
    palette_file.save(version="1.1", name={"nl": "Op tijd zijn", "en": "Be there"})

    load = load_palette(later, OPERATOR, palette_file.path)

    old, new = the_skill(palette_file).versions
    assert load.versions_published == 1
    assert (old.number, old.retired_at, old.is_open) == ("1.0", later, False)
    assert (new.number, new.published_at, new.is_open) == ("1.1", later, True)
    assert "be there" in the_skill(palette_file).search_text


def test_a_criterion_keeps_its_id_in_a_later_version_and_a_new_one_gets_its_own(
    in_app, palette_file
) -> None:
    load_palette(START, OPERATOR, palette_file.path)
    first, _second, third = palette_file.skill["criteria_nl"]
    palette_file.save(version="2.0", criteria_nl=[third, "Doet iets nieuws.", first])

    load_palette(TestClock().advance(days=1), OPERATOR, palette_file.path)

    newest = the_skill(palette_file).versions[1]
    assert [criterion["id"] for criterion in newest.criteria] == ["c3", "c4", "c1"]


def test_domain_names_and_review_days_follow_the_file(in_app, palette_file) -> None:
    load_palette(START, OPERATOR, palette_file.path)
    palette_file.content["domains"][0]["name"] = {"nl": "De basis", "en": "The basics"}
    palette_file.save(review_date="2029-01-01")

    load_palette(START, OPERATOR, palette_file.path)

    skill = the_skill(palette_file)
    assert skill.domain.name["nl"] == "De basis"
    assert skill.review_on == date(2029, 1, 1)


def test_each_published_version_is_in_the_audit_log(in_app, palette_file) -> None:
    with transaction():
        load_palette(START, OPERATOR, palette_file.path)

    events = db.session.scalars(select(AuditEvent).order_by(AuditEvent.sequence)).all()
    assert [event.action for event in events] == ["skill-version.published"] * 2
    assert events[0].details == {"skill": palette_file.skill["id"], "number": "1.0"}
    assert events[0].origin == "command"


def test_the_command_is_a_dry_run_without_commit(app: Flask, in_app) -> None:
    answer = app.test_cli_runner().invoke(args=["palette", "load"])

    assert answer.exit_code == 0, answer.output
    assert "versions published: 69" in answer.output
    assert "Dry run" in answer.output
    assert number_of(Skill) == 0


def test_the_command_keeps_the_palette_with_commit(app: Flask, in_app) -> None:
    app.test_cli_runner().invoke(args=["palette", "load", "--commit"])
    again = app.test_cli_runner().invoke(args=["palette", "load", "--commit"])

    assert "versions unchanged: 69" in again.output
    assert number_of(Skill) == 69
    assert number_of(AuditEvent) == 69 + 1, "each version, and the names in other languages"


def test_the_command_says_which_published_version_differs(app: Flask, in_app) -> None:
    app.test_cli_runner().invoke(args=["palette", "load", "--commit"])
    version = db.session.scalars(select(SkillVersion)).first()
    version.icon = "another"
    db.session.commit()

    answer = app.test_cli_runner().invoke(args=["palette", "load", "--commit"])

    assert answer.exit_code == 1
    assert version.skill.code in answer.output
