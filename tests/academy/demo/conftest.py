"""A copy of the demo for each test to change as it likes, and the cast as a small demo."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from academy.database import db
from tests.academy.home.conftest import palette, shown, story
from tests.academy.verification.conftest import badge, save
from tests.demo import DemoSite, copy_demo

__all__ = ["badge", "palette", "save", "shown", "story"]


@pytest.fixture
def site(demo_folder: Path, tmp_path: Path) -> Iterator[DemoSite]:
    copy = copy_demo(demo_folder, tmp_path / "demo")
    with copy.app.app_context():
        yield copy
        db.session.remove()
        db.engine.dispose()
