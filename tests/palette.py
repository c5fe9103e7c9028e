"""The starter palette, published on the first day of the tests."""

from academy.catalogue.loading import load_palette
from academy.database import transaction
from tests.cast import ANNA
from tests.clock import START


def publish_the_palette() -> None:
    """All 69 skills, by Anna of the academy; costs more than most tests, so remember it."""
    with transaction():
        load_palette(START, ANNA.actor)
