"""Tell the audit log which fields of a row changed, never what they say."""

from collections.abc import Mapping
from typing import Any

from academy.database import Base


def apply(row: Base, values: Mapping[str, Any]) -> list[str]:
    """Set the fields that differ and give their names, in order."""
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    return changed
