"""Hours per course and year, for who asks for training subsidies: numbers, never people."""

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal
from flask_babel import gettext as _

from academy.dates import local_day
from academy.dependencies import dependencies
from academy.learning import records
from academy.learning.rules import SMALLEST_GROUP, YearTotals, year_totals
from academy.learning.views.blueprint import blueprint
from academy.security.guard import requires
from academy.security.permissions import Permission
from academy.web.spreadsheet import spreadsheet_response


@blueprint.get("/courses/totals")
@requires(Permission.MANAGE_COURSE_RUNS)
def totals() -> ResponseReturnValue:
    years, year = _years()
    return render_template(
        "learning/totals.html",
        year=year,
        year_choices=[
            {"label": each, "href": url_for("learning.totals", year=each), "current": each == year}
            for each in years
        ],
        totals=_totals(year),
        smallest=SMALLEST_GROUP,
    )


@blueprint.get("/courses/totals.csv")
@requires(Permission.MANAGE_COURSE_RUNS)
def totals_csv() -> ResponseReturnValue:
    _all, year = _years()
    lines = _totals(year).lines
    header = [_("Jaar"), _("Cursus"), _("Mensen"), _("Uren")]
    rows = [[year, line.title, line.people, format_decimal(line.hours)] for line in lines]
    return spreadsheet_response(f"cursusuren-{year}", header, rows)


def _totals(year: int) -> YearTotals:
    return year_totals(records.followed_in(year), others=_("Andere cursussen samen"))


def _years() -> tuple[list[int], int]:
    """The years to choose from, this one among them, and the one that was chosen."""
    this_year = local_day(dependencies().clock()).year
    years = sorted({this_year, *records.years_with_records()}, reverse=True)
    wish = request.args.get("year", str(this_year))
    if wish not in map(str, years):
        abort(404)
    return years, int(wish)
