"""What stands round every page: the client inspects the markup of each one it fetches."""

import pytest

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
