"""Static files under an address that changes with every release, cached for a year.

What is text is served compressed. The compressed copies stand in a folder of this process, made
when it starts, so that they can never be older than the files.
"""

import atexit
import hashlib
import shutil
import tempfile
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

YEAR_SECONDS = 31_536_000


def register_static_files(app: Flask, folder: Path) -> None:
    """Serve `folder` at `/static/<hash>/…` and give templates `static_url(path)`."""
    prefix = f"/static/{_release(folder)}/"
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=folder if app.debug else _compressed_copy(folder),
        prefix=prefix,
        max_age=YEAR_SECONDS,
        autorefresh=app.debug,
    )

    def static_url(path: str) -> str:
        return prefix + path

    app.jinja_env.globals["static_url"] = static_url


def _compressed_copy(folder: Path) -> Path:
    copy = Path(tempfile.mkdtemp(prefix="academy-static-"))
    atexit.register(shutil.rmtree, copy, ignore_errors=True)
    shutil.copytree(folder, copy, dirs_exist_ok=True)
    compressor = Compressor(use_brotli=False, quiet=True)
    for path in [path for path in copy.rglob("*") if path.is_file()]:
        if compressor.should_compress(path.name):
            compressor.compress(str(path))
    return copy


def _release(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]
