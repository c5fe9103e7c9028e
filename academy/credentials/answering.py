"""Answers at public addresses: documents for programs, pages for people, and clear refusals.

Anybody may read the documents, from any website. They carry a fingerprint (ETag), so that who has
a copy can ask whether it is still right.
"""

import json
from typing import Any, TypeVar

from flask import Response, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import NotAcceptable, NotFound

from academy.dependencies import dependencies
from academy.web.opening import opened_at

JSON_LD = "application/ld+json"
HTML = "text/html"
CREDENTIAL_TYPES = ("application/vc", JSON_LD, "application/json")
DOCUMENT_TYPES = ("application/json", JSON_LD)
DOCUMENT_SECONDS = 300
PICTURE_SECONDS = 86_400
Found = TypeVar("Found")


def document(
    body: bytes | dict[str, Any],
    mimetype: str = JSON_LD,
    *,
    status: int = 200,
    seconds: int = DOCUMENT_SECONDS,
    download: str | None = None,
) -> Response:
    """A document that websites elsewhere may read; `download` names the file to keep it as."""
    content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False)
    answer = Response(content, status, mimetype=mimetype)
    # it uses no cookie and names nobody, so any website may read it
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = f"public, max-age={seconds}"
    if download is not None and "download" in request.args:
        answer.headers.set("Content-Disposition", "attachment", filename=download)
    if status == 200:
        answer.add_etag()
        answer.make_conditional(request)
    return answer


def picture(content: bytes, mimetype: str, *, download: str | None = None) -> Response:
    """A picture; an SVG that is opened by itself runs nothing."""
    answer = document(content, mimetype, seconds=PICTURE_SECONDS, download=download)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def varied(answer: Response) -> Response:
    """Tell caches that another Accept gives another answer at the same address."""
    answer.headers["Vary"] = "Accept"
    return answer


def varied_page(template: str, **values: Any) -> Response:
    """The page at an address where programs get a document."""
    root = opened_at(dependencies().settings)
    return varied(Response(render_template(template, root=root, **values)))


def wanted_type(documents: tuple[str, ...] = DOCUMENT_TYPES) -> str:
    """What the asker wants most: `text/html`, or one of `documents`; 406 when none of these.

    Who says nothing, or takes anything, gets the page.
    """
    if not request.accept_mimetypes:
        return HTML
    best = request.accept_mimetypes.best_match([HTML, *documents])
    if best is None:
        offered = ", ".join([HTML, *documents])
        detail = _("Dit adres geeft alleen: %(types)s.", types=offered)
        raise NotAcceptable(response=problem(406, _("Deze vorm is er niet"), detail))
    return best


def found_or_404(found: Found | None) -> Found:
    """What was found; 404 in the form that the asker understands."""
    if found is None:
        raise NotFound(response=None if _is_person() else _missing())
    return found


def problem(status: int, title: str, detail: str) -> Response:
    """Problem details (RFC 9457) that websites elsewhere may read."""
    body = {"status": status, "title": title, "detail": detail}
    answer = document(body, "application/problem+json", status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _missing() -> Response:
    return problem(404, _("Dit is er niet"), _("Kijk of het adres klopt."))


def _is_person() -> bool:
    return request.accept_mimetypes.best_match([HTML, *CREDENTIAL_TYPES]) in (HTML, None)
