"""What was typed into a search box is fit to be shown again."""

import pytest
from flask import Flask

from academy.searching import MAX_QUERY
from academy.web.searched import searched


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/?q=%00", ""),
        ("/?q=a%00b%E2%80%AE+c", "ab c"),
        ("/?q=+hout+", "hout"),
        ("/?q=", ""),
        ("/", ""),
        (f"/?q={'x' * 300}", "x" * MAX_QUERY),
    ],
)
def test_nothing_hidden_stays_in_it(app: Flask, address: str, shown: str) -> None:
    with app.test_request_context(address):
        assert searched() == shown
