"""Figures of the sector: where a reader for a region begins."""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.disclosure import FEWEST_ORGANISATIONS, SMALLEST_GROUP, STEP
from academy.organisations.regions import regions
from academy.reports.sector.tables import (
    Line,
    Regions,
    people_until,
    per_domain,
    per_region,
    regions_read,
    terms_told,
    told_of,
)
from academy.reports.sector.terms import Term
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.spreadsheet import spreadsheet_response
from academy.web.workbook import Sheet, workbook_response

blueprint = Blueprint("reports", __name__)

SHOWN_TERMS = 10
"""Two years with their quarters."""


@dataclass(frozen=True, slots=True)
class Tables:
    """All that is told of one term."""

    term: Term
    domains: list[Line]
    regions: list[Line]
    people: int | None
    """With a badge at the end of it."""


@blueprint.get("/reports")
@requires(Permission.READ_REPORTS)
def index() -> ResponseReturnValue:
    """One term, the newest unless `?term=2026-3` or `?term=2026` asks for another."""
    terms = terms_told(SHOWN_TERMS)
    chosen, read = _chosen(terms), regions_read(current_identity())
    return render_template(
        "reports/index.html",
        name=chosen and term_name(chosen),
        is_year=chosen is not None and chosen.is_year,
        files=chosen and {kind: url_for(f".{kind}", term=str(chosen)) for kind in ("csv", "xlsx")},
        term_choices=[
            {
                "label": term_name(each),
                "href": url_for(".index", term=str(each)),
                "current": each == chosen,
            }
            for each in terms
        ],
        tables=_tables(chosen, read) if chosen else None,
        regions=None if read is None else [name for key, name in regions().items() if key in read],
        smallest=SMALLEST_GROUP,
        step=STEP,
    )


@blueprint.get("/reports/definitions")
@requires(Permission.READ_REPORTS)
def definitions() -> ResponseReturnValue:
    return render_template(
        "reports/definitions.html",
        smallest=SMALLEST_GROUP,
        step=STEP,
        fewest=FEWEST_ORGANISATIONS,
    )


@blueprint.get("/reports/figures.csv")
@requires(Permission.READ_REPORTS)
def csv() -> ResponseReturnValue:
    header, rows, term = _file()
    return spreadsheet_response(f"badges-{term}", header, rows)


@blueprint.get("/reports/figures.xlsx")
@requires(Permission.READ_REPORTS)
def xlsx() -> ResponseReturnValue:
    header, rows, term = _file()
    return workbook_response(f"badges-{term}", [Sheet(_("Cijfers"), header, rows)])


def term_name(term: Term) -> str:
    if term.is_year:
        return str(_("Heel %(year)s", year=term.year))
    return str(_("Kwartaal %(number)s van %(year)s", number=term.number, year=term.year))


def _chosen(terms: list[Term]) -> Term | None:
    wish = request.args.get("term")
    if wish is None:
        return next(iter(terms), None)
    return next((each for each in terms if str(each) == wish), None) or abort(404)


def _tables(term: Term, read: Regions) -> Tables:
    told = told_of(term, read)
    return Tables(term, per_domain(told), per_region(told, read), people_until(term, read))


def _file() -> tuple[list[str], list[list[str | int]], Term]:
    """The same lines as on the page; what is too little says so here too."""
    term = _chosen(terms_told(SHOWN_TERMS)) or abort(404)
    tables = _tables(term, regions_read(current_identity()))
    header = [_("Periode"), _("Tabel"), _("Groep"), _("Badges"), _("Mensen met een eerste badge")]
    header += ["ISCO-08", "SBI 2008", _("Afspraak met UWV")]
    few = _("te weinig")
    rows: list[list[str | int]] = [
        [str(term), _("Per domein"), line.label, line.badges or few, "", _codes(line), "", ""]
        for line in tables.domains
    ]
    for line in tables.regions:
        numbers = (line.badges or few, line.people or few)
        arranged = _("ja") if line.is_arranged else ""
        rows.append([str(term), _("Per regio"), line.label, *numbers, "", _codes(line), arranged])
    return header, rows, term


def _codes(line: Line) -> str:
    return ", ".join(line.codes)
