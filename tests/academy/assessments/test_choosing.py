"""A leader looks for the skill to assess, with words as people type them."""

import pytest

from tests.cast import AMINA, JAN, Cast
from tests.client import AcademyClient


def names(client: AcademyClient, query: str) -> list[str]:
    page = client.as_(JAN).page(f"/people/{AMINA.uuid}/skills?q={query}")
    return [name.get_text(strip=True) for name in page.select(".skill-choice__name")]


@pytest.mark.usefixtures("palette")
@pytest.mark.parametrize("query", ["textiel sorteren", "sorteren textiel", "SORTEREN tèxtiel"])
def test_the_search_forgives_order_capitals_and_marks(client: AcademyClient, query: str) -> None:
    assert "Textiel sorteren" in names(client, query)


@pytest.mark.usefixtures("palette")
def test_every_word_must_occur(client: AcademyClient) -> None:
    assert names(client, "sorteren heftruck") == []


def test_the_same_words_find_the_same_in_the_palette(client: AcademyClient, palette: Cast) -> None:
    page = client.page("/skills?q=kledìng")
    public = [link.get_text(strip=True) for link in page.select("main .badge-tile h3")]

    assert public
    assert names(client, "kledìng") == public
