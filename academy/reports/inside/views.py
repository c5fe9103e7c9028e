"""The figures of a place, for whoever runs it: charts with their tables, and both as a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from academy.catalogue import queries as palette
from academy.catalogue.words import KINDS, occupation_named
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.disclosure import SMALLEST_GROUP
from academy.organisations.sbi import branch_named
from academy.people.leaving.words import DESTINATIONS
from academy.reports.inside.models import SHOWN_YEARS, Measured
from academy.reports.inside.palette import WORDS, Lack
from academy.reports.inside.preparing import prepared_at
from academy.reports.inside.reading import (
    Figures,
    Place,
    few_teachers,
    figures_of,
    places_of,
    shares,
)
from academy.reports.sector.terms import Term, last_quarters
from academy.reports.sector.views import term_name
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.locale import localised
from academy.web.spreadsheet import Cell, spreadsheet_response
from academy.web.workbook import Sheet, workbook_response

blueprint = Blueprint("dashboard", __name__)

SHOWN_QUARTERS = 8
STEPS = ("1-2", "2-3")


CODES: Mapping[Measured, tuple[LazyString, LazyString, LazyString, Callable[[str], str]]] = {
    Measured.OCCUPATION: (
        lazy_gettext("Badges per beroep (ISCO-08)"),
        lazy_gettext("Beroepsgroep"),
        lazy_gettext("Hoort bij geen beroep"),
        occupation_named,
    ),
    Measured.BRANCH: (
        lazy_gettext("Badges per branche (SBI 2008)"),
        lazy_gettext("Branche"),
        lazy_gettext("Nog geen code"),
        branch_named,
    ),
}
"""Title of the table, header of its first column, words for no code, and of a code."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a place, and perhaps a chart of its last column."""

    key: str
    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str | int | None]]
    """None: too little to be told."""
    has_chart: bool = False


@blueprint.get("/dashboard")
@requires(Permission.READ_DASHBOARD)
def index() -> ResponseReturnValue:
    """The first of the places that somebody runs, unless `?place=site:3` asks for another."""
    places = places_of(current_identity())
    place = _chosen(places)
    figures = figures_of(place)
    return render_template(
        "dashboard/index.html",
        places=[(each.key, _name(each)) for each in places],
        place=place,
        name=_name(place),
        holders=figures.number(Measured.HOLDERS),
        tables=_tables(figures),
        made_at=prepared_at(),
        smallest=SMALLEST_GROUP,
        files={kind: url_for(f".{kind}", place=place.key) for kind in ("csv", "xlsx")},
    )


@blueprint.get("/dashboard/figures.csv")
@requires(Permission.READ_DASHBOARD)
def csv() -> ResponseReturnValue:
    """Every table below the other, each line with the name of its table."""
    rows: list[list[Cell]] = []
    for table in _tables(figures_of(_chosen(places_of(current_identity())))):
        for row in table.rows:
            names = zip(table.header[1:], row[1:], strict=True)
            rows += [[table.title, str(row[0]), name, _told(cell)] for name, cell in names]
    header = [_("Tabel"), _("Groep"), _("Wat"), _("Aantal")]
    return spreadsheet_response("cijfers", header, rows)


@blueprint.get("/dashboard/figures.xlsx")
@requires(Permission.READ_DASHBOARD)
def xlsx() -> ResponseReturnValue:
    """A sheet for each table."""
    tables = _tables(figures_of(_chosen(places_of(current_identity()))))
    return workbook_response(
        "cijfers",
        [
            Sheet(each.title, each.header, [[_told(cell) for cell in row] for row in each.rows])
            for each in tables
        ],
    )


def _chosen(places: list[Place]) -> Place:
    wish = request.args.get("place")
    found = (each for each in places if wish is None or each.key == wish)
    return next(found, None) or abort(404)


def _name(place: Place) -> str:
    return place.name or _("Het hele land")


def _told(cell: str | int | None) -> str | int:
    return _("te weinig") if cell is None else cell


def _tables(figures: Figures) -> list[Table]:
    quarters = last_quarters(local_day(dependencies().clock()), SHOWN_QUARTERS)
    return [
        _per_quarter(figures, quarters),
        _per_year(figures, quarters[-1].year),
        *_shares(figures),
        _went(figures, quarters),
        *_works(figures),
        _per_domain(figures, quarters),
        _per_kind(figures, quarters),
        _per_code(figures, Measured.OCCUPATION),
        _per_code(figures, Measured.BRANCH),
        _steps(figures, quarters),
        _looks(figures, quarters),
        *_teachers(figures),
        *_palette(figures),
    ]


def _per_quarter(figures: Figures, quarters: list[Term]) -> Table:
    rows = [
        [
            term_name(term),
            figures.number(Measured.LEFT, term=str(term)),
            figures.people(Measured.BADGES, term=str(term)),
            figures.number(Measured.BADGES, term=str(term)),
        ]
        for term in quarters
    ]
    header = [_("Kwartaal"), _("Mensen die stopten"), _("Mensen met een nieuwe badge"), _("Badges")]
    return Table("quarters", _("Badges per kwartaal"), header, rows, has_chart=True)


def _per_year(figures: Figures, this_year: int) -> Table:
    """People once in a year, so no sum of its quarters; badges are that sum, of what is told."""
    rows = [
        [
            str(year),
            _sum(figures, Measured.LEFT, "", year.parts[:-1]),
            figures.number(Measured.REACHED, term=str(year)),
            _sum(figures, Measured.BADGES, "", year.parts[:-1]),
        ]
        for year in (Term(each) for each in range(this_year - SHOWN_YEARS + 1, this_year + 1))
    ]
    header = [_("Jaar"), _("Mensen die stopten"), _("Mensen met een nieuwe badge"), _("Badges")]
    return Table("years", _("Badges per jaar"), header, rows)


def _shares(figures: Figures) -> list[Table]:
    """Of the years of which the organisation counted its people."""
    rows: list[list[str | int | None]] = [
        [str(each.year), each.people, each.reached, each.percent] for each in shares(figures)
    ]
    header = [_("Jaar"), _("Werkten er"), _("Kregen een badge"), _("Procent")]
    title = _("Welk deel een badge kreeg")
    return [Table("shares", title, header, rows)] if rows else []


def _went(figures: Figures, quarters: list[Term]) -> Table:
    """Of the last four quarters, as far as it was said."""
    rows = [
        [str(words), _sum(figures, Measured.WENT, key, quarters[-4:])]
        for key, words in DESTINATIONS.items()
    ]
    header = [_("Waarheen"), _("Mensen")]
    title = _("Waar mensen heen gingen in het laatste jaar, als dat is gezegd")
    return Table("went", title, header, rows)


def _works(figures: Figures) -> list[Table]:
    """Of the years of which it is told already."""
    rows: list[list[str | int | None]] = [
        [year, figures.people(Measured.WORKS, year), figures.number(Measured.WORKS, year)]
        for year in sorted(figures.keys(Measured.WORKS))
    ]
    header = [_("Gestopt in"), _("Antwoordden een jaar later"), _("Werkten toen")]
    title = _("Werk, een jaar na het stoppen")
    return [Table("works", title, header, rows)] if rows else []


def _per_domain(figures: Figures, quarters: list[Term]) -> Table:
    """Of the last four quarters, the one that goes on included."""
    rows = [
        [localised(each.name), _sum(figures, Measured.DOMAIN, each.code, quarters[-4:])]
        for each in palette.domains()
    ]
    title = _("Badges per domein in het laatste jaar")
    return Table("domains", title, [_("Domein"), _("Badges")], rows, has_chart=True)


def _per_kind(figures: Figures, quarters: list[Term]) -> Table:
    rows = [
        [
            term_name(term),
            *(figures.number(Measured.KIND, kind, str(term)) for kind in KINDS),
        ]
        for term in quarters
    ]
    header = [_("Kwartaal"), *map(str, KINDS.values())]
    return Table("kinds", _("Badges per soort vaardigheid"), header, rows)


def _per_code(figures: Figures, measure: Measured) -> Table:
    """Of the last four quarters; what has no code comes last."""
    codes = sorted(figures.keys(measure), key=lambda code: (not code, code))
    title, group, nothing, named = CODES[measure]
    rows = [
        [named(code) if code else str(nothing), figures.number(measure, code)] for code in codes
    ]
    header = [str(group), _("Badges in het laatste jaar")]
    return Table(str(measure), str(title), header, rows)


def _steps(figures: Figures, quarters: list[Term]) -> Table:
    rows = [
        [
            term_name(term),
            *(figures.number(Measured.STEP, step, str(term)) or _("nog geen") for step in STEPS),
        ]
        for term in quarters
    ]
    header = [_("Kwartaal"), _("Van niveau 1 naar 2"), _("Van niveau 2 naar 3")]
    return Table("steps", _("Dagen tussen twee niveaus (middelste)"), header, rows)


def _looks(figures: Figures, quarters: list[Term]) -> Table:
    rows = [
        [
            term_name(term),
            figures.people(Measured.LOOKS, term=str(term)),
            figures.number(Measured.LOOKS, term=str(term)),
        ]
        for term in quarters
    ]
    header = [_("Kwartaal"), _("Beoordelaars"), _("Beoordelingen")]
    return Table("looks", _("Werk van beoordelaars"), header, rows)


def _teachers(figures: Figures) -> list[Table]:
    rows: list[list[str | int | None]] = [
        [localised(each.name), each.holders, each.teachers] for each in few_teachers(figures)
    ]
    header = [_("Vaardigheid"), _("Kunnen het"), _("Kunnen het anderen leren")]
    title = _("Vaardigheden met te weinig leermeesters")
    return [Table("teachers", title, header, rows)] if rows else []


def _palette(figures: Figures) -> list[Table]:
    """Of the country only: there is one palette."""
    total = figures.number(Measured.PALETTE, Lack.NOTHING)
    if not total:
        return []
    numbers = {lack: figures.number(Measured.PALETTE, lack) or 0 for lack in WORDS}
    rows: list[list[str | int | None]] = [
        [str(WORDS[lack]), n, round(100 * n / total)] for lack, n in numbers.items()
    ]
    header = [_("Vaardigheden"), _("Aantal"), _("Procent")]
    return [Table("palette", _("Hoe staat het palet ervoor?"), header, rows)]


def _sum(figures: Figures, measure: Measured, key: str, terms: Sequence[Term]) -> int | None:
    """Of what is told; nobody is only said when nothing was too little to be told."""
    numbers = [figures.number(measure, key, str(term)) for term in terms]
    total = sum(each for each in numbers if each is not None)
    return None if total == 0 and None in numbers else total
