"""Every text that people see is in every catalogue, and none lacks one."""

import re

import pytest

from tests.tools import translations

pytestmark = pytest.mark.slow


def test_the_catalogues_hold_exactly_the_texts_of_today() -> None:
    found = list(translations.problems())

    assert not found, "\n".join(found)


def test_texts_are_found_in_code_and_in_templates() -> None:
    files = {
        name.split("/")[0] for message in translations.collect() for name, _ in message.locations
    }

    assert files == {"academy", "templates"}


def test_whatever_gettext_is_called_its_texts_are_found() -> None:
    """An import under another name is a text that nobody translates, and no test misses."""
    called = {
        name
        for file in (translations.ROOT / "academy").rglob("*.py")
        for name in re.findall(
            r"^from flask_babel import \w*gettext as (\w+)", file.read_text(), re.MULTILINE
        )
    }

    assert called, "this test has lost sight of how texts are imported"
    assert called <= set(translations.KEYWORDS)
