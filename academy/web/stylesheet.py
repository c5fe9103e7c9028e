"""One stylesheet out of many small files, joined when the application starts.

Thirty small files would cost a phone on a poor line thirty requests; one file for everything
would be nobody's. The order is fixed: fonts, tokens, bare elements, layouts, components by name.
"""

import gzip
from pathlib import Path

from flask import Flask, Response, request

from academy.security.guard import public

FIRST = ("fonts.css", "tokens.css", "base.css", "layouts.css")
ADDRESS = "/static/<release>/css/site.css"
YEAR_SECONDS = 31_536_000


def register_stylesheet(app: Flask, folder: Path) -> None:
    """Serve the styles in `folder` at `static_url("css/site.css")`, in debug mode always anew."""
    joined = join_stylesheets(folder)
    packed = gzip.compress(joined, mtime=0)

    @public
    def stylesheet(release: str) -> Response:  # noqa: ARG001 - only there to make the address change
        if app.debug:
            return as_css(join_stylesheets(folder))
        if not request.accept_encodings["gzip"]:
            return as_css(joined)
        return as_css(packed, encoding="gzip")

    app.add_url_rule(ADDRESS, "stylesheet", stylesheet)


def join_stylesheets(folder: Path) -> bytes:
    """The files of `folder/css` and of `components` in it, in order, as UTF-8."""
    css = folder / "css"
    files = [css / name for name in FIRST] + sorted((css / "components").glob("*.css"))
    return b"\n".join(file.read_bytes() for file in files)


def as_css(content: bytes, *, encoding: str | None = None) -> Response:
    response = Response(content, mimetype="text/css")
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.cache_control.max_age = YEAR_SECONDS
    response.vary.add("Accept-Encoding")
    if encoding:
        response.content_encoding = encoding
    return response
