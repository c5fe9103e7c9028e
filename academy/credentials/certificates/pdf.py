"""Certificates as PDF/A-3a: tagged, with language, own fonts and the signed badges attached.

WeasyPrint and its system libraries are loaded at the first certificate.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from academy.credentials.certificates.data import CertificateData, CertificateError
from academy.credentials.certificates.markup import certificates_html
from academy.credentials.certificates.wording import WORDINGS
from academy.credentials.printing import print_pdf, weasyprint

STYLES: Final = Path(__file__).with_name("certificate.css")
PDF_VARIANT: Final = "pdf/a-3a"


def render_pdf(pages: Sequence[CertificateData]) -> bytes:
    """PDF of these certificates, in the order given, each starting on a page of its own.

    The signed badge of each is attached with relationship Source (ISO 32000-2, 7.11.3). Raises
    CertificateError without certificates or when two attachments share a name, and ImportError
    or OSError when WeasyPrint's system libraries are missing.
    """
    if len({page.credential_name for page in pages}) < len(pages):
        raise CertificateError("Give every attached badge its own file name.")
    return print_pdf(
        certificates_html(pages),
        styles=STYLES,
        variant=PDF_VARIANT,
        attachments=[_attachment(page) for page in sorted(pages, key=_attachment_name)],
        finisher=_name_attachments_once,
    )


def _attachment_name(page: CertificateData) -> str:
    """Key of the attachment; keys of a name tree are sorted (ISO 32000-2, 7.9.6)."""
    return page.credential_name


def _name_attachments_once(_document: Any, pdf: Any) -> None:
    """WeasyPrint 70 lists each attachment of PDF/A-3 twice among the associated files."""
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
