"""Figures of the sector: where a reader for a region begins."""

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.dates import local_day
from academy.dependencies import dependencies
from academy.organisations.regions import regions
from academy.reports.sector import queries
from academy.reports.sector.queries import Regions
from academy.reports.sector.rules import (
    SMALLEST_GROUP,
    STEP,
    Line,
    Quarter,
    lines,
    quarters_over,
)
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.spreadsheet import spreadsheet_response

blueprint = Blueprint("reports", __name__)

SHOWN_QUARTERS = 8


@blueprint.get("/reports")
@requires(Permission.READ_REPORTS)
def index() -> ResponseReturnValue:
    """One quarter, the last that is over unless `?quarter=2026-3` asks for another."""
    quarters = _quarters()
    chosen, read = _chosen(quarters), queries.regions_read(current_identity())
    return render_template(
        "reports/index.html",
        quarter=chosen and quarter_name(chosen),
        csv=chosen and url_for(".figures_csv", quarter=str(chosen)),
        quarter_choices=[
            {
                "label": quarter_name(each),
                "href": url_for(".index", quarter=str(each)),
                "current": each == chosen,
            }
            for each in quarters
        ],
        domains=_domains(chosen, read) if chosen else [],
        kinds=_kinds(chosen, read) if chosen else [],
        regions=None if read is None else [name for key, name in regions().items() if key in read],
        smallest=SMALLEST_GROUP,
        step=STEP,
    )


@blueprint.get("/reports/figures.csv")
@requires(Permission.READ_REPORTS)
def figures_csv() -> ResponseReturnValue:
    chosen, read = _chosen(_quarters()) or abort(404), queries.regions_read(current_identity())
    header = [_("Kwartaal"), _("Groep"), _("Badges"), _("Mensen")]
    told = [*_domains(chosen, read), *_kinds(chosen, read)]
    rows = [[str(chosen), line.label, line.badges, line.people] for line in told]
    return spreadsheet_response(f"badges-{chosen}", header, rows)


def quarter_name(quarter: Quarter) -> str:
    return str(_("Kwartaal %(number)s van %(year)s", number=quarter.number, year=quarter.year))


def _quarters() -> list[Quarter]:
    first = queries.first_badge_day()
    today = local_day(dependencies().clock())
    return list(quarters_over(first, today))[:SHOWN_QUARTERS] if first else []


def _chosen(quarters: list[Quarter]) -> Quarter | None:
    wish = request.args.get("quarter")
    if wish is None:
        return next(iter(quarters), None)
    return next((each for each in quarters if str(each) == wish), None) or abort(404)


def _domains(quarter: Quarter, read: Regions) -> list[Line]:
    total = queries.altogether(quarter, read, _("Alle domeinen"))
    return lines([*queries.per_domain(quarter, read), total])


def _kinds(quarter: Quarter, read: Regions) -> list[Line]:
    return lines(queries.per_kind(quarter, read))
