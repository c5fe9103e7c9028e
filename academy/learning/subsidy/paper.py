"""The report as a table for a spreadsheet program and as a tagged PDF (PDF/UA-1).

The PDF has headings and lines and no table: that is what is read aloud well.
"""

from itertools import groupby
from pathlib import Path
from typing import Final

from flask import current_app
from flask_babel import gettext as _
from flask_babel import pgettext

from academy.credentials.printing import print_pdf
from academy.learning.subsidy.report import Report
from academy.learning.words import FORMS, FUNDINGS
from academy.web.locale import language, localised
from academy.web.workbook import Sheet, SheetCell

STYLES: Final = Path(__file__).with_name("paper.css")
PDF_VARIANT: Final = "pdf/ua-1"


def sheets(report: Report) -> list[Sheet]:
    return [_people(report), _runs(report), _totals(report)]


def _people(report: Report) -> Sheet:
    header = [
        _("Personeelsnummer"),
        _("Cursus"),
        _("Eerste dag"),
        _("Laatste dag"),
        _("Uren"),
        pgettext("how a course is given", "Vorm"),
        _("Gegeven door"),
    ]
    rows: list[list[SheetCell]] = [
        [
            line.number,
            localised(line.record.title),
            line.record.starts_on,
            line.record.ends_on,
            float(line.record.hours),
            str(FORMS.get(line.record.form, line.record.form)),
            line.record.provider,
        ]
        for line in report.lines
    ]
    return Sheet(_("Mensen"), header, rows)


def _runs(report: Report) -> Sheet:
    header = [
        _("Cursus"),
        _("Eerste dag"),
        _("Laatste dag"),
        _("Mensen"),
        _("Uren"),
        _("Kosten van de hele cursus in euro"),
        _("Wie betaalt?"),
    ]
    rows: list[list[SheetCell]] = [
        [
            localised(line.run.course_version.title),
            line.run.starts_on,
            line.run.ends_on,
            line.people,
            float(line.hours),
            None if line.run.cost_cents is None else line.run.cost_cents / 100,
            str(FUNDINGS.get(line.run.funding, line.run.funding)),
        ]
        for line in report.runs
    ]
    return Sheet(_("Cursussen"), header, rows)


def _totals(report: Report) -> Sheet:
    rows: list[list[SheetCell]] = [
        [report.organisation.name, report.first, report.last],
        [_("Mensen"), report.people, None],
        [_("Gevolgde uren"), float(report.hours), None],
        [_("Uren van leermeesters"), float(report.mentor_hours), None],
        [_("Uren van begeleiders"), float(report.guide_hours), None],
    ]
    return Sheet(_("Totalen"), [_("Organisatie"), _("Eerste dag"), _("Laatste dag")], rows)


def report_pdf(report: Report) -> bytes:
    """On A4. Raises ImportError or OSError without WeasyPrint's system libraries."""
    page = current_app.jinja_env.get_template("learning/_subsidy_paper.html")
    people = [(key, list(own)) for key, own in groupby(report.lines, key=lambda line: line.number)]
    html = page.render(
        report=report, people=people, forms=FORMS, fundings=FUNDINGS, language=language()
    )
    return print_pdf(html, styles=STYLES, variant=PDF_VARIANT)
