"""What an uploaded picture looks like, as pixels that we made ourselves.

The picture is whatever its maker drew, so it proves nothing: the page says so. The file itself is
never shown; a child process with limits draws it anew.
"""

from badges import sandbox
from badges.errors import BadgesError
from badges.sandbox import Task
from badges.verifying import Report

PICTURES = ("png", "svg")


def drawn_anew(source: bytes, report: Report) -> str | None:
    """An address with a small picture in it, or None when there is nothing to show.

    Only beside what a badge says, for then it can be compared; a picture that cannot be drawn is
    left out, as it matters to no verdict.
    """
    if report.carrier not in PICTURES or report.credential is None:
        return None
    try:
        told = sandbox.shared().run(Task.DRAW, source)
    except BadgesError:
        return None
    return f"data:{told['type']};base64,{told['base64']}"
