"""The starter palette and courses: complete in Dutch and English, short, mapped, drawable."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from academy.catalogue.colours import COLOURS
from academy.catalogue.drafting.advice import advice_on, longest_sentence
from academy.catalogue.words import OCCUPATIONS

pytestmark = pytest.mark.slow

CONTENT = Path(__file__).parents[3] / "academy" / "catalogue" / "content"
SPRITE = Path(__file__).parents[3] / "static" / "icons" / "sprite.svg"

PALETTE: dict[str, Any] = json.loads((CONTENT / "skillspalet.json").read_text(encoding="utf-8"))
COURSES: list[dict[str, Any]] = json.loads((CONTENT / "courses.json").read_text("utf-8"))["courses"]
REGIONS: list[dict[str, Any]] = json.loads((CONTENT / "regions.json").read_text("utf-8"))["regions"]
SKILLS: list[dict[str, Any]] = PALETTE["skills"]

each_skill = pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill["id"])


def texts(skill: dict[str, Any], language: str) -> Iterator[str]:
    """Every text of a skill that a person reads in this language."""
    yield skill["name"][language]
    yield skill["short_name"][language]
    yield skill["description"][language]
    yield from (level[f"descriptor_{language}"] for level in skill["levels"])
    yield from (level[f"you_{language}"] for level in skill["levels"])
    yield from skill[f"criteria_{language}"]


def test_the_palette_has_69_skills_in_12_domains_with_their_own_ids() -> None:
    domains = {domain["id"] for domain in PALETTE["domains"]}
    assert len(SKILLS) == 69
    assert len(domains) == 12
    assert len({skill["id"] for skill in SKILLS}) == 69
    assert {skill["domain"] for skill in SKILLS} == domains


@each_skill
def test_a_skill_has_three_levels_and_the_same_criteria_in_both_languages(
    skill: dict[str, Any],
) -> None:
    assert [level["level"] for level in skill["levels"]] == [1, 2, 3]
    assert len(skill["criteria_nl"]) == len(skill["criteria_en"])
    assert 3 <= len(skill["criteria_nl"]) <= 4


@each_skill
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_text_is_empty_or_padded(skill: dict[str, Any], language: str) -> None:
    assert [text for text in texts(skill, language) if not text or text != text.strip()] == []


@each_skill
def test_a_remark_in_dutch_has_its_english(skill: dict[str, Any]) -> None:
    assert bool(skill["note_nl"]) == bool(skill["note_en"])
    assert bool(skill["external_requirement_nl"]) == bool(skill["external_requirement_en"])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_domain_says_in_short_sentences_what_kind_of_work_it_is(language: str) -> None:
    said = {each["id"]: each["description"][language] for each in PALETTE["domains"]}
    longest = {"nl": 15, "en": 19}[language]
    assert {code for code, text in said.items() if longest_sentence(text) > longest} == set()
    assert {code for code, text in said.items() if not text.endswith(".")} == set()
    assert [advice_on({f"description_{language}": text}) for text in said.values()] == [{}] * 12


def test_a_note_is_for_the_holder_as_it_is_printed_on_the_certificate() -> None:
    noted = {skill["id"] for skill in SKILLS if skill["note_nl"]}
    assert noted == {"e-waste-scheiden", "nood-en-ontruiming"}


@each_skill
def test_dutch_sentences_have_at_most_15_words(skill: dict[str, Any]) -> None:
    assert [text for text in texts(skill, "nl") if longest_sentence(text) > 15] == []


@each_skill
def test_english_sentences_have_fewer_than_20_words(skill: dict[str, Any]) -> None:
    remarks = [skill["note_en"] or "", skill["external_requirement_en"] or ""]
    assert [text for text in [*texts(skill, "en"), *remarks] if longest_sentence(text) >= 20] == []


@each_skill
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_text_fits_where_it_is_shown(skill: dict[str, Any], language: str) -> None:
    assert len(skill["short_name"][language]) <= 22
    assert "." not in skill["short_name"][language]
    assert len(skill["name"][language]) <= 60
    assert max(map(len, texts(skill, language))) <= 120


@each_skill
def test_a_criterion_and_a_descriptor_are_whole_sentences(skill: dict[str, Any]) -> None:
    for language in ("nl", "en"):
        descriptors = [level[f"descriptor_{language}"] for level in skill["levels"]]
        for sentence in [*descriptors, *skill[f"criteria_{language}"]]:
            assert sentence[0].isupper()
            assert sentence.endswith(".")


@each_skill
def test_the_words_of_a_skill_need_no_advice(skill: dict[str, Any]) -> None:
    """Short sentences, daily words; nothing that names somebody's need, speed or health."""
    fields = {
        f"{name}_{language}": skill[name][language]
        for name in ("name", "description")
        for language in ("nl", "en")
    }
    for language in ("nl", "en"):
        for level in skill["levels"]:
            number = level["level"]
            fields[f"level_{number}_{language}"] = level[f"descriptor_{language}"]
            fields[f"you_{number}_{language}"] = level[f"you_{language}"]
        fields[f"criteria_{language}"] = "\n".join(skill[f"criteria_{language}"])
    said = advice_on(fields)
    assert sorted(said) == WALKING.get(skill["id"], []), {
        name: list(map(str, each)) for name, each in said.items()
    }


WALKING = {"heftruck-rijden": ["criteria_en"]}
"""As slowly as others walk, so that nobody is hurt."""
AIDS = re.compile(r"kaart|checklist|rekenmachine|prijslijst|voorbeeld|plaatjes", re.IGNORECASE)


@each_skill
def test_an_aid_is_no_reason_for_the_first_level(skill: dict[str, Any]) -> None:
    aids = {"tweedehands-verkopen", "gevaarlijk-afval"}  # what is read or known, no aid
    assert bool(AIDS.search(skill["levels"][0]["descriptor_nl"])) == (skill["id"] in aids)


@each_skill
def test_a_level_is_told_to_the_worker_as_well(skill: dict[str, Any]) -> None:
    for level in skill["levels"]:
        assert re.match(r"Je [a-z]", level["you_nl"])
        assert re.match(r"You [a-z]", level["you_en"])


def test_only_coming_on_time_gives_no_badge_at_the_first_level() -> None:
    without = [
        (skill["id"], level["level"])
        for skill in SKILLS
        for level in skill["levels"]
        if not level.get("badge", True)
    ]
    assert without == [("op-tijd-en-afspraken", 1)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_two_skills_share_a_short_name(language: str) -> None:
    assert len({skill["short_name"][language] for skill in SKILLS}) == len(SKILLS)


def test_all_but_one_skill_are_mapped_to_esco() -> None:
    mapped = [skill for skill in SKILLS if skill["esco"]]
    assert len(mapped) == 68
    for skill in mapped:
        assert skill["esco"]["uri"].startswith("http://data.europa.eu/esco/skill/")
        assert skill["esco"]["match"] in {"exact", "close", "broad", "narrow", "related"}


def test_no_skill_claims_a_qualification_level() -> None:
    assert {skill["nlqf"] for skill in SKILLS} == {None}


def test_every_occupation_has_a_name() -> None:
    said = {skill["isco"] for skill in SKILLS if "isco" in skill}
    assert len(said) > 10
    assert said - set(OCCUPATIONS) == set()


def test_every_icon_is_in_the_sprite() -> None:
    drawn = {symbol.get("id") for symbol in etree.parse(SPRITE).getroot()}
    wanted = {skill["icon"] for skill in SKILLS} | {domain["icon"] for domain in PALETTE["domains"]}
    assert wanted - drawn == set()


def test_no_two_skills_share_an_icon() -> None:
    assert len({skill["icon"] for skill in SKILLS}) == len(SKILLS)


def test_every_domain_has_a_colour_that_white_letters_stand_out_on() -> None:
    assert set(COLOURS) == {domain["id"] for domain in PALETTE["domains"]}
    assert {name: c for name, c in COLOURS.items() if contrast_with_white(c) < 7} == {}


def test_courses_teach_skills_that_exist_and_say_so_in_two_languages() -> None:
    known = {skill["id"] for skill in SKILLS}
    assert len(COURSES) == 14
    for course in COURSES:
        assert set(course["skills"]) <= known
        for field in ("title", "description"):
            assert course[field]["nl"]
            assert course[field]["en"]
        assert longest_sentence(course["assessment_nl"]) <= 15
        assert longest_sentence(course["assessment_en"]) < 20


def test_courses_say_what_somebody_can_afterwards_in_two_languages() -> None:
    for course in COURSES:
        dutch, english = course["outcomes_nl"], course["outcomes_en"]
        assert len(dutch) == len(english) >= 3
        assert max(len(line.split()) for line in (*dutch, *english)) <= 15
        assert course["quality_nl"]
        assert course["quality_en"]


def test_taking_part_in_a_course_gives_a_proof_of_participation_only() -> None:
    assert {course["credential_on_completion"] for course in COURSES} == {"bewijs-van-deelname"}


def test_twelve_of_the_35_regions_belong_to_the_arrangement() -> None:
    assert len({region["id"] for region in REGIONS}) == 35
    assert sum(region["in_bkn_uwv_arrangement_2024"] for region in REGIONS) == 12


def contrast_with_white(colour: str) -> float:
    """Contrast ratio of WCAG 2.2 between `#rrggbb` and white, 1.0 to 21.0."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05)
