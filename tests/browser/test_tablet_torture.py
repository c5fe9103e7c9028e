"""Fifty assessments through random cuts; `make torture` does a thousand."""

from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.torture import torture

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_nothing_is_lost_doubled_or_held_up(
    playwright: Playwright, demo_folder: Path, tmp_path: Path
) -> None:
    found, _cut = torture(playwright, demo_folder, tmp_path, times=50, seed=11)
    assert not found
