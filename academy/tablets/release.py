"""What the tablet keeps of one release: every file that it needs without a network.

The name of a release changes when one of its files or texts does, and only then.
"""

import hashlib
import json
from dataclasses import dataclass

from flask import Flask
from flask_babel import force_locale

from academy.settings import PROJECT
from academy.tablets import shell_words
from academy.web.joining import BOTH

FILES = (
    "js/tablet/app.js",
    BOTH,
    "css/site.css",
    "css/pages/tablet.css",
    "fonts/atkinson-hyperlegible-next-latin-400-normal.woff2",
    "fonts/atkinson-hyperlegible-next-latin-700-normal.woff2",
    "fonts/atkinson-hyperlegible-next-latin-ext-400-normal.woff2",
    "fonts/atkinson-hyperlegible-next-latin-ext-700-normal.woff2",
    "icons/sprite.svg",
    "img/empty-done.svg",
    "img/empty-people.svg",
    "img/empty-search.svg",
    "img/favicon.svg",
    "img/logo.svg",
)
"""All that the tablet shows; its script comes with every script that it imports."""
LATER = ("js/vendor/qr/decode.js", "js/vendor/qr/index.js")
"""Large, and asked for only where the browser reads no codes itself."""


@dataclass(frozen=True, slots=True)
class Release:
    """The addresses to keep, under a name."""

    name: str
    pages: tuple[str, ...]
    files: tuple[str, ...]
    later: tuple[str, ...]

    def as_told(self) -> dict[str, object]:
        return {
            "name": self.name,
            "pages": self.pages,
            "files": self.files,
            "later": self.later,
        }


def static_address(app: Flask, path: str) -> str:
    address: str = app.jinja_env.globals["static_url"](path)  # type: ignore[operator]
    return address


def release_of(app: Flask) -> Release:
    languages: tuple[str, ...] = app.config["WORKER_LANGUAGES"]
    pages = ("/tablet/", *(f"/tablet/words/{code}.json" for code in languages))
    files = tuple(static_address(app, path) for path in FILES)
    later = tuple(static_address(app, path) for path in LATER)
    content = json.dumps([pages, files, later, _page(), [_texts(code) for code in languages]])
    return Release(hashlib.sha256(content.encode()).hexdigest()[:12], pages, files, later)


def _page() -> str:
    return (PROJECT / "templates/shell/index.html").read_text(encoding="utf-8")


def _texts(language: str) -> dict[str, object]:
    with force_locale(language):
        return shell_words.in_this_language()
