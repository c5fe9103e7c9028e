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
