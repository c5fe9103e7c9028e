"""Certificates on paper: words and bytes come in, one PDF goes out.

No database, clock, network or system fonts. Every string is given by the caller in the language of
the certificate; only the fixed words around them live here (`wording.py`).
"""

from academy.credentials.certificates.data import (
    BY_HAND,
    CertificateData,
    CertificateError,
    LogoData,
    Signatory,
)
from academy.credentials.certificates.markup import certificate_html
from academy.credentials.certificates.pdf import render_pdf

__all__ = [
    "BY_HAND",
    "CertificateData",
    "CertificateError",
    "LogoData",
    "Signatory",
    "certificate_html",
    "render_pdf",
]
