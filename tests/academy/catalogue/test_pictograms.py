"""What can stand for a skill: pictures of work with a name, and none of the program's own signs."""

import json

import pytest

from academy.catalogue.icons import FALLBACK_ICON, icon_markup
from academy.catalogue.palette_file import CONTENT
from academy.catalogue.pictograms import PICTOGRAMS, choices
from tests.cast import ANNA
from tests.client import AcademyClient

PALETTE = json.loads((CONTENT / "skillspalet.json").read_text(encoding="utf-8"))
DRAFT = "/palette/skills/textiel-sorteren/draft"


@pytest.mark.parametrize("name", sorted(PICTOGRAMS.keys() - {FALLBACK_ICON}))
def test_each_of_them_can_be_drawn(name: str) -> None:
    assert icon_markup(name) != icon_markup(FALLBACK_ICON)


def test_whatever_the_palette_has_can_be_chosen() -> None:
    used = {each["icon"] for part in ("domains", "skills") for each in PALETTE[part]}
    assert used <= PICTOGRAMS.keys()


def test_two_of_them_are_not_called_the_same(app) -> None:
    with app.test_request_context():
        assert len({str(each.label) for each in choices("")}) == len(PICTOGRAMS)


def test_what_a_skill_has_stays_to_be_chosen(app) -> None:
    with app.test_request_context():
        assert choices("steam-engine")[-1].value == "steam-engine"
        assert choices("armchair") == choices("")


@pytest.mark.usefixtures("cast", "palette")
@pytest.mark.parametrize("address", [DRAFT, "/palette/domains/textiel/draft"])
def test_they_are_shown_with_the_picture_and_a_dutch_name(
    client: AcademyClient, address: str
) -> None:
    page = client.as_(ANNA).page(address)

    card = page.select_one("input[name=icon][value=armchair]").find_parent("label")
    assert card.get_text(strip=True) == "Leunstoel"
    assert card.select_one("use")["href"].endswith("#armchair")
    assert [each["value"] for each in page.select("input[name=icon][checked]")] == ["shirt"]
    assert not page.select("input[name=icon][value=wifi-off]")
