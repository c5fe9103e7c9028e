"""What stands round every page: the client inspects the markup of each one it fetches."""

import pytest

from tests.cast import AMINA, JAN, Member
from tests.client import AcademyClient


@pytest.mark.parametrize("path", ["/", "/help", "/no-such-page"])
def test_every_page_offers_help_languages_and_a_way_to_the_content(
    client: AcademyClient, path: str
) -> None:
    page = client.get(path).get_data(as_text=True)

    assert '<a class="skip-link" href="#content">' in page
    assert 'href="/help"' in page
    assert 'lang="en"' in page
    assert 'id="content"' in page


def test_a_page_speaks_the_language_that_was_chosen(client: AcademyClient) -> None:
    client.set_cookie("language", "en")

    assert '<html lang="en" dir="ltr"' in client.get("/").get_data(as_text=True)


def test_a_visitor_is_offered_a_way_in_and_no_way_out(client: AcademyClient) -> None:
    page = client.get("/").get_data(as_text=True)

    assert 'href="/sign-in"' in page
    assert 'action="/sign-out"' not in page


@pytest.mark.parametrize(
    ("member", "paths", "words"),
    [(AMINA, ("/wallet", "/help"), "Klaar"), (JAN, ("/teams", "/skills", "/wallet"), "Uitloggen")],
)
@pytest.mark.usefixtures("cast")
def test_the_way_out_has_one_name_for_each_person(
    client: AcademyClient, member: Member, paths: tuple[str, ...], words: str
) -> None:
    client.as_(member)
    buttons = (client.page(path).select_one('form[action="/sign-out"] button') for path in paths)

    assert {button.get_text(strip=True) for button in buttons} == {words}
