"""Badge pictures: safe to hand out, the same everywhere, readable when small or without colour."""

import io
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from academy.catalogue.colours import COLOURS
from academy.credentials.pictures import (
    PictureError,
    badge_png,
    badge_svg,
    icon_markup,
)
from academy.credentials.pictures.badge import LINES, _fitted
from academy.credentials.pictures.lettering import break_lines, measure

SVG = "{http://www.w3.org/2000/svg}"
CONTENT = Path(__file__).parents[3] / "academy" / "catalogue" / "content" / "skillspalet.json"
SKILLS: list[dict[str, Any]] = json.loads(CONTENT.read_text(encoding="utf-8"))["skills"]

HANGER: dict[str, Any] = {
    "name": "Kleding beoordelen",
    "level": 2,
    "level_name": "Zelfstandig",
    "icon": "hanger",
    "colour": "#8a1c6b",
    "alt": "Badge Kleding beoordelen, niveau Zelfstandig",
}


def drawing(**changes: Any) -> etree._Element:
    """The hanger badge with these changes, parsed."""
    return etree.fromstring(badge_svg(**{**HANGER, **changes}).encode())


def image(svg: str, size: int) -> Image.Image:
    """The badge as pixels."""
    return Image.open(io.BytesIO(badge_png(svg, size)))


def bars(root: etree._Element) -> list[etree._Element]:
    """The level bars: filled rectangles on the patch."""
    return [rect for rect in root.iter(f"{SVG}rect") if rect.get("fill") == "#ffffff"]


def test_the_alternative_text_is_the_title_and_the_label() -> None:
    root = drawing()
    assert root.get("role") == "img"
    assert root.get("aria-label") == HANGER["alt"]
    assert root.findtext(f"{SVG}title") == HANGER["alt"]
    assert root.findtext(f"{SVG}desc") == "Kleding beoordelen: Zelfstandig"


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_level_has_as_many_bars_and_no_empty_places(level: int) -> None:
    assert len(bars(drawing(level=level))) == level


def test_the_bars_stand_in_the_middle() -> None:
    for level in (1, 2, 3):
        row = bars(drawing(level=level))
        left = float(row[0].get("x", "nan"))
        right = float(row[-1].get("x", "nan")) + float(row[-1].get("width", "nan"))
        assert left + right == 128


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill["id"])
def test_every_skill_can_be_drawn_small_enough_to_send(skill: dict[str, Any]) -> None:
    for language, level in itertools.product(("nl", "en"), (1, 2, 3)):
        svg = badge_svg(
            name=skill["name"][language],
            level=level,
            level_name="Zelfstandig",
            icon=skill["icon"],
            colour=COLOURS[skill["domain"]],
            alt=skill["name"][language],
        )
        assert len(svg) < 16_000
        assert icon_markup(skill["icon"]) in svg


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill["id"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_name_keeps_letters_of_at_least_five_and_a_half_pixels_at_64(
    skill: dict[str, Any], language: str
) -> None:
    """But for a word that is too long alone. Nobody needs those letters: beside so small a picture
    the name stands in words."""
    name = skill["name"][language]
    longest_word = max(measure(word).width for word in name.split())
    size, _lines = max(_fitted(name, count) for count in LINES)
    assert size / 2 >= min(5.5, 94 / longest_word / 2)


def test_the_picture_is_self_contained_and_passive() -> None:
    root = drawing(alt='</title><script>alert(1)</script>"&', name="<script>")
    drawn = {etree.QName(element).localname for element in root.iter()}
    assert drawn == {"svg", "title", "desc", "rect", "g", "path"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in attributes if "href" in str(name) or str(name).startswith("on")]
    assert not [e for e in root.iter() if "url(" in "".join(map(str, e.attrib.values()))]
    assert root.getroottree().docinfo.doctype == ""


def test_characters_that_xml_forbids_are_left_out() -> None:
    assert drawing(alt="Stof\x00 en\x0b draad\ufffe").get("aria-label") == "Stof en draad"


@pytest.mark.parametrize("colour", ["green", "#fff", '#000000" onload="x', "", "#0b5d4d\n"])
def test_a_colour_that_is_none_is_refused(colour: str) -> None:
    with pytest.raises(PictureError, match="#rrggbb"):
        badge_svg(**{**HANGER, "colour": colour})


@pytest.mark.parametrize("level", [0, 4, -1])
def test_a_level_that_does_not_exist_is_refused(level: int) -> None:
    with pytest.raises(PictureError, match="level 1, 2 or 3"):
        badge_svg(**{**HANGER, "level": level})


def test_an_icon_that_is_gone_becomes_a_rosette() -> None:
    assert icon_markup("steam-engine") == icon_markup("award")


@pytest.mark.parametrize("name", ["", "   ", "ሰላም", "\x00"])
def test_a_name_without_drawable_letters_leaves_the_rest_of_the_badge(name: str) -> None:
    root = drawing(name=name)
    assert len(bars(root)) == 2
    assert badge_png(badge_svg(**{**HANGER, "name": name}), 64)


def test_polish_turkish_ukrainian_and_greek_names_are_drawn() -> None:
    for name in ("Żółć Łódź", "Şeker İğne", "Ремонт одягу", "Σήμα"):
        assert all(measure(character).width > 0 for character in name.replace(" ", ""))


def test_words_are_broken_where_the_lines_are_shortest() -> None:
    def broken(text: str, count: int) -> list[str]:
        return [line.text for line in break_lines(text, count)]

    assert broken("Iets nieuws maken", 2) == ["Iets nieuws", "maken"]
    assert broken("Kleding wassen, strijken en stomen", 3) == [
        "Kleding", "wassen, strijken", "en stomen",
    ]  # fmt: skip
    assert broken("Rekenen", 1) == ["Rekenen"]
    assert broken("Rekenen", 2) == []


def test_a_name_that_is_far_too_long_stays_inside_the_patch() -> None:
    name = "Arbeidsongeschiktheidsverzekeringsmaatschappij " * 2
    picture = image(badge_svg(**{**HANGER, "name": name}), 256).convert("RGBA")
    below_the_bars = range(2 * 83, 256)
    white = [
        across
        for across in range(256)
        for down in below_the_bars
        if picture.getpixel((across, down)) == (255, 255, 255, 255)
    ]
    assert 20 < min(white) < max(white) < 236


def test_the_same_badge_gives_the_same_bytes() -> None:
    assert badge_svg(**HANGER) == badge_svg(**HANGER)
    assert badge_png(badge_svg(**HANGER)) == badge_png(badge_svg(**HANGER))


@pytest.mark.parametrize("size", [64, 128, 512])
def test_the_png_has_the_size_asked_for(size: int) -> None:
    picture = image(badge_svg(**HANGER), size)
    assert picture.size == (size, size)
    assert picture.format == "PNG"


def test_levels_and_icons_differ_without_colour_at_64_pixels() -> None:
    versions = [
        image(badge_svg(**{**HANGER, "level": level, "icon": icon}), 64).convert("L").tobytes()
        for level in (1, 2, 3)
        for icon in ("hanger", "shirt")
    ]
    for one, other in itertools.combinations(versions, 2):
        changed = sum(abs(a - b) > 60 for a, b in zip(one, other, strict=True))
        assert changed > 25


@pytest.mark.parametrize("colour", sorted(set(COLOURS.values())))
def test_every_domain_prints_dark_with_white_marks(colour: str) -> None:
    grey = image(badge_svg(**{**HANGER, "colour": colour}), 64).convert("LA").getchannel("L")
    counts = grey.histogram()
    assert sum(counts[:110]) > 64 * 64 / 2
    assert sum(counts[200:]) > 200
