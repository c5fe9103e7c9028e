"""Give the file of a badge from elsewhere, or of what others signed about it: the same bytes,
never opened in the browser.

A stranger made them.
"""

from typing import Final

from flask import Response

from academy.wallet.elsewhere.models import ForeignBadge, ForeignEndorsement

TYPES: Final = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "json": "application/json",
    "jwt": "text/plain",
}


def as_it_was_brought(badge: ForeignBadge) -> Response:
    return _sent(badge.source, badge.kind, "badge")


def as_it_was_said(endorsement: ForeignEndorsement) -> Response:
    is_json = endorsement.source.lstrip()[:1] == b"{"
    return _sent(endorsement.source, "json" if is_json else "jwt", "aanbeveling")


def _sent(source: bytes, kind: str, name: str) -> Response:
    answer = Response(source, mimetype=TYPES[kind])
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.{kind}")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
