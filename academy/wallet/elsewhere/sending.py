"""Give the file of a badge from elsewhere: the same bytes, never opened in the browser.

A stranger made them.
"""

from typing import Final

from flask import Response

from academy.wallet.elsewhere.models import ForeignBadge

TYPES: Final = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "json": "application/json",
    "jwt": "text/plain",
}


def as_it_was_brought(badge: ForeignBadge) -> Response:
    answer = Response(badge.source, mimetype=TYPES[badge.kind])
    answer.headers.set("Content-Disposition", "attachment", filename=f"badge.{badge.kind}")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
