"""Certificates as PDF/A-3a: tagged, with language, own fonts and the signed badges attached.

WeasyPrint and its system libraries are loaded at the first certificate. Fonts and styles are read
once per process. While rendering, nothing but packaged fonts and images and `data:` can be read.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from academy.credentials.certificates.data import CertificateData, CertificateError
from academy.credentials.certificates.markup import certificates_html
from academy.credentials.certificates.wording import WORDINGS

STYLES: Final = Path(__file__).with_name("certificate.css")
FONTS: Final = Path(__file__).parents[1] / "fonts"
IMAGES: Final = Path(__file__).parents[3] / "static" / "img"
FOLDERS: Final = {"font": FONTS, "image": IMAGES}
"""What the styles may name, as `font:NAME` and `image:NAME`."""

PDF_VARIANT: Final = "pdf/a-3a"


def render_pdf(pages: Sequence[CertificateData]) -> bytes:
    """PDF of these certificates, in the order given, each starting on a page of its own.

    The signed badge of each is attached with relationship Source (ISO 32000-2, 7.11.3). Raises
    CertificateError without certificates or when two attachments share a name, and ImportError
    or OSError when WeasyPrint's system libraries are missing.
    """
    if len({page.credential_name for page in pages}) < len(pages):
        raise CertificateError("Give every attached badge its own file name.")
    html = certificates_html(pages)

    from weasyprint import HTML  # noqa: PLC0415 - half a second and system libraries

    fonts, styles, fetcher = press()
    pdf: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[styles],
        font_config=fonts,
        pdf_variant=PDF_VARIANT,
        attachments=[_attachment(page) for page in sorted(pages, key=_attachment_name)],
        finisher=_name_attachments_once,
    )
    return pdf


def _attachment_name(page: CertificateData) -> str:
    """Key of the attachment; keys of a name tree are sorted (ISO 32000-2, 7.9.6)."""
    return page.credential_name


def _name_attachments_once(_document: Any, pdf: Any) -> None:
    """WeasyPrint 70 lists each attachment of PDF/A-3 twice among the associated files."""
    pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def _attachment(page: CertificateData) -> Any:
    from weasyprint import Attachment  # noqa: PLC0415 - see render_pdf

    return Attachment(
        string=page.credential,
        name=page.credential_name,
        description=WORDINGS[page.language].attachment,
        relationship="Source",
        created=page.issued_at,
        modified=page.issued_at,
    )


@lru_cache(maxsize=1)
def press() -> tuple[Any, Any, Any]:
    """Font configuration, styles and address reader, made once per process."""
    from weasyprint import CSS  # noqa: PLC0415 - see render_pdf
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fetcher = _packaged_files_only()
    fonts = FontConfiguration()
    styles = CSS(string=STYLES.read_text("utf-8"), font_config=fonts, url_fetcher=fetcher)
    return fonts, styles, fetcher


def _packaged_files_only() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 - see render_pdf

    class PackagedFiles(URLFetcher):  # type: ignore[misc]
        """Reads `data:` and the files of `FOLDERS`; refuses every other address."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            scheme, _, name = url.partition(":")
            if scheme not in FOLDERS:
                return super().fetch(url, headers)
            return URLFetcherResponse(url, (FOLDERS[scheme] / Path(name).name).read_bytes())

    return PackagedFiles(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
