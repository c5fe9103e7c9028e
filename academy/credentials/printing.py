"""Markup becomes a tagged PDF with the fonts that come with the project.

WeasyPrint and its system libraries are loaded at the first page. Fonts and styles are read once
per process. While printing, nothing but packaged fonts and images and `data:` can be read.
"""

import atexit
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from PIL import ImageFile

from academy.places import PAPER, PICTURES
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
    return bind([lay_out(html, styles=styles, variant=variant)], variant=variant, **more)


def lay_out(html: str, *, styles: Path, variant: str) -> Any:
    """`html` as pages that are not written yet; raises what `print_pdf` raises."""
    # all of it in the place for one: the libraries of fonts are not made for two threads
    with PAPER.taken():
        fonts, fetcher = _press()
        sheets = [_sheet(FACES), _sheet(styles)]
        page = weasyprint().HTML(string=html, url_fetcher=fetcher)
        return page.render(stylesheets=sheets, font_config=fonts, pdf_variant=variant)


def bind(parts: Sequence[Any], *, variant: str, **more: Any) -> bytes:
    """The pages of all parts as one PDF, with the title of the first; raises as `print_pdf`."""
    with PAPER.taken():
        whole = parts[0].copy([page for part in parts for page in part.pages])
        pdf: bytes = whole.write_pdf(pdf_variant=variant, **more)
    return pdf


@cache
def weasyprint() -> Any:
    """The library, loaded when it is first needed: half a second and libraries of the system.

    Loading it lets the whole process read pictures that are cut off. No photo is read meanwhile,
    and afterwards they are refused again.
    """
    with PICTURES.taken():
        library = import_module("weasyprint")
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    return library


@cache
def _press() -> tuple[Any, Any]:
    """Font configuration and address reader."""
    urls = weasyprint().urls

    class PackagedFiles(urls.URLFetcher):  # type: ignore[misc, name-defined]
        """Reads `data:` and the files of `FOLDERS`; refuses every other address."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            scheme, _, name = url.partition(":")
            if scheme not in FOLDERS:
                return super().fetch(url, headers)
            return urls.URLFetcherResponse(url, (FOLDERS[scheme] / Path(name).name).read_bytes())

    fetcher = PackagedFiles(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
    return weasyprint().text.fonts.FontConfiguration(), fetcher


@cache
def _sheet(styles: Path) -> Any:
    fonts, fetcher = _press()
    return weasyprint().CSS(
        string=styles.read_text("utf-8"), font_config=fonts, url_fetcher=fetcher
    )


atexit.register(_press.cache_clear)
atexit.register(_sheet.cache_clear)
"""While Python still stands: the fonts' own clean-up needs its modules."""
