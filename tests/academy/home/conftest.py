"""The application as a demo: what only a demo shows is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from academy.database import db
from tests.academy.shown import palette, shown
from tests.cast import AMINA, ANNA, JAN, a_card, an_account

if TYPE_CHECKING:
    from flask import Flask

    from tests.cast import Cast

__all__ = ["palette", "shown"]


@pytest.fixture
def story(app: Flask, palette: Cast) -> Cast:
    """A demo in which everybody of the story can sign in."""
    real = app.extensions["academy"]
    app.extensions["academy"] = replace(real, settings=replace(real.settings, demo=True))
    a_card(AMINA.row)
    for member in (JAN, ANNA):
        an_account(member.row, member.email)
    db.session.commit()
    return palette
