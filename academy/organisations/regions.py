"""The labour-market regions that an organisation can be in."""

import json
from functools import cache
from typing import Any

from academy.searching import name_order
from academy.settings import PROJECT

FILE = PROJECT / "academy" / "catalogue" / "content" / "regions.json"


@cache
def regions() -> dict[str, str]:
    """Id to name, in the order of the alphabet."""
    named = {str(region["id"]): str(region["name"]) for region in _content()}
    return dict(sorted(named.items(), key=lambda item: name_order(item[1])))


@cache
def arranged() -> frozenset[str]:
    """Those of the arrangement of 2024 between the sector, UWV and the employer service points."""
    return frozenset(
        str(region["id"]) for region in _content() if region["in_bkn_uwv_arrangement_2024"]
    )


def _content() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["regions"]
    return found
