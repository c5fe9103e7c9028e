"""How a page and a task tell of badges that end."""

from flask_babel import ngettext

from academy.teams.rules import Ends


def over(ends: Ends) -> str:
    """How many are not valid any more; empty for none."""
    words = ngettext("%(num)s badge is verlopen", "%(num)s badges zijn verlopen", ends.over)
    return words if ends.over else ""


def soon(ends: Ends) -> str:
    """How many soon will not be; empty for none."""
    words = ngettext("%(num)s badge verloopt bijna", "%(num)s badges verlopen bijna", ends.soon)
    return words if ends.soon else ""
