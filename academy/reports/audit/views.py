"""The log for an organisation's administrators: what was changed, by whom and when."""

from collections.abc import Iterator

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue.drafting.queries import find_skill
from academy.catalogue.models import Skill
from academy.reports.audit import queries
from academy.reports.audit.choices import offer
from academy.reports.audit.details import details
from academy.reports.audit.forms import read_places, read_wishes, to_arguments, to_text
from academy.reports.audit.own_history import own_history
from academy.reports.audit.queries import Line, Log, Wishes
from academy.reports.audit.skill_history import history_of
from academy.reports.audit.telling import actor_of, tell, tell_apart, tell_with_links
from academy.reports.audit.words import words
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.filters import moment
from academy.web.locale import localised
from academy.web.spreadsheet import Cell, spreadsheet_response

blueprint = Blueprint("audit", __name__)

DOWNLOADED = 5_000
"""Lines in one download; who wants more chooses other days."""
DOWNLOADED_AT_ONCE = 500
LOOKS = 40
"""How often one download goes on looking: through 200,000 lines where little fits."""


@blueprint.get("/audit")
@requires(Permission.READ_AUDIT, queries.find_log)
def index(log: Log) -> ResponseReturnValue:
    wishes = read_wishes(request.args)
    before = read_places(request.args.get("before", ""))
    page = queries.read_page(log, wishes, before)
    return render_template(
        "audit/index.html",
        log=log,
        page=page,
        older=page.older and to_text(page.older),
        is_newest=before is None,
        given=to_arguments(wishes),
        whose=queries.names_of(log, {wishes.person}).get(wishes.person) if wishes.person else None,
        offer=offer(log, wishes, current_identity()),
        most=DOWNLOADED,
        tell=tell_with_links,
        details=details,
    )


@blueprint.get("/palette/skills/<code>/history")
@requires(Permission.MANAGE_CATALOGUE, find_skill)
def skill_history(skill: Skill) -> ResponseReturnValue:
    """What the academy did about one skill, as sentences."""
    return render_template(
        "audit/skill_history.html",
        skill=skill,
        lines=history_of(skill, current_identity()),
        tell=tell,
        details=details,
    )


@blueprint.get("/wallet/data/history")
@requires(Permission.READ_OWN_FILE)
def own() -> ResponseReturnValue:
    """What was done about the one who looks, as sentences."""
    lines = [(line.at, tell_apart(line)) for line in own_history(current_identity())]
    return render_template("audit/own.html", lines=lines)


@blueprint.get("/audit.csv")
@requires(Permission.READ_AUDIT, queries.find_log)
def lines_csv(log: Log) -> ResponseReturnValue:
    """The newest of the lines that the page shows with the same filters."""
    header = [
        _("Wanneer"), _("Wat"), _("Soort"), _("Wie"), _("Over wie"), _("Vaardigheid"), _("Team"),
        _("Bijzonderheden"), _("Organisatie"), _("Regel"),
    ]  # fmt: skip
    found = _downloaded(log, read_wishes(request.args))
    return spreadsheet_response("logboek", header, map(_cells, found))


def _downloaded(log: Log, wishes: Wishes) -> Iterator[Line]:
    place, left = None, DOWNLOADED
    for _look in range(LOOKS):
        page = queries.read_page(log, wishes, place, size=min(left, DOWNLOADED_AT_ONCE))
        yield from page.lines
        place, left = page.older, left - len(page.lines)
        if place is None or not left:
            return


def _cells(line: Line) -> list[Cell]:
    about = line.subject
    return [
        moment(line.at),
        tell(line),
        words(line.action),
        actor_of(line),
        about.person_name,
        localised(about.skill_name) if about.skill_name else None,
        about.team_name,
        ". ".join(f"{each.label}: {each.text}" for each in details(line.details)),
        line.organisation,
        line.sequence,
    ]
