"""Every text that people see is in every catalogue, and none lacks one."""

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
