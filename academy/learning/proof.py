"""The proof of participation on paper: a tagged PDF (PDF/UA-1) in the language of the page.

It says who followed which course, when and for how long. It is no badge and says so.
"""

import atexit
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from flask import render_template
from flask_babel import format_decimal, pgettext
from flask_babel import gettext as _

from academy.learning.models import LearningRecord
from academy.learning.words import FORMS
from academy.web.filters import day

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
        (_("Gegeven door"), record.provider),
    ]
    return [(label, value) for label, value in facts if value]


def proof_pdf(record: LearningRecord) -> bytes:
    """One page of A4. Raises ImportError or OSError without WeasyPrint's system libraries."""
    from weasyprint import HTML  # noqa: PLC0415 - half a second and system libraries

    html = render_template("learning/_proof_paper.html", record=record, facts=proof_facts(record))
    fonts, styles, fetcher = _press()
    pdf: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[styles], font_config=fonts, pdf_variant=PDF_VARIANT
    )
    return pdf


@lru_cache(maxsize=1)
def _press() -> tuple[Any, Any, Any]:
    """Font configuration, styles, and a reader that lets the page itself fetch nothing."""
    from weasyprint import CSS  # noqa: PLC0415 - see proof_pdf
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    fonts = FontConfiguration()
    packaged = URLFetcher(allowed_protocols=("file",), allow_redirects=False, fail_on_errors=True)
    styles = CSS(filename=STYLES, font_config=fonts, url_fetcher=packaged)
    return fonts, styles, URLFetcher(allowed_protocols=("data",), fail_on_errors=True)


atexit.register(_press.cache_clear)
"""While Python still stands: the fonts' own clean-up needs its modules."""
