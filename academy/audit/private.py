"""What a line of the log keeps from those who read it: what only worker and leader may know.

That somebody could not do something yet is between the two of them. Lines that were written can't
be rewritten, for each covers the one before it; so what older ones say is left out at reading.
"""

from collections.abc import Mapping
from typing import Any

PRIVATE_DETAILS = frozenset({"level"})
"""Lines of assessments had it until the log of an administrator turned out to show "not yet"."""
WITHOUT_OBJECT = frozenset({"assessment.deleted"})
"""Only "not yet" is deleted by its age, so naming which one was would say what it had been."""


def open_details(details: Mapping[str, Any]) -> Mapping[str, Any]:
    """The details of a line that its readers may know."""
    return {name: value for name, value in details.items() if name not in PRIVATE_DETAILS}
