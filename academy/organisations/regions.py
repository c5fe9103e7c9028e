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
    content: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    named = {str(region["id"]): str(region["name"]) for region in content["regions"]}
    return dict(sorted(named.items(), key=lambda item: name_order(item[1])))
