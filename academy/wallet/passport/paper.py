"""The skills passport on A4, as a tagged PDF (PDF/UA-1): fifteen badges a sheet, each with its
picture and a code to check it; what is more than four sheets hold stands in a list behind them.

In Dutch or English, the languages in which badges are written.
"""

import base64
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, cast
from uuid import UUID

from flask import current_app
from flask_babel import force_locale

from academy.access.qr import qr_png
from academy.credentials import derived
from academy.credentials.certificates.markup import direction, name_size
from academy.credentials.printing import bind, lay_out
from academy.languages import CONTENT_LANGUAGES, DUTCH, ContentLanguage
from academy.wallet.passport.contents import Entry, Passport
from academy.wallet.passport.queries import achievements_of
from academy.web.locale import language

STYLES: Final = Path(__file__).with_name("passport.css")
PDF_VARIANT: Final = "pdf/ua-1"


def passport_pdf(passport: Passport) -> bytes:
    """Raises BusyError when others print, ImportError or OSError without WeasyPrint's libraries."""
    return bind([passport_pages(passport, variant=PDF_VARIANT)], variant=PDF_VARIANT)


def passport_pages(passport: Passport, *, variant: str) -> Any:
    """The sheets, laid out, for whoever binds them behind other pages."""
    wish = language_of_paper()
    with force_locale(wish):
        # not render_template: whoever makes an exit pack has no request of the worker
        page = current_app.jinja_env.get_template("passport/_paper.html")
        html = page.render(
            passport=passport,
            pictures=pictures_of(passport.cards, wish),
            codes=codes_of(passport.cards),
            language=wish,
            direction_of=direction,
            size_of=name_size,
        )
    return lay_out(html, styles=STYLES, variant=variant)


def language_of_paper() -> ContentLanguage:
    """That of the page if badges are written in it, else Dutch."""
    return cast(ContentLanguage, language()) if language() in CONTENT_LANGUAGES else DUTCH


def pictures_of(entries: Sequence[Entry], wish: ContentLanguage) -> Mapping[UUID, tuple[str, str]]:
    """UUID of an achievement to its picture, as an address that the printer may read, in words."""
    found = achievements_of({each.badge.achievement_uuid for each in entries})
    designs = {uuid: derived.design_of(each, wish) for uuid, each in found.items()}
    return {
        uuid: (_png_uri(derived.picture_png(design)), design.alt)
        for uuid, design in designs.items()
    }


def codes_of(entries: Sequence[Entry]) -> Mapping[str, str]:
    """Where a badge is checked, as a QR code."""
    return {each.check_url: _png_uri(qr_png(each.check_url)) for each in entries}


def _png_uri(png: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(png).decode()
