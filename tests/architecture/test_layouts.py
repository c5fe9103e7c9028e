"""A layout reads what views give it and sets nothing that a view could have given."""

import re
from pathlib import Path

import pytest

from academy.settings import PROJECT

LAYOUTS = sorted((PROJECT / "templates" / "layouts").glob("*.html"))
SET = re.compile(r"\{%-?\s*set\s+(\w+)")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.stem)
def test_a_layout_keeps_its_own_names_apart(layout: Path) -> None:
    """`actions` of base.html once emptied the choices that the view of the log gave."""
    own = SET.findall(layout.read_text(encoding="utf-8"))
    wrong = [name for name in own if not name.startswith("layout_")]
    assert not wrong, f"Call these layout_… in {layout}, for a view may give them: {wrong}"
