"""Markup becomes a tagged PDF with the fonts that come with the project.

WeasyPrint and its system libraries are loaded at the first page. Fonts and styles are read once
per process. While printing, nothing but packaged fonts and images and `data:` can be read.
"""

import atexit
from functools import cache
from pathlib import Path
from typing import Any, Final

from academy.places import PAPER
from academy.settings import PROJECT

FACES: Final = Path(__file__).with_name("printing.css")
"""The families "Paper", "Paper Wide", "Paper Arabic" and "Paper Ethiopic", for all style sheets."""
FONTS: Final = Path(__file__).with_name("fonts")
FOLDERS: Final = {"font": FONTS, "image": PROJECT / "static" / "img"}
"""What markup and styles may name, as `font:NAME` and `image:NAME`."""


def print_pdf(html: str, *, styles: Path, variant: str, **more: Any) -> bytes:
    """`html` on paper, as this variant of PDF; `more` goes to WeasyPrint's `write_pdf`.

    Raises BusyError when others print, and ImportError or OSError when WeasyPrint's system
    libraries are missing.
    """
    from weasyprint import HTML  # noqa: PLC0415 - half a second and system libraries

    fonts, fetcher = _press()
    sheets = [_sheet(FACES), _sheet(styles)]
    page = HTML(string=html, url_fetcher=fetcher)
    options = {"stylesheets": sheets, "font_config": fonts, "pdf_variant": variant, **more}
    with PAPER.taken():
        pdf: bytes = page.write_pdf(**options)
    return pdf


@cache
def _press() -> tuple[Any, Any]:
    """Font configuration and address reader."""
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - see print_pdf
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class PackagedFiles(URLFetcher):  # type: ignore[misc]
        """Reads `data:` and the files of `FOLDERS`; refuses every other address."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            scheme, _, name = url.partition(":")
            if scheme not in FOLDERS:
                return super().fetch(url, headers)
            return URLFetcherResponse(url, (FOLDERS[scheme] / Path(name).name).read_bytes())

    fetcher = PackagedFiles(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
    return FontConfiguration(), fetcher


@cache
def _sheet(styles: Path) -> Any:
    from weasyprint import CSS  # noqa: PLC0415 - see print_pdf

    fonts, fetcher = _press()
    return CSS(string=styles.read_text("utf-8"), font_config=fonts, url_fetcher=fetcher)


atexit.register(_press.cache_clear)
atexit.register(_sheet.cache_clear)
"""While Python still stands: the fonts' own clean-up needs its modules."""
