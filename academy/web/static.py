"""Static files, before Flask is woken: kept for a year at their address of today.

An address of before a release is answered with the file of today, to be asked for again next time:
a page that somebody had open goes on working. What is text is packed for who can unpack it.
"""

from http import HTTPMethod
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wrappers import Response

from academy.web.packing import can_unpack
from academy.web.shelf import Kept, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

YEAR_SECONDS = 31_536_000


def register_static_files(app: Flask, folder: Path) -> None:
    """Serve `folder` at `/static/<hash>/…` and give templates `static_url(path)`."""
    shelf = Shelf(folder)
    if app.debug:
        app.before_request(shelf.read)
    app.wsgi_app = StaticFiles(app.wsgi_app, shelf)  # type: ignore[method-assign]
    app.jinja_env.globals["static_url"] = shelf.address


class StaticFiles:
    """Answers for what stands on the shelf, and leaves the rest to the application."""

    def __init__(self, app: "WSGIApplication", shelf: Shelf) -> None:
        self._app = app
        self._shelf = shelf

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> "Iterable[bytes]":
        is_read = environ["REQUEST_METHOD"] in {HTTPMethod.GET, HTTPMethod.HEAD}
        file = self._shelf.find(environ.get("PATH_INFO", "")) if is_read else None
        app = answer_with(file, environ) if file else self._app
        return app(environ, start_response)


def answer_with(file: Kept, environ: "WSGIEnvironment") -> Response:
    """The file, or the part of it that was asked for, or that the browser has it already."""
    is_packed = _wants_packed(file, environ)
    content = file.packed if is_packed else file.content
    answer = Response(content, mimetype=file.mimetype)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.set_etag(file.hash)
    if environ["PATH_INFO"] == file.address:
        answer.cache_control.public = answer.cache_control.immutable = True
        answer.cache_control.max_age = YEAR_SECONDS
    else:
        answer.cache_control.no_cache = True
    if file.is_text:
        answer.vary.add("Accept-Encoding")
    if is_packed:
        answer.content_encoding = "gzip"
    try:
        return answer.make_conditional(environ, accept_ranges=True, complete_length=len(content))
    except RequestedRangeNotSatisfiable as refusal:
        return refusal.get_response(environ)  # nobody above catches it: this is before Flask


def _wants_packed(file: Kept, environ: "WSGIEnvironment") -> bool:
    """A part is one of the file itself, and only who gets a file can unpack it."""
    is_whole = environ["REQUEST_METHOD"] == HTTPMethod.GET and "HTTP_RANGE" not in environ
    return file.is_text and is_whole and can_unpack(environ.get("HTTP_ACCEPT_ENCODING", ""))
