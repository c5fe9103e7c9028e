"""Tables beside a menu: on a tablet nothing of them stands outside of what is seen."""

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

HIDDEN = "(frames) => frames.map((frame) => frame.scrollWidth - frame.clientWidth)"


@pytest.mark.parametrize("path", ["/course-runs", "/course-runs/past", "/palette/rules"])
def test_a_table_of_the_academy_fits_on_a_tablet(visit: Visit, path: str) -> None:
    page = visit("academy", width=768, height=1024)
    page.goto(path)

    hidden = page.locator(".table-frame").evaluate_all(HIDDEN)

    assert hidden
    assert max(hidden) <= 0


def test_an_address_without_end_hides_nothing_that_stands_after_it(visit: Visit) -> None:
    page = visit("academy", width=1024, height=768)
    page.goto("/organisations/issuers/new")
    page.fill("#name", "De Lasschool")
    page.fill("#identifier", f"https://school.example/{'a' * 250}")
    page.fill("#reason", "De school belde zelf.")
    page.get_by_role("button", name="Opslaan").click()

    frames = page.locator(".table-frame")

    assert "a" * 250 in frames.inner_text()
    assert frames.evaluate_all(HIDDEN) == [0]
