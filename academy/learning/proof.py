"""The proof of participation on paper: a tagged PDF (PDF/UA-1) in the language of the page.

It says who followed which course, when and for how long. It is no badge and says so.
"""

from pathlib import Path
from typing import Final

from flask import current_app
from flask_babel import format_decimal, pgettext
from flask_babel import gettext as _

from academy.credentials.printing import print_pdf
from academy.learning.models import LearningRecord
from academy.learning.words import FORMS, LEVELS
from academy.web.filters import day
from academy.web.locale import language, localised

STYLES: Final = Path(__file__).with_name("proof.css")
PDF_VARIANT: Final = "pdf/ua-1"


def proof_facts(record: LearningRecord) -> list[tuple[str, str]]:
    """Labels and values, in the language of the page."""
    facts = [
        (_("Eerste dag"), day(record.starts_on)),
        (_("Laatste dag"), day(record.ends_on)),
        (_("Uren"), format_decimal(record.hours)),
        (pgettext("how a course is given", "Vorm"), str(FORMS.get(record.form, record.form))),
        (pgettext("where something is given", "Plaats"), record.details.get("place", "")),
        (_("Gegeven door"), f"{record.provider}, {_('Nederland')}"),
        (_("Zo is gekeken"), localised(record.details.get("assessment"))),
        (_("Kwaliteit"), localised(record.details.get("quality"))),
        (_("Niveau"), str(LEVELS.get(record.details.get("level", ""), ""))),
    ]
    return [(label, value) for label, value in facts if value]


def outcomes_of(record: LearningRecord) -> list[str]:
    """What the holder can do now, one each."""
    lines = localised(record.details.get("outcomes")).splitlines()
    return [line.strip() for line in lines if line.strip()]


def proof_pdf(record: LearningRecord) -> bytes:
    """One page of A4. Raises ImportError or OSError without WeasyPrint's system libraries."""
    # not render_template: the worker has no request, which the context of pages asks about
    page = current_app.jinja_env.get_template("learning/_proof_paper.html")
    html = page.render(
        record=record, facts=proof_facts(record), outcomes=outcomes_of(record), language=language()
    )
    return print_pdf(html, styles=STYLES, variant=PDF_VARIANT)
