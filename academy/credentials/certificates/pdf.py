"""Certificates as PDF/A-3a: tagged, with language, own fonts and the signed badges attached.

WeasyPrint and its system libraries are loaded at the first certificate.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from academy.credentials.certificates.data import CertificateData, CertificateError
from academy.credentials.certificates.markup import certificate_html
from academy.credentials.certificates.wording import WORDINGS
from academy.credentials.printing import bind, lay_out, weasyprint

STYLES: Final = Path(__file__).with_name("certificate.css")
PDF_VARIANT: Final = "pdf/a-3a"


def render_pdf(
    pages: Sequence[CertificateData],
    *,
    made: Callable[[int], None] = lambda _done: None,
    before: Sequence[Any] = (),
) -> bytes:
    """PDF of these certificates, in the order given, each starting on a page of its own.

    `before`: pages that are laid out already, of the same variant, which come first.

    Most of the time goes into laying them out, so that is done one by one, and `made` hears how
    many are. The signed badge of each is attached with relationship Source (ISO 32000-2, 7.11.3).
    Raises CertificateError without certificates or when two attachments share a name, and
    ImportError or OSError when WeasyPrint's system libraries are missing.
    """
    if not pages and not before:
        raise CertificateError("Choose at least one badge to print.")
    if len({page.credential_name for page in pages}) < len(pages):
        raise CertificateError("Give every attached badge its own file name.")
    return bind(
        [*before, *_laid_out(pages, made, is_alone=len(pages) == 1 and not before)],
        variant=PDF_VARIANT,
        attachments=[_attachment(page) for page in sorted(pages, key=_attachment_name)],
        finisher=_name_attachments_once,
    )


def _laid_out(
    pages: Sequence[CertificateData], made: Callable[[int], None], *, is_alone: bool
) -> Iterator[Any]:
    for done, page in enumerate(pages):
        made(done)
        html = certificate_html(page, is_alone=is_alone)
        yield lay_out(html, styles=STYLES, variant=PDF_VARIANT)


def _attachment_name(page: CertificateData) -> str:
    """Key of the attachment; keys of a name tree are sorted (ISO 32000-2, 7.9.6)."""
    return page.credential_name


def _name_attachments_once(_document: Any, pdf: Any) -> None:
    """WeasyPrint 70 lists each attachment of PDF/A-3 twice among the associated files."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def _attachment(page: CertificateData) -> Any:
    return weasyprint().Attachment(
        string=page.credential,
        name=page.credential_name,
        description=WORDINGS[page.language].attachment,
        relationship="Source",
        created=page.issued_at,
        modified=page.issued_at,
    )
