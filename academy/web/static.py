"""Static files under an address that changes with every release, cached for a year."""

import hashlib
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

YEAR_SECONDS = 31_536_000


def register_static_files(app: Flask, folder: Path) -> None:
    """Serve `folder` at `/static/<hash>/…` and give templates `static_url(path)`."""
    prefix = f"/static/{_release(folder)}/"
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=folder, prefix=prefix, max_age=YEAR_SECONDS, autorefresh=app.debug
    )

    def static_url(path: str) -> str:
        return prefix + path

    app.jinja_env.globals["static_url"] = static_url


def _release(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]
