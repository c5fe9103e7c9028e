"""Static files under an address that changes with every release, cached for a year.

What is text is packed when a browser first asks for it. The packed bytes stay in memory, so that
they are never older than the files and nothing is left behind when a process is killed.
"""

import gzip
import hashlib
from collections.abc import Mapping
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.responders import Response, StaticFile

YEAR_SECONDS = 31_536_000
TEXTS = ("text/", "image/svg+xml")


def register_static_files(app: Flask, folder: Path) -> None:
    """Serve `folder` at `/static/<hash>/…` and give templates `static_url(path)`."""
    prefix = f"/static/{_release(folder)}/"
    app.wsgi_app = PackingWhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=folder,
        prefix=prefix,
        max_age=YEAR_SECONDS,
        autorefresh=app.debug,
        add_headers_function=_vary_if_text,
    )

    def static_url(path: str) -> str:
        return prefix + path

    app.jinja_env.globals["static_url"] = static_url


class PackingWhiteNoise(WhiteNoise):  # type: ignore[misc]
    """Packs by itself, where WhiteNoise looks for packed copies beside the files."""

    def get_static_file(self, *args: Any, **options: Any) -> "PackedFile":
        return PackedFile(super().get_static_file(*args, **options))


class PackedFile:
    """A file for WhiteNoise to serve: packed if it is text and the browser can unpack it."""

    def __init__(self, file: StaticFile) -> None:
        self._file = file
        self._packed = b""  # two threads may pack at once: both come to the same bytes

    def get_response(self, method: str, environ: Mapping[str, str]) -> Response:
        answer = self._file.get_response(method, environ)
        headers = Headers(list(answer.headers))
        can_unpack = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        if not (can_unpack and answer.file and answer.status == HTTPStatus.OK and headers["Vary"]):
            return answer
        with answer.file as file:
            self._packed = self._packed or gzip.compress(file.read(), mtime=0)
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(self._packed))
        return Response(HTTPStatus.OK, headers.items(), BytesIO(self._packed))


def _vary_if_text(headers: Headers, _path: str, _url: str) -> None:
    if (headers["Content-Type"] or "").startswith(TEXTS):
        headers["Vary"] = "Accept-Encoding"


def _release(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]
