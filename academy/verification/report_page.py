"""What a check answers with: a page for a person, JSON for a program."""

from typing import Protocol

from flask import Response, jsonify, render_template
from flask_babel import LazyString

from academy.dependencies import dependencies
from academy.verification.presenting import present
from academy.web.error_pages import wants_json
from academy.web.opening import opened_at
from badges.verifying import Report


class Headline(Protocol):
    """What is shown above a report on something that nobody sent in."""

    @property
    def label(self) -> LazyString: ...
    @property
    def icon(self) -> str: ...
    @property
    def story(self) -> LazyString: ...


def report_page(
    report: Report,
    *,
    headline: Headline | None = None,
    as_file: bool = False,
    drawn: str | None = None,
) -> Response:
    """The report; a `headline` says above it what was checked, and gives the page its title.

    `as_file` for a file that somebody sent, and `drawn` for what its picture looks like.
    """
    if wants_json():
        answer = jsonify(report.to_json())
    else:
        deps = dependencies()
        shown = present(report, deps.settings.public_url, as_file=as_file)
        page = render_template(
            "verification/check.html",
            shown=shown,
            headline=headline,
            drawn=drawn,
            checked_at=deps.clock(),
            root=opened_at(deps.settings),
        )
        answer = Response(page)
    answer.headers["Vary"] = "Accept"
    return answer
