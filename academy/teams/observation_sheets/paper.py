"""A sheet on A4, lying down: names, a box for each level of each skill, who looked and when.

Only what earns a badge has a box: that somebody cannot do something yet is for no paper that lies
about. PDF/UA-1, though a form that is filled in with a pen is a table, whatever it is tagged as.
"""

from pathlib import Path
from typing import Final

from flask import render_template

from academy.catalogue.levels import EARNED
from academy.credentials.printing import print_pdf
from academy.teams.observation_sheets.models import ObservationSheet

STYLES: Final = Path(__file__).with_name("paper.css")
PDF_VARIANT: Final = "pdf/ua-1"


def sheet_html(sheet: ObservationSheet) -> str:
    return render_template("sheets/_paper.html", sheet=sheet, levels=EARNED)


def print_sheet(html: str) -> bytes:
    """Raises BusyError when others print, and ImportError or OSError without WeasyPrint's system
    libraries."""
    return print_pdf(html, styles=STYLES, variant=PDF_VARIANT)
