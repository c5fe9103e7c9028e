"""What waits for somebody to look at, as the team's page and the tasks tell it."""

from flask_babel import ngettext

from academy.objections.deciding import how_many_wait
from academy.objections.looking_again import open_looks
from academy.security.identity import Identity


def what_waits(identity: Identity) -> str:
    """In one sentence, of any team; empty for nothing."""
    waiting = how_many_wait(identity) + len(open_looks(identity))
    words = ngettext(
        "%(num)s beoordeling wacht op jou.", "%(num)s beoordelingen wachten op jou.", waiting
    )
    return words if waiting else ""
