"""One certificate, against the same page without pictures and QR, in CPU time."""

import re
import time
from collections.abc import Callable

from sqlalchemy import select

from academy.credentials.certificates.data import CertificateData
from academy.credentials.certificates.markup import certificate_html
from academy.credentials.certificates.pdf import PDF_VARIANT, STYLES, render_pdf
from academy.credentials.certifying import certificate_data
from academy.credentials.models import Credential, PaperCopy
from academy.credentials.printing import print_pdf
from academy.database import db
from academy.dependencies import dependencies
from bench.conditions import median_of

TIMES = 4


def measure() -> None:
    data = _some_certificate()
    bare_html = re.sub(r"<img[^>]*>", "", certificate_html(data))
    plain = _cpu(lambda: print_pdf(bare_html, styles=STYLES, variant=PDF_VARIANT))
    whole = _cpu(lambda: render_pdf([data]))
    print(f"  without pictures and QR {plain * 1e3:.0f} ms, whole {whole * 1e3:.0f} ms of CPU")
    print(f"  ratio: {whole / plain:.2f} (goal: under 3)")


def _some_certificate() -> CertificateData:
    credential = db.session.scalars(select(Credential).limit(1)).one()
    copy = db.session.scalars(
        select(PaperCopy).where(PaperCopy.credential_id == credential.id)
    ).one()
    data = certificate_data(credential, copy, dependencies().settings, language="nl")
    db.session.remove()
    return data


def _cpu(work: Callable[[], object]) -> float:
    work()
    return median_of(lambda: _cpu_once(work))


def _cpu_once(work: Callable[[], object]) -> float:
    start = time.process_time()
    for _time in range(TIMES):
        work()
    return (time.process_time() - start) / TIMES
